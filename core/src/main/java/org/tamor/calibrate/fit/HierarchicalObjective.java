package org.tamor.calibrate.fit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tamor.calibrate.Evaluation;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable.NoiseDistribution;

/// An objective as a function of the parameters that are not eliminated, the others at their best
/// values: `f(x) = min over y of F(x, y)`.
///
/// One simulation gives everything that the best y are made of. At the minimum the derivative by y
/// is 0 (or y lies on a bound), so `f' = dF/dx` (envelope theorem; a weighted median passes through
/// a measurement, where the derivative jumps, and is followed along it). The curvature is the Schur
/// complement `H_xx - H_xy H_yy^-1 H_yx` of the whole curvature over the y off their bounds, which
/// for factors and addends is Kaufman's projection (BIT 15 (1975) 49-57).
final class HierarchicalObjective implements Objective {

    private final PosteriorObjective all;
    private final Hierarchy hierarchy;
    private final InnerProblem inner;
    private final SearchSpace space;
    private final int[] outer;
    private final List<Measurement> measurements;

    HierarchicalObjective(PosteriorObjective all, Hierarchy hierarchy) {
        this.all = all;
        this.hierarchy = hierarchy;
        space = all.space();
        measurements = all.evaluation().problem().measurements();
        inner = new InnerProblem(hierarchy, space, measurements, all.noises());
        outer =
                IntStream.range(0, space.dimension())
                        .filter(k -> !hierarchy.priors().containsKey(k))
                        .toArray();
    }

    @Override
    public List<String> names() {
        return IntStream.of(outer).mapToObj(k -> space.parameter(k).id()).toList();
    }

    @Override
    public double[] lower() {
        return coordinates(space.lower());
    }

    @Override
    public double[] upper() {
        return coordinates(space.upper());
    }

    @Override
    public Objective refined() {
        return new HierarchicalObjective(all.refined(), hierarchy);
    }

    @Override
    public double[] coordinates(double[] whole) {
        return IntStream.of(outer).mapToDouble(k -> whole[k]).toArray();
    }

    /// What a simulation says of the parameters that are not eliminated.
    ///
    /// @param simulations with factors 1 and addends 0
    /// @param scales of the noise with noise parameters 1
    /// @param values of all parameters on the linear scale, the eliminated ones at their best
    @SuppressWarnings("ArrayRecordComponent") // filled by a simulation
    private record Inner(double[] simulations, double[] scales, double[] values) {

        Inner(int measurements, int parameters) {
            this(new double[measurements], new double[measurements], new double[parameters]);
        }
    }

    /// @throws IllegalStateException where the objective has no value there
    @Override
    public double[] whole(double[] coordinates) {
        Inner best = new Inner(measurements.size(), space.dimension());
        Optional<Undefined> failure = solve(coordinates, best);
        if (failure.isPresent()) {
            throw new IllegalStateException(failure.get().reason());
        }
        return point(coordinates, best);
    }

    private double[] point(double[] coordinates, Inner best) {
        double[] x = space.point(named(best.values));
        for (int a = 0; a < outer.length; a++) {
            x[outer[a]] = coordinates[a];
        }
        return x;
    }

    private Map<String, Double> named(double[] values) {
        Map<String, Double> result = HashMap.newHashMap(values.length);
        for (int k = 0; k < values.length; k++) {
            result.put(space.parameter(k).id(), values[k]);
        }
        return result;
    }

    /// Simulates and computes the best values of the eliminated parameters.
    private Optional<Undefined> solve(double[] coordinates, Inner best) {
        for (int a = 0; a < outer.length; a++) {
            best.values[outer[a]] = space.value(outer[a], coordinates[a]);
        }
        for (int i = 0; i < measurements.size(); i++) {
            set(best.values, hierarchy.factors()[i], 1);
            set(best.values, hierarchy.addends()[i], 0);
            set(best.values, hierarchy.noises()[i], 1);
        }
        Optional<Undefined> failure =
                all.predict(named(best.values), best.simulations, best.scales);
        if (failure.isEmpty()) {
            inner.solve(best.simulations, best.scales, best.values);
        }
        return failure;
    }

    private static void set(double[] values, int k, double value) {
        if (k >= 0) {
            values[k] = value;
        }
    }

    @Override
    public Value value(double[] x) {
        Inner best = new Inner(measurements.size(), space.dimension());
        Optional<Undefined> failure = solve(x, best);
        if (failure.isPresent()) {
            return failure.get();
        }
        int count = measurements.size();
        double[] simulations = new double[count];
        double[] residuals = new double[count];
        double logLikelihood = 0;
        double chi2 = 0;
        for (int i = 0; i < count; i++) {
            NoiseDistribution noise = all.noises().get(i);
            double measured = measurements.get(i).value();
            int ofNoise = hierarchy.noises()[i];
            double scale = best.scales[i] * (ofNoise < 0 ? 1 : best.values[ofNoise]);
            simulations[i] = inner.value(i, best.simulations[i], best.values);
            residuals[i] = noise.residual(measured, simulations[i], scale);
            logLikelihood += noise.logDensity(measured, residuals[i], scale);
            chi2 += residuals[i] * residuals[i];
        }
        return Double.isFinite(logLikelihood) && Double.isFinite(chi2)
                ? all.posterior(
                        named(best.values),
                        new Evaluation.Completed(logLikelihood, chi2, simulations, residuals),
                        Optional.empty())
                : new Undefined("the log-likelihood is too large for a number");
    }

    @Override
    public Value expand(double[] x) {
        Inner best = new Inner(measurements.size(), space.dimension());
        Optional<Undefined> failure = solve(x, best);
        if (failure.isPresent()) {
            return failure.get();
        }
        return switch (all.expand(point(x, best))) {
            case Undefined undefined -> undefined;
            case Finite finite ->
                    new Finite(
                            finite.value(),
                            finite.residuals(),
                            finite.slope().map(slope -> reduced(slope, best)));
        };
    }

    private Slope reduced(Slope slope, Inner best) {
        double[] gradient = coordinates(gradient(slope, best));
        if (slope.curvature().isEmpty()) {
            return new Slope(gradient, Optional.empty(), Optional.empty());
        }
        double[][] matrix = slope.curvature().get();
        SchurComplement complement = SchurComplement.of(matrix, free(best.values));
        return new Slope(
                gradient,
                Optional.of(complement.matrix(outer)),
                slope.chord()
                        .map(
                                chord ->
                                        change ->
                                                coordinates(
                                                        complement.reduced(
                                                                chord.gradientChange(change)))));
    }

    /// The derivatives of the whole objective, those of kinks taken back: where y passes through a
    /// measurement that it keeps passing through, `df = dF/dx - dF/dy (dr/dx) / (dr/dy)` with the
    /// residual r of that measurement.
    private double[] gradient(Slope slope, Inner best) {
        double[] gradient = slope.gradient().clone();
        Map<Integer, Integer> kinks = inner.kinks(best.simulations, best.scales, best.values);
        for (Map.Entry<Integer, Integer> kink : kinks.entrySet()) {
            int y = kink.getKey();
            double[] one = new double[measurements.size()];
            one[kink.getValue()] = 1;
            double[] row = slope.chord().orElseThrow().gradientChange(one);
            double share = gradient[y] / row[y];
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] -= share * row[k];
            }
        }
        return gradient;
    }

    /// The eliminated parameters off their bounds.
    private int[] free(double[] values) {
        return hierarchy.inner().stream()
                .filter(
                        k ->
                                values[k] > space.parameter(k).lowerBound()
                                        && values[k] < space.parameter(k).upperBound())
                .mapToInt(k -> k)
                .toArray();
    }
}
