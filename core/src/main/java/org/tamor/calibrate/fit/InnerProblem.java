package org.tamor.calibrate.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable.NoiseDistribution;
import org.tamor.format.petab.PetabParameter;

/// The best values of the eliminated parameters for given values of the others.
///
/// With residuals `e = m - b - s g` (`ln m - ln g - ln s` where the noise is logarithmic) factors
/// and addends minimise the sum of `e^2 / c^2`, a convex quadratic function, within their bounds
/// ([BoxQuadratic]), whatever the noise parameter; for Laplace noise that of `|e| / c`. Then for
/// each noise parameter the logarithm z of its value minimises `n z + q exp(-2 z)` with q half the
/// sum of `e^2 / c^2` (`n z + q exp(-z)` with the sum of `|e| / c` for Laplace noise), which
/// without prior gives `sigma^2 = 2 q / n`. Priors add their terms.
///
/// References: Weber et al., IFAC Proc. 44 (2011) 11596-11601; Loos, Krause and Hasenauer,
/// Bioinformatics 34 (2018) 4266-4273; Schmiester et al., Bioinformatics 36 (2020) 594-602.
final class InnerProblem {

    private static final int PASSES = 3;

    private final Hierarchy hierarchy;
    private final SearchSpace space;
    private final List<NoiseDistribution> distributions;
    private final double[] measured;
    private final List<Group> groups = new ArrayList<>();
    private final List<Group> noiseGroups = new ArrayList<>();

    /// Parameters that are computed together, and their measurements.
    private record Group(List<Integer> parameters, List<Integer> measurements) {}

    InnerProblem(
            Hierarchy hierarchy,
            SearchSpace space,
            List<Measurement> measurements,
            List<NoiseDistribution> distributions) {
        this.hierarchy = hierarchy;
        this.space = space;
        this.distributions = distributions;
        measured = measurements.stream().mapToDouble(Measurement::value).toArray();
        for (List<Integer> group : hierarchy.linearGroups()) {
            groups.add(new Group(group, hierarchy.measurementsOf(group)));
        }
        for (int k : hierarchy.inner()) {
            if (groups.stream().noneMatch(group -> group.parameters.contains(k))) {
                noiseGroups.add(new Group(List.of(k), hierarchy.measurementsOf(List.of(k))));
            }
        }
    }

    /// Writes the best values on the linear scale at the places of the eliminated parameters.
    ///
    /// @param simulations with factors 1 and addends 0
    /// @param scales of the noise with noise parameters 1
    /// @param values of all estimated parameters
    void solve(double[] simulations, double[] scales, double[] values) {
        for (Group group : groups) {
            NoiseDistribution kind = distributions.get(group.measurements.getFirst());
            LinearGroup linear = linear(group, kind.logarithmic(), simulations, scales);
            double[] best = isLaplace(kind) ? median(linear) : linear.best(PASSES);
            for (int a = 0; a < best.length; a++) {
                int k = group.parameters.get(a);
                PetabParameter parameter = space.parameter(k);
                values[k] =
                        best[a] == linear.lower()[a]
                                ? parameter.lowerBound()
                                : best[a] == linear.upper()[a]
                                        ? parameter.upperBound()
                                        : kind.logarithmic() ? Math.exp(best[a]) : best[a];
            }
        }
        for (Group group : noiseGroups) {
            int k = group.parameters.getFirst();
            values[k] = noise(k, group.measurements, simulations, scales, values);
        }
    }

    /// The measurement that each weighted median off its bounds passes through.
    ///
    /// @param values of all estimated parameters, as [#solve] left them
    Map<Integer, Integer> kinks(double[] simulations, double[] scales, double[] values) {
        Map<Integer, Integer> result = new TreeMap<>();
        for (Group group : groups) {
            int k = group.parameters.getFirst();
            PetabParameter parameter = space.parameter(k);
            if (!isLaplace(distributions.get(group.measurements.getFirst()))
                    || values[k] <= parameter.lowerBound()
                    || values[k] >= parameter.upperBound()) {
                continue;
            }
            double least = Double.POSITIVE_INFINITY;
            for (int i : group.measurements) {
                boolean moves = hierarchy.addends()[i] == k || simulations[i] != 0;
                double distance =
                        Math.abs(
                                distributions
                                        .get(i)
                                        .residual(
                                                measured[i],
                                                value(i, simulations[i], values),
                                                scales[i]));
                if (moves && distance < least) {
                    least = distance;
                    result.put(k, i);
                }
            }
        }
        return result;
    }

    private static boolean isLaplace(NoiseDistribution kind) {
        return kind == NoiseDistribution.LAPLACE || kind == NoiseDistribution.LOG_LAPLACE;
    }

    private LinearGroup linear(
            Group group, boolean logarithmic, double[] simulations, double[] scales) {
        int count = group.measurements.size();
        int n = group.parameters.size();
        double[][] rows = new double[count][n];
        double[] targets = new double[count];
        double[] weights = new double[count];
        for (int r = 0; r < count; r++) {
            int i = group.measurements.get(r);
            int factor = group.parameters.indexOf(hierarchy.factors()[i]);
            int addend = group.parameters.indexOf(hierarchy.addends()[i]);
            double simulated = logarithmic ? Math.log(simulations[i]) : simulations[i];
            targets[r] = logarithmic ? Math.log(measured[i]) : measured[i];
            weights[r] = 1 / scales[i];
            if (logarithmic || factor < 0) {
                targets[r] -= simulated;
            }
            if (factor >= 0) {
                rows[r][factor] = logarithmic ? 1 : simulated;
            }
            if (addend >= 0) {
                rows[r][addend] = 1;
            }
        }
        double[] lower = new double[n];
        double[] upper = new double[n];
        double[] start = new double[n];
        double[] precisions = new double[n];
        double[] pulls = new double[n];
        for (int a = 0; a < n; a++) {
            int k = group.parameters.get(a);
            InnerPrior prior = prior(k);
            lower[a] = argument(space.parameter(k).lowerBound(), logarithmic);
            upper[a] = argument(space.parameter(k).upperBound(), logarithmic);
            start[a] = Math.clamp(argument(middle(k), logarithmic), lower[a], upper[a]);
            precisions[a] = 1 / (prior.width() * prior.width());
            pulls[a] = prior.mean() * precisions[a] + prior.power();
        }
        return new LinearGroup(rows, targets, weights, lower, upper, start, precisions, pulls);
    }

    private InnerPrior prior(int k) {
        InnerPrior prior = hierarchy.priors().get(k);
        if (prior == null) {
            throw new IllegalArgumentException("not eliminated: " + k);
        }
        return prior;
    }

    private double middle(int k) {
        return space.value(k, 0.5 * (space.lower()[k] + space.upper()[k]));
    }

    private static double argument(double value, boolean logarithmic) {
        return logarithmic ? Math.log(value) : value;
    }

    /// Of one coordinate: the sum of `|v| |t / v - q| w` is that of a [WeightedMedian].
    private static double[] median(LinearGroup linear) {
        int count = linear.targets().length;
        double[] values = new double[count];
        double[] weights = new double[count];
        for (int r = 0; r < count; r++) {
            double v = linear.rows()[r][0];
            values[r] = v == 0 ? 0 : linear.targets()[r] / v;
            weights[r] = Math.abs(v) * linear.weights()[r];
        }
        double best = WeightedMedian.of(values, weights, linear.start()[0]);
        return new double[] {Math.clamp(best, linear.lower()[0], linear.upper()[0])};
    }

    private double noise(
            int k,
            List<Integer> measurements,
            double[] simulations,
            double[] scales,
            double[] values) {
        double absolute = 0;
        double quadratic = 0;
        for (int i : measurements) {
            NoiseDistribution kind = distributions.get(i);
            double residual =
                    kind.residual(measured[i], value(i, simulations[i], values), scales[i]);
            switch (kind) {
                case NORMAL, LOG_NORMAL -> quadratic += 0.5 * residual * residual;
                case LAPLACE, LOG_LAPLACE -> absolute += Math.abs(residual);
            }
        }
        PetabParameter parameter = space.parameter(k);
        double lower = Math.log(parameter.lowerBound());
        double upper = Math.log(parameter.upperBound());
        double best =
                new LogNoise(measurements.size(), quadratic, absolute, prior(k)).best(lower, upper);
        return best == lower
                ? parameter.lowerBound()
                : best == upper ? parameter.upperBound() : Math.exp(best);
    }

    /// The simulated value of a measurement.
    ///
    /// @param simulated with factor 1 and addend 0
    /// @param values of all estimated parameters
    double value(int i, double simulated, double[] values) {
        int factor = hierarchy.factors()[i];
        int addend = hierarchy.addends()[i];
        return (addend < 0 ? 0 : values[addend])
                + (factor < 0 ? simulated : values[factor] * simulated);
    }
}
