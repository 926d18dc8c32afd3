package org.tamor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;
import org.tamor.model.Species;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.Timeline;

/// Virtual cells of the largest benchmark model, whose initial concentrations vary by a factor
/// exp(0.3 z), z uniform between -1 and 1: time a cell on one core, over all cells and over the
/// first few, which the C program simulates as well, in one run.
///
/// `bench/run Cells FOLDER [--cells 1000] [--compared 5]`, where FOLDER holds `bench-models` and
/// `tools/cvode-limit`.
final class Cells {

    private static final double SPREAD = 0.3;
    private static final int REPETITIONS = 5;
    private static final Pattern SPECIES = Pattern.compile("<species\\s[^>]*>");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
    private static final Pattern INITIAL = Pattern.compile("(\\sinitialConcentration=\")[^\"]*");

    private Cells() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Map<String, Integer> options = new HashMap<>(Map.of("--cells", 1000, "--compared", 5));
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], Integer.parseInt(arguments[i + 1]));
        }
        BenchModel bench = BenchModel.named("sparced");
        Model model = SbmlReader.read(bench.file(folder));
        SplittableRandom random = new SplittableRandom(1);
        List<Map<String, Double>> cells = new ArrayList<>();
        for (int cell = 0; cell < options.getOrDefault("--cells", 0); cell++) {
            cells.add(varied(model.species(), random));
        }
        Simulator simulator = Speed.simulator(bench.file(folder));
        System.out.println(Machine.describe());
        long begin = System.nanoTime();
        int failures = 0;
        for (Map<String, Double> cell : cells) {
            failures += run(simulator, cell, bench) instanceof RunResult.Failed ? 1 : 0;
        }
        System.out.printf(
                "%d cells of %d species, the first ones included: %.2f ms a cell, %d failed%n",
                cells.size(),
                model.species().size(),
                (System.nanoTime() - begin) * 1e-6 / cells.size(),
                failures);
        compare(cells.subList(0, options.getOrDefault("--compared", 0)), simulator, bench, folder);
    }

    private static void compare(
            List<Map<String, Double>> cells, Simulator simulator, BenchModel bench, Path folder)
            throws IOException {
        Path work = Files.createTempDirectory("tamor-bench");
        String text = Files.readString(bench.file(folder));
        double ours = 0;
        double theirs = 0;
        for (Map<String, Double> cell : cells) {
            Path file = Files.writeString(work.resolve("cell.xml"), withInitial(text, cell));
            theirs +=
                    CReference.compile(folder.resolve("tools/cvode-limit"), file, work)
                                    .milliseconds(
                                            bench.end(),
                                            BenchModel.RELATIVE_TOLERANCE,
                                            BenchModel.ABSOLUTE_TOLERANCE,
                                            REPETITIONS)
                            / bench.debianFactor();
            double best = Double.POSITIVE_INFINITY;
            for (int k = 0; k < REPETITIONS; k++) {
                long begin = System.nanoTime();
                run(simulator, cell, bench);
                best = Math.min(best, (System.nanoTime() - begin) * 1e-6);
            }
            ours += best;
        }
        System.out.printf(
                "the first %d cells: %.2f ms a cell, C %.2f ms, ratio %.2f (bar 1.0)%n",
                cells.size(), ours / cells.size(), theirs / cells.size(), ours / theirs);
    }

    private static RunResult run(Simulator simulator, Map<String, Double> cell, BenchModel bench) {
        return simulator.run(
                Timeline.plain(),
                cell,
                bench.times(),
                new SolverOptions(
                        BenchModel.RELATIVE_TOLERANCE, BenchModel.ABSOLUTE_TOLERANCE, 1_000_000));
    }

    private static String withInitial(String sbml, Map<String, Double> values) {
        return SPECIES.matcher(sbml)
                .replaceAll(
                        element -> {
                            String id =
                                    ID.matcher(element.group())
                                            .results()
                                            .map((MatchResult found) -> found.group(1))
                                            .findFirst()
                                            .orElse("");
                            Double value = values.get(id);
                            return value == null
                                    ? element.group()
                                    : INITIAL.matcher(element.group()).replaceFirst("$1" + value);
                        });
    }

    private static Map<String, Double> varied(List<Species> species, SplittableRandom random) {
        Map<String, Double> values = new HashMap<>();
        for (Species one : species) {
            double factor = Math.exp(SPREAD * (2 * random.nextDouble() - 1));
            if (one.initial() instanceof Species.InitialQuantity.Concentration(double value)) {
                values.put(one.id(), value * factor);
            }
        }
        return values;
    }
}
