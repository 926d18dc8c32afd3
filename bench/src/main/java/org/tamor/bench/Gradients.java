package org.tamor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tamor.jit.CompiledModel;
import org.tamor.simulate.AdjointResult;
import org.tamor.simulate.Directions;
import org.tamor.simulate.SensitivityResult;
import org.tamor.simulate.SensitivitySimulator;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.Timeline;

/// Derivatives of all states at 101 times by some parameters, beside one simulation by the C program
/// measured in the same run: forward sensitivities (with sensitivities in the error test), the
/// adjoint gradient of the sum of all outputs, and how the two agree.
///
/// `bench/run Gradients FOLDER [MODEL…]`, where FOLDER holds `bench-models` and `tools/cvode-limit`.
/// Times are the shortest of some repetitions on one thread, warm.
final class Gradients {

    private static final long NANOSECONDS = 6_000_000_000L;
    private static final int LEAST = 5;

    private Gradients() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<BenchModel> models = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            models.add(BenchModel.named(arguments[i]));
        }
        Path work = Files.createTempDirectory("tamor-bench");
        System.out.println(Machine.describe());
        System.out.printf(
                "%-9s %10s %9s %12s %7s %5s %12s %12s%n",
                "model", "parameters", "C ms", "forward ms", "ratio", "bar", "adjoint ms", "difference");
        for (BenchModel model : models.isEmpty() ? BenchModel.ALL : models) {
            measure(model, folder, work);
        }
    }

    private static void measure(BenchModel bench, Path folder, Path work) throws IOException {
        CReference reference =
                CReference.compile(folder.resolve("tools/cvode-limit"), bench.file(folder), work);
        double limit =
                reference.milliseconds(
                                bench.end(),
                                BenchModel.RELATIVE_TOLERANCE,
                                BenchModel.ABSOLUTE_TOLERANCE,
                                bench.repetitions())
                        / bench.debianFactor();
        Simulator simulator = Speed.simulator(bench.file(folder));
        Map<String, Double> values = parameters(bench, simulator.model());
        List<String> ids = values.keySet().stream().sorted().toList();
        Directions directions = Directions.of(ids, values);
        double[][][] derivatives = {};
        double forward = Double.POSITIVE_INFINITY;
        long begin = System.nanoTime();
        for (int k = 0; k < LEAST || System.nanoTime() - begin < NANOSECONDS; k++) {
            long start = System.nanoTime();
            derivatives = forward(simulator, values, directions, bench.times());
            forward = Math.min(forward, (System.nanoTime() - start) * 1e-6);
        }
        double[] gradient = {};
        double adjoint = Double.POSITIVE_INFINITY;
        begin = System.nanoTime();
        for (int k = 0; k < LEAST || System.nanoTime() - begin < NANOSECONDS; k++) {
            long start = System.nanoTime();
            gradient = adjoint(simulator, values, directions, bench.times(), derivatives.length);
            adjoint = Math.min(adjoint, (System.nanoTime() - start) * 1e-6);
        }
        System.out.printf(
                "%-9s %10d %9.3f %12.2f %7.1f %5.0f %12.2f %12.1e%n",
                bench.name(),
                ids.size(),
                limit,
                forward,
                forward / limit,
                bench.gradientBar(),
                adjoint,
                difference(derivatives, gradient));
    }

    /// The first parameters, compartments left out, that the rates depend on.
    private static Map<String, Double> parameters(BenchModel bench, CompiledModel model) {
        double[] y = new double[model.dimension()];
        double[] p = new double[model.parameterLength()];
        model.initialize(0, Map.of(), y, p);
        Map<String, Double> values = new HashMap<>();
        for (int i = 0; i < model.parameters().size(); i++) {
            String id = model.parameters().get(i);
            if (values.size() < bench.gradientParameters()
                    && !model.isCompartment(id)
                    && model.sensitivityEquations().isDynamic(model.dimension() + i)) {
                values.put(id, p[i]);
            }
        }
        return values;
    }

    private static SolverOptions options() {
        return new SolverOptions(
                BenchModel.RELATIVE_TOLERANCE, BenchModel.ABSOLUTE_TOLERANCE, 1_000_000);
    }

    private static double[][][] forward(
            Simulator simulator,
            Map<String, Double> values,
            Directions directions,
            double[] times) {
        SensitivityResult result =
                new SensitivitySimulator(simulator)
                        .forward(Timeline.plain(), values, directions, times, options());
        return switch (result) {
            case SensitivityResult.Completed completed -> completed.derivatives();
            case SensitivityResult.Failed failed ->
                    throw new IllegalStateException(failed.toString());
        };
    }

    private static double[] adjoint(
            Simulator simulator,
            Map<String, Double> values,
            Directions directions,
            double[] times,
            int outputs) {
        double[][] weights = new double[outputs][times.length];
        for (double[] row : weights) {
            Arrays.fill(row, 1);
        }
        AdjointResult result =
                new SensitivitySimulator(simulator)
                        .adjoint(Timeline.plain(), values, directions, times, options());
        return switch (result) {
            case AdjointResult.Completed completed -> {
                try (var run = completed.run()) {
                    yield run.gradient(weights);
                }
            }
            case AdjointResult.Failed failed -> throw new IllegalStateException(failed.toString());
        };
    }

    /// Of the gradients of the sum of all outputs, relative to the norm.
    private static double difference(double[][][] derivatives, double[] gradient) {
        double[] sum = new double[gradient.length];
        for (double[][] output : derivatives) {
            for (double[] row : output) {
                for (int j = 0; j < sum.length; j++) {
                    sum[j] += row[j];
                }
            }
        }
        double difference = 0;
        double norm = 0;
        for (int j = 0; j < sum.length; j++) {
            difference += (sum[j] - gradient[j]) * (sum[j] - gradient[j]);
            norm += sum[j] * sum[j];
        }
        return Math.sqrt(difference / norm);
    }
}
