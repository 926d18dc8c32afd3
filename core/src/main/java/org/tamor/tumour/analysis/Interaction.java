package org.tamor.tumour.analysis;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.inference.Interval;
import org.tamor.tumour.mixed.Contrast;
import org.tamor.tumour.mixed.GrowthModel;

/// Scores a combination against the references, from growth rates of a mixed model.
///
/// With rates b per day, D drugs and the day T: Bliss expects `sum_i b_i - (D - 1) b_C`, HSA the
/// least `b_i`, response additivity the rate b with `A(b) = sum_i A(b_i) - (D - 1) A(b_C)`, `A(b) =
/// int_0^T e^(b t) dt`. The index at T is `exp((b_AB - b_ref) T)`; for response additivity
/// `A(b_AB)` over the sum, as areas are what it adds.
public final class Interaction {

    private static final Interval NONE =
            new Interval(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private Interaction() {}

    /// The score under one reference.
    public static InteractionScore score(
            GrowthModel model, Design design, Reference reference, double level) {
        return switch (reference) {
            case BLISS -> bliss(model, design, level);
            case HSA -> highestSingleAgent(model, design, level);
            case RESPONSE_ADDITIVITY -> responseAdditivity(model, design, level);
        };
    }

    /// The weights of the arms in `sum_i b_i - (D - 1) b_C - b_AB`.
    static double[] blissWeights(GrowthModel model, Design design) {
        double[] weights = new double[model.arms().size()];
        weights[model.index(design.control())] = 1.0 - design.singles().size();
        design.singles().forEach(single -> weights[model.index(single)] = 1);
        weights[model.index(design.combination())] = -1;
        return weights;
    }

    private static InteractionScore bliss(GrowthModel model, Design design, double level) {
        Contrast contrast = model.combination(blissWeights(model, design));
        return scored(Reference.BLISS, model.until(), contrast, contrast.interval(level));
    }

    private static InteractionScore scored(
            Reference reference, double day, Contrast contrast, Interval interval) {
        Interval index =
                new Interval(
                        Math.exp(-interval.estimate() * day),
                        Math.exp(-interval.high() * day),
                        Math.exp(-interval.low() * day),
                        interval.level());
        return new InteractionScore(
                reference,
                day,
                Evaluation.ok(interval.estimate()),
                interval,
                contrast.standardError(),
                contrast.degreesOfFreedom(),
                contrast.probability(),
                index,
                NONE);
    }

    /// The combination has to beat each drug (intersection-union, Laska and Meisner, Biometrics 45
    /// (1989) 1139): the score is that against the drug it beats least, the interval holds for the
    /// least whichever that is.
    private static InteractionScore highestSingleAgent(
            GrowthModel model, Design design, double level) {
        Contrast least = null;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        double largest = 0;
        int drugs = design.singles().size();
        for (String single : design.singles()) {
            double[] weights = new double[model.arms().size()];
            weights[model.index(single)] = 1;
            weights[model.index(design.combination())] = -1;
            Contrast contrast = model.combination(weights);
            largest = Math.max(largest, contrast.probability());
            low = Math.min(low, contrast.interval(level).low());
            high = Math.min(high, contrast.interval(1 - (1 - level) / drugs).high());
            if (least == null || contrast.estimate() < least.estimate()) {
                least = contrast;
            }
        }
        if (least == null) {
            throw new IllegalArgumentException("a design without drugs");
        }
        InteractionScore score =
                scored(
                        Reference.HSA,
                        model.until(),
                        least,
                        new Interval(least.estimate(), low, high, level));
        return least.estimate() > 0 ? score.withProbability(largest) : score;
    }

    /// The area under `e^(b t)` from 0 to T.
    public static double area(double rate, double day) {
        return Math.abs(rate * day) < 1e-9 ? day : Math.expm1(rate * day) / rate;
    }

    /// The derivative of the area by the rate.
    private static double areaSlope(double rate, double day) {
        double step = 1e-5 / day;
        return (area(rate + step, day) - area(rate - step, day)) / (2 * step);
    }

    private static InteractionScore responseAdditivity(
            GrowthModel model, Design design, double level) {
        double day = model.until();
        double[] signs = blissWeights(model, design);
        int combination = model.index(design.combination());
        double expected = 0;
        double[] rates = new double[signs.length];
        for (int g = 0; g < signs.length; g++) {
            rates[g] = model.rate(model.arms().get(g)).estimate();
            expected += g == combination ? 0 : signs[g] * area(rates[g], day);
        }
        if (!isAboveZero(model, expected, signs, rates, combination)) {
            return undefined(day);
        }
        double reference = rate(expected, day);
        double[] gradient = new double[signs.length];
        double slope = areaSlope(reference, day);
        for (int g = 0; g < signs.length; g++) {
            gradient[g] =
                    g == combination
                            ? -1
                            : signs[g] == 0 ? 0 : signs[g] * areaSlope(rates[g], day) / slope;
        }
        Contrast linear = model.combination(gradient);
        Contrast contrast =
                new Contrast(
                        reference - rates[combination],
                        linear.standardError(),
                        linear.degreesOfFreedom());
        Interval interval = contrast.interval(level);
        double observed = area(rates[combination], day);
        Interval index =
                new Interval(
                        observed / expected,
                        area(reference - interval.high(), day) / expected,
                        area(reference - interval.low(), day) / expected,
                        level);
        return new InteractionScore(
                Reference.RESPONSE_ADDITIVITY,
                day,
                Evaluation.ok(contrast.estimate()),
                interval,
                contrast.standardError(),
                contrast.degreesOfFreedom(),
                contrast.probability(),
                index,
                NONE);
    }

    /// Whether the expected area lies two standard errors above 0; nearer to 0 its rate means
    /// nothing.
    private static boolean isAboveZero(
            GrowthModel model, double expected, double[] signs, double[] rates, int combination) {
        double[] gradient = new double[signs.length];
        for (int g = 0; g < signs.length; g++) {
            gradient[g] = g == combination ? 0 : signs[g] * areaSlope(rates[g], model.until());
        }
        return expected > 2 * model.combination(gradient).standardError();
    }

    private static InteractionScore undefined(double day) {
        return new InteractionScore(
                Reference.RESPONSE_ADDITIVITY,
                day,
                Evaluation.undefined(
                        Status.OUT_OF_RANGE_BOTH,
                        "the effects of the single drugs add up to the whole volume or more"),
                NONE,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                NONE,
                NONE);
    }

    /// The rate whose area is this.
    public static double rate(double area, double day) {
        UnivariateFunction function = rate -> Math.log(area(rate, day) / area);
        double reach = 2 + 2 * Math.abs(Math.log(area / day));
        double low = -reach / day;
        double high = reach / day;
        for (int k = 0; k < 60 && function.value(low) > 0; k++) {
            low *= 2;
        }
        for (int k = 0; k < 60 && function.value(high) < 0; k++) {
            high *= 2;
        }
        return new BrentSolver(1e-14, 1e-14).solve(200, function, low, high);
    }

    /// The scores under all references.
    public static List<InteractionScore> scores(GrowthModel model, Design design, double level) {
        return Arrays.stream(Reference.values())
                .map(reference -> score(model, design, reference, level))
                .toList();
    }
}
