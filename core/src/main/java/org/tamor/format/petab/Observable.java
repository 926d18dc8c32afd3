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
    }
}
