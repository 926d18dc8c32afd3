package org.tamor.combination.curve;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;

/// The response to one drug: which curve describes it, and how well its numbers are known.
///
/// @param hill the four-parameter fit, whatever the shape
/// @param shape what the data look like
/// @param curve the curve that the shape calls for
/// @param flatProbability of the F-test of the Hill curve against a constant; NaN without degrees
///   of freedom
/// @param residualVariance of a well about the Hill curve; NaN without degrees of freedom
/// @param degreesOfFreedom wells less free parameters
/// @param parameterCovariance of E0, Em, ln C and ln h
/// @param leastDose the least tested dose above 0
public record CurveFit(
        Hill hill,
        Shape shape,
        DoseResponse curve,
        double flatProbability,
        double residualVariance,
        int degreesOfFreedom,
        double[][] parameterCovariance,
        double leastDose,
        double mostDose,
        boolean converged) {

    /// The level of the test of a curve against a constant.
    public static final double SIGNIFICANT = 0.05;

    /// The share of the baseline from which a change is no longer taken for none.
    private static final double LARGE = 0.25;

    /// By how much the corrected information criterion must fall for two phases to be believed.
    private static final double CLEAR = 10;

    /// What a dose-response series looks like.
    public enum Shape {
        /// A constant describes it: the F-test (5 %) does not prefer a curve, and the curve moves
        /// by less than a quarter of its baseline over the tested doses. Few wells can hide a large
        /// effect from the test.
        FLAT,
        SIGMOID,
        /// Two steps in the same direction describe it clearly better than one.
        BIPHASIC,
        /// Rises and falls: two steps of opposite direction describe it clearly better than one.
        NON_MONOTONE
    }

    /// Whether a drug counts as having no effect.
    ///
    /// @param probability of the F-test of the curve against a constant
    /// @param highest tested dose
    public static boolean isFlat(double probability, Hill hill, double highest) {
        return probability > SIGNIFICANT
                && Math.abs(hill.value(highest) - hill.baseline())
                        < LARGE * Math.abs(hill.baseline());
    }

    /// Fits and classifies one drug.
    public static CurveFit of(Monotherapies data, FitOptions options) {
        HillFitter fitter = new HillFitter(data.doses(), options);
        HillFitter.Fit fit = data.fit(options);
        HillFitter.Means means = data.means();
        double cost = fitCost(data, fit.curves()[0]);
        int free = freeParameters(data, options);
        int freedom = data.wells() - free;
        double variance = freedom > 0 ? cost / freedom : Double.NaN;
        double probability = flatProbability(data, cost, free, freedom);
        double[][] covariance = fitter.covariance(fit, means);
        for (double[] row : covariance) {
            for (int k = 0; k < row.length; k++) {
                row[k] *= variance;
            }
        }
        Hill hill = fit.curves()[0];
        double[] doses = data.doses()[0];
        Shape shape = Shape.SIGMOID;
        DoseResponse curve = hill;
        if (isFlat(probability, hill, doses[doses.length - 1])) {
            shape = Shape.FLAT;
            curve = new Flat(average(data));
        } else if (doses.length >= 7 && freedom > 5 && !isExact(cost, data.wells(), hill)) {
            TwoPhaseFit two = TwoPhaseFit.of(data, hill);
            double gain =
                    criterion(cost, data.wells(), free) - criterion(two.cost(), data.wells(), 7);
            if (gain > CLEAR) {
                shape = two.curve().isMonotone() ? Shape.BIPHASIC : Shape.NON_MONOTONE;
                curve = two.curve();
            }
        }
        return new CurveFit(
                hill,
                shape,
                curve,
                probability,
                variance,
                freedom,
                covariance,
                doses[0],
                doses[doses.length - 1],
                fit.converged());
    }

    /// Whether nothing but rounding is left to explain.
    private static boolean isExact(double cost, int wells, Hill hill) {
        double range = Math.max(Math.abs(hill.limit() - hill.baseline()), 1e-300);
        return Math.sqrt(cost / wells) < 1e-6 * range;
    }

    private static int freeParameters(Monotherapies data, FitOptions options) {
        int free = 1;
        free += options.leastBaseline() == options.mostBaseline() ? 0 : 1;
        free += options.leastLimit() == options.mostLimit() ? 0 : 1;
        boolean fixed = data.doses()[0].length <= 2 || options.leastSlope() == options.mostSlope();
        return free + (fixed ? 0 : 1);
    }

    static double fitCost(Monotherapies data, DoseResponse curve) {
        double sum = 0;
        for (double value : data.controls()) {
            sum += (value - curve.baseline()) * (value - curve.baseline());
        }
        for (int k = 0; k < data.doses()[0].length; k++) {
            double expected = curve.value(data.doses()[0][k]);
            for (double value : data.responses()[0][k]) {
                sum += (value - expected) * (value - expected);
            }
        }
        return sum;
    }

    private static double average(Monotherapies data) {
        double sum = Arrays.stream(data.controls()).sum();
        for (double[] level : data.responses()[0]) {
            sum += Arrays.stream(level).sum();
        }
        return sum / data.wells();
    }

    /// The F-test of a four-parameter curve of one drug against a constant; NaN without degrees of
    /// freedom.
    public static double flatProbability(Monotherapies data) {
        FitOptions options = FitOptions.standard();
        int free = freeParameters(data, options);
        double cost = fitCost(data, data.fit(options).curves()[0]);
        return flatProbability(data, cost, free, data.wells() - free);
    }

    private static double flatProbability(Monotherapies data, double cost, int free, int freedom) {
        double constant = fitCost(data, new Flat(average(data)));
        if (constant <= 1e-24 * Math.max(1, average(data) * average(data))) {
            return 1;
        }
        if (freedom <= 0 || free <= 1) {
            return Double.NaN;
        }
        if (cost <= 0) {
            return 0;
        }
        double statistic = Math.max(0, (constant - cost) / (free - 1)) / (cost / freedom);
        return 1 - new FDistribution(free - 1, freedom).cumulativeProbability(statistic);
    }

    /// Corrected information criterion of Akaike for least squares.
    static double criterion(double cost, int wells, int parameters) {
        int k = parameters + 1;
        if (wells <= k + 1) {
            return Double.POSITIVE_INFINITY;
        }
        return wells * Math.log(Math.max(cost, 1e-300) / wells)
                + 2.0 * k
                + 2.0 * k * (k + 1) / (wells - k - 1);
    }

    /// The absolute dose of a response level (the absolute IC50 at level 0.5), by the curve of the
    /// shape.
    public Evaluation absoluteDose(double level) {
        Evaluation dose = curve.doseFor(level);
        if (dose.status() != Status.OK) {
            return Evaluation.undefined(
                    dose.status(),
                    dose.reason().isEmpty() ? "the level is not reached" : dose.reason());
        }
        if (dose.value() < leastDose || dose.value() > mostDose) {
            return Evaluation.flagged(
                    dose.value(), Status.OUT_OF_RANGE_WEAK, "extrapolated beyond the tested doses");
        }
        return dose;
    }

    /// The dose of the share `p` of the drug's own range, `C (p/(1-p))^(1/h)`; 0.5 is the relative
    /// EC50.
    public double relativeDose(double share) {
        return hill.halfDose() * Math.pow(share / (1 - share), 1 / hill.slope());
    }

    /// The standard error of [#relativeDose(double)] by the delta method.
    public double relativeDoseError(double share) {
        double odds = Math.log(share / (1 - share));
        double bySlope = -odds / hill.slope();
        double variance =
                parameterCovariance[2][2]
                        + 2 * bySlope * parameterCovariance[2][3]
                        + bySlope * bySlope * parameterCovariance[3][3];
        return relativeDose(share) * Math.sqrt(variance);
    }

    /// Student's quantile for a two-sided interval of the given level.
    public double quantile(double level) {
        return new TDistribution(degreesOfFreedom).inverseCumulativeProbability(0.5 + level / 2);
    }
}
