package org.tamor.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tamor simulate`: one time course of one model.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description =
                "Simulates a model from time 0 and writes a table of its quantities over time.")
final class SimulateCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "SBML (.xml, .sbml) or Antimony (.ant) file")
    private Path model = Path.of("");

    @Option(
            names = "--end",
            required = true,
            paramLabel = "T",
            description = "last time, in the model's unit of time")
    private double end;

    @Option(
            names = "--points",
            paramLabel = "N",
            defaultValue = "101",
            description =
                    "number of evenly spaced output times, 0 and T included (default ${DEFAULT-VALUE})")
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
            names = "--select",
            split = ",",
            paramLabel = "ID",
            description = "quantities to write (default: all species and all variables of rules)")
    private List<String> select = List.of();

    @Option(
            names = "--out",
            defaultValue = "-",
            paramLabel = "FILE.csv|-",
            description = "where to (default: stdout)")
    private String out = "-";

    @Mixin private StochasticOptions stochastic = new StochasticOptions();

    @Override
    public Integer call() {
        check(end > 0 && Double.isFinite(end), "--end must be a positive number");
        check(points >= 2 && points <= 10_000_000, "--points must lie between 2 and 10000000");
        check(relativeTolerance > 0 && relativeTolerance < 1, "--rtol must lie between 0 and 1");
        check(absoluteTolerance > 0, "--atol must be positive");
        check(stochastic.problem().isEmpty(), stochastic.problem().orElse(""));

        Model network = ModelFiles.read(model);
        List<Output> outputs = SelectedOutputs.of(network, select, model.toString());
        double[] times = new double[points];
        for (int k = 0; k < points; k++) {
            times[k] = end * k / (points - 1);
        }
        PrintWriter printer =
                spec == null ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getOut();
        TimeCourseTable.write(
                stochastic.isStochastic()
                        ? stochastic.run(network, outputs, times)
                        : solve(network, outputs, times),
                out,
                printer);
        return 0;
    }

    private TimeCourse solve(Model network, List<Output> outputs, double[] times) {
        SolverOptions options = new SolverOptions(relativeTolerance, absoluteTolerance, 10_000_000);
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

    private void check(boolean holds, String message) {
        if (!holds && spec != null) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
