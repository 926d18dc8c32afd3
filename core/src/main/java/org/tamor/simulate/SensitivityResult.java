package org.tamor.simulate;

/// What became of a run with derivatives. A failed run yields no number.
public sealed interface SensitivityResult {

    /// The run reached its last output time.
    ///
    /// @param derivatives `derivatives[o][k][j]` is that of output o at time k by quantity j of the
    ///   [Directions]; null in place of a row that was not asked for
    @SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
    record Completed(TimeCourse timeCourse, double[][][] derivatives)
            implements SensitivityResult {}

    /// The run, or a derivative, could not be computed.
    record Failed(RunResult.Failed reason) implements SensitivityResult {}
}
