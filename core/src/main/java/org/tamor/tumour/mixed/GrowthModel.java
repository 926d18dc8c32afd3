package org.tamor.tumour.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.VolumeReading;

/// Growth of every arm by one linear mixed model on the logarithm of the volume: `log V_ij = a +
/// b_g t_ij + u_i + v_i t_ij + e_ij`.
///
/// One mean start a for all arms, since animals are allotted to arms by chance; a growth rate `b_g`
/// per day for each arm; start and rate of each animal vary about them with a free covariance. A
/// bent model adds `c_g (t^2 - T t)`: then `b_g` is the mean rate over 0 to T.
///
/// @param arms names, in the order of the coefficients
/// @param until the last day used, T
/// @param bent whether rates may change with time
public record GrowthModel(List<String> arms, double until, boolean bent, MixedModelFit fit) {

    private static final int LEAST_DAYS = 3;

    public GrowthModel {
        arms = List.copyOf(arms);
    }

    /// Fits straight lines to the readings up to a day.
    ///
    /// @throws BadInputException `tumour.few-days` with fewer than three days, or as
    ///   [LinearMixedModel#fit]
    /// @throws NumericalFailureException as [LinearMixedModel#fit]
    public static GrowthModel fit(TumourStudy study, double until) {
        return fit(study, until, false, Likelihood.RESTRICTED);
    }

    /// As [#fit(TumourStudy, double)], for either shape and likelihood.
    public static GrowthModel fit(
            TumourStudy study, double until, boolean bent, Likelihood likelihood) {
        long days = Arrays.stream(study.days()).filter(day -> day <= until).count();
        if (days < LEAST_DAYS) {
            throw new BadInputException(
                    "tumour.few-days",
                    Location.UNKNOWN,
                    "growth rates need readings on three days or more, there are " + days);
        }
        List<String> arms = study.arms().stream().map(Arm::name).toList();
        return new GrowthModel(
                arms, until, bent, LinearMixedModel.fit(subjects(study, until, bent), likelihood));
    }

    /// The animals as subjects; one without a reading up to the day is left out.
    static List<Subject> subjects(TumourStudy study, double until, boolean bent) {
        List<Subject> subjects = new ArrayList<>();
        int width = 1 + study.arms().size() * (bent ? 2 : 1);
        for (int g = 0; g < study.arms().size(); g++) {
            for (Animal animal : study.arms().get(g).animals()) {
                List<VolumeReading> used =
                        animal.readings().stream().filter(one -> one.day() <= until).toList();
                if (used.isEmpty()) {
                    continue;
                }
                double[] response = new double[used.size()];
                double[][] fixed = new double[used.size()][width];
                double[][] random = new double[used.size()][2];
                for (int i = 0; i < response.length; i++) {
                    double day = used.get(i).day();
                    response[i] = study.logarithm(used.get(i).volume());
                    fixed[i][0] = 1;
                    fixed[i][1 + g] = day;
                    if (bent) {
                        fixed[i][1 + study.arms().size() + g] = day * (day - until);
                    }
                    random[i] = new double[] {1, day};
                }
                subjects.add(new Subject(response, fixed, random));
            }
        }
        return subjects;
    }

    /// The growth rate of an arm per day.
    public Contrast rate(String arm) {
        double[] weights = new double[arms.size()];
        weights[index(arm)] = 1;
        return combination(weights);
    }

    /// A weighted sum of the arms' growth rates, weights in the order of the arms.
    public Contrast combination(double[] weights) {
        return fit.contrast(weights(weights));
    }

    /// The errors of the rates from the scatter of the animals themselves: arms may vary
    /// differently.
    ///
    /// @param study to which the model was fitted
    public RobustVariance robust(TumourStudy study) {
        return RobustVariance.of(subjects(study, until, bent), fit);
    }

    /// Weights of the arms' growth rates as those of all coefficients.
    public double[] weights(double[] ofArms) {
        double[] contrast = new double[fit.coefficients().length];
        System.arraycopy(ofArms, 0, contrast, 1, arms.size());
        return contrast;
    }

    /// Weights, as those of all coefficients, of the slopes of the arms' mean logarithms by least
    /// squares over some days: `b_g` of a straight arm, `b_g + k c_g` of a bent one, where k is the
    /// slope of `t (t - T)`, 0 for days that lie symmetrically between 0 and T.
    public double[] slopeWeights(double[] ofArms, double[] days) {
        double[] contrast = weights(ofArms);
        if (bent) {
            double shift = bendSlope(days);
            for (int g = 0; g < ofArms.length; g++) {
                contrast[1 + arms.size() + g] = shift * ofArms[g];
            }
        }
        return contrast;
    }

    private double bendSlope(double[] days) {
        double mean = Arrays.stream(days).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (double day : days) {
            products += (day - mean) * day * (day - until);
            squares += (day - mean) * (day - mean);
        }
        return products / squares;
    }

    public int index(String arm) {
        int index = arms.indexOf(arm);
        if (index < 0) {
            throw new IllegalArgumentException("no arm " + arm);
        }
        return index;
    }

    /// The mean logarithm of the volume of an arm on a day.
    public double mean(String arm, double day) {
        double[] beta = fit.coefficients();
        double value = beta[0] + beta[1 + index(arm)] * day;
        return bent ? value + beta[1 + arms.size() + index(arm)] * day * (day - until) : value;
    }
}
