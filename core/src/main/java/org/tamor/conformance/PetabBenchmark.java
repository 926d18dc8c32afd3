package org.tamor.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.TamorException;
import org.tamor.format.petab.PetabReader;
import org.tamor.format.petab.TsvTable;
import org.tamor.simulate.SolverOptions;

/// The PEtab benchmark collection: the log-likelihood of each problem at its nominal parameters
/// must equal the reference within 1e-4 of it, and the gradient that of the reference within 1e-2 of
/// the largest component, or central differences.
///
/// The folder holds the problems (`problems/NAME/*.yaml`, or `NAME/*.yaml`) and
/// `reference/reference.tsv` with the columns `problem` and `llh`, and gradients in
/// `reference/NAME_gradient.tsv`.
public final class PetabBenchmark {

    /// The difference from the reference that passes, relative to it.
    public static final double TOLERANCE = 1e-4;

    private static final SolverOptions OPTIONS = new SolverOptions(1e-9, 1e-12, 1_000_000);

    private final List<Path> problems;
    private final Map<String, Double> references;
    private final Path gradients;

    private PetabBenchmark(
            List<Path> problems, Map<String, Double> references, Path gradients) {
        this.gradients = gradients;
        this.problems = problems;
        this.references = references;
    }

    /// Finds the problems and references.
    ///
    /// @throws BadInputException where there are none
    public static PetabBenchmark open(Path folder) {
        Path inner = folder.resolve("problems");
        List<Path> problems =
                PetabFolders.list(
                        Files.isDirectory(inner) ? inner : folder,
                        entry -> !PetabFolders.list(entry, PetabBenchmark::isYaml).isEmpty());
        Path table = folder.resolve("reference").resolve("reference.tsv");
        if (problems.isEmpty() || !Files.isRegularFile(table)) {
            throw new BadInputException(
                    "conformance.no-cases",
                    Location.ofFile(folder.toString()),
                    "there are no problems/NAME/*.yaml with reference/reference.tsv; give the folder"
                            + " that holds both");
        }
        Map<String, Double> references = new HashMap<>();
        TsvTable.Columns columns = new TsvTable.Columns(List.of("problem", "llh"), List.of(), true);
        for (TsvTable.Row row : TsvTable.read(table, columns).rows()) {
            OptionalDouble reference = row.optionalNumber("llh");
            reference.ifPresent(value -> references.put(row.text("problem"), value));
        }
        return new PetabBenchmark(problems, references, folder.resolve("reference"));
    }

    private static boolean isYaml(Path file) {
        return Files.isRegularFile(file) && PetabFolders.name(file).matches(".*\\.ya?ml");
    }

    /// The names of the problems.
    public List<String> names() {
        return problems.stream().map(PetabFolders::name).toList();
    }

    /// Runs the problems of these names in order.
    ///
    /// @param finished is told of each outcome as it comes
    public List<PetabOutcome> run(List<String> names, Consumer<PetabOutcome> finished) {
        List<PetabOutcome> outcomes = new ArrayList<>();
        for (Path problem : problems) {
            if (names.contains(PetabFolders.name(problem))) {
                PetabOutcome outcome = judge(problem);
                finished.accept(outcome);
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private PetabOutcome judgeGradient(String name, PetabEvaluation problem, long begin) {
        PetabGradientCheck.Result result =
                new PetabGradientCheck(problem)
                        .check(gradients.resolve(name + "_gradient.tsv"));
        return result.passed()
                ? PetabOutcome.passed(name, result.note(), begin)
                : PetabOutcome.failed(name, result.note(), begin);
    }

    private PetabOutcome judge(Path folder) {
        long begin = System.nanoTime();
        String name = PetabFolders.name(folder);
        Double reference = references.get(name);
        if (reference == null) {
            return PetabOutcome.skipped(name, "there is no reference", begin);
        }
        try {
            Path file = PetabFolders.list(folder, PetabBenchmark::isYaml).getFirst();
            PetabEvaluation problem = PetabEvaluation.of(PetabReader.read(file));
            return switch (problem.evaluate(Map.of(), OPTIONS)) {
                case Evaluation.Failed failed ->
                        PetabOutcome.failed(name, failed.describe(), begin);
                case Evaluation.Completed completed -> {
                    double difference =
                            Math.abs(completed.logLikelihood() - reference) / Math.abs(reference);
                    yield difference <= TOLERANCE
                            ? judgeGradient(name, problem, begin)
                            : PetabOutcome.failed(
                                    name,
                                    "log-likelihood "
                                            + completed.logLikelihood()
                                            + ", reference "
                                            + reference
                                            + " (relative difference "
                                            + difference
                                            + ")",
                                    begin);
                }
            };
        } catch (TamorException refusal) {
            return PetabOutcome.failed(name, "refused: " + refusal.describe(), begin);
        } catch (RuntimeException defect) {
            return PetabOutcome.failed(name, "unexpected: " + defect, begin);
        }
    }
}
