package org.tamor.calibrate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.format.petab.PetabProblem;

/// Maxima of posteriors by the value and by the scaled value, where theory knows them.
class DensityTest {

    @TempDir private Path folder = Path.of("");

    private static FitResult fit(PetabProblem problem, Density density) {
        FitOptions options = new FitOptions(4, 5, FitMethod.AUTOMATIC, 2, 300, 1, true, density);
        return ParameterFit.of(PetabEvaluation.of(problem), options)
                .run(List.of(), start -> {}, () -> false);
    }

    /// A parameter that one product cancels: the measurements say nothing of it, so its maximum is
    /// that of its prior. A log-normal prior (m, s) has its mode at exp(m - s^2), its logarithm at
    /// exp(m); x times a normal density (m, s) is largest at `(m + sqrt(m^2 + 4 s^2)) / 2`; a prior
    /// of the scaled value has the same mode either way.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logNormal|0.3;0.5|value|1.0512710963760241",
                "logNormal|0.3;0.5|scale|1.3498588075760032",
                "normal|1;0.5|value|1",
                "normal|1;0.5|scale|1.2071067811865475",
                "parameterScaleNormal|0.2;0.5|value|1.5848931924611136",
                "parameterScaleNormal|0.2;0.5|scale|1.5848931924611136",
            })
    void endsAtTheModeOfThePrior(String type, String numbers, String density, double mode) {
        PetabProblem problem =
                FitProblems.observing(
                                "A + 0 * free",
                                "sd",
                                "normal",
                                "parameterId\tparameterScale\tlowerBound\tupperBound\t"
                                        + "nominalValue\testimate\tobjectivePriorType\t"
                                        + "objectivePriorParameters",
                                "k\tlog10\t0.001\t100\t0.7\t1\t\t\n"
                                        + "a0\tlog10\t0.01\t100\t3\t0\t\t\n"
                                        + "sd\tlog10\t0.001\t10\t0.1\t1\t\t\n"
                                        + "free\tlog10\t0.01\t100\t1\t1\t"
                                        + type
                                        + "\t"
                                        + numbers
                                        + "\n")
                        .read(folder);
        FitResult result = fit(problem, density.equals("value") ? Density.VALUE : Density.SCALE);
        int free = result.space().ids().indexOf("free");
        assertThat(Math.pow(10, result.best()[free])).isCloseTo(mode, within(2e-3 * mode));
    }

    private static final String VERSION_2 =
            """
            format_version: 2.0.0
            model_files:
              m: {location: model.xml, language: sbml}
            parameter_files: [parameters.tsv]
            observable_files: [observables.tsv]
            measurement_files: [measurements.tsv]
            """;

    /// One value m = 1.2 is measured with noise 0.3, the prior of the value is log-uniform. By the
    /// scale the maximum is at m; by the value, where the density has 1/x besides, at `(m +
    /// sqrt(m^2
    /// - 4 0.3^2)) / 2`. One that is not measured goes to its lower bound by the value; by the
    ///   scale nothing draws it anywhere.
    @Test
    void aLogUniformPriorIsFlatOnTheScale() {
        PetabProblem problem =
                new FitProblems()
                        .with("problem.yaml", VERSION_2)
                        .with(
                                "observables.tsv",
                                """
                                observableId\tobservableFormula\tnoiseFormula
                                obs\tx + 0 * free\t0.3
                                """)
                        .with(
                                "measurements.tsv",
                                "observableId\texperimentId\ttime\tmeasurement\nobs\t\t1\t1.2\n")
                        .with(
                                "parameters.tsv",
                                """
                                parameterId\tlowerBound\tupperBound\tnominalValue\testimate\tpriorDistribution\tpriorParameters
                                x\t0.5\t5\t1\ttrue\tlog-uniform\t0.5;5
                                free\t0.5\t5\t1\ttrue\tlog-uniform\t0.5;5
                                """)
                        .read(folder);
        FitResult byScale = fit(problem, Density.SCALE);
        FitResult byValue = fit(problem, Density.VALUE);
        assertThat(value(byScale, 0)).isCloseTo(1.2, within(1e-3));
        assertThat(value(byValue, 0)).isCloseTo((1.2 + Math.sqrt(1.44 - 0.36)) / 2, within(1e-3));
        assertThat(value(byScale, 1)).isBetween(0.51, 4.9);
        assertThat(value(byValue, 1)).isEqualTo(0.5);
        double logUniform = -Math.log(Math.log(10));
        assertThat(byValue.logPrior())
                .isCloseTo(
                        2 * logUniform - Math.log(value(byValue, 0)) - Math.log(0.5), within(1e-9));
        assertThat(byScale.logPrior())
                .as("of common logarithms between bounds a factor of 10 apart")
                .isCloseTo(0, within(1e-9));
        assertThat(new FitTables(byScale).summary().getLast()).contains("scale");
    }

    private static double value(FitResult result, int k) {
        return result.space().value(k, result.best()[k]);
    }
}
