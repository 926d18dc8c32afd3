package org.tamor.format.petab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A PEtab problem, all its files merged.
///
/// @param file the problem (YAML) file
/// @param id "" where not given
/// @param extensions by name: whatever the problem file says under `extensions`, as maps, lists,
///   strings and numbers
public record PetabProblem(
        Path file,
        String id,
        String formatVersion,
        List<PetabModel> models,
        List<PetabParameter> parameters,
        List<Condition> conditions,
        List<Experiment> experiments,
        List<Observable> observables,
        List<Measurement> measurements,
        List<Mapping> mappings,
        Map<String, Map<String, Object>> extensions) {

    public PetabProblem {
        models = List.copyOf(models);
        parameters = List.copyOf(parameters);
        conditions = List.copyOf(conditions);
        experiments = List.copyOf(experiments);
        observables = List.copyOf(observables);
        measurements = List.copyOf(measurements);
        mappings = List.copyOf(mappings);
        extensions = Map.copyOf(extensions);
    }

    /// The same problem with other measurements.
    public PetabProblem withMeasurements(List<Measurement> others) {
        return new PetabProblem(
                file,
                id,
                formatVersion,
                models,
                parameters,
                conditions,
                experiments,
                observables,
                others,
                mappings,
                extensions);
    }

    /// Whether the files are of version 1.
    public boolean isVersion1() {
        return isVersion1(formatVersion);
    }

    static boolean isVersion1(String version) {
        return version.equals("1") || version.startsWith("1.");
    }
}
