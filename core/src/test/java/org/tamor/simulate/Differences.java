package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compares derivatives of runs with central differences over a range of step sizes, and those by
/// the adjoint method with those by forward sensitivities.
final class Differences {

    private static final SolverOptions OPTIONS = new SolverOptions(1e-10, 1e-13, 1_000_000);

    private static final double[] STEPS = {1e-3, 1e-4, 1e-5, 1e-6};

    private final Simulator simulator;
    private final Timeline timeline;
    private final Map<String, Double> values;
    private final double[] times;

    Differences(
            Simulator simulator, Timeline timeline, Map<String, Double> values, double... times) {
        this.simulator = simulator;
        this.timeline = timeline;
        this.values = values;
        this.times = times;
    }

    /// Checks every output, time and quantity; relative to the largest of an output's derivatives.
    void check(double tolerance) {
        List<String> ids = values.keySet().stream().sorted().toList();
        Directions directions = Directions.of(ids, values);
        double[][][] exact = forward(directions);
        for (int j = 0; j < ids.size(); j++) {
            check(ids.get(j), j, exact, tolerance);
        }
        checkAdjoint(directions, exact, tolerance);
    }

    private void check(String id, int column, double[][][] exact, double tolerance) {
        double value = values.getOrDefault(id, 0.0);
        double[][] best = new double[exact.length][times.length];
        double[][] shown = new double[exact.length][times.length];
        for (double[] row : best) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        for (double step : STEPS) {
            double h = step * Math.max(1e-2, Math.abs(value));
            double[][] up = run(id, h);
            double[][] down = run(id, -h);
            for (int o = 0; o < up.length; o++) {
                double size = 1e-6;
                for (double[] row : exact[o]) {
                    for (double derivative : row) {
                        size = Math.max(size, Math.abs(derivative));
                    }
                }
                for (int k = 0; k < times.length; k++) {
                    double difference = (up[o][k] - down[o][k]) / (2 * h);
                    double error = Math.abs(exact[o][k][column] - difference) / size;
                    if (error < best[o][k]) {
                        best[o][k] = error;
                        shown[o][k] = difference;
                    }
                }
            }
        }
        for (int o = 0; o < exact.length; o++) {
            for (int k = 0; k < times.length; k++) {
                assertThat(best[o][k])
                        .as(
                                "output %d by %s at time %s: derivative %s, difference %s",
                                o, id, times[k], exact[o][k][column], shown[o][k])
                        .isLessThan(tolerance);
            }
        }
    }

    double[][][] forward(Directions directions) {
        SensitivityResult result =
                new SensitivitySimulator(simulator)
                        .forward(timeline, values, directions, times, OPTIONS);
        if (result instanceof SensitivityResult.Completed completed) {
            return completed.derivatives();
        }
        throw new AssertionError(result.toString());
    }

    private double[][] run(String id, double change) {
        Map<String, Double> changed = new HashMap<>(values);
        changed.merge(id, change, Double::sum);
        return TestModels.completed(simulator.run(timeline, changed, times, OPTIONS)).values();
    }

    /// One weighted sum of all outputs.
    private void checkAdjoint(Directions directions, double[][][] exact, double tolerance) {
        double[][] weights = new double[exact.length][times.length];
        double[] expected = new double[directions.count()];
        double size = 1e-6;
        for (int o = 0; o < exact.length; o++) {
            for (int k = 0; k < times.length; k++) {
                weights[o][k] = 1 + Math.sin(o + 3 * k);
                for (int j = 0; j < expected.length; j++) {
                    expected[j] += weights[o][k] * exact[o][k][j];
                    size = Math.max(size, Math.abs(expected[j]));
                }
            }
        }
        AdjointResult result =
                new SensitivitySimulator(simulator)
                        .adjoint(timeline, values, directions, times, OPTIONS);
        if (!(result instanceof AdjointResult.Completed completed)) {
            throw new AssertionError(result.toString());
        }
        double[] gradient = completed.run().gradient(weights);
        for (int j = 0; j < expected.length; j++) {
            assertThat(gradient[j])
                    .as("adjoint derivative by %s", directions.names().get(j))
                    .isCloseTo(expected[j], org.assertj.core.api.Assertions.within(tolerance * size));
        }
        assertThat(completed.run().gradient(weights)).containsExactly(gradient);
    }
}
