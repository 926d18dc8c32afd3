package org.tamor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.files.WholeFile;
import org.tamor.model.Model;
import org.tamor.model.Rule;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tamor simulate`: one time course of one model.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Simulates a model from time 0 and writes a table of its quantities over time.")
final class SimulateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "SBML (.xml, .sbml) or Antimony (.ant) file")
    private Path model = Path.of("");

    @Option(names = "--end", required = true, paramLabel = "T", description = "last time, in the model's unit of time")
    private double end;

    @Option(
            names = "--points",
            paramLabel = "N",
            defaultValue = "101",
            description = "number of evenly spaced output times, 0 and T included (default ${DEFAULT-VALUE})")
    private int points;

    @Option(names = "--rtol", defaultValue = "1e-6", description = "relative tolerance (default ${DEFAULT-VALUE})")
    private double relativeTolerance;

    @Option(names = "--atol", defaultValue = "1e-12", description = "absolute tolerance (default ${DEFAULT-VALUE})")
    private double absoluteTolerance;

    @Option(
            names = "--select",
            split = ",",
            paramLabel = "ID",
            description = "quantities to write (default: all species and all variables of rules)")
    private List<String> select = List.of();

    @Option(names = "--out", defaultValue = "-", paramLabel = "FILE.csv|-", description = "where to (default: stdout)")
    private String out = "-";

    @Override
    public Integer call() {
        check(end > 0 && Double.isFinite(end), "--end must be a positive number");
        check(points >= 2 && points <= 10_000_000, "--points must lie between 2 and 10000000");
        check(relativeTolerance > 0 && relativeTolerance < 1, "--rtol must lie between 0 and 1");
        check(absoluteTolerance > 0, "--atol must be positive");

        Model network = ModelFiles.read(model);
        List<Output> outputs = outputs(network);
        double[] times = new double[points];
        for (int k = 0; k < points; k++) {
            times[k] = end * k / (points - 1);
        }
        SolverOptions options = new SolverOptions(relativeTolerance, absoluteTolerance, 10_000_000);
        RunResult result =
                Simulator.compile(network, outputs).run(Timeline.plain(), Map.of(), Map.of(), times, options);
        switch (result) {
            case RunResult.Completed(TimeCourse course) -> write(course);
            case RunResult.Failed(double time, String quantity, String reason) ->
                throw new NumericalFailureException(
                        "simulate.failed",
                        Location.ofFile(model.toString()).withElement(quantity),
                        "stopped at time " + time + ": " + reason);
        }
        return 0;
    }

    private void check(boolean holds, String message) {
        if (!holds && spec != null) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private List<Output> outputs(Model network) {
        List<String> known = Stream.of(
                        network.species().stream().map(s -> s.id()),
                        network.rules().stream().flatMap(SimulateCommand::variable),
                        network.parameters().stream().map(p -> p.id()),
                        network.compartments().stream().map(c -> c.id()),
                        network.reactions().stream().map(r -> r.id()))
                .flatMap(ids -> ids)
                .distinct()
                .toList();
        List<String> chosen = select.isEmpty()
                ? Stream.concat(
                                network.species().stream().map(s -> s.id()),
                                network.rules().stream().flatMap(SimulateCommand::variable))
                        .distinct()
                        .toList()
                : select;
        List<Output> outputs = new ArrayList<>();
        for (String id : chosen) {
            if (!known.contains(id)) {
                throw new BadInputException(
                        "simulate.select",
                        Location.ofFile(model.toString()).withElement(id),
                        "the model has no quantity of this id; it has " + String.join(", ", new TreeSet<>(known)));
            }
            outputs.add(new Output(id, new Expression.Symbol(id)));
        }
        return outputs;
    }

    private static Stream<String> variable(Rule rule) {
        return switch (rule) {
            case Rule.AssignmentRule(String variable, Expression value) -> Stream.of(variable);
            case Rule.RateRule(String variable, Expression rate) -> Stream.of(variable);
            case Rule.AlgebraicRule(Expression residual) -> Stream.empty();
        };
    }

    private void write(TimeCourse course) {
        try {
            if (out.equals("-") && spec != null) {
                PrintWriter writer = spec.commandLine().getOut();
                write(course, writer);
                writer.flush();
                return;
            }
            WholeFile.write(Path.of(out), writer -> write(course, writer));
        } catch (IOException problem) {
            throw new EnvironmentException(
                    "output.unwritable",
                    Location.ofFile(out),
                    "cannot be written (" + problem.getMessage() + "); choose another --out");
        }
    }

    private static void write(TimeCourse course, Writer writer) throws IOException {
        writer.write("time," + String.join(",", course.outputs()) + "\n");
        StringWriter line = new StringWriter();
        for (int k = 0; k < course.times().length; k++) {
            line.getBuffer().setLength(0);
            line.write(Double.toString(course.times()[k]));
            for (double[] values : course.values()) {
                line.write(',');
                line.write(Double.toString(values[k]));
            }
            line.write('\n');
            writer.write(line.toString());
        }
        if (writer instanceof PrintWriter printer && printer.checkError()) {
            throw new UncheckedIOException(new IOException("standard output is closed"));
        }
    }
}
