package org.tamor.format.petab;

import java.util.List;
import org.tamor.expr.Expression;
import org.tamor.failure.Location;

/// What an assay reads, and its noise.
///
/// @param name for people; the id where not given
/// @param placeholders names in `formula` that each measurement replaces by its
///   `observableParameters`
/// @param noisePlaceholders the same for `noise` and `noiseParameters`
/// @param noise the scale of the noise distribution (the standard deviation where normal); may name
///   the observable
public record Observable(
        String id,
        String name,
        Expression formula,
        List<String> placeholders,
        Expression noise,
        List<String> noisePlaceholders,
        NoiseDistribution noiseDistribution,
        Location location) {

    public Observable {
        placeholders = List.copyOf(placeholders);
        noisePlaceholders = List.copyOf(noisePlaceholders);
    }

    /// The distributions of measurement noise. The logarithmic ones are those of the natural
    /// logarithm of the value.
    public enum NoiseDistribution {
        NORMAL("normal"),
        LAPLACE("laplace"),
        LOG_NORMAL("log-normal"),
        LOG_LAPLACE("log-laplace");

        private final String label;

        NoiseDistribution(String label) {
            this.label = label;
        }

        /// The name that the files use.
        public String label() {
            return label;
        }

        public boolean logarithmic() {
            return this == LOG_NORMAL || this == LOG_LAPLACE;
        }

        /// The distance of a measured value m from the simulated one y in units of the noise scale
        /// s: `(m - y) / s`, or `(ln m - ln y) / s` for the logarithmic distributions.
        public double residual(double measured, double simulated, double scale) {
            return (logarithmic() ? Math.log(measured) - Math.log(simulated) : measured - simulated)
                    / scale;
        }

        /// The logarithm of the probability density of a measured value m with residual r and noise
        /// scale s:
        ///
        /// - normal: `-ln(s sqrt(2 pi)) - r^2 / 2`
        /// - laplace: `-ln(2 s) - |r|`
        /// - log-normal and log-laplace: the same minus `ln m`
        ///
        /// as PEtab defines them.
        public double logDensity(double measured, double residual, double scale) {
            return switch (this) {
                case NORMAL ->
                        -Math.log(scale * Math.sqrt(2 * Math.PI)) - 0.5 * residual * residual;
                case LAPLACE -> -Math.log(2 * scale) - Math.abs(residual);
                case LOG_NORMAL ->
                        NORMAL.logDensity(measured, residual, scale) - Math.log(measured);
                case LOG_LAPLACE ->
                        LAPLACE.logDensity(measured, residual, scale) - Math.log(measured);
            };
        }
    }
}
