package org.tamor.combination.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Drug;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// The controls and single-drug wells of a set of measurements, at their levels.
///
/// @param controls canonical responses of the untreated wells; may be empty
/// @param doses of each drug, above 0, increasing
/// @param responses `[drug][dose]`, the canonical responses of the wells there
public record Monotherapies(double[] controls, double[][] doses, double[][][] responses) {

    private static final double HUBER = 1.345;
    private static final int REWEIGHTINGS = 50;

    /// Takes the wells with no more than one drug.
    ///
    /// @throws BadInputException `combination.single-agents` where a drug was never given alone
    public static Monotherapies of(CombinationData data) {
        return of(data.cells(), data.drugs().stream().map(Drug::name).toList());
    }

    static Monotherapies of(List<DoseCell> cells, List<String> names) {
        int drugs = names.size();
        double[] controls = {};
        List<List<DoseCell>> singles = new ArrayList<>();
        for (int i = 0; i < drugs; i++) {
            singles.add(new ArrayList<>());
        }
        for (DoseCell cell : cells) {
            if (cell.drugsPresent() == 0) {
                controls = cell.responses();
            } else if (cell.drugsPresent() == 1) {
                for (int i = 0; i < drugs; i++) {
                    if (cell.dose(i) > 0) {
                        singles.get(i).add(cell);
                    }
                }
            }
        }
        double[][] doses = new double[drugs][];
        double[][][] responses = new double[drugs][][];
        for (int i = 0; i < drugs; i++) {
            int drug = i;
            if (singles.get(i).isEmpty()) {
                throw new BadInputException(
                        "combination.single-agents",
                        Location.UNKNOWN,
                        "%s was never given alone; add wells with it as the only drug"
                                .formatted(names.get(i)));
            }
            doses[i] = singles.get(i).stream().mapToDouble(cell -> cell.dose(drug)).toArray();
            responses[i] =
                    singles.get(i).stream().map(DoseCell::responses).toArray(double[][]::new);
        }
        return new Monotherapies(controls, doses, responses);
    }

    /// One drug.
    public static Monotherapies single(double[] controls, double[] doses, double[][] responses) {
        return new Monotherapies(controls, new double[][] {doses}, new double[][][] {responses});
    }

    /// One drug, one response per dose; doses in any order, repeated ones are replicates, 0 is the
    /// control.
    public static Monotherapies single(double[] doses, double[] responses) {
        double[] levels = Arrays.stream(doses).filter(d -> d > 0).distinct().sorted().toArray();
        double[][] grouped = new double[levels.length][];
        for (int k = 0; k < levels.length; k++) {
            grouped[k] = at(levels[k], doses, responses);
        }
        return single(at(0, doses, responses), levels, grouped);
    }

    private static double[] at(double dose, double[] doses, double[] responses) {
        double[] found = new double[doses.length];
        int count = 0;
        for (int i = 0; i < doses.length; i++) {
            if (doses[i] == dose) {
                found[count++] = responses[i];
            }
        }
        return Arrays.copyOf(found, count);
    }

    /// One of the drugs with the controls.
    public Monotherapies ofDrug(int drug) {
        return single(controls, doses[drug], responses[drug]);
    }

    public int drugs() {
        return doses.length;
    }

    /// How many wells there are.
    public int wells() {
        int count = controls.length;
        for (double[][] drug : responses) {
            for (double[] level : drug) {
                count += level.length;
            }
        }
        return count;
    }

    /// Means and counts as a fitter takes them.
    public HillFitter.Means means() {
        double[][] means = new double[drugs()][];
        double[][] weights = new double[drugs()][];
        for (int drug = 0; drug < drugs(); drug++) {
            means[drug] = Arrays.stream(responses[drug]).mapToDouble(Monotherapies::mean).toArray();
            weights[drug] = Arrays.stream(responses[drug]).mapToDouble(v -> v.length).toArray();
        }
        return new HillFitter.Means(mean(controls), controls.length, means, weights);
    }

    private static double mean(double[] values) {
        return values.length == 0 ? 0 : Arrays.stream(values).sum() / values.length;
    }

    /// Sum of squares of the wells about their level's mean.
    public double pureError() {
        double sum = squares(controls, mean(controls));
        for (double[][] drug : responses) {
            for (double[] level : drug) {
                sum += squares(level, mean(level));
            }
        }
        return sum;
    }

    private static double squares(double[] values, double center) {
        return Arrays.stream(values).map(v -> (v - center) * (v - center)).sum();
    }

    /// How many levels there are, the control among them.
    public int levels() {
        int count = controls.length > 0 ? 1 : 0;
        for (double[] drug : doses) {
            count += drug.length;
        }
        return count;
    }

    /// The best Hill curves with a shared baseline.
    public HillFitter.Fit fit(FitOptions options) {
        HillFitter fitter = new HillFitter(doses, options);
        HillFitter.Fit fit = fitter.fit(means());
        if (!options.robust()) {
            return fit;
        }
        for (int i = 0; i < REWEIGHTINGS; i++) {
            HillFitter.Fit next = fitter.fit(reweighted(fit));
            boolean settled = Math.abs(next.parameters()[0] - fit.parameters()[0]) < 1e-10;
            for (int k = 0; settled && k < drugs(); k++) {
                settled = Math.abs(next.curves()[k].limit() - fit.curves()[k].limit()) < 1e-9;
            }
            fit = next;
            if (settled) {
                break;
            }
        }
        return fit;
    }

    /// Huber's weights for residuals in units of 1.4826 times their median size.
    private HillFitter.Means reweighted(HillFitter.Fit fit) {
        double[] sizes = new double[wells()];
        int at = 0;
        for (double value : controls) {
            sizes[at++] = Math.abs(value - fit.parameters()[0]);
        }
        for (int drug = 0; drug < drugs(); drug++) {
            for (int k = 0; k < doses[drug].length; k++) {
                double expected = fit.curves()[drug].value(doses[drug][k]);
                for (double value : responses[drug][k]) {
                    sizes[at++] = Math.abs(value - expected);
                }
            }
        }
        Arrays.sort(sizes);
        double limit = HUBER * 1.4826 * Math.max(sizes[sizes.length / 2], 1e-12);
        double[][] means = new double[drugs()][];
        double[][] weights = new double[drugs()][];
        for (int drug = 0; drug < drugs(); drug++) {
            means[drug] = new double[doses[drug].length];
            weights[drug] = new double[doses[drug].length];
            for (int k = 0; k < doses[drug].length; k++) {
                double expected = fit.curves()[drug].value(doses[drug][k]);
                weights[drug][k] = weight(responses[drug][k], expected, limit);
                means[drug][k] = weightedMean(responses[drug][k], expected, limit);
            }
        }
        double baseline = fit.parameters()[0];
        return new HillFitter.Means(
                weightedMean(controls, baseline, limit),
                weight(controls, baseline, limit),
                means,
                weights);
    }

    private static double weight(double[] values, double center, double limit) {
        double sum = 0;
        for (double value : values) {
            sum += Math.min(1, limit / Math.max(Math.abs(value - center), 1e-300));
        }
        return sum;
    }

    private static double weightedMean(double[] values, double center, double limit) {
        double sum = 0;
        for (double value : values) {
            sum += value * Math.min(1, limit / Math.max(Math.abs(value - center), 1e-300));
        }
        return values.length == 0 ? 0 : sum / weight(values, center, limit);
    }
}
