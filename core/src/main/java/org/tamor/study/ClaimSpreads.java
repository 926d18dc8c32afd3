package org.tamor.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.stats.Quantiles;
import org.tamor.study.ClaimResult.ClaimSpread;
import org.tamor.study.ClaimResult.GivenSentences;

/// Sums up how claims fare over parameter vectors: as they are, and weighted by how well each
/// vector agrees with the sentences that count as evidence.
final class ClaimSpreads {

    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;
    private static final int FEWEST_VALUES = 5;

    private final List<Claim> claims;
    private final List<List<ClaimEvaluator.Outcome>> members;
    private final double[] weights;

    /// By member and claim: the logarithm of the likelihood of the sentence; empty where none
    /// counts as evidence.
    private final Optional<double[][]> logLikelihoods;

    private ClaimSpreads(
            List<Claim> claims,
            List<List<ClaimEvaluator.Outcome>> members,
            double[] weights,
            Optional<double[][]> logLikelihoods) {
        this.claims = claims;
        this.members = members;
        this.weights = weights;
        this.logLikelihoods = logLikelihoods;
    }

    /// @param members outcomes of each vector, in the order of the claims
    /// @param weights of the vectors of an ensemble; empty for draws from the prior, which weigh
    ///   the same and to which sentences are not applied
    static ClaimSpreads of(
            List<Claim> claims,
            List<List<ClaimEvaluator.Outcome>> members,
            Optional<double[]> weights) {
        boolean evidence =
                weights.isPresent()
                        && claims.stream().anyMatch(claim -> claim.tolerance().isPresent());
        double[] equal = new double[members.size()];
        Arrays.fill(equal, 1.0 / members.size());
        return new ClaimSpreads(
                List.copyOf(claims),
                members,
                weights.orElse(equal),
                evidence ? Optional.of(logLikelihoods(claims, members)) : Optional.empty());
    }

    private static double[][] logLikelihoods(
            List<Claim> claims, List<List<ClaimEvaluator.Outcome>> members) {
        double[][] result = new double[members.size()][claims.size()];
        for (int m = 0; m < result.length; m++) {
            for (int c = 0; c < claims.size(); c++) {
                result[m][c] =
                        SentenceLikelihood.logarithm(claims.get(c), members.get(m).get(c));
            }
        }
        return result;
    }

    /// The weights under the sentences, with a sum of 1; empty where none counts as evidence.
    Optional<double[]> weightsGivenSentences() {
        return logLikelihoods.map(all -> weighted(all, -1));
    }

    /// @param left a claim whose sentence is left out; -1 for none
    private double[] weighted(double[][] all, int left) {
        double[] logWeights = new double[all.length];
        for (int m = 0; m < all.length; m++) {
            logWeights[m] = Math.log(weights[m]);
            for (int c = 0; c < claims.size(); c++) {
                logWeights[m] += c == left ? 0 : all[m][c];
            }
        }
        double most = Arrays.stream(logWeights).max().orElse(0);
        double[] result = Arrays.stream(logWeights).map(one -> Math.exp(one - most)).toArray();
        double sum = Arrays.stream(result).sum();
        return Arrays.stream(result).map(one -> one / sum).toArray();
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
        List<ClaimEvaluator.Outcome> outcomes = new ArrayList<>();
        members.forEach(member -> outcomes.add(member.get(claim)));
        ClaimSpread spread =
                new ClaimSpread(
                        outcomes.size(),
                        outcomes.size() - count(outcomes, Verdict.UNDECIDED),
                        count(outcomes, Verdict.HOLDS),
                        quantile(outcomes, LOW),
                        quantile(outcomes, 0.5),
                        quantile(outcomes, HIGH),
                        share(outcomes, weights),
                        logLikelihoods.map(all -> given(all, outcomes, claim)));
        return new ClaimResult(
                result.claim(),
                result.verdict(),
                result.value(),
                result.margin(),
                result.explanation(),
                Optional.of(spread));
    }

    private GivenSentences given(
            double[][] all, List<ClaimEvaluator.Outcome> outcomes, int claim) {
        double[] others = weighted(all, claim);
        return new GivenSentences(
                share(outcomes, weighted(all, -1)),
                share(outcomes, others),
                effective(others));
    }

    /// How many equal weights know as much.
    static double effective(double[] weights) {
        return 1 / Arrays.stream(weights).map(weight -> weight * weight).sum();
    }

    private static int count(List<ClaimEvaluator.Outcome> outcomes, Verdict verdict) {
        return (int) outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
    }

    private static double share(List<ClaimEvaluator.Outcome> outcomes, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += outcomes.get(i).verdict() == Verdict.HOLDS ? weights[i] : 0;
        }
        return Math.min(1, sum);
    }

    /// Empty where there are too few values.
    private OptionalDouble quantile(List<ClaimEvaluator.Outcome> outcomes, double p) {
        List<Double> values = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).value().isPresent() && weights[i] > 0) {
                values.add(outcomes.get(i).value().getAsDouble());
                own.add(weights[i]);
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
