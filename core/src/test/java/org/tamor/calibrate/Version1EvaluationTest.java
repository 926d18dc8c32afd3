package org.tamor.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.ParameterScale;
import org.tamor.format.petab.PetabProblem;
import org.tamor.simulate.SolverOptions;

/// Version 1 problems against solutions by hand.
class Version1EvaluationTest {

    private static final SolverOptions OPTIONS = new SolverOptions(1e-10, 1e-13, 100_000);

    @TempDir private Path folder = Path.of("");

    private Evaluation.Completed evaluate(Version1Files files, Map<String, Double> values) {
        Evaluation evaluation = PetabEvaluation.of(files.read(folder)).evaluate(values, OPTIONS);
        assertThat(evaluation).isInstanceOf(Evaluation.Completed.class);
        return (Evaluation.Completed) evaluation;
    }

    @Test
    void conditionsHoldBeforeInitialAssignments() {
        Evaluation.Completed completed = evaluate(new Version1Files(), Map.of());
        double[] expected = {3.25, 3 * Math.exp(-2) + 0.25, Math.exp(-4)};
        assertThat(completed.simulations()).containsExactly(expected, within(1e-8));
        double[] residuals = {3 - expected[0], (2 - expected[1]) / 0.5, (1 - expected[2]) / 0.5};
        double squares = 0;
        for (double residual : residuals) {
            squares += residual * residual;
        }
        assertThat(completed.residuals()).containsExactly(residuals, within(1e-7));
        assertThat(completed.chi2()).isCloseTo(squares, within(1e-7));
        assertThat(completed.logLikelihood())
                .isCloseTo(
                        -0.5 * squares - 1.5 * Math.log(2 * Math.PI) - 2 * Math.log(0.5),
                        within(1e-7));
    }

    @Test
    void valuesAreOnTheLinearScale() {
        Version1Files files = new Version1Files();
        assertThat(evaluate(files, Map.of("shift", 1.0)).simulations()[0])
                .isCloseTo(4, within(1e-9));
        assertThat(files.read(folder).parameters().getFirst().scale())
                .isEqualTo(ParameterScale.COMMON_LOGARITHM);
    }

    @Test
    void aBlankParameterGoesBackAfterPreEquilibrationAndABlankSpeciesStays() {
        Version1Files files =
                new Version1Files()
                        .with(
                                "conditions.tsv",
                                """
                                conditionId\ts\tk\tA\toffset
                                rest\t2\t0.5\t9\t0
                                wash\t0\t\t\t0
                                """)
                        .with(
                                "measurements.tsv",
                                """
                                observableId\tpreequilibrationConditionId\tsimulationConditionId\tmeasurement\ttime\tnoiseParameters
                                obs\trest\twash\t4\t0\t1
                                obs\trest\twash\t1\t1.5\t1
                                obs\trest\trest\t4\tinf\t1
                                """)
                        .with(
                                "parameters.tsv",
                                "parameterId\tparameterScale\tnominalValue\testimate\n");
        assertThat(evaluate(files, Map.of()).simulations())
                .containsExactly(new double[] {4, 4 * Math.exp(-1.5), 4}, within(1e-5));
    }

    @Test
    void writesTheSimulationTableOfVersion1() {
        PetabProblem problem = new Version1Files().read(folder);
        Evaluation.Completed made =
                new Evaluation.Completed(0, 0, new double[] {1, 0.1, 1e-20}, new double[3]);
        assertThat(SimulationTable.text(problem, made))
                .isEqualTo(
                        """
                        observableId\tpreequilibrationConditionId\tsimulationConditionId\ttime\tsimulation\tobservableParameters\tnoiseParameters
                        obs\t\tc1\t0.0\t1.0\t\t1.0
                        obs\t\tc1\t2.0\t0.1\t\tsd
                        obs\t\tc2\t2.0\t1.0E-20\t\tsd
                        """);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    problem.yaml | parameter_file | parameter_fil | entry parameter_file is missing | petab.missing-file
                    problem.yaml | [model.xml] | [model.xml, model.xml] | one model, not 2 | petab.no-model
                    problem.yaml | model.xml | modle.xml | did you mean model.xml | petab.missing-file
                    problem.yaml | format_version: 1 | format_version: 3 | only versions 1 and 2 | petab.version
                    parameters.tsv | log10 | log2 | log2' is not one of lin, log, log10 | petab.unknown-word
                    parameters.tsv | 0.01 | 100 | swap them | petab.bad-bounds
                    parameters.tsv | 0.25 | x | 'x' is no number | table.bad-number
                    parameters.tsv | sd | sdd | name sd is not known | petab.unknown-name
                    conditions.tsv | a0 | a00 | did you mean a0 | petab.unknown-name
                    conditions.tsv | c2 | c1 | two conditions c1 | petab.duplicate
                    measurements.tsv | c2 | c3 | unknown condition c3 | petab.unknown-name
                    measurements.tsv | sd | | has 1 placeholders | petab.placeholders
                    measurements.tsv | time | tme | column time is missing | table.missing-column
                    observables.tsv | lin | log2 | log2' is not one of lin | petab.unknown-word
                    observables.tsv | \tnormal | \tcauchy | not one of normal, laplace | petab.unknown-word
                    observables.tsv | A + | B + | the name B is not known | petab.unknown-name
                    observables.tsv | A + | foo(A) + | function foo is not known | petab.unknown-name
                    observables.tsv | \tnoiseParameter1_obs | \t0 | noise scale is 0.0 | petab.bad-noise
                    """)
    void refusesWithPlaceAndAdvice(
            String file, String text, String replacement, String words, String code) {
        String by = replacement == null ? "" : replacement;
        Version1Files files = new Version1Files().replacing(file, text, by);
        assertThatThrownBy(() -> files.read(folder))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(code);
                            assertThat(e.describe()).contains(words);
                        });
    }

    private PetabProblem withPrior(String type, String parameters) {
        return new Version1Files()
                .with(
                        "parameters.tsv",
                        "parameterId\tparameterScale\tlowerBound\tupperBound\tnominalValue\testimate"
                                + "\tobjectivePriorType\tobjectivePriorParameters\n"
                                + "shift\tlog10\t0.01\t10\t0.25\t1\t"
                                + type
                                + "\t"
                                + parameters
                                + "\nsd\tlin\t0\t10\t0.5\t0\t\t\n")
                .read(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "uniform, 1;0, swap",
        "parameterScaleUniform, 1;1, swap",
        "'', 1;0, swap",
        "normal, 1;0, width",
        "laplace, 1;-2, width",
        "logNormal, 0;0, width",
        "logLaplace, 0;0, width",
        "parameterScaleNormal, 0;-1, width",
        "parameterScaleLaplace, 0;0, width"
    })
    void priorsThatAreNoDistributions(String type, String parameters, String words) {
        assertThatThrownBy(() -> withPrior(type, parameters))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("petab.bad-prior");
                            assertThat(e.describe()).contains("parameters.tsv:2", words);
                        });
    }

    /// The default type is parameterScaleUniform, here of log10 values.
    @Test
    void priorParametersWithoutAType() {
        LogPrior prior = LogPrior.of(withPrior("", "-1;1"));
        assertThat(prior.value(Map.of("shift", 2.0))).isCloseTo(-Math.log(2), within(1e-15));
        assertThat(prior.value(Map.of("shift", 11.0))).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
