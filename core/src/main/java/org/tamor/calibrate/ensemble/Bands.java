package org.tamor.calibrate.ensemble;

import java.util.function.DoubleUnaryOperator;

/// The median and the central 50 % and 90 % of a distribution.
public record Bands(double q05, double q25, double median, double q75, double q95) {

    static Bands of(DoubleUnaryOperator quantile) {
        return new Bands(
                quantile.applyAsDouble(0.05),
                quantile.applyAsDouble(0.25),
                quantile.applyAsDouble(0.5),
                quantile.applyAsDouble(0.75),
                quantile.applyAsDouble(0.95));
    }
}
