package org.tamor.format.sedml;

/// A change of a model before anything is simulated.
public sealed interface ModelChange {

    Target target();

    /// An attribute gets a new value.
    record ChangeAttribute(Target target, String value) implements ModelChange {}

    /// Elements are put inside the target.
    ///
    /// @param markup an element whose children are what to add
    record AddXml(Target target, String markup) implements ModelChange {}

    /// Elements take the place of the target.
    ///
    /// @param markup an element whose children are the replacement
    record ChangeXml(Target target, String markup) implements ModelChange {}

    /// The target goes.
    record RemoveXml(Target target) implements ModelChange {}

    /// A value is computed.
    record ComputeChange(Target target, String symbol, Calculation calculation)
            implements ModelChange {}
}
