package org.tamor.cohort;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.tumour.analysis.Design;
import org.tamor.tumour.analysis.Interaction;
import org.tamor.tumour.survival.EventTime;
import org.tamor.tumour.survival.KaplanMeier;

/// The quantities of a population by their definitions, from true volumes on the planned days.
///
/// - rate up to day T: the mean over animals of the slope, by least squares, of the log volume on
///   the days up to T;
/// - excess by Bliss `sum_i b_i - (D - 1) b_C - b_AB` of these rates, by HSA `min_i b_i - b_AB`, by
///   response additivity `b - b_AB` with `A(b) = sum_i A(b_i) - (D - 1) A(b_C)`, `A(b) = int_0^T
///   e^(b t) dt`;
/// - T/C on day T: `100 exp(mean log(V_T / V_0))` of the arm over that of the control; TGI `100 (1
///   - dT / dC)` of the mean changes of the volume;
/// - median of the times to progression, found on the straight lines between the days.
final class TrueMeans {

    private final String untreated;
    private final double level;
    private final List<Design> designs;
    private final List<String> arms;
    private final double[] days;
    private final double[][] rates;
    private final double[][] growth;
    private final double[][] change;
    private final double[] medians;

    TrueMeans(Protocol protocol, List<Design> designs, List<TruthComputation.Twins> population) {
        untreated = protocol.control();
        level = protocol.analysis().level();
        this.designs = designs;
        arms = protocol.arms().stream().map(arm -> arm.name()).toList();
        days = protocol.measurement().dayArray();
        rates = new double[arms.size()][days.length];
        growth = new double[arms.size()][days.length];
        change = new double[arms.size()][days.length];
        medians = new double[arms.size()];
        for (int g = 0; g < arms.size(); g++) {
            int arm = g;
            List<TrueCourse> own =
                    population.stream().map(twins -> twins.courses().get(arm)).toList();
            own.forEach(course -> add(course, arm, own.size()));
            medians[g] = median(own);
        }
    }

    private void add(TrueCourse course, int arm, int count) {
        for (int k = 0; k < days.length; k++) {
            rates[arm][k] += course.rates()[k] / count;
            growth[arm][k] += course.growth()[k] / count;
            change[arm][k] += course.change()[k] / count;
        }
    }

    private double median(List<TrueCourse> courses) {
        List<EventTime> times = courses.stream().map(TrueCourse::progression).toList();
        KaplanMeier curve = KaplanMeier.of(times, level);
        return curve.median().isDefined() ? curve.median().value() : Double.NaN;
    }

    /// The quantities that exist.
    Map<Quantity, Double> all() {
        Map<Quantity, Double> all = new LinkedHashMap<>();
        int control = arms.indexOf(untreated);
        for (int k = 1; k < days.length; k++) {
            for (int g = 0; g < arms.size(); g++) {
                if (k >= 2) {
                    put(all, Quantity.Kind.RATE, g, k, rates[g][k]);
                }
                if (g != control) {
                    versusControl(all, g, k, control);
                }
            }
            if (k >= 2) {
                for (Design design : designs) {
                    excesses(all, design, k);
                }
            }
        }
        for (int g = 0; g < arms.size(); g++) {
            put(all, Quantity.Kind.MEDIAN_PROGRESSION, g, days.length - 1, medians[g]);
        }
        return all;
    }

    private void put(Map<Quantity, Double> all, Quantity.Kind kind, int g, int k, double value) {
        if (Double.isFinite(value)) {
            all.put(new Quantity(kind, arms.get(g), days[k]), value);
        }
    }

    private void versusControl(Map<Quantity, Double> all, int g, int k, int control) {
        if (k >= 2) {
            put(all, Quantity.Kind.RATE_VERSUS_CONTROL, g, k, rates[g][k] - rates[control][k]);
        }
        put(
                all,
                Quantity.Kind.TREATED_OVER_CONTROL,
                g,
                k,
                100 * Math.exp(growth[g][k] - growth[control][k]));
        if (change[control][k] > 0) {
            put(
                    all,
                    Quantity.Kind.GROWTH_INHIBITION,
                    g,
                    k,
                    100 * (1 - change[g][k] / change[control][k]));
        }
    }

    private void excesses(Map<Quantity, Double> all, Design design, int k) {
        int combination = arms.indexOf(design.combination());
        double control = rates[arms.indexOf(design.control())][k];
        double[] single =
                design.singles().stream().mapToDouble(arm -> rates[arms.indexOf(arm)][k]).toArray();
        double observed = rates[combination][k];
        int others = single.length - 1;
        double bliss = Arrays.stream(single).sum() - others * control;
        put(all, Quantity.Kind.EXCESS_BLISS, combination, k, bliss - observed);
        double strongest = Arrays.stream(single).min().orElse(Double.NaN);
        put(all, Quantity.Kind.EXCESS_HSA, combination, k, strongest - observed);
        double area =
                Arrays.stream(single).map(rate -> Interaction.area(rate, days[k])).sum()
                        - others * Interaction.area(control, days[k]);
        if (area > 0) {
            put(
                    all,
                    Quantity.Kind.EXCESS_RESPONSE_ADDITIVITY,
                    combination,
                    k,
                    Interaction.rate(area, days[k]) - observed);
        }
    }
}
