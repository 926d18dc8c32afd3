package org.tamor.cli.calibration;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.GradientMethod;
import org.tamor.calibrate.GradientOptions;
import org.tamor.calibrate.GradientTable;
import org.tamor.calibrate.ParameterValues;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.calibrate.SimulationTable;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleTable;
import org.tamor.cli.console.IntegratorOption;
import org.tamor.cli.console.ResultNames;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.files.WholeFile;
import org.tamor.format.petab.PetabProblem;
import org.tamor.simulate.SolverOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tamor evaluate`: how well a PEtab problem's model agrees with its measurements.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Prints log-likelihood, chi2 and, if asked for, the gradient of a PEtab problem"
                        + " (version 1 or 2) at given parameter values.")
public final class EvaluateCommand extends ConsoleCommand {

    private static final List<String> METHODS = List.of("forward", "adjoint", "auto");

    /// Of [GradientTable#COLUMNS]; the others are written to the file only.
    private static final int SHOWN_COLUMNS = 5;

    @Parameters(paramLabel = "PROBLEM.yaml", description = "problem file")
    private Path file = Path.of("");

    @Option(
            names = "--parameters",
            paramLabel = "FILE.tsv|csv",
            description =
                    "table with the columns parameterId and value, values on the linear scale"
                        + " (default: the problem's nominal values, also for parameters that are"
                        + " not in the table)")
    private Optional<Path> parameters = Optional.empty();

    @Option(
            names = "--rtol",
            defaultValue = "1e-8",
            description = "relative tolerance (default ${DEFAULT-VALUE})")
    private double relativeTolerance;

    @Option(
            names = "--atol",
            defaultValue = "1e-12",
            description = "absolute tolerance (default ${DEFAULT-VALUE})")
    private double absoluteTolerance;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder to write simulations.tsv (PEtab's layout) and gradient.tsv to")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--gradient",
            description = "also print the derivatives by the estimated parameters")
    private boolean gradient;

    @Option(
            names = "--method",
            paramLabel = "forward|adjoint|auto",
            description =
                    "how to compute them: forward sensitivities, backwards, or for each experiment"
                            + " what is expected to be faster (default auto)")
    private Optional<String> method = Optional.empty();

    @Mixin private IntegratorOption integrator = new IntegratorOption();

    @Override
    public Integer call() {
        check(gradient || method.isEmpty(), "--method needs --gradient");
        check(
                METHODS.contains(method.orElse("auto")),
                "--method is forward, adjoint or auto, not " + method.orElse(""));
        check(integrator.problem().isEmpty(), integrator.problem().orElse(""));
        check(
                !gradient || integrator.goesWithDerivatives(),
                "--integrator rosenbrock or explicit goes without --gradient: derivatives follow the"
                        + " steps of bdf");
        check(relativeTolerance > 0 && relativeTolerance < 1, "--rtol must lie between 0 and 1");
        check(
                absoluteTolerance > 0 && absoluteTolerance < Double.POSITIVE_INFINITY,
                "--atol must be positive");

        PetabProblem problem = ProblemFiles.read(file);
        Map<String, Double> values =
                parameters.map(table -> ParameterValues.read(table, problem)).orElse(Map.of());
        PetabEvaluation evaluation = PetabEvaluation.of(problem);
        SolverOptions options =
                new SolverOptions(
                        relativeTolerance,
                        absoluteTolerance,
                        integrator.steps(1_000_000),
                        Double.POSITIVE_INFINITY,
                        integrator.method());
        Evaluation result =
                gradient
                        ? evaluation.evaluate(values, options, GradientOptions.of(gradientMethod()))
                        : evaluation.evaluate(values, options);
        switch (result) {
            case Evaluation.Completed completed -> {
                Optional<List<List<String>>> rows =
                        completed
                                .derivatives()
                                .map(
                                        derivatives ->
                                                GradientTable.rows(
                                                        evaluation,
                                                        evaluation.complete(values),
                                                        derivatives));
                out.ifPresent(
                        folder ->
                                write(
                                        folder,
                                        "simulations.tsv",
                                        SimulationTable.text(problem, completed)));
                PrintWriter console = console();
                console.println("log-likelihood: " + completed.logLikelihood());
                console.println("chi2: " + completed.chi2());
                if (integrator.isGiven()) {
                    console.println(integrator.said(gradient));
                }
                rows.ifPresent(gradientRows -> print(gradientRows, console));
                console.flush();
            }
            case Evaluation.Failed failed ->
                    throw new NumericalFailureException(
                            "evaluate.failed",
                            Location.ofFile(file.toString()).withElement(failed.quantity()),
                            failed.describe());
        }
        return 0;
    }

    private GradientMethod gradientMethod() {
        return switch (method.orElse("auto")) {
            case "forward" -> GradientMethod.FORWARD;
            case "adjoint" -> GradientMethod.ADJOINT;
            default -> GradientMethod.AUTOMATIC;
        };
    }

    private void print(List<List<String>> rows, PrintWriter console) {
        out.ifPresent(folder -> write(folder, "gradient.tsv", GradientTable.text(rows)));
        List<List<String>> table = new ArrayList<>();
        table.add(GradientTable.COLUMNS.subList(0, SHOWN_COLUMNS));
        rows.forEach(row -> table.add(row.subList(0, SHOWN_COLUMNS)));
        ConsoleTable.print(table, console);
    }

    private static void write(Path folder, String name, String table) {
        Path target = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            WholeFile.write(target, table);
        } catch (IOException problem) {
            throw ResultNames.unwritable(target.toString(), problem);
        }
    }
}
