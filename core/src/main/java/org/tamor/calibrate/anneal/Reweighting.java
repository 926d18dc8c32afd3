package org.tamor.calibrate.anneal;

import java.util.Arrays;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.stats.RandomStream;
import org.tamor.stats.Seeds;
import org.tamor.stats.SystematicResampling;

/// The step from one power of the bridge to the next: the longest after which the weights `exp(h
/// logBridge)` still have the wanted share of effective members, `(sum w)^2 / (n sum w^2)`.
///
/// The mean weight of an island is the factor by which its integral changes. Each island is then
/// resampled by itself, so that islands stay independent but for what all have learnt of step
/// sizes.
final class Reweighting {

    private static final int BISECTIONS = 60;
    private static final int RESAMPLING = -1;
    private static final double SHORT_STEP = 0.125;

    private final AnnealingOptions options;
    private final AnnealingState state;
    private final double longest;

    Reweighting(AnnealingPath path, AnnealingOptions options, AnnealingState state) {
        longest = path.widens() ? SHORT_STEP : 1;
        this.options = options;
        this.state = state;
    }

    /// @throws NumericalFailureException where no member of an island has a density left
    void run() {
        double step = step();
        Particle[] before = state.particles.toArray(Particle[]::new);
        long seed = Seeds.ofMember(Seeds.ofMember(options.seed(), state.stages.size()), RESAMPLING);
        int size = options.size();
        for (int island = 0; island < options.islands(); island++) {
            double[] weights = new double[size];
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < size; k++) {
                weights[k] = step * before[island * size + k].terms().logBridge();
                most = Math.max(most, weights[k]);
            }
            if (most == Double.NEGATIVE_INFINITY) {
                throw new NumericalFailureException(
                        "sample.no-likelihood",
                        Location.UNKNOWN,
                        "no likelihood can be computed for any of "
                                + size
                                + " draws; narrow the bounds or the priors to where the model can"
                                + " be simulated");
            }
            double largest = most;
            Arrays.setAll(weights, k -> Math.exp(weights[k] - largest));
            state.logRatios[island] += largest + Math.log(Arrays.stream(weights).sum() / size);
            double u = RandomStream.of(seed, island).nextOpenDouble();
            int[] chosen = SystematicResampling.indices(weights, size, u);
            for (int k = 0; k < size; k++) {
                state.particles.set(island * size + k, before[island * size + chosen[k]]);
            }
        }
        state.power = state.power + step > 1 - 1e-12 ? 1 : state.power + step;
        state.origins = state.positions();
        state.sweeps = 0;
        state.accepted = 0;
    }

    private double step() {
        double high = Math.min(longest, 1 - state.power);
        if (effective(high) >= options.effective()) {
            return high;
        }
        double low = 0;
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = k < BISECTIONS / 2 && low == 0 ? high / 8 : (low + high) / 2;
            if (effective(middle) >= options.effective()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low == 0 ? high : low;
    }

    /// The share of effective members after a step, among those that have a density.
    private double effective(double step) {
        double[] logWeights =
                state.particles.stream()
                        .mapToDouble(particle -> particle.terms().logBridge())
                        .filter(Double::isFinite)
                        .map(logBridge -> step * logBridge)
                        .toArray();
        double most = Arrays.stream(logWeights).max().orElse(0);
        double sum = 0;
        double squares = 0;
        for (double logWeight : logWeights) {
            double weight = Math.exp(logWeight - most);
            sum += weight;
            squares += weight * weight;
        }
        return sum * sum / (logWeights.length * squares);
    }
}
