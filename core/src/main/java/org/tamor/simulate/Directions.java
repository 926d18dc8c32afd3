package org.tamor.simulate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The quantities theta by which a run is differentiated.
///
/// Each override q of the run depends on them linearly with `dq/dtheta_k = seeds.get(q)[k]`; an
/// override without a seed, and whatever else the run is given, is held constant.
///
/// @param names of theta, for messages and tables
/// @param seeds by the id of an override, as long as `names`
/// @param scales a typical size of each theta, for its share in the error test; 0 counts as 1
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record Directions(List<String> names, Map<String, double[]> seeds, double[] scales) {

    public Directions {
        names = List.copyOf(names);
        Map<String, double[]> ordered = new LinkedHashMap<>();
        for (Map.Entry<String, double[]> seed : seeds.entrySet()) {
            if (seed.getValue().length != names.size()) {
                throw new IllegalArgumentException("the seed of " + seed.getKey() + " has the wrong length");
            }
            ordered.put(seed.getKey(), seed.getValue().clone());
        }
        seeds = ordered;
        scales = Arrays.stream(scales).map(s -> s == 0 ? 1 : Math.abs(s)).toArray();
        if (scales.length != names.size()) {
            throw new IllegalArgumentException("there must be one scale for each quantity");
        }
    }

    /// Overrides themselves.
    ///
    /// @param values their values
    public static Directions of(List<String> ids, Map<String, Double> values) {
        Map<String, double[]> seeds = new LinkedHashMap<>();
        double[] scales = new double[ids.size()];
        for (int k = 0; k < ids.size(); k++) {
            double[] seed = new double[ids.size()];
            seed[k] = 1;
            seeds.put(ids.get(k), seed);
            scales[k] = values.getOrDefault(ids.get(k), 1.0);
        }
        return new Directions(ids, seeds, scales);
    }

    public int count() {
        return names.size();
    }
}
