package org.tamor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tamor.expr.Expression;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// One simulation of each benchmark model beside the C program, in one run: time, time in the first
/// second after loading, error against a tight reference.
///
/// `bench/run Speed FOLDER [MODEL…]`, where FOLDER holds `bench-models` and `tools/cvode-limit`.
/// Times are the shortest of many repetitions on one thread; the two programs take turns. Where our
/// error is larger, a second line tells what a run takes that is as accurate as the C program's.
final class Speed {

    private static final int ROUNDS = 4;
    private static final double TIGHTENING = 0.8;

    private Speed() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<BenchModel> models = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            models.add(BenchModel.named(arguments[i]));
        }
        Path work = Files.createTempDirectory("tamor-bench");
        System.out.println(Machine.describe());
        System.out.printf(
                "%-9s %9s %9s %7s %5s %12s %10s %10s%n",
                "model", "tamor ms", "C ms", "ratio", "bar", "first second", "error", "C error");
        for (BenchModel model : models.isEmpty() ? BenchModel.ALL : models) {
            measure(model, folder, work);
        }
    }

    private static void measure(BenchModel bench, Path folder, Path work) throws IOException {
        CReference reference =
                CReference.compile(folder.resolve("tools/cvode-limit"), bench.file(folder), work);
        Simulator simulator = simulator(bench.file(folder));
        double[] times = bench.times();

        // The first second after load, before anything is warm.
        long begin = System.nanoTime();
        int runs = 0;
        while (System.nanoTime() - begin < 1_000_000_000L) {
            run(simulator, times);
            runs++;
        }
        double firstSecond = (System.nanoTime() - begin) * 1e-6 / runs;

        double ours = Double.POSITIVE_INFINITY;
        double theirs = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            theirs =
                    Math.min(
                            theirs,
                            reference.milliseconds(
                                    bench.end(),
                                    BenchModel.RELATIVE_TOLERANCE,
                                    BenchModel.ABSOLUTE_TOLERANCE,
                                    bench.repetitions()));
            for (int k = 0; k < bench.repetitions(); k++) {
                long start = System.nanoTime();
                run(simulator, times);
                ours = Math.min(ours, (System.nanoTime() - start) * 1e-6);
            }
        }
        double limit = theirs / bench.debianFactor();
        CReference.Table tight = reference.course(bench.end(), 1e-10, 1e-15);
        double error = Deviation.of(tight, run(simulator, times));
        double theirError =
                Deviation.of(
                        tight,
                        reference.course(
                                bench.end(),
                                BenchModel.RELATIVE_TOLERANCE,
                                BenchModel.ABSOLUTE_TOLERANCE));
        System.out.printf(
                "%-9s %9.3f %9.3f %7.2f %5.1f %12.2f %10.1e %10.1e%n",
                bench.name(),
                ours,
                limit,
                ours / limit,
                bench.bar(),
                firstSecond / limit,
                error,
                theirError);
        if (error > theirError) {
            asAccurate(bench, simulator, tight, theirError, limit);
        }
    }

    /// What a run takes at the tolerance at which its error is no larger than the C program's.
    private static void asAccurate(
            BenchModel bench,
            Simulator simulator,
            CReference.Table tight,
            double largestError,
            double limit) {
        double part = 1;
        double error;
        do {
            part *= TIGHTENING;
            error = Deviation.of(tight, run(simulator, bench.times(), part));
        } while (error > largestError);
        double shortest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < ROUNDS * bench.repetitions(); k++) {
            long start = System.nanoTime();
            run(simulator, bench.times(), part);
            shortest = Math.min(shortest, (System.nanoTime() - start) * 1e-6);
        }
        System.out.printf(
                "%-9s %9.3f %9s %7.2f   at %.1f times the tolerances %7.1e%n",
                "", shortest, "", shortest / limit, part, error);
    }

    static Simulator simulator(Path file) {
        Model model = SbmlReader.read(file);
        List<Output> outputs =
                model.species().stream()
                        .map(
                                species ->
                                        new Output(
                                                species.id(), new Expression.Symbol(species.id())))
                        .toList();
        return Simulator.compile(model, outputs);
    }

    static TimeCourse run(Simulator simulator, double[] times) {
        return run(simulator, times, 1);
    }

    /// @param part of the tolerances at which all engines are compared
    private static TimeCourse run(Simulator simulator, double[] times, double part) {
        return switch (simulator.run(
                Timeline.plain(),
                Map.of(),
                times,
                new SolverOptions(
                        part * BenchModel.RELATIVE_TOLERANCE,
                        part * BenchModel.ABSOLUTE_TOLERANCE,
                        1_000_000))) {
            case RunResult.Completed(TimeCourse course) -> course;
            case RunResult.Failed failed -> throw new IllegalStateException(failed.toString());
        };
    }
}
