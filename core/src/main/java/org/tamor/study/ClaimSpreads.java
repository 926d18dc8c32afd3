package org.tamor.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.stats.Quantiles;
import org.tamor.study.ClaimResult.ClaimSpread;
import org.tamor.study.ClaimResult.GivenSentences;

/// Sums up how claims fare over parameter vectors, and how they fare where the study's sentences
/// count as evidence.
final class ClaimSpreads {

    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;
    private static final int FEWEST_VALUES = 5;

    private final List<Claim> claims;
    private final Judged plain;

    /// Vectors that agree with the sentences; empty where none counts as evidence.
    private final Optional<Judged> given;

    private ClaimSpreads(List<Claim> claims, Judged plain, Optional<Judged> given) {
        this.claims = claims;
        this.plain = plain;
        this.given = given;
    }

    /// Vectors with their outcomes.
    ///
    /// @param outcomes of each vector, in the order of the claims
    /// @param weights with a sum of 1
    @SuppressWarnings("ArrayRecordComponent")
    private record Judged(List<List<ClaimEvaluator.Outcome>> outcomes, double[] weights) {

        List<ClaimEvaluator.Outcome> of(int claim) {
            return outcomes.stream().map(member -> member.get(claim)).toList();
        }

        double share(int claim, double[] otherWeights) {
            double sum = 0;
            for (int i = 0; i < otherWeights.length; i++) {
                boolean holds = outcomes.get(i).get(claim).verdict() == Verdict.HOLDS;
                sum += holds ? otherWeights[i] : 0;
            }
            return Math.min(1, sum);
        }
    }

    /// Spreads over an ensemble, which is weighted by the sentences where these count as evidence.
    ///
    /// @param outcomes of each vector, in the order of the claims
    /// @param weights of the vectors of an ensemble; empty for draws from the prior, which weigh
    ///   the same and to which sentences are not applied
    /// @param intact whether the outcomes are those of the study as it is: sentences are evidence
    ///   about the intact cells only
    static ClaimSpreads of(
            List<Claim> claims,
            List<List<ClaimEvaluator.Outcome>> outcomes,
            Optional<double[]> weights,
            boolean intact) {
        double[] equal = new double[outcomes.size()];
        Arrays.fill(equal, 1.0 / outcomes.size());
        Judged plain = new Judged(outcomes, weights.orElse(equal));
        boolean evidence =
                intact
                        && weights.isPresent()
                        && claims.stream().anyMatch(claim -> claim.tolerance().isPresent());
        return new ClaimSpreads(
                List.copyOf(claims),
                plain,
                evidence
                        ? Optional.of(
                                new Judged(
                                        outcomes,
                                        weighted(
                                                plain.weights(),
                                                logSentences(claims, outcomes),
                                                1)))
                        : Optional.empty());
    }

    /// The same with vectors of their own that agree with the sentences.
    ClaimSpreads given(List<List<ClaimEvaluator.Outcome>> outcomes, double[] weights) {
        return new ClaimSpreads(claims, plain, Optional.of(new Judged(outcomes, weights)));
    }

    private static double[] logSentences(
            List<Claim> claims, List<List<ClaimEvaluator.Outcome>> outcomes) {
        double[] result = new double[outcomes.size()];
        for (int m = 0; m < result.length; m++) {
            for (int c = 0; c < claims.size(); c++) {
                result[m] += SentenceLikelihood.logarithm(claims.get(c), outcomes.get(m).get(c));
            }
        }
        return result;
    }

    /// Weights times likelihoods to a power, with a sum of 1.
    private static double[] weighted(double[] weights, double[] logLikelihoods, double power) {
        double[] logWeights = new double[weights.length];
        for (int m = 0; m < weights.length; m++) {
            logWeights[m] = Math.log(weights[m]) + power * logLikelihoods[m];
        }
        double most = Arrays.stream(logWeights).max().orElse(0);
        double[] result = Arrays.stream(logWeights).map(one -> Math.exp(one - most)).toArray();
        double sum = Arrays.stream(result).sum();
        return Arrays.stream(result).map(one -> one / sum).toArray();
    }

    /// The ensemble's weights under the sentences; empty where none counts as evidence.
    Optional<double[]> weightsGivenSentences() {
        return given.map(Judged::weights);
    }

    /// The results, one for each claim, with their spreads.
    List<ClaimResult> with(List<ClaimResult> results) {
        List<ClaimResult> spread = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            spread.add(with(results.get(i), i));
        }
        return spread;
    }

    private ClaimResult with(ClaimResult result, int claim) {
        List<ClaimEvaluator.Outcome> outcomes = plain.of(claim);
        ClaimSpread spread =
                new ClaimSpread(
                        outcomes.size(),
                        outcomes.size() - count(outcomes, Verdict.UNDECIDED),
                        count(outcomes, Verdict.HOLDS),
                        quantile(outcomes, LOW),
                        quantile(outcomes, 0.5),
                        quantile(outcomes, HIGH),
                        plain.share(claim, plain.weights()),
                        given.map(judged -> given(judged, claim)));
        return new ClaimResult(
                result.claim(),
                result.verdict(),
                result.value(),
                result.margin(),
                result.explanation(),
                Optional.of(spread));
    }

    /// The claim's own sentence is left out by weights.
    private GivenSentences given(Judged judged, int claim) {
        double[] own =
                judged.of(claim).stream()
                        .mapToDouble(
                                outcome -> SentenceLikelihood.logarithm(claims.get(claim), outcome))
                        .toArray();
        double[] others = weighted(judged.weights(), own, -1);
        return new GivenSentences(
                judged.share(claim, judged.weights()),
                judged.share(claim, others),
                1 / Arrays.stream(others).map(weight -> weight * weight).sum());
    }

    private static int count(List<ClaimEvaluator.Outcome> outcomes, Verdict verdict) {
        return (int) outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
    }

    /// Empty where there are too few values.
    private OptionalDouble quantile(List<ClaimEvaluator.Outcome> outcomes, double p) {
        List<Double> values = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).value().isPresent() && plain.weights()[i] > 0) {
                values.add(outcomes.get(i).value().getAsDouble());
                own.add(plain.weights()[i]);
            }
        }
        if (values.size() < FEWEST_VALUES) {
            return OptionalDouble.empty();
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (own.stream().distinct().count() == 1) {
            Arrays.sort(sorted);
            return OptionalDouble.of(Quantiles.ofSorted(sorted, p));
        }
        return OptionalDouble.of(
                Quantiles.weighted(
                        sorted, own.stream().mapToDouble(Double::doubleValue).toArray(), p));
    }
}
