package org.tamor.combination.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.FDistribution;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;

/// What the wells say about the experiment before any drug is looked at.
///
/// @param controls untreated wells
/// @param controlMean canonical
/// @param controlSpread standard deviation of the untreated wells within their plates; NaN with too
///   few
/// @param plates how many there are
/// @param plateProbability of plates whose controls differ this much by noise alone (one-way
///   analysis of variance); NaN where it cannot be told
/// @param missing wells without a reading
/// @param replicateSpread standard deviation of wells at the same doses; NaN without replicates
/// @param zPrime `1 - 3 (s+ + s-) / |m+ - m-|` of untreated wells against killed ones (Zhang 1999);
///   NaN without killed ones
/// @param remarks what a reader should know, in words
public record QualityControl(
        int controls,
        double controlMean,
        double controlSpread,
        int plates,
        double plateProbability,
        int missing,
        double replicateSpread,
        double zPrime,
        List<String> remarks) {

    private static final double SIGNIFICANT = 0.01;
    private static final double MOST_VARIATION = 0.15;
    private static final double MOST_RESPONSE = 1.25;
    private static final double LEAST_RESPONSE = -0.1;
    private static final double LEAST_Z_PRIME = 0.5;

    public QualityControl {
        remarks = List.copyOf(remarks);
    }

    /// Sums and counts of one group of wells.
    private static final class Group {
        private final List<Double> values = new ArrayList<>();

        double mean() {
            return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }

        double squares() {
            double mean = mean();
            return values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
        }

        double deviation() {
            return values.size() < 2 ? Double.NaN : Math.sqrt(squares() / (values.size() - 1));
        }
    }

    /// Looks at the wells of a block.
    public static QualityControl of(CombinationData data) {
        Group controls = new Group();
        Group killed = new Group();
        Map<String, Group> perPlate = new TreeMap<>();
        TreeMap<String, Integer> plates = new TreeMap<>();
        for (Well well : data.wells()) {
            double value = data.scale().canonical(well.response());
            plates.merge(well.plate(), 1, Integer::sum);
            if (well.role() == WellRole.POSITIVE_CONTROL) {
                killed.values.add(value);
            } else if (well.role() == WellRole.TREATED && isUntreated(well)) {
                controls.values.add(value);
                perPlate.computeIfAbsent(well.plate(), name -> new Group()).values.add(value);
            }
        }
        double within = perPlate.values().stream().mapToDouble(Group::squares).sum();
        int freedom = controls.values.size() - perPlate.size();
        double spread = freedom > 0 ? Math.sqrt(within / freedom) : Double.NaN;
        double zPrime =
                1
                        - 3
                                * (controls.deviation() + killed.deviation())
                                / Math.abs(controls.mean() - killed.mean());
        QualityControl plain =
                new QualityControl(
                        controls.values.size(),
                        controls.mean(),
                        spread,
                        plates.size(),
                        plateProbability(controls, within, perPlate.size(), freedom),
                        data.missing().size(),
                        replicateSpread(data),
                        zPrime,
                        List.of());
        return plain.withRemarks(plain.words(data));
    }

    private static boolean isUntreated(Well well) {
        for (double dose : well.doses()) {
            if (dose > 0) {
                return false;
            }
        }
        return true;
    }

    private static double plateProbability(Group all, double within, int plates, int freedom) {
        if (plates < 2 || freedom < 1 || !(within > 0)) {
            return Double.NaN;
        }
        double between = Math.max(0, all.squares() - within);
        double statistic = between / (plates - 1) / (within / freedom);
        return 1 - new FDistribution(plates - 1, freedom).cumulativeProbability(statistic);
    }

    private static double replicateSpread(CombinationData data) {
        double squares = 0;
        int freedom = 0;
        for (DoseCell cell : data.cells()) {
            squares += cell.spread();
            freedom += cell.count() - 1;
        }
        return freedom > 0 ? Math.sqrt(squares / freedom) : Double.NaN;
    }

    private QualityControl withRemarks(List<String> words) {
        return new QualityControl(
                controls,
                controlMean,
                controlSpread,
                plates,
                plateProbability,
                missing,
                replicateSpread,
                zPrime,
                words);
    }

    private List<String> words(CombinationData data) {
        List<String> words = new ArrayList<>();
        if (controls == 0) {
            words.add("There is no untreated well; the baseline is extrapolated from low doses.");
        }
        if (controlSpread > MOST_VARIATION * Math.abs(controlMean)) {
            words.add(
                    text(
                            "The untreated wells vary by %.0f %% of their mean; more than 15 %%"
                                + " hides small effects.",
                            100 * controlSpread / controlMean));
        }
        if (plateProbability < SIGNIFICANT) {
            words.add(
                    text(
                            "The untreated wells differ between plates (p = %.2g): give plates as"
                                + " biological replicates, so that each has its own control.",
                            plateProbability));
        }
        if (missing > 0) {
            words.add(missing + " wells have no reading; nothing was put in their place.");
        }
        if (Double.isNaN(replicateSpread)) {
            words.add("No dose was measured twice: noise can't be told from uneven interaction.");
        }
        if (zPrime < LEAST_Z_PRIME) {
            words.add(text("Z' is %.2f; an assay with a clear window has 0.5 or more.", zPrime));
        }
        long outside = outside(data);
        if (outside > 0) {
            words.add(
                    outside
                            + " wells lie above 125 % or below -10 % of the control; they were used"
                            + " as they are.");
        }
        return words;
    }

    private long outside(CombinationData data) {
        if (!data.scale().survivorsMultiply() || !(controlMean > 0)) {
            return 0;
        }
        return data.wells().stream()
                .filter(well -> well.role() == WellRole.TREATED)
                .mapToDouble(well -> data.scale().canonical(well.response()) / controlMean)
                .filter(value -> value > MOST_RESPONSE || value < LEAST_RESPONSE)
                .count();
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
