package org.tamor.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.simulate.SolverOptions;

/// Noise models by hand, failures without numbers, and parameter values.
class PetabEvaluationTest {

    @TempDir private Path folder = Path.of("");

    /// y is 2, and A' = A^2 from 1, which has no solution from time 1 on.
    private PetabProblem problem(String observable, String measurement) throws IOException {
        Files.writeString(
                folder.resolve("model.ant"),
                """
                model m()
                  compartment cell = 1;
                  species A in cell = 1;
                  const y = 2;
                  growth: -> A; A^2;
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
                """
                parameterId\tlowerBound\tupperBound\tnominalValue\testimate
                y\t0\t10\t2\ttrue
                s\t0\t10\t\ttrue
                """);
        Files.writeString(
                folder.resolve("observables.tsv"),
                "observableId\tobservableFormula\tnoiseFormula\tnoiseDistribution\n"
                        + observable.replace(' ', '\t'));
        Files.writeString(
                folder.resolve("measurements.tsv"),
                "observableId\texperimentId\ttime\tmeasurement\n" + measurement.replace(' ', '\t'));
        return PetabReader.read(folder.resolve("problem.yaml"));
    }

    private Evaluation evaluate(String observable, String measurement, Map<String, Double> values)
            throws IOException {
        return PetabEvaluation.of(problem(observable, measurement))
                .evaluate(values, SolverOptions.DEFAULT);
    }

    /// Simulated 2, measured 3, scale 1/2: the residual is 2, or ln(3/2) / (1/2) of logarithms.
    @ParameterizedTest
    @CsvSource({
        "normal, 4, -2.2257913526447273",
        "laplace, 4, -2",
        "log-normal, 0.6576078155726617, -1.653207549099168",
        "log-laplace, 0.6576078155726617, -1.9095425048844386"
    })
    void noiseModels(String distribution, double chi2, double logLikelihood) throws IOException {
        Evaluation evaluation = evaluate("o y s " + distribution, "o  0 3", Map.of("s", 0.5));
        assertThat(evaluation)
                .isInstanceOfSatisfying(
                        Evaluation.Completed.class,
                        completed -> {
                            assertThat(completed.chi2()).isCloseTo(chi2, within(1e-14));
                            assertThat(completed.logLikelihood())
                                    .isCloseTo(logLikelihood, within(1e-14));
                            assertThat(completed.simulations()).containsExactly(2.0);
                        });
    }

    /// The scale is that of log10 values: `ln(1 / (3 ln(10) s sqrt(2 pi))) - (log10(3/2) / s)^2 /
    /// 2`.
    @ParameterizedTest
    @CsvSource({
        "normal, 0.12403252606326015, -2.220452349592423",
        "laplace, 0.12403252606326015, -2.284827252027428"
    })
    void commonLogarithmsOfVersion1(String distribution, double chi2, double logLikelihood) {
        Version1Files files =
                new Version1Files()
                        .replacing("observables.tsv", "A + offset", "2 + 0 * offset")
                        .replacing("observables.tsv", "lin\tnormal", "log10\t" + distribution)
                        .with(
                                "measurements.tsv",
                                """
                                observableId\tsimulationConditionId\tmeasurement\ttime\tnoiseParameters
                                obs\tc1\t3\t0\tsd
                                """);
        Evaluation evaluation =
                PetabEvaluation.of(files.read(folder)).evaluate(Map.of(), SolverOptions.DEFAULT);
        assertThat(evaluation)
                .isInstanceOfSatisfying(
                        Evaluation.Completed.class,
                        completed -> {
                            assertThat(completed.chi2()).isCloseTo(chi2, within(1e-14));
                            assertThat(completed.logLikelihood())
                                    .isCloseTo(logLikelihood, within(1e-13));
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "o A s normal, o  2 3, the integration cannot go on",
        "o y s*(y-2) normal, o  0 3, 'observable o: the noise scale is 0.0, it must be above 0'",
        "o y-3 s log-normal, o  0 3, 'the simulated value is -1.0, which has no logarithm'",
        "o 1/(y-2) s normal, o  0 3, 'the simulated value is Infinity, not a finite number'"
    })
    void aFailedRunYieldsNoNumber(String observable, String measurement, String words)
            throws IOException {
        assertThat(evaluate(observable, measurement, Map.of("s", 1.0)))
                .isInstanceOfSatisfying(
                        Evaluation.Failed.class,
                        failed -> assertThat(failed.describe()).contains(words));
    }

    @Test
    void parameterValuesAreChecked() throws IOException {
        PetabEvaluation evaluation = PetabEvaluation.of(problem("o y s normal", "o  0 3"));
        assertThatThrownBy(() -> evaluation.evaluate(Map.of(), SolverOptions.DEFAULT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("parameter s has no value");
        assertThatThrownBy(
                        () -> evaluation.evaluate(Map.of("s", Double.NaN), SolverOptions.DEFAULT))
                .hasMessageContaining("s is NaN");
        assertThatThrownBy(() ->
                        evaluation.evaluate(Map.of("s", 1.0, "yy", 1.0), SolverOptions.DEFAULT))
                .hasMessageContaining("did you mean y?");
    }

    @Test
    void readsParameterValues() throws IOException {
        PetabProblem problem = problem("o y s normal", "o  0 3");
        Path commas = folder.resolve("values.csv");
        Files.writeString(commas, "parameterId,value\ny,1.5\ns,2e-1\n");
        assertThat(ParameterValues.read(commas, problem)).isEqualTo(Map.of("y", 1.5, "s", 0.2));
        Path tabs = folder.resolve("values.tsv");
        Files.writeString(tabs, "parameterId\tnominalValue\ns\t3\n");
        assertThat(ParameterValues.read(tabs, problem)).isEqualTo(Map.of("s", 3.0));
        Files.writeString(tabs, "parameterId\tvalue\nt\t3\n");
        assertThatThrownBy(() -> ParameterValues.read(tabs, problem))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.describe()).contains("values.tsv:2", "no parameter t"));
    }
}
