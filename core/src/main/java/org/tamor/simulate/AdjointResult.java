package org.tamor.simulate;

/// What became of a run that was recorded for the adjoint method. A failed run yields no number.
public sealed interface AdjointResult {

    /// The run reached its last output time.
    record Completed(TimeCourse timeCourse, AdjointRun run) implements AdjointResult {}

    /// The run could not be computed.
    record Failed(RunResult.Failed reason) implements AdjointResult {}
}
