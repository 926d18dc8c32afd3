package org.tamor.calibrate.ensemble;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tamor.format.petab.Measurement;

/// How well an ensemble foretold measurements.
public record Validation(List<Scored> scored) {

    public Validation {
        scored = List.copyOf(scored);
    }

    /// What the ensemble knew of a measurement.
    public enum Kind {
        /// It was fitted to it.
        FITTED("fitted"),
        /// The same, weighted as if the measurements of the experiment had not been there.
        LEFT_OUT("left out"),
        /// It has never seen it.
        KEPT_ASIDE("kept aside");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// One measurement.
    ///
    /// @param probability that was foretold of a measurement at most as large
    /// @param logScore the logarithm of the density that was foretold for it
    /// @param logScoreOfNominal the same by the nominal parameters
    /// @param effective how many vectors of equal weight the prediction rests on
    public record Scored(
            Kind kind,
            Measurement measurement,
            double probability,
            double logScore,
            double logScoreOfNominal,
            double effective) {

        /// Whether it lies in the central part that was foretold to hold this share.
        public boolean inside(double share) {
            return Math.abs(probability - 0.5) <= 0.5 * share;
        }
    }

    /// What is so of one kind of measurements.
    ///
    /// @param inside50 the share within the central 50 %
    /// @param inside90 the share within the central 90 %
    /// @param logScore the mean; higher is better
    /// @param fewest the least effective number of vectors
    public record Summary(
            int measurements,
            double inside50,
            double inside90,
            double logScore,
            double logScoreOfNominal,
            double fewest) {}

    /// The summary of each kind that there is.
    public Map<Kind, Summary> summaries() {
        Map<Kind, Summary> result = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            List<Scored> own = of(kind);
            if (!own.isEmpty()) {
                result.put(
                        kind,
                        new Summary(
                                own.size(),
                                share(own, 0.5),
                                share(own, 0.9),
                                own.stream().mapToDouble(Scored::logScore).average().orElseThrow(),
                                own.stream()
                                        .mapToDouble(Scored::logScoreOfNominal)
                                        .average()
                                        .orElseThrow(),
                                own.stream().mapToDouble(Scored::effective).min().orElseThrow()));
            }
        }
        return result;
    }

    public List<Scored> of(Kind kind) {
        return scored.stream().filter(one -> one.kind() == kind).toList();
    }

    /// The share of measurements within the central part that was foretold to hold a share.
    public static double share(List<Scored> scored, double share) {
        return scored.stream().mapToInt(one -> one.inside(share) ? 1 : 0).average().orElseThrow();
    }
}
