package org.tamor.calibrate.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.PetabProblem;

/// Measurements of a problem that are left out together.
///
/// @param name of the experiment or the data set
public record MeasurementGroup(String name, List<Measurement> measurements) {

    public MeasurementGroup {
        measurements = List.copyOf(measurements);
    }

    /// What measurements have in common that are left out together.
    public enum Grouping {
        EXPERIMENT {
            @Override
            String name(Measurement measurement) {
                return measurement.model().isEmpty()
                        ? measurement.experiment()
                        : measurement.model() + " " + measurement.experiment();
            }
        },
        /// What `datasetId` has before the first `#`.
        DATASET {
            @Override
            String name(Measurement measurement) {
                int end = measurement.dataset().indexOf('#');
                return end < 0 ? measurement.dataset() : measurement.dataset().substring(0, end);
            }
        };

        abstract String name(Measurement measurement);

        /// The groups of a problem, in the order of their first measurements.
        public List<MeasurementGroup> groups(PetabProblem problem) {
            Map<String, List<Measurement>> groups = new LinkedHashMap<>();
            for (Measurement measurement : problem.measurements()) {
                groups.computeIfAbsent(name(measurement), name -> new ArrayList<>())
                        .add(measurement);
            }
            return groups.entrySet().stream()
                    .map(entry -> new MeasurementGroup(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    /// The problem without these measurements.
    public PetabProblem leftOutOf(PetabProblem problem) {
        List<Measurement> rest = new ArrayList<>(problem.measurements());
        rest.removeAll(measurements);
        return problem.withMeasurements(rest);
    }
}
