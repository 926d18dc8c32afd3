package org.tamor.combination.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.CurveFit;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.Monotherapies;
import org.tamor.combination.curve.Sensitivity;
import org.tamor.combination.inference.Interval;

/// One drug alone.
///
/// @param fit of this drug and the controls
/// @param relative EC50: the dose of half of the drug's own range
/// @param absolute IC50: the dose at which half of the control is left; undefined where no dose
///   does it
/// @param absoluteInterval of it by the delta method on ln dose; NaN ends where it is undefined
/// @param areaUnder normalised area under the curve over the tested log doses: 1 is no effect
/// @param robustRelative EC50 with Huber's weights; NaN where it was not fitted
public record SingleDrug(
        Drug drug,
        CurveFit fit,
        Interval relative,
        Evaluation absolute,
        Interval absoluteInterval,
        double areaUnder,
        double robustRelative) {

    private static final double STEP = 1e-5;

    /// All drugs of a block.
    ///
    /// @param compare whether a robust fit is made beside the other
    public static List<SingleDrug> all(
            CombinationData data, FitOptions options, double level, boolean compare) {
        Monotherapies alone = Monotherapies.of(data);
        List<SingleDrug> result = new ArrayList<>();
        for (int i = 0; i < alone.drugs(); i++) {
            Monotherapies own = alone.ofDrug(i);
            CurveFit fit = CurveFit.of(own, options);
            double robust =
                    compare
                            ? CurveFit.of(own, FitOptions.standard().robustly()).hill().halfDose()
                            : Double.NaN;
            result.add(of(data.drugs().get(i), fit, level, robust));
        }
        return List.copyOf(result);
    }

    private static SingleDrug of(Drug drug, CurveFit fit, double level, double robust) {
        double half = 0.5 * fit.curve().baseline();
        Evaluation absolute =
                half > 0
                        ? fit.absoluteDose(half)
                        : Evaluation.undefined(
                                Status.UNDEFINED_MODEL,
                                "half of the control means nothing on this scale");
        return new SingleDrug(
                drug,
                fit,
                interval(fit, fit.hill().halfDose(), p -> p[2], level),
                absolute,
                absolute.isDefined()
                        ? interval(fit, absolute.value(), p -> logDose(p, 0.5 * p[0]), level)
                        : new Interval(Double.NaN, Double.NaN, Double.NaN, level),
                Sensitivity.areaUnder(fit.curve(), fit.leastDose(), fit.mostDose())
                        / fit.curve().baseline(),
                robust);
    }

    /// The dose of the drug alone with a canonical response, with its interval by the delta method
    /// on ln dose; infinite where no dose has it.
    public Interval doseFor(double response, double level) {
        double dose = fit.hill().inverse(response);
        return Double.isInfinite(dose) || dose == 0
                ? new Interval(dose, dose, dose, level)
                : interval(fit, dose, p -> logDose(p, response), level);
    }

    /// `ln D` of a response, from E0, Em, ln C and ln h.
    private static double logDose(double[] p, double response) {
        return p[2] + Math.log((response - p[0]) / (p[1] - response)) / Math.exp(p[3]);
    }

    private static Interval interval(
            CurveFit fit, double dose, ToDoubleFunction<double[]> logDose, double level) {
        if (fit.degreesOfFreedom() < 1) {
            return new Interval(dose, 0, Double.POSITIVE_INFINITY, level);
        }
        double[] p = {
            fit.hill().baseline(),
            fit.hill().limit(),
            Math.log(fit.hill().halfDose()),
            Math.log(fit.hill().slope())
        };
        double[] gradient = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            double center = p[i];
            p[i] = center + STEP;
            double above = logDose.applyAsDouble(p);
            p[i] = center - STEP;
            gradient[i] = (above - logDose.applyAsDouble(p)) / (2 * STEP);
            p[i] = center;
        }
        double variance = 0;
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p.length; j++) {
                variance += gradient[i] * fit.parameterCovariance()[i][j] * gradient[j];
            }
        }
        double half = fit.quantile(level) * Math.sqrt(variance);
        return Double.isNaN(half)
                ? new Interval(dose, 0, Double.POSITIVE_INFINITY, level)
                : new Interval(dose, dose * Math.exp(-half), dose * Math.exp(half), level);
    }
}
