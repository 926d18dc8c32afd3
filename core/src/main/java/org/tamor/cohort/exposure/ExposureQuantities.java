package org.tamor.cohort.exposure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tamor.calibrate.ProblemSimulation;
import org.tamor.cohort.protocol.ExposurePlan;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.InfixParser;
import org.tamor.failure.BadInputException;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.ModelNames;
import org.tamor.format.petab.NearestNames;
import org.tamor.simulate.Output;
import org.tamor.simulate.TimeCourse;

/// The quantities that are held for each drug: what is read of them, and what they are set to.
///
/// With c_s the level of substance s and f_s its free share, the free level of a drug is `x = sum_s
/// f_s c_s`. Held at x, substance s has the level `c_s = p_s x / f_s`, p_s its share of the free
/// level on average in the drug's own arm.
final class ExposureQuantities {

    private final ExposurePlan plan;
    private final ProblemSimulation problem;
    private final List<Output> outputs = new ArrayList<>();

    ExposureQuantities(ExposurePlan plan, ProblemSimulation problem) {
        this.plan = plan;
        this.problem = problem;
        for (ExposurePlan.Drug drug : plan.drugs()) {
            for (ExposurePlan.Substance one : drug.substances()) {
                String id = problem.modelId(one.quantity());
                check(drug, one.quantity(), new Expression.Symbol(id));
                outputs.add(new Output(level(one), new Expression.Symbol(id)));
                Expression free =
                        problem.inModel(
                                InfixParser.parse(
                                        one.free(), drug.location().withElement(one.quantity())));
                check(drug, one.quantity(), free);
                outputs.add(new Output(free(one), free));
            }
        }
    }

    private static String level(ExposurePlan.Substance one) {
        return "level of " + one.quantity();
    }

    private static String free(ExposurePlan.Substance one) {
        return "free share of " + one.quantity();
    }

    private void check(ExposurePlan.Drug drug, String quantity, Expression expression) {
        Set<String> known = ModelNames.of(List.of(problem.model())).quantities();
        for (String symbol : Expressions.symbols(expression)) {
            if (!known.contains(symbol)) {
                throw new BadInputException(
                        "exposure.unknown-quantity",
                        drug.location().withElement(quantity),
                        "the model has no quantity "
                                + symbol
                                + "; "
                                + NearestNames.hint(symbol, known, "name one of the model's"));
            }
        }
    }

    /// What has to be read of a run.
    List<Output> outputs() {
        return List.copyOf(outputs);
    }

    /// The model ids of all that is held.
    Set<String> held() {
        Set<String> held = new LinkedHashSet<>();
        plan.drugs()
                .forEach(
                        drug ->
                                drug.substances()
                                        .forEach(one -> held.add(problem.modelId(one.quantity()))));
        return held;
    }

    /// How one unit of a drug's free level is made up.
    ///
    /// @param levels of its substances, by model id
    record Composition(Map<String, Double> levels) {

        void addTo(Map<String, Double> all, double level) {
            levels.forEach((id, share) -> all.put(id, share * level));
        }
    }

    /// The composition of a drug by the run of its arm.
    Composition composition(ExposurePlan.Drug drug, TimeCourse course) {
        List<ExposurePlan.Substance> substances = drug.substances();
        double[] average = new double[substances.size()];
        double total = 0;
        for (int s = 0; s < average.length; s++) {
            average[s] = trapezoid(course.times(), free(course, substances.get(s)));
            total += average[s];
        }
        Map<String, Double> levels = new LinkedHashMap<>();
        for (int s = 0; s < average.length; s++) {
            ExposurePlan.Substance one = substances.get(s);
            double free = course.of(free(one))[0];
            if (!(free > 0) || (average.length > 1 && !(total > 0))) {
                throw new NumericalFailureException(
                        "exposure.no-level",
                        drug.location().withElement(one.quantity()),
                        free > 0
                                ? "the arm "
                                        + drug.arm()
                                        + " reaches no free level of any of the held quantities, so"
                                        + " that their proportion is not known; hold one of them"
                                : "the free share of "
                                        + one.quantity()
                                        + " is "
                                        + free
                                        + ", not above 0; correct it");
            }
            double share = average.length == 1 ? 1 : average[s] / total;
            levels.put(problem.modelId(one.quantity()), share / free);
        }
        return new Composition(levels);
    }

    private static double[] free(TimeCourse course, ExposurePlan.Substance one) {
        double[] level = course.of(level(one)).clone();
        double[] share = course.of(free(one));
        for (int k = 0; k < level.length; k++) {
            level[k] *= share[k];
        }
        return level;
    }

    /// The exposure over a run.
    ///
    /// @param every what the areas are divided by, in the unit of the run's times
    Exposure exposure(TimeCourse course, double every) {
        double[] areas = new double[2];
        double[] peaks = new double[2];
        for (int d = 0; d < 2; d++) {
            double[] sum = new double[course.times().length];
            for (ExposurePlan.Substance one : plan.drugs().get(d).substances()) {
                double[] free = free(course, one);
                Arrays.setAll(sum, k -> sum[k] + free[k]);
            }
            peaks[d] = Math.max(0, Arrays.stream(sum).max().orElse(0));
            areas[d] = Math.max(0, trapezoid(course.times(), sum) / every);
        }
        return new Exposure(areas[0], areas[1], peaks[0], peaks[1]);
    }

    /// The area under a curve.
    static double trapezoid(double[] times, double[] values) {
        double area = 0;
        for (int k = 1; k < times.length; k++) {
            area += 0.5 * (times[k] - times[k - 1]) * (values[k] + values[k - 1]);
        }
        return area;
    }
}
