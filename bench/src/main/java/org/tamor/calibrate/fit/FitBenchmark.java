package org.tamor.calibrate.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.format.petab.PetabReader;

public final class FitBenchmark {
    private FitBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int starts = 100;
        double minutes = 20;
        int threads = 1;
        List<String> names = new ArrayList<>();
        boolean verbose = false;
        for (int i = 1; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--starts" -> starts = Integer.parseInt(arguments[++i]);
                case "--minutes" -> minutes = Double.parseDouble(arguments[++i]);
                case "--threads" -> threads = Integer.parseInt(arguments[++i]);
                case "--verbose" -> verbose = true;
                default -> names.add(arguments[i]);
            }
        }
        for (String name : names) {
            Path file;
            try (Stream<Path> files = Files.list(folder.resolve(name))) {
                file =
                        files.filter(f -> f.toString().endsWith(".yaml"))
                                .sorted()
                                .findFirst()
                                .orElseThrow();
            }
            PetabEvaluation evaluation = PetabEvaluation.of(PetabReader.read(file));
            SearchSpace space = SearchSpace.of(evaluation.problem());
            Objective objective =
                    new PosteriorObjective(evaluation, space, PosteriorObjective.SEARCH, true);
            FitOptions options = new FitOptions(starts, 1, FitMethod.FISHER, 5, 1000, threads);
            double nominal =
                    ((Objective.Finite)
                                    new PosteriorObjective(
                                                    evaluation,
                                                    space,
                                                    PosteriorObjective.FINAL,
                                                    true)
                                            .value(space.point(nominal(evaluation))))
                            .value();
            double[] cpu = {0};
            double budget = 60 * minutes;
            boolean print = verbose;
            List<StartResult> results =
                    new MultiStart(
                                    objective,
                                    new StartingPoints(space, 1),
                                    FitMethod.FISHER,
                                    options)
                            .run(
                                    List.of(),
                                    r -> {
                                        cpu[0] += r.seconds();
                                        if (print) {
                                            System.out.printf(
                                                    Locale.ROOT,
                                                    "  %3d %12.4f -> %12.4f |g| %.2e %-10s it %d ev"
                                                        + " %d ex %d fail %d %.2fs %s%n",
                                                    r.index(),
                                                    r.startValue(),
                                                    r.value(),
                                                    r.fit().gradientNorm(),
                                                    r.fit().status(),
                                                    r.fit().iterations(),
                                                    r.fit().evaluations(),
                                                    r.fit().expansions(),
                                                    r.fit().failures(),
                                                    r.seconds(),
                                                    r.fit().remark());
                                        }
                                    },
                                    () -> cpu[0] > budget);
            List<StartResult> ranked = MultiStart.ranked(results);
            double best = ranked.isEmpty() ? Double.NaN : ranked.getFirst().value();
            long near = ranked.stream().filter(r -> r.value() < best + 0.1).count();
            long converged =
                    ranked.stream()
                            .filter(r -> r.fit().status() == LocalFit.Status.CONVERGED)
                            .count();
            System.out.printf(
                    Locale.ROOT,
                    "%-32s n %3d starts %3d cpu %7.1fs best llh %14.5f nominal %14.5f gain %10.4f"
                        + " near %d converged %d%n",
                    name,
                    space.dimension(),
                    results.size(),
                    cpu[0],
                    -best,
                    -nominal,
                    nominal - best,
                    near,
                    converged);
        }
    }

    private static Map<String, Double> nominal(PetabEvaluation evaluation) {
        return evaluation.complete(Map.of());
    }
}
