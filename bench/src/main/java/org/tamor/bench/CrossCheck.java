package org.tamor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tamor.expr.Expression;
import org.tamor.failure.TamorException;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;
import org.tamor.model.ModelValidator;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// `bench/run CrossCheck DIR_OF_TOOL ZIP [--count 30] [--seed 1] [--end 100]`: time courses of
/// models drawn at random beside those of an independent engine.
///
/// The other engine turns SBML, read by libSBML, into C and integrates with CVODE; it takes models
/// of core SBML without events. A model that one of the two does not take is replaced by the next
/// of the draw. Both integrate at tight tolerances; the deviation of a quantity is relative to its
/// value, or to a thousandth of its largest value where that is more.
public final class CrossCheck {

    private static final double RELATIVE = 1e-10;
    private static final double ABSOLUTE = 1e-25;
    private static final double FLOOR = 1e-3;
    private static final double NEGLIGIBLE = 1e-10;
    private static final String LIBRARIES =
            "-lsundials_cvode -lsundials_nvecserial -lsundials_sunlinsolklu -lsundials_sunlinsoldense "
                    + "-lsundials_sunmatrixsparse -lsundials_sunmatrixdense -lsundials_generic -lklu -lamd -lbtf "
                    + "-lcolamd -lsuitesparseconfig -lm";

    private final Path tool;
    private final double end;
    private final Path work;

    private CrossCheck(Path tool, double end, Path work) {
        this.tool = tool;
        this.end = end;
        this.work = work;
    }

    /// Values over time by quantity, and why there are none.
    private record Course(Map<String, double[]> values, String problem) {
        static Course none(String problem) {
            return new Course(Map.of(), problem);
        }

        double[] valuesOf(String quantity) {
            return Objects.requireNonNull(values.get(quantity), quantity);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (int i = 2; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        int count = Integer.parseInt(options.getOrDefault("--count", "30"));
        Random random = new Random(Long.parseLong(options.getOrDefault("--seed", "1")));
        double end = Double.parseDouble(options.getOrDefault("--end", "100"));
        CrossCheck check =
                new CrossCheck(Path.of(arguments[0]), end, Files.createTempDirectory("cross-check"));
        try (ZipFile zip = new ZipFile(arguments[1])) {
            List<ZipEntry> entries = new ArrayList<>(Collections.list(zip.entries()));
            entries.removeIf(entry -> !entry.getName().endsWith(".xml"));
            entries.sort(java.util.Comparator.comparing(ZipEntry::getName));
            Collections.shuffle(entries, random);
            Map<String, Integer> left = new TreeMap<>();
            int compared = 0;
            System.out.println("| model | quantities | largest relative deviation | of | at time |");
            System.out.println("|---|---:|---:|---|---:|");
            for (ZipEntry entry : entries) {
                if (compared == count) {
                    break;
                }
                byte[] sbml;
                try (var in = zip.getInputStream(entry)) {
                    sbml = in.readAllBytes();
                }
                Optional<String> reason = check.compare(entry.getName(), sbml);
                if (reason.isPresent()) {
                    left.merge(reason.get(), 1, Integer::sum);
                } else {
                    compared++;
                }
            }
            System.out.println("\n" + compared + " models compared; left out: " + left);
        }
    }

    /// Compares and prints a line.
    ///
    /// @return why the model was left out
    private Optional<String> compare(String name, byte[] sbml) throws IOException, InterruptedException {
        Path model = Files.write(work.resolve("model.xml"), sbml);
        Course theirs = theirs(model);
        if (!theirs.problem.isEmpty()) {
            return Optional.of(theirs.problem);
        }
        double[] times = theirs.valuesOf("time");
        Course ours = ours(model, name, theirs.values, times);
        if (!ours.problem.isEmpty()) {
            System.out.println("| " + name + " | | not simulated: " + ours.problem + " | | |");
            return Optional.of("not simulated by Tamor");
        }
        double worst = 0;
        String quantity = "";
        double at = 0;
        for (Map.Entry<String, double[]> entry : ours.values.entrySet()) {
            double[] mine = entry.getValue();
            double[] other = theirs.valuesOf(entry.getKey());
            double largest = Arrays.stream(other).map(Math::abs).max().orElse(0);
            for (int k = 0; k < mine.length; k++) {
                double size = Math.max(Math.abs(other[k]), Math.max(FLOOR * largest, NEGLIGIBLE));
                double deviation = Math.abs(mine[k] - other[k]) / size;
                if (!(deviation <= worst)) {
                    worst = deviation;
                    quantity = entry.getKey();
                    at = times[k];
                }
            }
        }
        System.out.printf(
                "| %s | %d | %.1e | %s | %s |%n", name, ours.values.size(), worst, quantity, at);
        return Optional.empty();
    }

    private Course theirs(Path model) throws IOException, InterruptedException {
        Path source = work.resolve("model.c");
        Path program = work.resolve("model");
        Path table = work.resolve("out.csv");
        Files.deleteIfExists(table);
        if (run("/usr/bin/python3", tool.resolve("sbml2cvode.py").toString(), model.toString(), source.toString())
                != 0) {
            return Course.none("not taken by the other engine");
        }
        List<String> compile =
                new ArrayList<>(List.of("gcc", "-O1", "-w", "-o", program.toString(), source.toString()));
        compile.addAll(List.of("-I" + tool, "-I/usr/include/suitesparse"));
        compile.addAll(List.of(LIBRARIES.split(" ")));
        if (run(compile.toArray(String[]::new)) != 0) {
            return Course.none("not compiled for the other engine");
        }
        String[] words = {
            program.toString(), "" + end, "" + RELATIVE, "" + ABSOLUTE, "1", "dense", table.toString()
        };
        if (run(words) != 0 || !Files.exists(table)) {
            return Course.none("not integrated by the other engine");
        }
        return read(table);
    }

    private static Course read(Path table) throws IOException {
        List<String> lines = Files.readAllLines(table);
        String[] names = lines.getFirst().split(",");
        double[][] columns = new double[names.length][lines.size() - 1];
        for (int k = 1; k < lines.size(); k++) {
            String[] cells = lines.get(k).split(",");
            for (int i = 0; i < names.length; i++) {
                columns[i][k - 1] = Double.parseDouble(cells[i].replace("-nan", "NaN").replace("nan", "NaN"));
            }
        }
        Map<String, double[]> values = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            values.put(names[i], columns[i]);
        }
        return values.values().stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)
                ? new Course(values, "")
                : Course.none("undefined in the other engine");
    }

    private Course ours(Path file, String name, Map<String, double[]> theirs, double[] times) {
        try {
            Model model = SbmlReader.read(file);
            ModelValidator.validate(model, name);
            List<Output> outputs =
                    theirs.keySet().stream()
                            .filter(id -> !id.equals("time"))
                            .map(id -> new Output(id, new Expression.Symbol(id)))
                            .toList();
            SolverOptions options = new SolverOptions(RELATIVE, ABSOLUTE, 1_000_000);
            return switch (Simulator.compile(model, outputs).run(Timeline.plain(), Map.of(), times, options)) {
                case RunResult.Failed(double time, String quantity, String reason) ->
                        Course.none("stopped at " + time + " (" + quantity + "): " + reason);
                case RunResult.Completed(TimeCourse course) -> {
                    Map<String, double[]> values = new TreeMap<>();
                    for (int o = 0; o < course.outputs().size(); o++) {
                        values.put(course.outputs().get(o), course.values()[o]);
                    }
                    yield new Course(values, "");
                }
            };
        } catch (TamorException refusal) {
            return Course.none(refusal.describe());
        }
    }

    private static int run(String... words) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }
}
