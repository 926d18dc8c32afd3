package org.tamor.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tamor.expr.Expression;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.simulate.BatchSimulator;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// Many random parameter vectors of a small model, side by side and one at a time, on one
/// thread in one run: members a second, their ratio, and the errors of both against a tight
/// solution.
///
/// `bench/run Batches FOLDER [--members 10000]`; each parameter varies by a factor of exp(0.3
/// z), z uniform between -1 and 1. Where the batch is more accurate, a second line tells its
/// speed at tolerances at which it is about as accurate as single runs.
final class Batches {

    private static final double SPREAD = 0.3;
    private static final int ROUNDS = 3;
    private static final int COMPARED = 200;
    private static final SolverOptions TIGHT = new SolverOptions(1e-10, 1e-14, 1_000_000);

    private Batches() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        System.out.println(Machine.describe());
        System.out.printf(
                "%-9s %9s %12s %12s %6s %5s %10s %10s%n",
                "model",
                "members",
                "batch 1/s",
                "single 1/s",
                "ratio",
                "bar",
                "error",
                "single err");
        for (String name : List.of("boehm", "bachmann")) {
            measure(BenchModel.named(name), folder, count);
        }
    }

    private static void measure(BenchModel bench, Path folder, int count) {
        Model model = SbmlReader.read(bench.file(folder));
        List<Output> outputs =
                model.species().stream()
                        .map(s -> new Output(s.id(), new Expression.Symbol(s.id())))
                        .toList();
        Simulator simulator = Simulator.compile(model, outputs);
        BatchSimulator batches = simulator.batches();
        List<Map<String, Double>> members = members(model, count);
        double[] times = bench.times();
        List<TimeCourse> exact =
                members.stream()
                        .limit(COMPARED)
                        .map(one -> course(simulator, one, times, TIGHT))
                        .toList();
        double batch = 0;
        double single = 0;
        for (int round = 0; round < ROUNDS; round++) {
            batch = Math.max(batch, perSecond(batches, members, times, options(1)));
            long begin = System.nanoTime();
            for (Map<String, Double> member : members) {
                simulator.run(Timeline.plain(), member, times, options(1));
            }
            single = Math.max(single, count / ((System.nanoTime() - begin) * 1e-9));
        }
        double singleError = 0;
        for (int m = 0; m < exact.size(); m++) {
            TimeCourse alone = course(simulator, members.get(m), times, options(1));
            singleError = Math.max(singleError, error(exact.get(m), alone));
        }
        double error = error(batches, members, times, options(1), exact);
        System.out.printf(
                "%-9s %9d %12.0f %12.0f %6.2f %5.1f %10.1e %10.1e%n",
                bench.name(), count, batch, single, batch / single, 2.5, error, singleError);
        double factor = 1;
        while (error(batches, members, times, options(factor + 1), exact) <= singleError) {
            factor++;
        }
        if (factor > 1) {
            double loose = 0;
            for (int round = 0; round < ROUNDS; round++) {
                loose = Math.max(loose, perSecond(batches, members, times, options(factor)));
            }
            System.out.printf(
                    "%-9s %9s %12.0f %12s %6.2f   at %.0f times the tolerances %.1e%n",
                    "",
                    "",
                    loose,
                    "",
                    loose / single,
                    factor,
                    error(batches, members, times, options(factor), exact));
        }
    }

    private static SolverOptions options(double factor) {
        return new SolverOptions(
                factor * BenchModel.RELATIVE_TOLERANCE,
                factor * BenchModel.ABSOLUTE_TOLERANCE,
                1_000_000);
    }

    /// Members a second; their results are dropped, as those of single runs are.
    private static double perSecond(
            BatchSimulator batches,
            List<Map<String, Double>> members,
            double[] times,
            SolverOptions options) {
        long begin = System.nanoTime();
        batches.run(members, times, options, (_, _) -> {});
        return members.size() / ((System.nanoTime() - begin) * 1e-9);
    }

    private static double error(
            BatchSimulator batches,
            List<Map<String, Double>> members,
            double[] times,
            SolverOptions options,
            List<TimeCourse> exact) {
        List<RunResult> results = batches.run(members.subList(0, exact.size()), times, options);
        double error = 0;
        for (int m = 0; m < exact.size(); m++) {
            error = Math.max(error, error(exact.get(m), course(results.get(m))));
        }
        return error;
    }

    private static List<Map<String, Double>> members(Model model, int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<Map<String, Double>> members = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            Map<String, Double> values = new HashMap<>();
            for (Parameter parameter : model.parameters()) {
                if (parameter.constant() && parameter.value().isPresent()) {
                    values.put(
                            parameter.id(),
                            parameter.value().getAsDouble()
                                    * Math.exp(SPREAD * (2 * random.nextDouble() - 1)));
                }
            }
            members.add(values);
        }
        return members;
    }

    private static TimeCourse course(
            Simulator simulator,
            Map<String, Double> member,
            double[] times,
            SolverOptions options) {
        return course(simulator.run(Timeline.plain(), member, times, options));
    }

    private static TimeCourse course(RunResult result) {
        return switch (result) {
            case RunResult.Completed(TimeCourse course) -> course;
            case RunResult.Failed failed -> throw new IllegalStateException(failed.toString());
        };
    }

    /// The largest deviation of an output relative to its largest value.
    private static double error(TimeCourse exact, TimeCourse other) {
        double worst = 0;
        for (int o = 0; o < exact.outputs().size(); o++) {
            double largest = 0;
            double deviation = 0;
            for (int k = 0; k < exact.times().length; k++) {
                double expected = exact.values()[o][k];
                largest = Math.max(largest, Math.abs(expected));
                deviation = Math.max(deviation, Math.abs(other.values()[o][k] - expected));
            }
            if (largest > 0) {
                worst = Math.max(worst, deviation / largest);
            }
        }
        return worst;
    }
}
