package org.tamor.cli.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.IntegratorOption;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.model.Model;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tamor simulate`: one time course of one model, or the experiments of a SED-ML file or archive.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Simulates a model from time 0 and writes a table of its quantities over time; or runs"
                + " the experiments of a SED-ML document or COMBINE archive, which say themselves"
                + " what is simulated, and writes their tables and plots.",
            "Of the options only --out goes with an experiment. There it is a folder (default:"
                + " results/NAME) for report.html, reports/*.csv and figures/*.json and *.csv. An"
                + " experiment that asks for one report and nothing else prints it to stdout unless"
                + " --out is given."
        })
public final class SimulateCommand extends ConsoleCommand {

    @Parameters(
            paramLabel = "FILE",
            description =
                    "model in SBML (.xml, .sbml) or Antimony (.ant), or experiment in SED-ML"
                            + " (.sedml, .xml) or an archive (.omex, .sedx)")
    private Path model = Path.of("");

    @Option(
            names = "--end",
            paramLabel = "T",
            description = "last time, in the model's unit of time; required for a model")
    private Optional<Double> end = Optional.empty();

    @Option(
            names = "--points",
            paramLabel = "N",
            defaultValue = "101",
            description =
                    "number of evenly spaced output times, 0 and T included (default"
                            + " ${DEFAULT-VALUE})")
    private int points;

    @Option(
            names = "--rtol",
            defaultValue = "1e-6",
            description = "relative tolerance (default ${DEFAULT-VALUE})")
    private double relativeTolerance;

    @Option(
            names = "--atol",
            defaultValue = "1e-12",
            description = "absolute tolerance (default ${DEFAULT-VALUE})")
    private double absoluteTolerance;

    @Option(
            names = "--max-step",
            paramLabel = "H",
            defaultValue = "Infinity",
            description =
                    "longest step of the integration (default: no bound); one below the length of a"
                            + " short pulse makes sure that it is seen")
    private double maximumStep;

    @Mixin private IntegratorOption integrator = new IntegratorOption();

    @Option(
            names = "--select",
            split = ",",
            paramLabel = "ID",
            description = "quantities to write (default: all species and all variables of rules)")
    private List<String> select = List.of();

    @Option(
            names = "--out",
            defaultValue = "-",
            paramLabel = "FILE.csv|DIR|-",
            description = "where to (default: stdout, or a folder for an experiment)")
    private String out = "-";

    @Mixin private StochasticOptions stochastic = new StochasticOptions();

    @Override
    public Integer call() {
        if (ExperimentFiles.isExperiment(model)) {
            return experiment();
        }
        check(end.isPresent(), "a model needs --end=T, the last time");
        double last = end.orElse(0.0);
        check(last > 0 && Double.isFinite(last), "--end must be a positive number");
        check(points >= 2 && points <= 10_000_000, "--points must lie between 2 and 10000000");
        check(relativeTolerance > 0 && relativeTolerance < 1, "--rtol must lie between 0 and 1");
        check(absoluteTolerance > 0, "--atol must be positive");
        check(maximumStep > 0, "--max-step must be positive");
        check(stochastic.problem().isEmpty(), stochastic.problem().orElse(""));
        check(integrator.problem().isEmpty(), integrator.problem().orElse(""));
        check(
                !integrator.isGiven() || !stochastic.isStochastic(),
                "--integrator is for differential equations; leave it out with --stochastic");

        Model network = ModelFiles.read(model);
        List<Output> outputs = SelectedOutputs.of(network, select, model.toString());
        double[] times = new double[points];
        for (int k = 0; k < points; k++) {
            times[k] = last * k / (points - 1);
        }
        TimeCourse course =
                stochastic.isStochastic()
                        ? stochastic.run(network, outputs, times)
                        : solve(network, outputs, times);
        UndefinedValues.report(course, errors());
        if (integrator.isGiven()) {
            errors().println(integrator.said(false));
            errors().flush();
        }
        TimeCourseTable.write(course, out, console());
        return 0;
    }

    private int experiment() {
        for (OptionSpec option : commandSpec().commandLine().getParseResult().matchedOptions()) {
            check(
                    option.longestName().equals("--out"),
                    option.longestName()
                            + " goes with a model; an experiment says itself what is simulated");
        }
        Optional<Path> folder = out.equals("-") ? Optional.empty() : Optional.of(Path.of(out));
        ExperimentFiles.run(model, folder, console(), errors());
        return 0;
    }

    private TimeCourse solve(Model network, List<Output> outputs, double[] times) {
        SolverOptions options =
                new SolverOptions(
                        relativeTolerance,
                        absoluteTolerance,
                        integrator.steps(10_000_000),
                        maximumStep,
                        integrator.method());
        RunResult result =
                Simulator.compile(network, outputs)
                        .run(Timeline.plain(), Map.of(), Map.of(), times, options);
        return switch (result) {
            case RunResult.Completed(TimeCourse course) -> course;
            case RunResult.Failed(double time, String quantity, String reason) ->
                    throw new NumericalFailureException(
                            "simulate.failed",
                            Location.ofFile(model.toString()).withElement(quantity),
                            "stopped at time " + time + ": " + reason);
        };
    }
}
