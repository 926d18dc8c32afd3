package org.tamor.simulate;

/// What became of a run: its time course, or why there is none. A failed run yields no number.
public sealed interface RunResult {

    /// The run reached its last output time.
    record Completed(TimeCourse timeCourse) implements RunResult {}

    /// The run could not go on.
    ///
    /// @param time where it stopped
    /// @param quantity the species or rule that could not be integrated; "" where not one alone
    /// @param reason in words, for a person
    record Failed(double time, String quantity, String reason) implements RunResult {}
}
