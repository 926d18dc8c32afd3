package org.tamor.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.tamor.calibrate.EstimatedParameters;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.GradientMethod;
import org.tamor.calibrate.GradientOptions;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.format.petab.ParameterScale;
import org.tamor.format.petab.TsvTable;
import org.tamor.simulate.SolverOptions;

/// Compares the gradient of a log-likelihood, on the parameters' scales, with a reference, or where
/// there is none or it differs, with central differences along random directions.
///
/// A gradient that changes beyond [#DETERMINED] from one tolerance to another, as beside a
/// separatrix, is one that double precision does not determine: it is told, not judged.
final class PetabGradientCheck {

    /// The deviation from a reference that passes, relative to the largest component.
    static final double REFERENCE_TOLERANCE = 1e-2;

    /// The deviation from differences that passes, relative to the gradient's share along the
    /// direction.
    static final double DIFFERENCE_TOLERANCE = 1e-3;

    private static final double DETERMINED = 0.1;

    private static final SolverOptions TIGHT = new SolverOptions(1e-10, 1e-13, 1_000_000);
    private static final SolverOptions LESS_TIGHT = new SolverOptions(1e-9, 1e-12, 1_000_000);
    private static final double[] STEPS = {1e-4, 1e-5, 1e-6};
    private static final int DIRECTIONS = 2;
    private static final long SEED = 17;

    /// What came out.
    ///
    /// @param note the deviation in words
    record Result(boolean passed, String note) {}

    private final PetabEvaluation evaluation;
    private final EstimatedParameters estimated;
    private final Map<String, Double> values;

    PetabGradientCheck(PetabEvaluation evaluation) {
        this.evaluation = evaluation;
        estimated = evaluation.estimated();
        values = evaluation.complete(Map.of());
    }

    /// @param reference a table with the columns `parameterId` and `gradient`, which may be absent
    Result check(Path reference) {
        SolverOptions options = TIGHT;
        Evaluation made = evaluate(options, GradientMethod.AUTOMATIC);
        if (made instanceof Evaluation.Failed) {
            options = LESS_TIGHT;
            made = evaluate(options, GradientMethod.AUTOMATIC);
        }
        if (!(made instanceof Evaluation.Completed completed)) {
            return new Result(
                    false, "gradient failed: " + ((Evaluation.Failed) made).describe());
        }
        double[] gradient = onScales(completed);
        String beside = "";
        if (Files.isRegularFile(reference)) {
            Result result = compare(gradient, reference);
            if (result.passed) {
                return result;
            }
            beside = result.note + "; ";
        }
        double deviation = differences(gradient, options);
        if (deviation <= DIFFERENCE_TOLERANCE) {
            return new Result(
                    true,
                    beside
                            + "gradient "
                            + number(deviation)
                            + " from central differences along random directions");
        }
        return beyond(gradient, beside, deviation);
    }

    private Result beyond(double[] gradient, String beside, double deviation) {
        Evaluation looser = evaluate(LESS_TIGHT, GradientMethod.ADJOINT);
        if (looser instanceof Evaluation.Completed completed
                && distance(onScales(completed), gradient) > DETERMINED) {
            return new Result(
                    true,
                    beside
                            + "gradient not judged: it changes by "
                            + number(distance(onScales(completed), gradient))
                            + " of its norm with the tolerance");
        }
        return new Result(
                false, beside + "gradient " + number(deviation) + " from central differences");
    }

    private Evaluation evaluate(SolverOptions options, GradientMethod method) {
        return evaluation.evaluate(Map.of(), options, GradientOptions.of(method));
    }

    private double[] onScales(Evaluation.Completed completed) {
        return estimated.onScales(
                completed.derivatives().orElseThrow().logLikelihood(), values);
    }

    private Result compare(double[] gradient, Path table) {
        Map<String, Double> reference = new HashMap<>();
        TsvTable.Columns columns =
                new TsvTable.Columns(
                        List.of("parameterId", "gradient"), List.of(), true);
        for (TsvTable.Row row : TsvTable.read(table, columns).rows()) {
            row.optionalNumber("gradient")
                    .ifPresent(value -> reference.put(row.text("parameterId"), value));
        }
        double largest = 0;
        double deviation = 0;
        double[] expected = new double[gradient.length];
        for (int k = 0; k < gradient.length; k++) {
            expected[k] = reference.getOrDefault(estimated.ids().get(k), Double.NaN);
            largest = Math.max(largest, Math.abs(expected[k]));
            deviation = Math.max(deviation, Math.abs(gradient[k] - expected[k]));
        }
        return new Result(
                deviation <= REFERENCE_TOLERANCE * largest,
                "gradient "
                        + number(deviation / largest)
                        + " of the largest component, "
                        + number(distance(gradient, expected))
                        + " of the norm from the reference");
    }

    private static double distance(double[] a, double[] reference) {
        double difference = 0;
        double norm = 0;
        for (int k = 0; k < a.length; k++) {
            difference += (a[k] - reference[k]) * (a[k] - reference[k]);
            norm += reference[k] * reference[k];
        }
        return Math.sqrt(difference / norm);
    }

    /// The largest deviation of a few directional derivatives, each at the best of the step sizes.
    private double differences(double[] gradient, SolverOptions options) {
        SplittableRandom random = new SplittableRandom(SEED);
        double worst = 0;
        for (int d = 0; d < DIRECTIONS; d++) {
            double[] direction = new double[gradient.length];
            double product = 0;
            double size = 0;
            for (int k = 0; k < direction.length; k++) {
                direction[k] = random.nextBoolean() ? 1 : -1;
                double share = gradient[k] * direction[k] * step(k);
                product += share;
                size += share * share;
            }
            double best = Double.POSITIVE_INFINITY;
            for (double h : STEPS) {
                double difference =
                        (logLikelihood(direction, h, options)
                                        - logLikelihood(direction, -h, options))
                                / (2 * h);
                double deviation = Math.abs(difference - product) / Math.sqrt(size);
                best = deviation < best ? deviation : best;
            }
            worst = Math.max(worst, best);
        }
        return worst;
    }

    /// The length of a step on the parameter's scale: relative to the value on the linear one.
    private double step(int parameter) {
        double value = values.getOrDefault(estimated.ids().get(parameter), 0.0);
        return estimated.scale(parameter) == ParameterScale.LINEAR && value != 0
                ? Math.abs(value)
                : 1;
    }

    /// Not a number where the evaluation failed.
    private double logLikelihood(double[] direction, double h, SolverOptions options) {
        Map<String, Double> moved = new HashMap<>();
        for (int k = 0; k < direction.length; k++) {
            String id = estimated.ids().get(k);
            double value = values.getOrDefault(id, Double.NaN);
            double change = h * direction[k];
            moved.put(
                    id,
                    switch (estimated.scale(k)) {
                        case LINEAR -> value + change * step(k);
                        case NATURAL_LOGARITHM -> value * Math.exp(change);
                        case COMMON_LOGARITHM -> value * Math.pow(10, change);
                    });
        }
        return evaluation.evaluate(moved, options) instanceof Evaluation.Completed completed
                ? completed.logLikelihood()
                : Double.NaN;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }
}
