package org.tamor.calibrate.fit;

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

/// The files of a small problem to fit, some of which a test may replace: a substance that starts
/// at a0 and is lost at rate k, read as `factor * A` with noise sd.
final class FitProblems {

    private final Map<String, String> files = new LinkedHashMap<>();

    FitProblems() {
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
                "model.ant",
                """
                model m()
                  compartment cell = 1;
                  species A in cell = a0;
                  a0 = 1; k = 1;
                  loss: A -> ; k * A;
                end
                """);
        files.put("conditions.tsv", "conditionId\nc\n");
        files.put(
                "observables.tsv",
                "observableId\tobservableFormula\tnoiseFormula\nobs\tfactor * A\tsd\n");
        StringBuilder measurements =
                new StringBuilder("observableId\tsimulationConditionId\tmeasurement\ttime\n");
        for (int i = 0; i < 12; i++) {
            double time = 0.25 * i;
            double noise = 0.05 * Math.sin(7.3 * i + 1);
            measurements
                    .append("obs\tc\t")
                    .append(3 * Math.exp(-0.7 * time) + noise)
                    .append('\t')
                    .append(time)
                    .append('\n');
        }
        files.put("measurements.tsv", measurements.toString());
        files.put(
                "parameters.tsv",
                """
                parameterId\tparameterScale\tlowerBound\tupperBound\tnominalValue\testimate
                a0\tlog10\t0.01\t100\t3\t1
                k\tlog10\t0.001\t100\t0.7\t1
                factor\tlog10\t0.01\t100\t1\t0
                sd\tlog10\t0.001\t10\t0.1\t1
                """);
    }

    FitProblems with(String file, String text) {
        files.put(file, text);
        return this;
    }

    FitProblems replacing(String file, String text, String replacement) {
        String before = files.getOrDefault(file, "");
        if (!before.contains(text)) {
            throw new IllegalArgumentException(file + " does not hold " + text);
        }
        return with(file, before.replace(text, replacement));
    }

    PetabProblem read(Path folder) {
        try {
            SbmlWriter.write(
                    AntimonyReader.read(files.getOrDefault("model.ant", ""), "model.ant"),
                    folder.resolve("model.xml"));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return PetabReader.read(folder.resolve("problem.yaml"));
    }

    /// With another observable, and those of the parameters that it or the model makes use of.
    ///
    /// @param distribution of the noise, with `log-` before it where it is one of the logarithm
    /// @param parameters rows of a parameter table below its header
    static FitProblems observing(
            String formula, String noise, String distribution, String header, String parameters) {
        String used = formula + " " + noise + " a0 k";
        StringBuilder table = new StringBuilder(header).append('\n');
        parameters
                .lines()
                .filter(row -> used.matches(".*\\b" + row.split("\t")[0] + "\\b.*"))
                .forEach(row -> table.append(row).append('\n'));
        return new FitProblems()
                .with(
                        "observables.tsv",
                        "observableId\tobservableFormula\tnoiseFormula\tobservableTransformation\t"
                                + "noiseDistribution\nobs\t"
                                + String.join(
                                        "\t",
                                        formula,
                                        noise,
                                        distribution.startsWith("log-") ? "log" : "lin",
                                        distribution.replace("log-", ""))
                                + "\n")
                .with("parameters.tsv", table.toString());
    }
}
