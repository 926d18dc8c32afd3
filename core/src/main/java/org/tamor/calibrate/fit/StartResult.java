package org.tamor.calibrate.fit;

/// What became of one start.
///
/// @param index from 0
/// @param start the point that the fit started from, on the parameters' scales
/// @param startValue of the objective there; NaN where it has none
/// @param seconds of the processor
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record StartResult(
        int index, double[] start, double startValue, LocalFit fit, double seconds) {

    /// The objective at the end; infinity where there is none, so that such starts come last.
    public double value() {
        return fit.value().orElse(Double.POSITIVE_INFINITY);
    }
}
