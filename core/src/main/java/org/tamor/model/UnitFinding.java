package org.tamor.model;

/// Something that a check of units has to say about one formula or element.
///
/// @param element names the place for people, such as `reaction binding`
/// @param expression the part of the formula concerned; "" where it is the element as a whole
public record UnitFinding(Kind kind, String element, String expression, String message) {

    /// How bad a finding is.
    public enum Kind {
        /// Two units that should agree do not.
        MISMATCH,
        /// A unit is named that neither the model nor SBML defines.
        UNDEFINED_UNIT,
        /// Something has no declared unit, so that the formula could not be checked in full. No
        /// error.
        NOT_CHECKED
    }

    @Override
    public String toString() {
        return element + (expression.isEmpty() ? "" : ", " + expression) + ": " + message;
    }
}
