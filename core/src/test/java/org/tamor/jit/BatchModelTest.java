package org.tamor.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.SharedData;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.ode.BatchSystem;

/// Every lane against the code for a single run, each lane with its own state and parameters.
class BatchModelTest {

    private final Random random = new Random(3);

    private static CompiledModel benchmark(String name) {
        return CompiledModel.compile(
                SbmlReader.read(SharedData.require("bench-models/" + name + ".xml")), List.of());
    }

    @ParameterizedTest
    @CsvSource({"boehm,7", "boehm,104", "bachmann,3", "bachmann,33", "bachmann,104"})
    void everyLaneComputesWhatASingleRunComputes(String name, int lanes) {
        CompiledModel model = benchmark(name);
        int n = model.dimension();
        double[][] states = new double[lanes][n];
        double[][] parameters = new double[lanes][model.parameterLength()];
        double[] allStates = new double[n * lanes];
        double[] allParameters = new double[model.parameterLength() * lanes];
        double[] w = new double[model.workspaceLength()];
        for (int lane = 0; lane < lanes; lane++) {
            model.initialize(0, Map.of(), states[lane], parameters[lane]);
            model.prepare(parameters[lane], w);
            for (int i = 0; i < n; i++) {
                states[lane][i] = states[lane][i] * (0.5 + random.nextDouble()) + 0.1;
            }
            spread(states[lane], allStates, lane, lanes);
            spread(parameters[lane], allParameters, lane, lanes);
        }
        BatchSystem system = model.batchModel(lanes).orElseThrow().system(allParameters);
        double[] time = new double[lanes];
        double[] rates = new double[n * lanes];
        system.evaluate(time, allStates, rates);
        double[] diagonal = random.doubles(lanes, 1, 10).toArray();
        system.linearize(time, allStates, diagonal, new double[n * lanes]);
        double[] right = random.doubles((long) n * lanes).toArray();
        double[] solution = new double[n * lanes];
        system.solve(right.clone(), solution);
        double[] entries = new double[model.pattern().entries()];
        for (int lane = 0; lane < lanes; lane++) {
            double[] alone = new double[n];
            model.rightHandSide().evaluate(0, states[lane], parameters[lane], w, alone);
            model.jacobian().evaluate(0, states[lane], parameters[lane], w, entries);
            double[][] product = product(model, entries, diagonal[lane], solution, lane, lanes);
            for (int i = 0; i < n; i++) {
                double tolerance = 1e-13 * Math.abs(alone[i]) + 1e-15;
                assertThat(rates[i * lanes + lane]).isCloseTo(alone[i], within(tolerance));
                assertThat(product[0][i])
                        .isCloseTo(right[i * lanes + lane], within(1e-12 * product[1][i]));
            }
        }
    }

    private static void spread(double[] values, double[] out, int lane, int lanes) {
        for (int i = 0; i < values.length; i++) {
            out[i * lanes + lane] = values[i];
        }
    }

    /// `(d I - J) x` of a lane, and the same with the magnitudes of all terms.
    private static double[][] product(
            CompiledModel model, double[] entries, double d, double[] x, int lane, int lanes) {
        int n = model.dimension();
        double[][] result = new double[2][n];
        for (int column = 0; column < n; column++) {
            double value = x[column * lanes + lane];
            add(d * value, column, result);
            for (int k = model.pattern().columnStarts()[column];
                    k < model.pattern().columnStarts()[column + 1];
                    k++) {
                add(-entries[k] * value, model.pattern().rows()[k], result);
            }
        }
        return result;
    }

    private static void add(double term, int row, double[][] sums) {
        sums[0][row] += term;
        sums[1][row] += Math.abs(term);
    }
}
