package org.tamor.combination.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Well;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// The biological replicates of an experiment as plates that are analysed and simulated: one design
/// for each, over the combinations that all of them have, with one model of the variance.
final class ReplicateDesigns {

    private ReplicateDesigns() {}

    private static InferenceOptions withVariance(
            CombinationData data, ReferenceModel model, InferenceOptions options) {
        List<String> names = data.biologicalReplicates();
        List<double[]> combinations = common(data);
        List<VarianceModel.Evidence> evidence = new ArrayList<>();
        for (String name : names) {
            evidence.add(
                    new PlateDesign(data.ofReplicate(name), combinations, model, options)
                            .evidence());
        }
        return options.variance(VarianceModel.of(evidence));
    }

    /// One design per biological replicate, with the variance model that was asked for or
    /// estimated.
    static List<PlateDesign> plates(
            CombinationData data, ReferenceModel model, InferenceOptions asked) {
        InferenceOptions options =
                asked.variance().isEstimated() ? withVariance(data, model, asked) : asked;
        List<String> names = data.biologicalReplicates();
        List<double[]> combinations = common(data);
        return names.stream()
                .map(name -> new PlateDesign(data.ofReplicate(name), combinations, model, options))
                .toList();
    }

    static List<double[]> common(CombinationData data) {
        List<String> names = data.biologicalReplicates();
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (String name : names) {
            for (DoseCell cell : data.ofReplicate(name).cells()) {
                counts.merge(Arrays.toString(cell.doses()), 1, Integer::sum);
            }
        }
        List<double[]> common =
                data.cells().stream()
                        .filter(DoseCell::isCombination)
                        .map(DoseCell::doses)
                        .filter(
                                doses ->
                                        counts.getOrDefault(Arrays.toString(doses), 0)
                                                == names.size())
                        .toList();
        if (common.isEmpty()) {
            throw new BadInputException(
                    "combination.no-combinations",
                    Location.UNKNOWN,
                    "no combination of doses was measured in every biological replicate");
        }
        return common;
    }

    /// All replicates as one plate. They are made of the same drugs, so plates are simulated from
    /// one set of curves; with curves of their own, drawn one by one, the errors of curves that are
    /// fitted to few doses would average out over the plates of a simulation as they do not over
    /// those of an experiment.
    static PlateDesign together(
            CombinationData data,
            ReferenceModel model,
            InferenceOptions options,
            List<PlateDesign> plates) {
        if (plates.size() == 1) {
            return plates.get(0);
        }
        InferenceOptions known = options.variance(plates.get(0).variance());
        List<String> names = data.biologicalReplicates();
        List<Well> wells = new ArrayList<>();
        for (int r = 0; r < names.size(); r++) {
            double brightness = plates.get(r).brightness();
            for (DoseCell cell : data.ofReplicate(names.get(r)).cells()) {
                for (double response : cell.responses()) {
                    double measured = data.scale().fromCanonical(response / brightness);
                    wells.add(Well.of(measured, cell.doses()));
                }
            }
        }
        return new PlateDesign(
                CombinationData.of(data.drugs(), data.scale(), wells), common(data), model, known);
    }
}
