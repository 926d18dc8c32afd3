package org.tamor.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tamor.format.petab.PetabParameter;
import org.tamor.stats.Quantiles;
import org.tamor.stats.SystematicResampling;

/// How a claim's value goes with an uncertain parameter over the vectors on which it was judged.
///
/// @param correlation of the ranks (Spearman), from -1 to 1
/// @param contraction NaN for draws from the prior; else how much narrower the central 90 % of the
///   parameter are than under its prior: 1 where all is known of it, 0 where nothing is
public record ClaimDependence(
        String claim, String parameter, double correlation, double contraction) {

    private static final double IDENTIFIED = 0.5;
    private static final double LEAST = 0.25;
    private static final double ERRORS = 3;
    private static final int FEWEST = 20;
    private static final double EDGE = 0.05;

    /// Whether the measurements leave the parameter about as open as it was.
    public boolean open() {
        return contraction < IDENTIFIED;
    }

    /// The dependences that are larger than chance makes them: above 0.25 and three standard
    /// errors. For each claim the strongest first; nothing where fewer than 20 values are known.
    ///
    /// @param allVectors values by parameter id
    /// @param allOutcomes of each vector, in the order of the study's claims
    /// @param weights of the vectors of an ensemble, which is resampled by them; empty for draws
    ///   from the prior
    static List<ClaimDependence> of(
            Study study,
            List<Map<String, Double>> allVectors,
            List<List<ClaimEvaluator.Outcome>> allOutcomes,
            Optional<double[]> weights) {
        int[] chosen =
                weights.map(own -> SystematicResampling.indices(own, own.length, 0.5))
                        .orElseGet(() -> IntStream.range(0, allVectors.size()).toArray());
        List<Map<String, Double>> vectors =
                Arrays.stream(chosen).mapToObj(allVectors::get).toList();
        List<List<ClaimEvaluator.Outcome>> outcomes =
                Arrays.stream(chosen).mapToObj(allOutcomes::get).toList();
        List<PetabParameter> parameters =
                study.problem().parameters().stream()
                        .filter(PetabParameter::estimate)
                        .filter(one -> vectors.stream().allMatch(v -> v.containsKey(one.id())))
                        .toList();
        List<ClaimDependence> result = new ArrayList<>();
        for (int c = 0; c < study.claims().size(); c++) {
            int claim = c;
            List<Integer> known = new ArrayList<>();
            for (int k = 0; k < vectors.size(); k++) {
                if (outcomes.get(k).get(claim).value().isPresent()) {
                    known.add(k);
                }
            }
            if (known.size() < FEWEST) {
                continue;
            }
            double[] ranks =
                    ranks(
                            known.stream()
                                    .mapToDouble(
                                            k -> outcomes.get(k).get(claim).value().orElseThrow())
                                    .toArray());
            List<ClaimDependence> own = new ArrayList<>();
            for (PetabParameter parameter : parameters) {
                double[] all = values(parameter, vectors);
                double[] values = known.stream().mapToDouble(k -> all[k]).toArray();
                double correlation = correlation(ranks, ranks(values));
                if (Math.abs(correlation) >= Math.max(LEAST, ERRORS / Math.sqrt(known.size()))) {
                    own.add(
                            new ClaimDependence(
                                    study.claims().get(claim).id(),
                                    parameter.id(),
                                    correlation,
                                    weights.isPresent()
                                            ? contraction(parameter, all)
                                            : Double.NaN));
                }
            }
            own.sort(Comparator.comparingDouble(one -> -Math.abs(one.correlation())));
            result.addAll(own);
        }
        return result;
    }

    private static double[] values(PetabParameter parameter, List<Map<String, Double>> vectors) {
        return vectors.stream()
                .mapToDouble(vector -> vector.getOrDefault(parameter.id(), Double.NaN))
                .toArray();
    }

    private static double contraction(PetabParameter parameter, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double width =
                scaled(parameter, Quantiles.ofSorted(sorted, 1 - EDGE))
                        - scaled(parameter, Quantiles.ofSorted(sorted, EDGE));
        double before =
                scaled(parameter, ParameterDraws.value(parameter, 1 - EDGE))
                        - scaled(parameter, ParameterDraws.value(parameter, EDGE));
        return 1 - width / before;
    }

    private static double scaled(PetabParameter parameter, double value) {
        return parameter.lowerBound() > 0 ? Math.log(value) : value;
    }

    /// Mean ranks.
    private static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int i = 0; i < order.length; ) {
            int j = i;
            while (j < order.length && values[order[j]] == values[order[i]]) {
                j++;
            }
            for (int k = i; k < j; k++) {
                ranks[order[k]] = 0.5 * (i + j - 1);
            }
            i = j;
        }
        return ranks;
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
    }

    /// In words, such as `er__slow_arm (-0.62, left open)`.
    public String words() {
        return String.format(
                Locale.ROOT,
                "%s (%+.2f%s)",
                parameter,
                correlation,
                Double.isNaN(contraction) ? "" : open() ? ", left open" : ", known");
    }
}
