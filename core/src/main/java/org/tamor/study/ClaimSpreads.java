package org.tamor.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.stats.Quantiles;

/// Sums up how a claim fares over draws that weigh the same, or over the weighted vectors of an
/// ensemble.
///
/// @param weights of the draws, with a sum of 1; empty where all weigh the same
record ClaimSpreads(Optional<double[]> weights) {

    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;
    private static final int FEWEST_VALUES = 5;

    /// What became of a claim in one draw.
    record Outcome(Verdict verdict, OptionalDouble value) {}

    /// The result with the spread of its claim.
    ClaimResult with(ClaimResult result, List<Outcome> outcomes) {
        ClaimResult.ClaimSpread spread =
                new ClaimResult.ClaimSpread(
                        outcomes.size(),
                        outcomes.size() - count(outcomes, Verdict.UNDECIDED),
                        count(outcomes, Verdict.HOLDS),
                        quantile(outcomes, LOW),
                        quantile(outcomes, 0.5),
                        quantile(outcomes, HIGH),
                        holdsFraction(outcomes));
        return new ClaimResult(
                result.claim(),
                result.verdict(),
                result.value(),
                result.margin(),
                result.explanation(),
                Optional.of(spread));
    }

    private static int count(List<Outcome> outcomes, Verdict verdict) {
        return (int) outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
    }

    private double holdsFraction(List<Outcome> outcomes) {
        double sum = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).verdict() == Verdict.HOLDS) {
                sum += weights.isPresent() ? weights.get()[i] : 1;
            }
        }
        return weights.isPresent() ? sum : sum / outcomes.size();
    }

    /// Empty where there are too few values.
    private OptionalDouble quantile(List<Outcome> outcomes, double p) {
        int[] decided = new int[outcomes.size()];
        int count = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).value().isPresent() && weight(i) > 0) {
                decided[count++] = i;
            }
        }
        if (count < FEWEST_VALUES) {
            return OptionalDouble.empty();
        }
        int[] members = Arrays.copyOf(decided, count);
        double[] values =
                Arrays.stream(members)
                        .mapToDouble(i -> outcomes.get(i).value().orElseThrow())
                        .toArray();
        if (weights.isPresent()) {
            double[] own = Arrays.stream(members).mapToDouble(this::weight).toArray();
            return OptionalDouble.of(Quantiles.weighted(values, own, p));
        }
        Arrays.sort(values);
        return OptionalDouble.of(Quantiles.ofSorted(values, p));
    }

    private double weight(int member) {
        return weights.isPresent() ? weights.get()[member] : 1;
    }
}
