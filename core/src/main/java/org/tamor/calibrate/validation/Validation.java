package org.tamor.calibrate.validation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.tamor.calibrate.sample.ConvergenceGate;
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
        /// The same, as if the measurements of its group had not been there.
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
    /// @param group what is left out together
    /// @param probability that was foretold of a measurement at most as large
    /// @param logScore the logarithm of the density that was foretold for it
    /// @param logScoreOfNominal the same by the nominal parameters
    /// @param effective how many vectors of equal weight the prediction rests on
    /// @param rHat the largest of any parameter where the vectors were drawn anew; empty where they
    ///   were weighted
    public record Scored(
            Kind kind,
            String group,
            Measurement measurement,
            double probability,
            double logScore,
            double logScoreOfNominal,
            double effective,
            OptionalDouble rHat) {

        /// Whether the vectors were drawn anew.
        public boolean annealed() {
            return rHat.isPresent();
        }

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

    /// What was left out, by the names of the groups.
    public Map<String, List<Scored>> leftOut() {
        Map<String, List<Scored>> groups = new LinkedHashMap<>();
        of(Kind.LEFT_OUT)
                .forEach(
                        one ->
                                groups.computeIfAbsent(one.group(), name -> new ArrayList<>())
                                        .add(one));
        return groups;
    }

    /// How many vectors the prediction of what was left out of a group rests on; 0 where nothing
    /// was.
    public double effective(String group) {
        return of(Kind.LEFT_OUT).stream()
                .filter(one -> one.group().equals(group))
                .mapToDouble(Scored::effective)
                .findFirst()
                .orElse(0);
    }

    /// The groups that were drawn anew without its islands agreeing well enough to be believed.
    public List<String> unsettled() {
        return of(Kind.LEFT_OUT).stream()
                .filter(one -> !(one.rHat().orElse(1) < ConvergenceGate.STANDARD.rHat()))
                .map(Scored::group)
                .distinct()
                .toList();
    }

    /// The same with other predictions of what was left out of the groups that these name.
    public Validation withLeftOut(List<Scored> others) {
        List<String> groups = others.stream().map(Scored::group).toList();
        List<Scored> all =
                new ArrayList<>(
                        scored.stream()
                                .filter(
                                        one ->
                                                one.kind() != Kind.LEFT_OUT
                                                        || !groups.contains(one.group()))
                                .toList());
        all.addAll(others);
        return new Validation(all);
    }

    /// The share of measurements within the central part that was foretold to hold a share.
    public static double share(List<Scored> scored, double share) {
        return scored.stream().mapToInt(one -> one.inside(share) ? 1 : 0).average().orElseThrow();
    }
}
