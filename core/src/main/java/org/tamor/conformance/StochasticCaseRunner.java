package org.tamor.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.Operator;
import org.tamor.failure.TamorException;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;
import org.tamor.simulate.Output;
import org.tamor.stats.Seeds;
import org.tamor.stochastic.EnsembleMoments;
import org.tamor.stochastic.StochasticSimulator;

/// Runs one stochastic case and compares moments.
///
/// With n trajectories, sample mean m and standard deviation s, and expected mu and sigma, the case
/// demands `Z = sqrt(n) (m - mu) / sigma` within `meanRange` and `Y = sqrt(n/2) (s^2/sigma^2 - 1)`
/// within `sdRange`. Where the case gives no sigma (distributions of Cauchy, which have none) s
/// stands in its place. Where sigma is 0, m must be mu and s must be 0, to the digits given.
final class StochasticCaseRunner {

    /// Half a unit of the last digit of the suite's tables.
    private static final double ROUNDING = 5e-6;

    /// @param id the quantity, without the logarithm
    private record Column(String id, boolean logarithm, boolean deviation, double[] expected) {
        String name() {
            return (logarithm ? "ln(" + id + ")" : id) + (deviation ? " (sd)" : " (mean)");
        }
    }

    private record Range(double low, double high) {
        static Range parse(String text) {
            String[] ends = text.replaceAll("[()\\s]", "").split(",", -1);
            return new Range(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
        }

        /// How far outside the value lies; 0 inside.
        double excess(double value) {
            return Double.isNaN(value)
                    ? Double.POSITIVE_INFINITY
                    : Math.max(0, Math.max(low - value, value - high));
        }
    }

    private final int trajectories;
    private final Range meanRange;
    private final Range deviationRange;
    private int points;
    private int meansOutside;
    private int deviationsOutside;
    private double worstExcess;
    private String worst = "";

    private StochasticCaseRunner(int trajectories, Range meanRange, Range deviationRange) {
        this.trajectories = trajectories;
        this.meanRange = meanRange;
        this.deviationRange = deviationRange;
    }

    static StochasticCaseOutcome judge(Path folder, int trajectories, long seed, int threads) {
        long begin = System.nanoTime();
        String number = folder.getFileName().toString();
        String refusal = "";
        StochasticCaseRunner runner =
                new StochasticCaseRunner(trajectories, new Range(0, 0), new Range(0, 0));
        try {
            TestCase one = TestCase.read(folder);
            Map<String, String> settings = one.settings();
            runner =
                    new StochasticCaseRunner(
                            trajectories,
                            Range.parse(settings.getOrDefault("meanRange", "(-3, 3)")),
                            Range.parse(settings.getOrDefault("sdRange", "(-5, 5)")));
            runner.compare(one, settings, Seeds.ofMember(seed, Long.parseLong(number)), threads);
        } catch (TamorException problem) {
            refusal = problem.describe();
        } catch (IOException | NumberFormatException damage) {
            refusal = "the case cannot be read: " + damage.getMessage();
        }
        return new StochasticCaseOutcome(
                number,
                runner.points,
                runner.meansOutside,
                runner.deviationsOutside,
                runner.worst,
                refusal,
                (System.nanoTime() - begin) * 1e-9);
    }

    private void compare(TestCase one, Map<String, String> settings, long seed, int threads)
            throws IOException {
        List<double[]> rows = new ArrayList<>();
        List<String> lines = one.results();
        for (String line : lines.subList(1, lines.size())) {
            rows.add(Arrays.stream(line.split(",", -1)).mapToDouble(CaseRunner::number).toArray());
        }
        double[] times = rows.stream().mapToDouble(row -> row[0]).toArray();
        List<Column> columns = new ArrayList<>();
        String[] header = lines.getFirst().split(",", -1);
        for (int c = 1; c < header.length; c++) {
            int column = c;
            columns.add(
                    column(
                            header[c].replace("\"", "").strip(),
                            rows.stream().mapToDouble(row -> row[column]).toArray()));
        }
        Model model = SbmlReader.read(one.model());
        List<Output> outputs = outputs(model, columns, settings);
        EnsembleMoments moments =
                StochasticSimulator.compile(model, outputs)
                        .ensemble(times, seed, trajectories, threads);
        Set<String> wanted = TestCase.words(settings.getOrDefault("output", ""));
        for (Column column : columns) {
            String name =
                    (column.logarithm ? "ln(" + column.id + ")" : column.id)
                            + (column.deviation ? "-sd" : "-mean");
            if (wanted.contains(name)) {
                compare(column, columns, moments);
            }
        }
    }

    private static Column column(String title, double[] expected) {
        boolean deviation = title.endsWith("-sd");
        String quantity = title.replaceAll("-(mean|sd)$", "");
        boolean logarithm = quantity.startsWith("ln(");
        String id = logarithm ? quantity.substring(3, quantity.length() - 1) : quantity;
        return new Column(id, logarithm, deviation, expected);
    }

    /// One output for each different quantity, in the order of the columns.
    private static List<Output> outputs(
            Model model, List<Column> columns, Map<String, String> settings) {
        Set<String> amounts = TestCase.words(settings.getOrDefault("amount", ""));
        Set<String> concentrations = TestCase.words(settings.getOrDefault("concentration", ""));
        List<Output> outputs = new ArrayList<>();
        for (Column column : columns) {
            String name = outputName(column);
            if (outputs.stream().noneMatch(output -> output.id().equals(name))) {
                Expression value =
                        CaseRunner.quantity(
                                model,
                                column.id,
                                amounts.contains(column.id),
                                concentrations.contains(column.id));
                outputs.add(
                        new Output(
                                name,
                                column.logarithm
                                        ? new Expression.Apply(Operator.LN, value)
                                        : value));
            }
        }
        return outputs;
    }

    private static String outputName(Column column) {
        return column.logarithm ? "ln(" + column.id + ")" : column.id;
    }

    private void compare(Column column, List<Column> columns, EnsembleMoments moments) {
        int output = moments.outputs().indexOf(outputName(column));
        for (int k = 0; k < column.expected.length; k++) {
            double mean = moments.mean()[output][k];
            double deviation = moments.standardDeviation()[output][k];
            double sigma = expectedDeviation(column, columns, k, deviation);
            double wanted = column.expected[k];
            double got = column.deviation ? deviation : mean;
            double score;
            if (sigma == 0) {
                score = Math.abs(got - wanted) <= ROUNDING ? 0 : Double.POSITIVE_INFINITY;
            } else if (column.deviation) {
                double ratio = deviation / sigma;
                score = Math.sqrt(trajectories / 2.0) * (ratio * ratio - 1);
            } else {
                score = Math.sqrt(trajectories) * (mean - wanted) / sigma;
            }
            count(column, moments.times()[k], score, got, wanted);
        }
    }

    private static double expectedDeviation(
            Column column, List<Column> columns, int k, double sample) {
        return columns.stream()
                .filter(c -> c.deviation && outputName(c).equals(outputName(column)))
                .mapToDouble(c -> c.expected[k])
                .findFirst()
                .orElse(sample);
    }

    private void count(Column column, double time, double score, double got, double wanted) {
        points++;
        double excess = (column.deviation ? deviationRange : meanRange).excess(score);
        if (excess == 0) {
            return;
        }
        if (column.deviation) {
            deviationsOutside++;
        } else {
            meansOutside++;
        }
        if (excess > worstExcess) {
            worstExcess = excess;
            worst =
                    column.name()
                            + " at "
                            + time
                            + " is "
                            + got
                            + " instead of "
                            + wanted
                            + ": "
                            + Math.round(score * 100) / 100.0
                            + " standard errors off";
        }
    }
}
