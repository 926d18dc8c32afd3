package org.tamor.stats;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;

/// Whether Markov chains of one quantity have met, and how many independent draws they are worth.
///
/// Chains are split in halves, and draws replaced by normal scores of their ranks `z = Phi^-1((rank
/// - 3/8) / (S + 1/4))` among all S draws, so that heavy tails and infinite variances do no harm
///   (Vehtari, Gelman, Simpson, Carpenter and Burkner, "Rank-normalization, folding, and
///   localization: an improved R-hat for assessing convergence of MCMC", Bayesian Anal. 16 (2021)
///   667-718).
///
/// A chain is an array of draws in their order; all chains of a call are of one length, at least 4.
public final class ConvergenceDiagnostics {

    private static final int FEWEST_DRAWS = 4;
    private static final NormalDistribution NORMAL = new NormalDistribution();

    private ConvergenceDiagnostics() {}

    /// The rank-normalised split R-hat: the larger one of the draws and of their distances from the
    /// median.
    ///
    /// With n draws in each half chain, W the mean of their variances and B/n the variance of their
    /// means: `sqrt(((n - 1)/n W + B/n) / W)`. Near 1 where the chains agree; infinite where each
    /// stands still at a place of its own; not a number where all draws are equal.
    public static double rHat(double[][] chains) {
        double[][] halves = split(chains);
        double median = quantile(halves, 0.5);
        double[][] folded =
                Arrays.stream(halves)
                        .map(half -> Arrays.stream(half).map(x -> Math.abs(x - median)).toArray())
                        .toArray(double[][]::new);
        double bulk = ratio(normalScores(halves));
        double tail = ratio(normalScores(folded));
        return Double.isNaN(tail) ? bulk : Math.max(bulk, tail);
    }

    /// The effective sample size for the centre of the distribution: that of the normal scores.
    public static double bulkEffectiveSampleSize(double[][] chains) {
        return effectiveSampleSize(normalScores(split(chains)));
    }

    /// The effective sample size for the tails: the smaller one of the indicators of the lower and
    /// the upper 5 %.
    public static double tailEffectiveSampleSize(double[][] chains) {
        double[][] halves = split(chains);
        return Math.min(
                effectiveSampleSize(below(halves, quantile(chains, 0.05))),
                effectiveSampleSize(below(halves, quantile(chains, 0.95))));
    }

    /// The effective sample size for the mean, without rank normalisation.
    public static double meanEffectiveSampleSize(double[][] chains) {
        return effectiveSampleSize(split(chains));
    }

    private static double[][] split(double[][] chains) {
        int length = chains.length == 0 ? 0 : chains[0].length;
        if (length < FEWEST_DRAWS) {
            throw new IllegalArgumentException(
                    "a chain needs " + FEWEST_DRAWS + " draws or more, not " + length);
        }
        int half = length / 2;
        double[][] halves = new double[2 * chains.length][];
        for (int i = 0; i < chains.length; i++) {
            if (chains[i].length != length) {
                throw new IllegalArgumentException("chains of different lengths");
            }
            halves[2 * i] = Arrays.copyOf(chains[i], half);
            halves[2 * i + 1] = Arrays.copyOfRange(chains[i], length - half, length);
        }
        return halves;
    }

    private static double quantile(double[][] chains, double p) {
        double[] all = Arrays.stream(chains).flatMapToDouble(Arrays::stream).sorted().toArray();
        return Quantiles.ofSorted(all, p);
    }

    private static double[][] below(double[][] chains, double limit) {
        return Arrays.stream(chains)
                .map(chain -> Arrays.stream(chain).map(x -> x <= limit ? 1 : 0).toArray())
                .toArray(double[][]::new);
    }

    /// Ties share their mean rank.
    private static double[][] normalScores(double[][] chains) {
        double[] sorted = Arrays.stream(chains).flatMapToDouble(Arrays::stream).sorted().toArray();
        double[] scores = new double[sorted.length];
        int from = 0;
        while (from < sorted.length) {
            int to = from;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            double rank = 0.5 * (from + 1 + to);
            double score =
                    NORMAL.inverseCumulativeProbability((rank - 0.375) / (sorted.length + 0.25));
            Arrays.fill(scores, from, Math.max(to, from + 1), score);
            from = Math.max(to, from + 1);
        }
        return Arrays.stream(chains)
                .map(chain -> Arrays.stream(chain).map(x -> scores[first(sorted, x)]).toArray())
                .toArray(double[][]::new);
    }

    private static int first(double[] sorted, double value) {
        return Math.max(0, Arrays.binarySearch(sorted, value));
    }

    private static double ratio(double[][] chains) {
        int n = chains[0].length;
        double within = Arrays.stream(chains).mapToDouble(ConvergenceDiagnostics::variance).sum();
        within /= chains.length;
        double between = variance(means(chains));
        if (within == 0) {
            return between > 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        return Math.sqrt(((n - 1.0) / n * within + between) / within);
    }

    private static double[] means(double[][] chains) {
        return Arrays.stream(chains)
                .mapToDouble(chain -> Arrays.stream(chain).sum() / chain.length)
                .toArray();
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }

    /// `S / tau` with the integrated autocorrelation time tau from the autocorrelations of all
    /// chains together, summed over pairs of neighbouring lags while the pairs are positive and
    /// made monotone (Geyer, Stat. Sci. 7 (1992) 473-483; Vehtari et al. 2021, section 3.2).
    private static double effectiveSampleSize(double[][] chains) {
        Autocovariance covariance = new Autocovariance(chains);
        int n = chains[0].length;
        if (!(covariance.total > 0)) {
            return Double.NaN;
        }
        double[] correlation = new double[n + 2];
        correlation[0] = 1;
        correlation[1] = covariance.correlation(1);
        double even = 1;
        double odd = correlation[1];
        int last = 1;
        while (last < n - 4 && even + odd > 0) {
            even = covariance.correlation(last + 1);
            odd = covariance.correlation(last + 2);
            if (even + odd >= 0) {
                correlation[last + 1] = even;
                correlation[last + 2] = odd;
            }
            last += 2;
        }
        if (even > 0) {
            correlation[last - 1] = even;
        }
        for (int lag = 1; lag <= last - 4; lag += 2) {
            double before = correlation[lag - 1] + correlation[lag];
            if (correlation[lag + 1] + correlation[lag + 2] > before) {
                correlation[lag + 1] = 0.5 * before;
                correlation[lag + 2] = 0.5 * before;
            }
        }
        double sum = 0;
        for (int lag = 0; lag < last - 1; lag++) {
            sum += correlation[lag];
        }
        double draws = (double) chains.length * n;
        double time = Math.max(-1 + 2 * sum + correlation[last - 1], 1 / Math.log10(draws));
        return draws / time;
    }

    /// Autocovariances of several chains, pooled.
    private static final class Autocovariance {

        private final double[][] chains;
        private final double[] means;
        private final double within;
        private final double total;

        Autocovariance(double[][] chains) {
            this.chains = chains;
            int n = chains[0].length;
            means = means(chains);
            within =
                    Arrays.stream(chains).mapToDouble(ConvergenceDiagnostics::variance).sum()
                            / chains.length;
            total = within * (n - 1.0) / n + (chains.length > 1 ? variance(means) : 0);
        }

        double correlation(int lag) {
            double sum = 0;
            for (int i = 0; i < chains.length; i++) {
                double[] chain = chains[i];
                for (int k = lag; k < chain.length; k++) {
                    sum += (chain[k] - means[i]) * (chain[k - lag] - means[i]);
                }
            }
            double covariance = sum / chains.length / chains[0].length;
            return 1 - (within - covariance) / total;
        }
    }
}
