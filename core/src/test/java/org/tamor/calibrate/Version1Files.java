package org.tamor.calibrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.format.sbml.SbmlWriter;

/// The files of a small version 1 problem, some of which a test may replace: a substance that is
/// made at rate s and lost at rate k, from a0.
final class Version1Files {

    private final Map<String, String> files = new LinkedHashMap<>();

    Version1Files() {
        files.put(
                "problem.yaml",
                """
                format_version: 1
                parameter_file: parameters.tsv
                problems:
                - condition_files: [conditions.tsv]
                  measurement_files: [measurements.tsv]
                  observable_files: [observables.tsv]
                  sbml_files: [model.xml]
                """);
        files.put(
                "conditions.tsv",
                """
                conditionId\tconditionName\ta0\tk\toffset
                c1\tfirst\t3\tNaN\tshift
                c2\tsecond\t1\t2\t0
                """);
        files.put(
                "observables.tsv",
                """
                observableId\tobservableFormula\tnoiseFormula\tobservableTransformation\tnoiseDistribution
                obs\tA + offset\tnoiseParameter1_obs\tlin\tnormal
                """);
        files.put(
                "measurements.tsv",
                """
                observableId\tpreequilibrationConditionId\tsimulationConditionId\tmeasurement\ttime\tnoiseParameters
                obs\t\tc1\t3\t0\t1
                obs\t\tc1\t2\t2\tsd
                obs\t\tc2\t1\t2\tsd
                """);
        files.put(
                "parameters.tsv",
                """
                parameterId\tparameterScale\tlowerBound\tupperBound\tnominalValue\testimate
                shift\tlog10\t0.01\t10\t0.25\t1
                sd\tlin\t0\t10\t0.5\t0
                """);
    }

    Version1Files with(String file, String text) {
        files.put(file, text);
        return this;
    }

    Version1Files replacing(String file, String text, String replacement) {
        String before = files.getOrDefault(file, "");
        if (!before.contains(text)) {
            throw new IllegalArgumentException(file + " does not hold " + text);
        }
        return with(file, before.replace(text, replacement));
    }

    Path write(Path folder) {
        try {
            SbmlWriter.write(
                    AntimonyReader.read(
                            """
                            model m()
                              compartment cell = 1;
                              species A in cell = a0;
                              a0 = 1; s = 0; k = 1;
                              making: -> A; s;
                              loss: A -> ; k * A;
                            end
                            """,
                            "model.ant"),
                    folder.resolve("model.xml"));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return folder.resolve("problem.yaml");
    }

    PetabProblem read(Path folder) {
        return PetabReader.read(write(folder));
    }
}
