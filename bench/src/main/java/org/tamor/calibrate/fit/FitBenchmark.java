package org.tamor.calibrate.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.failure.TamorException;
import org.tamor.format.petab.PetabReader;

/// Fits the problems of a collection and compares the best point with the nominal parameters.
///
/// `bench/run org.tamor.calibrate.fit.FitBenchmark FOLDER [PROBLEM...] [--starts N] [--minutes M]
/// [--threads N] [--seed N] [--hierarchical auto|off]`, where FOLDER holds `NAME/*.yaml`. M is the
/// processor time of one of two cores: no start begins after 2 M minutes of all threads together.
/// It stands in the package that it measures to reach the objective. Gains are those of the
/// objective (minus log-likelihood minus log-prior) over the nominal parameters; converged are
/// starts that ended by the criterion; at best those that ended within 0.1 of the best point.
public final class FitBenchmark {

    private int starts = 100;
    private double minutes = 20;
    private int threads = 2;
    private long seed = 1;
    private boolean hierarchical;

    private FitBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        FitBenchmark benchmark = new FitBenchmark();
        Path folder = Path.of(arguments[0]);
        List<String> names = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--starts" -> benchmark.starts = Integer.parseInt(arguments[++i]);
                case "--minutes" -> benchmark.minutes = Double.parseDouble(arguments[++i]);
                case "--threads" -> benchmark.threads = Integer.parseInt(arguments[++i]);
                case "--seed" -> benchmark.seed = Long.parseLong(arguments[++i]);
                case "--hierarchical" -> benchmark.hierarchical = arguments[++i].equals("auto");
                default -> names.add(arguments[i]);
            }
        }
        if (names.isEmpty()) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.map(path -> path.getFileName().toString()).sorted().forEach(names::add);
            }
        }
        System.out.printf(
                "%-36s %10s %10s %6s %10s %12s %12s %14s %14s %12s%n",
                "problem",
                "parameters",
                "eliminated",
                "starts",
                "cpu s",
                "converged %",
                "at best %",
                "best",
                "nominal",
                "gain");
        for (String name : names) {
            try {
                benchmark.measure(name, file(folder.resolve(name)));
            } catch (TamorException refusal) {
                System.out.printf("%-36s %s%n", name, refusal.describe());
            }
        }
    }

    private static Path file(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void measure(String name, Path file) {
        FitOptions options =
                new FitOptions(
                        starts,
                        seed,
                        FitMethod.AUTOMATIC,
                        5,
                        1000,
                        threads,
                        hierarchical,
                        Density.VALUE);
        ParameterFit fit = ParameterFit.of(PetabEvaluation.of(PetabReader.read(file)), options);
        DoubleAdder seconds = new DoubleAdder();
        FitResult result =
                fit.run(
                        List.of(),
                        start -> seconds.add(start.seconds()),
                        () -> seconds.sum() > 120 * minutes);
        int done = result.starts().size();
        long converged =
                result.starts().stream()
                        .filter(start -> start.fit().status() == LocalFit.Status.CONVERGED)
                        .count();
        double nominal = result.nominal().orElse(Double.NaN);
        System.out.printf(
                Locale.ROOT,
                "%-36s %10d %10d %6d %10.1f %12.0f %12.0f %14.5f %14.5f %12.5f%n",
                name,
                fit.space().dimension(),
                result.eliminated().size(),
                done,
                seconds.sum(),
                100.0 * converged / done,
                100.0 * result.startsAtBest() / done,
                -result.objective(),
                -nominal,
                nominal - result.objective());
    }
}
