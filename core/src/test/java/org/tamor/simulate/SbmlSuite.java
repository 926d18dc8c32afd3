package org.tamor.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tamor.expr.Expression;
import org.tamor.expr.Operator;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;
import org.tamor.model.Species;

/// The semantic cases of the SBML test suite, run as its own documentation asks.
final class SbmlSuite {

    /// @param tags component tags, test tags and packages
    record Case(String number, Set<String> tags) {}

    /// @param reason why the case failed; "" where it passed
    record Outcome(String number, String reason) {
        boolean passed() {
            return reason.isEmpty();
        }
    }

    private static final SolverOptions OPTIONS = new SolverOptions(1e-9, 1e-13, 200_000);

    private final Path root;

    SbmlSuite(Path root) {
        this.root = root;
    }

    /// The time-course cases without any of the given tags.
    List<Case> timeCourses(Set<String> without) {
        try {
            return Files.readAllLines(root.resolve("index.tsv")).stream()
                    .map(line -> line.split("\t", -1))
                    .filter(cells -> cells[0].equals("semantic") && cells[3].equals("TimeCourse"))
                    .map(cells -> new Case(cells[1], tags(cells)))
                    .filter(c -> c.tags().stream().noneMatch(without::contains))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Set<String> tags(String[] cells) {
        return Arrays.stream((cells[4] + "," + cells[5] + "," + cells[6]).split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .collect(Collectors.toSet());
    }

    Outcome run(Case one) {
        try {
            return new Outcome(
                    one.number(),
                    judge(root.resolve("semantic").resolve(one.number()), one.number()));
        } catch (RuntimeException | IOException failure) {
            return new Outcome(one.number(), String.valueOf(failure));
        }
    }

    private static String judge(Path folder, String number) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve(number + "-settings.txt"))) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                settings.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        List<String> lines =
                Files.readAllLines(folder.resolve(number + "-results.csv")).stream()
                        .filter(line -> !line.isBlank())
                        .toList();
        String[] header =
                Arrays.stream(lines.getFirst().split(","))
                        .map(cell -> cell.replace("\"", "").strip())
                        .toArray(String[]::new);
        double[][] expected =
                lines.stream()
                        .skip(1)
                        .map(line ->
                                Arrays.stream(line.split(","))
                                        .mapToDouble(SbmlSuite::number)
                                        .toArray())
                        .toArray(double[][]::new);
        Model model = SbmlReader.read(sbmlFile(folder, number));
        List<Output> outputs = outputs(model, header, settings);
        double start = Double.parseDouble(settings.get("start"));
        double duration = Double.parseDouble(settings.get("duration"));
        double[] times = new double[expected.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = start + duration * i / (times.length - 1);
        }
        Timeline timeline = new Timeline(List.of(), 0, List.of());
        RunResult result =
                Simulator.compile(model, outputs).run(timeline, Map.of(), times, OPTIONS);
        if (!(result instanceof RunResult.Completed(TimeCourse course))) {
            return result.toString();
        }
        double absolute = Double.parseDouble(settings.get("absolute"));
        double relative = Double.parseDouble(settings.get("relative"));
        for (int k = 0; k < times.length; k++) {
            for (int o = 0; o < outputs.size(); o++) {
                double want = expected[k][o + 1];
                double got = course.values()[o][k];
                boolean same =
                        Double.compare(want, got) == 0
                                || Math.abs(got - want) <= absolute + relative * Math.abs(want);
                if (!same) {
                    return header[o + 1] + " at " + times[k] + " is " + got + " instead of " + want;
                }
            }
        }
        return "";
    }

    private static Path sbmlFile(Path folder, String number) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file ->
                            file.getFileName().toString().matches(number + "-sbml-.*\\.xml"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static double number(String cell) {
        return switch (cell.strip().toLowerCase(Locale.ROOT)) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(cell);
        };
    }

    private static List<Output> outputs(
            Model model, String[] header, Map<String, String> settings) {
        Set<String> amounts = names(settings.getOrDefault("amount", ""));
        Set<String> concentrations = names(settings.getOrDefault("concentration", ""));
        List<Output> outputs = new ArrayList<>();
        for (int i = 1; i < header.length; i++) {
            String id = header[i];
            Expression value = new Expression.Symbol(id);
            for (Species species : model.species()) {
                if (species.id().equals(id)) {
                    value =
                            quantity(
                                    model,
                                    species,
                                    amounts.contains(id),
                                    concentrations.contains(id));
                }
            }
            outputs.add(new Output(id, value));
        }
        return outputs;
    }

    private static Expression quantity(
            Model model, Species species, boolean amount, boolean concentration) {
        Expression read = new Expression.Symbol(species.id());
        Expression size = new Expression.Symbol(species.compartment());
        boolean sized =
                model.compartments().stream()
                        .filter(c -> c.id().equals(species.compartment()))
                        .anyMatch(c -> c.dimensions() != 0 || c.size().isPresent());
        boolean readsAmount = species.substanceOnly() || !sized;
        if (amount && !readsAmount) {
            return new Expression.Apply(Operator.TIMES, read, size);
        }
        return concentration && readsAmount && sized
                ? new Expression.Apply(Operator.DIVIDE, read, size)
                : read;
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet());
    }
}
