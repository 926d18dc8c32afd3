package org.tamor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// Work-precision diagrams: time of one simulation and its error against a tight reference, at
/// relative tolerances from 1e-3 to 1e-9, of this program and of the C program with CVODE, in one
/// run. The absolute tolerance is 1e-6 of the relative one.
///
/// `bench/run WorkPrecision FOLDER [--svg FILE.svg]`, where FOLDER holds `bench-models` and
/// `tools/cvode-limit`; prints a table.
final class WorkPrecision {

    private static final int FINEST = 9;
    private static final double SECONDS = 0.5;

    private WorkPrecision() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path work = Files.createTempDirectory("tamor-bench");
        System.out.println(Machine.describe());
        System.out.println("model,tolerance,tamor ms,tamor error,C ms,C error");
        List<DiagramPanel> panels = new ArrayList<>();
        for (BenchModel model : BenchModel.ALL) {
            panels.add(measure(model, folder, work));
        }
        if (arguments.length > 2 && arguments[1].equals("--svg")) {
            Files.writeString(Path.of(arguments[2]), DiagramPanel.svg(panels));
        }
    }

    private static DiagramPanel measure(BenchModel bench, Path folder, Path work) {
        CReference reference =
                CReference.compile(folder.resolve("tools/cvode-limit"), bench.file(folder), work);
        Simulator simulator = Speed.simulator(bench.file(folder));
        double[] times = bench.times();
        CReference.Table tight = reference.course(bench.end(), 1e-11, 1e-16);
        List<double[]> ours = new ArrayList<>();
        List<double[]> theirs = new ArrayList<>();
        for (int digits = 3; digits <= FINEST; digits++) {
            double relative = Math.pow(10, -digits);
            double absolute = relative * 1e-6;
            SolverOptions options = new SolverOptions(relative, absolute, 1_000_000);
            double best = Double.POSITIVE_INFINITY;
            long begin = System.nanoTime();
            TimeCourse course = run(simulator, times, options);
            while (System.nanoTime() - begin < SECONDS * 1e9) {
                long start = System.nanoTime();
                run(simulator, times, options);
                best = Math.min(best, (System.nanoTime() - start) * 1e-6);
            }
            int repetitions = (int) Math.clamp(SECONDS * 1000 / best / 4, 1, 2000);
            double limit =
                    reference.milliseconds(bench.end(), relative, absolute, repetitions)
                            / bench.debianFactor();
            double error = Deviation.of(tight, course);
            double theirError =
                    Deviation.of(tight, reference.course(bench.end(), relative, absolute));
            ours.add(new double[] {error, best});
            theirs.add(new double[] {theirError, limit});
            System.out.printf(
                    "%s,%.0e,%.4f,%.1e,%.4f,%.1e%n",
                    bench.name(), relative, best, error, limit, theirError);
        }
        return new DiagramPanel(
                bench.name() + ", " + simulator.states() + " states", ours, theirs);
    }

    private static TimeCourse run(Simulator simulator, double[] times, SolverOptions options) {
        return switch (simulator.run(Timeline.plain(), Map.of(), times, options)) {
            case RunResult.Completed(TimeCourse course) -> course;
            case RunResult.Failed failed -> throw new IllegalStateException(failed.toString());
        };
    }
}
