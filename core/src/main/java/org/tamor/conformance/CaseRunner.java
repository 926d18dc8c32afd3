package org.tamor.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.Operator;
import org.tamor.failure.NumericalFailureException;
import org.tamor.failure.TamorException;
import org.tamor.format.sbml.FluxBalanceReader;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Compartment;
import org.tamor.model.FluxBalanceProblem;
import org.tamor.model.Model;
import org.tamor.model.Species;
import org.tamor.simulate.FluxBalance;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// Runs one case and compares: `|got - expected| <= absolute + relative * |expected|` at every
/// point.
///
/// A model starts at time 0; outputs before the settings' `start` are not taken.
final class CaseRunner {

    private static final SolverOptions OPTIONS = new SolverOptions(1e-9, 1e-13, 200_000);

    /// A case's status with the reason where it did not pass.
    record Verdict(CaseOutcome.Status status, String reason) {
        static Verdict failed(String reason) {
            return new Verdict(CaseOutcome.Status.FAILED, reason);
        }
    }

    /// The expected table: `header[0]` is the time.
    @SuppressWarnings("ArrayRecordComponent") // numerical data
    record Table(String[] header, double[][] rows) {}

    private CaseRunner() {}

    static Verdict judge(TestCase one) {
        try {
            Optional<String> problem =
                    switch (one.testType()) {
                        case "TimeCourse" -> judgeTimeCourse(one);
                        case "FluxBalanceSteadyState" -> judgeFluxBalance(one);
                        default -> Optional.of("");
                    };
            if (problem.equals(Optional.of(""))) {
                return new Verdict(
                        CaseOutcome.Status.SKIPPED,
                        "asks for "
                                + one.testType()
                                + "; the program computes time courses and flux balances");
            }
            return problem.map(Verdict::failed).orElse(new Verdict(CaseOutcome.Status.PASSED, ""));
        } catch (TamorException refusal) {
            return Verdict.failed("refused: " + refusal.describe());
        } catch (IOException | NumberFormatException damage) {
            return Verdict.failed("the case cannot be read: " + damage.getMessage());
        }
    }

    private static Optional<String> judgeTimeCourse(TestCase one) throws IOException {
        Map<String, String> settings = one.settings();
        Table expected = table(one);
        Model model = SbmlReader.read(one.model());
        List<Output> outputs = outputs(model, expected.header, settings);
        double start = number(settings.getOrDefault("start", "0"));
        double duration = number(settings.getOrDefault("duration", "0"));
        double[] times = new double[expected.rows.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = start + duration * i / Math.max(1, times.length - 1);
        }
        RunResult result =
                Simulator.compile(model, outputs)
                        .run(new Timeline(List.of(), 0, List.of()), Map.of(), times, OPTIONS);
        return switch (result) {
            case RunResult.Failed(double time, String quantity, String reason) ->
                    Optional.of("stopped at time " + time + " (" + quantity + "): " + reason);
            case RunResult.Completed(TimeCourse course) ->
                    difference(
                            expected,
                            course,
                            number(settings.getOrDefault("absolute", "0")),
                            number(settings.getOrDefault("relative", "0")));
        };
    }

    /// One row: fluxes by the reactions' ids and the optimum by the objective's.
    private static Optional<String> judgeFluxBalance(TestCase one) throws IOException {
        Map<String, String> settings = one.settings();
        Table expected = table(one);
        FluxBalanceProblem problem = FluxBalanceReader.read(one.model());
        FluxBalance.Solution solution;
        try {
            solution = FluxBalance.solve(problem);
        } catch (NumericalFailureException failure) {
            boolean none =
                    failure.code().equals(FluxBalance.NO_OPTIMUM)
                            && Arrays.stream(expected.rows[0]).allMatch(Double::isNaN);
            return none ? Optional.empty() : Optional.of(failure.describe());
        }
        double absolute = number(settings.getOrDefault("absolute", "0"));
        double relative = number(settings.getOrDefault("relative", "0"));
        for (int i = 0; i < expected.header.length; i++) {
            String id = expected.header[i];
            double want = expected.rows[0][i];
            double got =
                    id.equals(problem.objective().id())
                            ? solution.objective()
                            : solution.fluxes().getOrDefault(id, Double.NaN);
            if (!(Math.abs(got - want) <= absolute + relative * Math.abs(want))) {
                return Optional.of(id + " is " + got + " instead of " + want);
            }
        }
        return Optional.empty();
    }

    /// The first value outside the allowance; empty where there is none.
    static Optional<String> difference(
            Table expected, TimeCourse course, double absolute, double relative) {
        for (int k = 0; k < expected.rows.length; k++) {
            for (int o = 1; o < expected.header.length; o++) {
                double want = expected.rows[k][o];
                double got = course.values()[o - 1][k];
                boolean same =
                        Double.compare(want, got) == 0
                                || Math.abs(got - want) <= absolute + relative * Math.abs(want);
                if (!same) {
                    return Optional.of(
                            expected.header[o]
                                    + " at "
                                    + course.times()[k]
                                    + " is "
                                    + got
                                    + " instead of "
                                    + want);
                }
            }
        }
        return Optional.empty();
    }

    static Table table(TestCase one) throws IOException {
        List<String> lines = one.results();
        if (lines.size() < 2) {
            throw TestCase.fail(one.folder(), "the table of results is empty");
        }
        String[] header =
                Arrays.stream(lines.getFirst().split(",", -1))
                        .map(cell -> cell.replace("\"", "").strip())
                        .toArray(String[]::new);
        double[][] rows = new double[lines.size() - 1][];
        for (int k = 0; k < rows.length; k++) {
            rows[k] =
                    Arrays.stream(lines.get(k + 1).split(",", -1))
                            .mapToDouble(CaseRunner::number)
                            .toArray();
            if (rows[k].length != header.length) {
                throw TestCase.fail(one.folder(), "row " + (k + 1) + " of the results is ragged");
            }
        }
        return new Table(header, rows);
    }

    static double number(String cell) {
        return switch (cell.strip().toLowerCase(Locale.ROOT)) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(cell.strip());
        };
    }

    private static List<Output> outputs(
            Model model, String[] header, Map<String, String> settings) {
        Set<String> amounts = TestCase.words(settings.getOrDefault("amount", ""));
        Set<String> concentrations = TestCase.words(settings.getOrDefault("concentration", ""));
        List<Output> outputs = new ArrayList<>();
        for (int i = 1; i < header.length; i++) {
            String id = header[i];
            Expression value =
                    quantity(model, id, amounts.contains(id), concentrations.contains(id));
            outputs.add(new Output(id, value));
        }
        return outputs;
    }

    /// A quantity; a species as an amount or a concentration, as the settings ask.
    static Expression quantity(Model model, String id, boolean amount, boolean concentration) {
        return model.species().stream()
                .filter(species -> species.id().equals(id))
                .findFirst()
                .map(species -> quantity(model, species, amount, concentration))
                .orElse(new Expression.Symbol(id));
    }

    private static Expression quantity(
            Model model, Species species, boolean amount, boolean concentration) {
        Expression read = new Expression.Symbol(species.id());
        Expression size = new Expression.Symbol(species.compartment());
        boolean sized =
                model.compartments().stream()
                        .filter(c -> c.id().equals(species.compartment()))
                        .anyMatch(CaseRunner::isSized);
        boolean readsAmount = species.substanceOnly() || !sized;
        if (amount && !readsAmount) {
            return new Expression.Apply(Operator.TIMES, read, size);
        }
        return concentration && readsAmount && sized
                ? new Expression.Apply(Operator.DIVIDE, read, size)
                : read;
    }

    private static boolean isSized(Compartment compartment) {
        return compartment.dimensions() != 0 || compartment.size().isPresent();
    }
}
