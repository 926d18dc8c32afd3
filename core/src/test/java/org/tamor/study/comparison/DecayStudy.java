package org.tamor.study.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tamor.study.Study;
import org.tamor.study.StudyReader;

/// A study of decay from 2 at rate k, measured at the times 1 and 2, with a sentence and mechanisms
/// that compete: decay alone, and decay with an input.
@SuppressWarnings("StringConcatToTextBlock") // tables
public final class DecayStudy {

    private static final double[] TIMES = {1, 2};
    private static final double[] MEASURED = {0.8, 0.25};
    public static final double NOISE = 0.1;
    public static final double TOLERANCE = 0.05;
    public static final double LIMIT = 0.7;

    private DecayStudy() {}

    /// Writes the study and reads it.
    public static Study in(Path folder) throws IOException {
        write(
                folder,
                "model.ant",
                "model m()\n  A = 2; k = 1; b = 0;\n  J: A -> ; k*A;\n  I: -> A; b;\nend\n");
        write(
                folder,
                "parameters.tsv",
                """
                parameterId\tlowerBound\tupperBound\tnominalValue\testimate\tpriorDistribution\tpriorParameters
                k\t0.1\t10\t1\ttrue\tlog-uniform\t0.1;10
                b\t0\t1\t0.1\ttrue\tuniform\t0;1
                """);
        write(
                folder,
                "observables.tsv",
                "observableId\tobservableFormula\tnoiseFormula\no\tA\t0.1\n");
        write(folder, "conditions.tsv", "conditionId\ttargetId\ttargetValue\nstart\tA\t2\n");
        write(folder, "experiments.tsv", "experimentId\ttime\tconditionId\ne\t0\tstart\n");
        String header = "observableId\texperimentId\ttime\tmeasurement\n";
        write(folder, "measurements.tsv", header + "o\te\t1\t0.8\no\te\t2\t0.25\n");
        write(folder, "aside.tsv", header + "o\te\t3\t0.1\n");
        write(
                folder,
                "claims.tsv",
                """
                claimId\tsentence\tsource\tgrade\tuse\treadout\texperiments\texpression\tlower\tupper\ttolerance
                low\tLittle is left after one hour.\tus\tS+P\tvalidation\to\te\tat(o, e, 1)\t\t0.7\t0.05
                falls\tIt falls.\tus\tP\tvalidation\to\te\tat(o, e, 2) - at(o, e, 1)\t\t0\t
                """);
        write(
                folder,
                "mechanisms.tsv",
                """
                mechanismId\tquestion\tsentence\tparameterId\tvalue
                decay\tIs there an input?\tdecay alone\tb\t0
                input\tIs there an input?\tdecay and an input\t\t
                """);
        write(
                folder,
                "provenance.tsv",
                "parameterId\tvalue\tunit\tsource\tgrade\n"
                    + "k\t1\tper_h\tus\tE\n"
                    + "b\t0\tnM_per_h\tus\tE\n");
        write(
                folder,
                "study.yaml",
                """
                format_version: 2.0.0
                id: decay
                model_files:
                  m: {location: model.ant, language: antimony}
                parameter_files: [parameters.tsv]
                observable_files: [observables.tsv]
                condition_files: [conditions.tsv]
                experiment_files: [experiments.tsv]
                measurement_files: [measurements.tsv]
                extensions:
                  tamor:
                    version: 1.0.0
                    required: false
                    title: Decay
                    claim_files: [claims.tsv]
                    mechanism_files: [mechanisms.tsv]
                    validation_measurement_files: [aside.tsv]
                """);
        return StudyReader.read(folder);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /// The likelihood of the measurements.
    public static double likelihood(double k, double b) {
        double product = 1;
        for (int i = 0; i < TIMES.length; i++) {
            double z = (MEASURED[i] - amount(k, b, TIMES[i])) / NOISE;
            product *= Math.exp(-0.5 * z * z) / (NOISE * Math.sqrt(2 * Math.PI));
        }
        return product;
    }

    /// The solution of `A' = b - k A` from 2.
    public static double amount(double k, double b, double time) {
        return b / k + (2 - b / k) * Math.exp(-k * time);
    }
}
