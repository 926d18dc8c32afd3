package org.tamor.combination.surface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.HillFitter;

/// Zero interaction potency (Yadav et al., Comput. Struct. Biotechnol. J. 13 (2015) 504-513).
///
/// The reference is Bliss independence of the fitted curves. Against it stands not the measurement but
/// the mean of N smooth surfaces: for every set of doses of the other drugs, a curve of one drug that
/// starts at what the others do without it. The excess is reference less smooth surface. It is not one
/// estimator but a family, hence the [Variant].
public final class Zip {

    /// Doses above 0 that a slice needs before a curve is fitted to it.
    private static final int LEAST_DOSES = 3;

    /// What is fixed in the fit of a slice.
    public enum Variant {
        /// Start at the fitted monotherapy, limit free. Exact for a surface of Bliss independence with any limits.
        FREE_LIMIT("start fitted, limit free"),
        /// Start at the fitted monotherapy, limit 0 cells: the original; biased for drugs that do not kill all.
        ZERO_LIMIT("start fitted, limit 0"),
        /// Start at the measured monotherapy well of the slice, limit free (SynergyFinder+).
        MEASURED_START("start measured, limit free"),
        /// Start at the fitted monotherapy, limit between 0 and 1 and slope at most 4 (PharmacoGx's bounds).
        BOUNDED_LIMIT("start fitted, limit in [0, 1]");

        private final String text;

        Variant(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /// One combination.
    ///
    /// @param reference Bliss independence of the fitted curves
    /// @param smooth the mean of the slices' curves
    public record Cell(double[] doses, Evaluation reference, Evaluation smooth) {

        /// Reference less smooth surface; positive is synergy.
        public Evaluation excess() {
            if (!smooth.isDefined() || !reference.isDefined()) {
                return smooth.isDefined() ? reference : smooth;
            }
            return Evaluation.flagged(
                    reference.value() - smooth.value(), smooth.status(), smooth.reason());
        }
    }

    private Zip() {}

    /// The surface over all combinations.
    ///
    /// @param curves the fitted curve of each drug
    public static List<Cell> surface(
            List<DoseCell> cells, DoseResponse[] curves, Variant variant) {
        List<DoseCell> mixed = cells.stream().filter(DoseCell::isCombination).toList();
        Map<String, Double> sums = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (int drug = 0; drug < curves.length; drug++) {
            for (List<DoseCell> slice : slices(mixed, drug)) {
                if (slice.size() < LEAST_DOSES) {
                    continue;
                }
                DoseResponse fit = fit(slice, drug, start(slice, drug, cells, curves, variant), variant);
                for (DoseCell cell : slice) {
                    String key = Arrays.toString(cell.doses());
                    sums.merge(key, fit.value(cell.dose(drug)), Double::sum);
                    counts.merge(key, 1, Integer::sum);
                }
            }
        }
        List<Cell> result = new ArrayList<>();
        for (DoseCell cell : mixed) {
            String key = Arrays.toString(cell.doses());
            int count = counts.getOrDefault(key, 0);
            Evaluation smooth =
                    count > 0
                            ? smooth(sums.getOrDefault(key, 0.0) / count, count, cell.drugsPresent())
                            : Evaluation.flagged(
                                    cell.mean(),
                                    Status.UNDEFINED_MODEL,
                                    "no slice has three doses; the measurement stands for the curve");
            result.add(
                    new Cell(
                            cell.doses(), Bliss.plain().expected(curves, cell.doses()), smooth));
        }
        return result;
    }

    private static Evaluation smooth(double value, int count, int present) {
        return count >= present
                ? Evaluation.ok(value)
                : Evaluation.flagged(
                        value, Status.OK, "some slices have too few doses for a curve");
    }

    /// The combinations that differ in the dose of one drug only, which is above 0.
    private static List<List<DoseCell>> slices(List<DoseCell> mixed, int drug) {
        Map<String, List<DoseCell>> slices = new TreeMap<>();
        for (DoseCell cell : mixed) {
            if (cell.dose(drug) > 0) {
                double[] others = cell.doses();
                others[drug] = 0;
                slices.computeIfAbsent(Arrays.toString(others), key -> new ArrayList<>())
                        .add(cell);
            }
        }
        return List.copyOf(slices.values());
    }

    private static double start(
            List<DoseCell> slice,
            int drug,
            List<DoseCell> cells,
            DoseResponse[] curves,
            Variant variant) {
        double[] others = slice.get(0).doses();
        others[drug] = 0;
        if (variant == Variant.MEASURED_START) {
            for (DoseCell cell : cells) {
                if (Arrays.equals(cell.doses(), others)) {
                    return cell.mean();
                }
            }
        }
        return Bliss.plain().expected(curves, others).value();
    }

    private static DoseResponse fit(
            List<DoseCell> slice, int drug, double start, Variant variant) {
        FitOptions options = FitOptions.standard().baseline(start, start);
        options =
                switch (variant) {
                    case FREE_LIMIT, MEASURED_START -> options;
                    case ZERO_LIMIT -> options.limit(0, 0);
                    case BOUNDED_LIMIT -> options.limit(0, 1).slope(0.1, 4);
                };
        double[][] doses = {slice.stream().mapToDouble(cell -> cell.dose(drug)).sorted().toArray()};
        double[][] means = new double[1][doses[0].length];
        double[][] weights = new double[1][doses[0].length];
        for (DoseCell cell : slice) {
            int at = Arrays.binarySearch(doses[0], cell.dose(drug));
            means[0][at] = cell.mean();
            weights[0][at] = cell.count();
        }
        return new HillFitter(doses, options)
                .fit(new HillFitter.Means(start, 0, means, weights))
                .curves()[0];
    }
}
