package org.tamor.tumour.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.combination.inference.Interval;
import org.tamor.combination.inference.Multiplicity;
import org.tamor.failure.TamorException;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.mixed.Contrast;
import org.tamor.tumour.mixed.GrowthModel;
import org.tamor.tumour.mixed.Likelihood;
import org.tamor.tumour.mixed.RobustVariance;

/// The growth rates of all arms over the same days, 0 to T.
///
/// The rate of an arm is what its mean log volume would gain per day over the days 0 to T if no
/// animal were taken out: `sum_k w_k E log V(t_k)` with the weights of the slope by least squares,
/// `w_k = (t_k - m) / sum_j (t_j - m)^2`, m the mean of the study's days up to T. It needs no
/// growth law; T is a day that half of every arm has reached.
///
/// Animals that leave because of a measured volume are missing at random, so the likelihood takes
/// care of them where the mean of every arm has the right shape. A straight line through bent
/// growth has not: it foresees for those that left a growth that they would have lost, and the arm
/// that loses most is misjudged most. Each arm's mean is therefore bent, as [GrowthModel] has it;
/// where too few days allow no more than a line, the model is straight.
///
/// Errors are those of [RobustVariance].
///
/// @param model of all arms
/// @param rates in the order of the arms
record ArmRates(GrowthModel model, List<ArmRate> rates) {

    ArmRates {
        rates = List.copyOf(rates);
    }

    /// @throws TamorException as [TumourOptions#lastDay] and [GrowthModel#fit]
    static ArmRates of(TumourStudy study, String control, TumourOptions options) {
        GrowthModel model = model(study, options.lastDay(study));
        return new ArmRates(model, rates(study, model, control, options.level()));
    }

    private static GrowthModel model(TumourStudy study, double until) {
        try {
            return GrowthModel.fit(study, until, true, Likelihood.RESTRICTED);
        } catch (TamorException tooFew) {
            return GrowthModel.fit(study, until);
        }
    }

    /// Two arms at a time: what the other arms vary by says nothing of their difference, so each
    /// interval has the error of the animals in it.
    private static List<ArmRate> rates(
            TumourStudy study, GrowthModel model, String control, double level) {
        RobustVariance robust = model.robust(study);
        double until = model.until();
        double[] days = Arrays.stream(study.days()).filter(day -> day <= until).toArray();
        List<Contrast> differences = new ArrayList<>();
        for (String arm : model.arms()) {
            if (!arm.equals(control)) {
                double[] weights = new double[model.arms().size()];
                weights[model.index(arm)] = 1;
                weights[model.index(control)] = -1;
                differences.add(robust.contrast(model.slopeWeights(weights, days)));
            }
        }
        double[] adjusted =
                Multiplicity.holm(
                        differences.stream().mapToDouble(Contrast::probability).toArray());
        List<ArmRate> rates = new ArrayList<>();
        int k = 0;
        for (String arm : model.arms()) {
            double[] alone = new double[model.arms().size()];
            alone[model.index(arm)] = 1;
            Interval own = robust.contrast(model.slopeWeights(alone, days)).interval(level);
            if (arm.equals(control)) {
                Interval none = new Interval(0, 0, 0, level);
                rates.add(new ArmRate(arm, until, own, none, Double.NaN, Double.NaN));
            } else {
                Contrast difference = differences.get(k);
                rates.add(
                        new ArmRate(
                                arm,
                                until,
                                own,
                                difference.interval(level),
                                difference.probability(),
                                adjusted[k++]));
            }
        }
        return rates;
    }
}
