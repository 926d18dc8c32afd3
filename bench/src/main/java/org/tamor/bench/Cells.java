package org.tamor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;
import org.tamor.model.Species;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.Timeline;

/// Virtual cells of the model with 914 states, whose initial amounts vary by a factor exp(0.3 z), z
/// uniform between -1 and 1: time a cell on one core beside one simulation of the C program, in
/// one run.
///
/// `bench/run Cells FOLDER [--cells 1000]`, where FOLDER holds `bench-models` and
/// `tools/cvode-limit`.
final class Cells {

    private static final double SPREAD = 0.3;

    private Cells() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1000;
        BenchModel bench = BenchModel.named("sparced");
        Model model = SbmlReader.read(bench.file(folder));
        Simulator simulator = Speed.simulator(bench.file(folder));
        CReference reference =
                CReference.compile(
                        folder.resolve("tools/cvode-limit"),
                        bench.file(folder),
                        Files.createTempDirectory("tamor-bench"));
        SolverOptions options =
                new SolverOptions(
                        BenchModel.RELATIVE_TOLERANCE, BenchModel.ABSOLUTE_TOLERANCE, 1_000_000);
        double theirs = limit(reference, bench);
        SplittableRandom random = new SplittableRandom(1);
        int failures = 0;
        long begin = System.nanoTime();
        for (int cell = 0; cell < count; cell++) {
            RunResult result =
                    simulator.run(
                            Timeline.plain(), varied(model.species(), random), bench.times(), options);
            failures += result instanceof RunResult.Failed ? 1 : 0;
        }
        double ours = (System.nanoTime() - begin) * 1e-6 / count;
        theirs = Math.min(theirs, limit(reference, bench));
        System.out.println(Machine.describe());
        System.out.printf(
                "%d cells of %d states, first ones included: %.2f ms a cell, C %.2f ms, ratio %.2f (bar 1.0), %d failed%n",
                count, simulator.states(), ours, theirs, ours / theirs, failures);
    }

    private static double limit(CReference reference, BenchModel bench) {
        return reference.milliseconds(
                        bench.end(),
                        BenchModel.RELATIVE_TOLERANCE,
                        BenchModel.ABSOLUTE_TOLERANCE,
                        bench.repetitions())
                / bench.debianFactor();
    }

    private static Map<String, Double> varied(List<Species> species, SplittableRandom random) {
        Map<String, Double> values = new HashMap<>();
        for (Species one : species) {
            double factor = Math.exp(SPREAD * (2 * random.nextDouble() - 1));
            switch (one.initial()) {
                case Species.InitialQuantity.Amount(double amount) ->
                        values.put(one.id(), amount * factor);
                case Species.InitialQuantity.Concentration(double value) ->
                        values.put(one.id(), value * factor);
                case Species.InitialQuantity.Unset _ -> {}
            }
        }
        return values;
    }
}
