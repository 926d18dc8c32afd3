package org.tamor.calibrate;

/// The values that belong to each measurement of a problem, by its index.
@SuppressWarnings("ArrayRecordComponent") // filled by the experiments
record Comparisons(
        double[] simulations, double[] scales, double[] residuals, double[] logDensities) {

    Comparisons(int measurements) {
        this(
                new double[measurements],
                new double[measurements],
                new double[measurements],
                new double[measurements]);
    }
}
