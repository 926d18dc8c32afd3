package org.tamor.cohort;

import java.util.ArrayList;
import java.util.List;
import org.tamor.combination.Evaluation;
import org.tamor.combination.inference.Interval;
import org.tamor.tumour.analysis.ArmProgression;
import org.tamor.tumour.analysis.ArmRate;
import org.tamor.tumour.analysis.InteractionAnalysis;
import org.tamor.tumour.analysis.InteractionScore;
import org.tamor.tumour.analysis.Reference;
import org.tamor.tumour.analysis.TumourAnalysis;
import org.tamor.tumour.metrics.Inhibition;

/// What the analysis of a study says of a quantity.
///
/// @param interval its ends are NaN where the analysis gives none
public record Estimate(Quantity quantity, Interval interval) {

    /// Whether the analysis gives an interval.
    public boolean hasInterval() {
        return !Double.isNaN(interval.low()) && !Double.isNaN(interval.high());
    }

    /// Everything that the analysis of a study estimates and that has a truth.
    public static List<Estimate> of(TumourAnalysis analysis) {
        List<Estimate> estimates = new ArrayList<>();
        double[] days = analysis.study().days();
        double last = days[days.length - 1];
        for (ArmRate rate : analysis.rates()) {
            add(estimates, Quantity.Kind.RATE, rate.arm(), rate.day(), rate.perDay());
            if (!rate.arm().equals(analysis.control())) {
                Interval difference = rate.versusControl();
                add(
                        estimates,
                        Quantity.Kind.RATE_VERSUS_CONTROL,
                        rate.arm(),
                        rate.day(),
                        difference);
            }
        }
        for (InteractionAnalysis interaction : analysis.interactions()) {
            for (InteractionScore score : interaction.scores()) {
                if (score.excess().isDefined()) {
                    add(
                            estimates,
                            kind(score.reference()),
                            interaction.design().combination(),
                            score.day(),
                            score.interval());
                }
            }
        }
        for (Inhibition one : analysis.inhibitions()) {
            value(estimates, Quantity.Kind.TREATED_OVER_CONTROL, one, one.treatedOverControl());
            value(estimates, Quantity.Kind.GROWTH_INHIBITION, one, one.growthInhibition());
        }
        for (ArmProgression one : analysis.progression()) {
            if (one.curve().median().isDefined()) {
                add(
                        estimates,
                        Quantity.Kind.MEDIAN_PROGRESSION,
                        one.arm(),
                        last,
                        one.curve().medianInterval());
            }
        }
        return estimates;
    }

    static Quantity.Kind kind(Reference reference) {
        return switch (reference) {
            case BLISS -> Quantity.Kind.EXCESS_BLISS;
            case HSA -> Quantity.Kind.EXCESS_HSA;
            case RESPONSE_ADDITIVITY -> Quantity.Kind.EXCESS_RESPONSE_ADDITIVITY;
        };
    }

    private static void add(
            List<Estimate> estimates,
            Quantity.Kind kind,
            String arm,
            double day,
            Interval interval) {
        estimates.add(new Estimate(new Quantity(kind, arm, day), interval));
    }

    private static void value(
            List<Estimate> estimates, Quantity.Kind kind, Inhibition one, Evaluation value) {
        if (value.isDefined()) {
            Interval none = new Interval(value.value(), Double.NaN, Double.NaN, Double.NaN);
            add(estimates, kind, one.arm(), one.day(), none);
        }
    }
}
