package org.tamor.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.tamor.combination.CombinationData;
import org.tamor.combination.inference.ConstantExcess;
import org.tamor.combination.inference.InferenceOptions;
import org.tamor.combination.inference.SynergyBootstrap;
import org.tamor.combination.inference.SynergyTest;
import org.tamor.combination.surface.Bliss;
import org.tamor.combination.surface.Loewe;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.stats.RandomStream;

/// Error rates of the tests of synergy: plates without interaction that are called interacting, and
/// bands that miss the truth.
///
/// Every setting (matrix, plates in one analysis, noise) is run with the primary test on `--plates`
/// (2000) simulated analyses and with bands of `--draws` (199) on the first `--bands` (300) of
/// them. `--reference` bliss or loewe, `--excess` taken from every combination (0), `--only` a
/// regular expression of settings such as `6/1/CONSTANT`. With `--results FILE` a finished setting
/// is added to that file at once, and one that is there already with the same options is not run
/// again: an interrupted run goes on where it was.
public final class CombinationErrorRates {

    private static final PrintStream OUT = System.out;

    private final Map<String, String> options = new TreeMap<>();
    private final int plates;
    private final int bands;
    private final int draws;
    private final double excess;
    private final ReferenceModel model;

    private CombinationErrorRates(String[] arguments) {
        options.putAll(
                Map.of(
                        "--plates", "2000",
                        "--bands", "300",
                        "--draws", "199",
                        "--reference", "bliss",
                        "--excess", "0",
                        "--only", "",
                        "--results", ""));
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (options.replace(arguments[i], arguments[i + 1]) == null) {
                throw new IllegalArgumentException("no option " + arguments[i]);
            }
        }
        plates = Integer.parseInt(option("--plates"));
        bands = Integer.parseInt(option("--bands"));
        draws = Integer.parseInt(option("--draws"));
        excess = Double.parseDouble(option("--excess"));
        model =
                option("--reference").equals("loewe")
                        ? new Loewe(Loewe.Ceiling.INFINITE_DOSE)
                        : Bliss.plain();
    }

    private String option(String name) {
        return options.getOrDefault(name, "");
    }

    /// @param size of the square matrix, the rows without a drug among it
    /// @param replicates plates in one analysis
    record Setting(int size, int replicates, CombinationNullPlates.Noise noise) {

        @Override
        public String toString() {
            return size + "/" + replicates + "/" + noise;
        }
    }

    /// What one analysis says of the truth.
    ///
    /// @param width median half width of the band over the combinations; NaN where none was made
    private record Outcome(
            boolean rejected, boolean anyCell, boolean interval, boolean band, double width) {}

    public static void main(String[] arguments) throws IOException {
        new CombinationErrorRates(arguments).run();
    }

    private void run() throws IOException {
        OUT.println("# " + Machine.describe());
        OUT.printf(
                "# reference %s, %d analyses per setting, %d of them with bands of %d draws, excess"
                    + " %s%n",
                model.name(), plates, bands, draws, excess);
        OUT.println(
                "matrix/plates/noise\trejected_percent\tinterval_covered_percent\tany_cell_percent"
                        + "\tband_covered_percent\tband_half_width_median\tseconds");
        Map<String, double[]> done = read();
        for (int size : new int[] {4, 6, 8, 10}) {
            for (int replicates = 1; replicates <= 3; replicates++) {
                for (CombinationNullPlates.Noise noise : CombinationNullPlates.Noise.values()) {
                    Setting setting = new Setting(size, replicates, noise);
                    if (!setting.toString().matches(".*(" + option("--only") + ").*")) {
                        continue;
                    }
                    double[] row = done.get(setting.toString());
                    if (row == null) {
                        row = measure(setting);
                        done.put(setting.toString(), row);
                        append(setting, row);
                    }
                    OUT.println(line(setting, row));
                }
            }
        }
        OUT.println();
        table("Primary test, rejected percent", done, 0);
        table("Bands, covered percent", done, 3);
        table("Bands, median half width in percent of the control", done, 4);
    }

    private double[] measure(Setting setting) {
        long start = System.nanoTime();
        Outcome[] outcomes =
                IntStream.range(0, plates)
                        .parallel()
                        .mapToObj(plate -> analyse(setting, plate))
                        .toArray(Outcome[]::new);
        Outcome[] banded = Arrays.copyOf(outcomes, Math.min(bands, plates));
        return new double[] {
            percent(outcomes, Outcome::rejected),
            percent(outcomes, Outcome::interval),
            percent(banded, Outcome::anyCell),
            percent(banded, Outcome::band),
            100 * median(Arrays.stream(banded).mapToDouble(Outcome::width).toArray()),
            1e-9 * (System.nanoTime() - start)
        };
    }

    private Outcome analyse(Setting setting, int plate) {
        RandomStream stream =
                RandomStream.of(
                        1_000L * setting.size + 10L * setting.replicates + setting.noise.stream(),
                        plate);
        CombinationNullPlates truth =
                CombinationNullPlates.random(setting.size, model, excess, stream);
        CombinationData data = truth.measured(setting.replicates, setting.noise, stream);
        InferenceOptions inference = InferenceOptions.standard(plate).draws(draws);
        if (plate >= bands) {
            ConstantExcess primary = ConstantExcess.of(data, model, inference);
            return new Outcome(
                    primary.probability() <= 0.05,
                    false,
                    primary.interval(0.95).contains(excess),
                    false,
                    Double.NaN);
        }
        SynergyTest test = SynergyBootstrap.test(data, model, inference);
        return new Outcome(
                test.probability() <= 0.05,
                test.cells().stream().anyMatch(cell -> cell.probability() <= 0.05),
                test.excess().interval(0.95).contains(excess),
                test.cells().stream().allMatch(cell -> cell.excess().contains(excess)),
                median(
                        test.cells().stream()
                                .mapToDouble(
                                        cell -> 0.5 * (cell.excess().high() - cell.excess().low()))
                                .toArray()));
    }

    private static double percent(
            Outcome[] outcomes, Predicate<Outcome> question) {
        return outcomes.length == 0
                ? Double.NaN
                : 100.0 * Arrays.stream(outcomes).filter(question).count() / outcomes.length;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private static String line(Setting setting, double[] row) {
        StringBuilder line = new StringBuilder(setting.toString());
        for (double value : row) {
            line.append(String.format(Locale.ROOT, "\t%.2f", value));
        }
        return line.toString();
    }

    private String key() {
        return "%d %d %d %s %s".formatted(plates, bands, draws, option("--reference"), excess);
    }

    private Map<String, double[]> read() throws IOException {
        Map<String, double[]> rows = new LinkedHashMap<>();
        Path file = Path.of(option("--results"));
        if (option("--results").isEmpty() || !Files.exists(file)) {
            return rows;
        }
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals(key())) {
                rows.put(
                        fields[1],
                        Arrays.stream(fields).skip(2).mapToDouble(Double::parseDouble).toArray());
            }
        }
        return rows;
    }

    private void append(Setting setting, double[] row) throws IOException {
        if (!option("--results").isEmpty()) {
            Files.writeString(
                    Path.of(option("--results")),
                    key() + "\t" + line(setting, row) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /// A table of the page on combinations.
    private static void table(String title, Map<String, double[]> rows, int column) {
        OUT.printf("%s%n%n| matrix | plates | constant | with signal | heavy-tailed |%n", title);
        OUT.println("| --- | --- | --- | --- | --- |");
        for (int size : new int[] {4, 6, 8, 10}) {
            for (int replicates = 1; replicates <= 3; replicates++) {
                OUT.printf("| %dx%d | %d |", size, size, replicates);
                for (CombinationNullPlates.Noise noise : CombinationNullPlates.Noise.values()) {
                    double[] row = rows.get(new Setting(size, replicates, noise).toString());
                    OUT.print(
                            row == null || Double.isNaN(row[column])
                                    ? " - |"
                                    : String.format(Locale.ROOT, " %.1f |", row[column]));
                }
                OUT.println();
            }
        }
        OUT.println();
    }
}
