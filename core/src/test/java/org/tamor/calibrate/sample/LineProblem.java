package org.tamor.calibrate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;

/// The files of a problem whose observable is the straight line `a + b t`, with normal noise.
final class LineProblem {

    private LineProblem() {}

    /// @param parameters rows of the parameter table, fields parted by blanks: id, bounds, nominal
    ///   value, estimate, prior, its parameters
    /// @param measurements rows of the measurement table, fields parted by blanks: time,
    ///   measurement
    static PetabProblem write(Path folder, String parameters, String noise, String measurements)
            throws IOException {
        Files.writeString(
                folder.resolve("model.ant"),
                """
                model m()
                  species A = 1;
                  const a = 0; const b = 0; const s = 1;
                  A -> ; 0.1 * A;
                end
                """);
        Files.writeString(
                folder.resolve("problem.yaml"),
                """
                format_version: 2.0.0
                model_files:
                  m: {location: model.ant, language: antimony}
                parameter_files: [parameters.tsv]
                observable_files: [observables.tsv]
                measurement_files: [measurements.tsv]
                """);
        Files.writeString(
                folder.resolve("parameters.tsv"),
                "parameterId\tlowerBound\tupperBound\tnominalValue\testimate\tpriorDistribution"
                        + "\tpriorParameters\n"
                        + parameters.replace(' ', '\t'));
        Files.writeString(
                folder.resolve("observables.tsv"),
                "observableId\tobservableFormula\tnoiseFormula\nline\ta + b * time\t"
                        + noise
                        + "\n");
        StringBuilder table = new StringBuilder("observableId\texperimentId\ttime\tmeasurement\n");
        measurements
                .lines()
                .forEach(
                        row ->
                                table.append("line\t\t")
                                        .append(row.strip().replace(' ', '\t'))
                                        .append('\n'));
        Files.writeString(folder.resolve("measurements.tsv"), table.toString());
        return PetabReader.read(folder.resolve("problem.yaml"));
    }
}
