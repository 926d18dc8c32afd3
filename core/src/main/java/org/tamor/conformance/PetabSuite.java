package org.tamor.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.LogPrior;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.TamorException;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.format.petab.TsvTable;
import org.tamor.format.petab.YamlFile;
import org.tamor.simulate.SolverOptions;

/// The PEtab test suite, versions 1 and 2: each case at its nominal parameters must give the
/// solution's log-likelihood, chi-square, simulated values and, where asked for, priors, within the
/// tolerances that the solution states.
public final class PetabSuite {

    private static final SolverOptions OPTIONS = new SolverOptions(1e-9, 1e-13, 1_000_000);
    private static final List<String> PLACES =
            List.of("", "sbml", "v1.0.0/sbml", "v2.0.0/sbml", "petabtests/cases");

    private final Path root;
    private final List<Path> cases;

    private PetabSuite(Path root, List<Path> cases) {
        this.root = root;
        this.cases = cases;
    }

    /// Finds the cases: folders of four digits with SBML models in the folder itself, in `sbml`, or
    /// in `v1.0.0/sbml` and `v2.0.0/sbml`.
    ///
    /// @throws BadInputException where there are none
    public static PetabSuite open(Path folder) {
        List<Path> cases = new ArrayList<>();
        for (String place : PLACES) {
            cases.addAll(
                    PetabFolders.list(
                            folder.resolve(place),
                            entry -> PetabFolders.name(entry).matches("\\d{4}")));
        }
        if (cases.isEmpty()) {
            throw new BadInputException(
                    "conformance.no-cases",
                    Location.ofFile(folder.toString()),
                    "there are no cases here; give the folder that holds v1.0.0/sbml and so on, "
                            + "or 0001 and so on");
        }
        return new PetabSuite(folder, cases);
    }

    public int size() {
        return cases.size();
    }

    /// Runs all cases in order.
    ///
    /// @param finished is told of each outcome as it comes
    public List<PetabOutcome> run(Consumer<PetabOutcome> finished) {
        List<PetabOutcome> outcomes = new ArrayList<>();
        for (Path one : cases) {
            PetabOutcome outcome = judge(root.relativize(one).toString(), one);
            finished.accept(outcome);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private static PetabOutcome judge(String name, Path folder) {
        long begin = System.nanoTime();
        String number = PetabFolders.name(folder);
        Path solution = folder.resolve("_" + number + "_solution.yaml");
        if (!Files.isRegularFile(solution)) {
            return PetabOutcome.skipped(name, "there is no " + solution.getFileName(), begin);
        }
        try {
            PetabEvaluation evaluation =
                    PetabEvaluation.of(PetabReader.read(folder.resolve("_" + number + ".yaml")));
            Optional<String> difference =
                    switch (evaluation.evaluate(Map.of(), OPTIONS)) {
                        case Evaluation.Failed failed -> Optional.of(failed.describe());
                        case Evaluation.Completed completed ->
                                compare(folder, YamlFile.read(solution), evaluation, completed);
                    };
            return difference
                    .map(reason -> PetabOutcome.failed(name, reason, begin))
                    .orElseGet(() -> PetabOutcome.passed(name, begin));
        } catch (TamorException refusal) {
            return PetabOutcome.failed(name, "refused: " + refusal.describe(), begin);
        } catch (RuntimeException defect) {
            return PetabOutcome.failed(name, "unexpected: " + defect, begin);
        }
    }

    private static Optional<String> compare(
            Path folder,
            YamlFile solution,
            PetabEvaluation evaluation,
            Evaluation.Completed completed) {
        PetabProblem problem = evaluation.problem();
        Optional<String> difference =
                differs(solution, "/llh", "/tol_llh", completed.logLikelihood())
                        .or(() -> differs(solution, "/chi2", "/tol_chi2", completed.chi2()));
        if (difference.isPresent()) {
            return difference;
        }
        if (!solution.text("/unnorm_log_posterior").isEmpty()) {
            LogPrior prior = LogPrior.of(problem);
            Map<String, Double> values = evaluation.complete(Map.of());
            difference =
                    differs(
                            solution,
                            "/unnorm_log_posterior",
                            "/tol_unnorm_log_posterior",
                            completed.logLikelihood() + prior.value(values));
            Map<String, Double> terms = prior.terms(values);
            for (String parameter : solution.mapping("/log_prior").keySet()) {
                if (difference.isEmpty()) {
                    difference =
                            differs(
                                    solution,
                                    "/log_prior/" + parameter,
                                    "/tol_log_prior",
                                    terms.getOrDefault(parameter, 0.0));
                }
            }
        }
        if (difference.isPresent()) {
            return difference;
        }
        List<TsvTable.Row> expected = new ArrayList<>();
        for (String table : solution.texts("/simulation_files")) {
            expected.addAll(rows(folder.resolve(table)));
        }
        return compare(
                expected, number(solution, "/tol_simulations"), problem, completed.simulations());
    }

    private static List<TsvTable.Row> rows(Path table) {
        return TsvTable.read(
                        table,
                        new TsvTable.Columns(
                                List.of("observableId", "time", "simulation"),
                                List.of("experimentId", "simulationConditionId"),
                                true))
                .rows();
    }

    /// Matches each expected row with the first measurement that is not matched yet of the same
    /// observable, experiment and time.
    private static Optional<String> compare(
            List<TsvTable.Row> expected,
            double tolerance,
            PetabProblem problem,
            double[] simulations) {
        if (expected.size() != simulations.length) {
            return Optional.of(
                    simulations.length + " simulated values, " + expected.size() + " expected");
        }
        boolean[] matched = new boolean[simulations.length];
        for (TsvTable.Row row : expected) {
            int found = 0;
            while (found < matched.length && (matched[found] || !matches(row, problem, found))) {
                found++;
            }
            if (found == matched.length) {
                return Optional.of("no simulated value for the solution's " + row.location());
            }
            matched[found] = true;
            double value = row.number("simulation");
            if (!(Math.abs(simulations[found] - value) <= tolerance)) {
                return Optional.of(
                        row.text("observableId")
                                + " at "
                                + row.text("time")
                                + " is "
                                + simulations[found]
                                + ", expected "
                                + value);
            }
        }
        return Optional.empty();
    }

    private static boolean matches(TsvTable.Row row, PetabProblem problem, int index) {
        Measurement measurement = problem.measurements().get(index);
        String experiment = measurement.experiment();
        String given = row.text("experimentId");
        if (problem.isVersion1()) {
            given = row.text("simulationConditionId");
            experiment =
                    problem.experiments().stream()
                            .filter(one -> one.id().equals(measurement.experiment()))
                            .map(PetabSuite::simulationCondition)
                            .findFirst()
                            .orElse("");
        }
        return row.text("observableId").equals(measurement.observable())
                && given.equals(experiment)
                && row.extendedNumber("time") == measurement.time();
    }

    private static String simulationCondition(Experiment experiment) {
        return experiment.periods().getLast().conditions().getFirst();
    }

    private static Optional<String> differs(
            YamlFile solution, String path, String tolerance, double value) {
        double expected = number(solution, path);
        return Math.abs(value - expected) <= number(solution, tolerance)
                ? Optional.empty()
                : Optional.of(path.substring(1) + " is " + value + ", expected " + expected);
    }

    private static double number(YamlFile solution, String path) {
        try {
            return Double.parseDouble(solution.text(path));
        } catch (NumberFormatException damage) {
            throw new BadInputException(
                    "conformance.bad-solution",
                    solution.location(path),
                    "there is no number; check the solution file");
        }
    }
}
