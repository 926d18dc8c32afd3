package org.tamor.conformance;

/// How a case ended.
///
/// @param reason why it did not pass; "" where it did
public record CaseOutcome(TestCase testCase, Status status, String reason, double seconds) {

    /// The three ways in which a case ends.
    public enum Status {
        PASSED,
        /// Other numbers than expected, or a refusal of the model.
        FAILED,
        /// Asks for something that is not what the program is for.
        SKIPPED
    }
}
