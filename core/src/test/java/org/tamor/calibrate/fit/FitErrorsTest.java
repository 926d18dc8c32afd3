package org.tamor.calibrate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.failure.BadInputException;

/// Each way to break a problem gives an error that names the place and the fault.
class FitErrorsTest {

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parameters.tsv|a0#log10#0.01#100|a0#log10##100|table.missing-value|lowerBound",
                "parameters.tsv|k#log10#0.001#100|k#log10#100#0.001|petab.bad-bounds|lower bound is"
                        + " above",
                "parameters.tsv|k#log10#0.001#100|k#log10#0.7#0.7|fit.empty-bounds|nothing to"
                        + " search",
                "parameters.tsv|sd#log10#0.001#10|sd#log10#0#10|fit.bound-without-logarithm|above"
                        + " 0",
                "parameters.tsv|k#log10#0.001#100|k#log10#0.001#inf|fit.infinite-bound|infinite"
                        + " bound",
                "parameters.tsv|100#3#1|100#300#1|fit.nominal-outside|outside its bounds",
                "parameters.tsv|a0#log10|a00#log10|petab.unknown-name|a00",
                "measurements.tsv|obs#c|obz#c|petab.unknown-name|obz",
                "measurements.tsv|obs#c#3|obs#c#NaN3|table.bad-number|measurement",
                "observables.tsv|factor * A|factor * B|petab.unknown-name|name B is not known",
            })
    void isNamed(String file, String text, String replacement, String code, String words) {
        FitProblems files =
                new FitProblems()
                        .replacing(file, text.replace('#', '\t'), replacement.replace('#', '\t'));
        BadInputException error =
                catchThrowableOfType(
                        BadInputException.class,
                        () ->
                                ParameterFit.of(
                                        PetabEvaluation.of(files.read(folder)),
                                        FitOptions.STANDARD));
        assertThat(error).isNotNull();
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.describe()).contains(words);
        assertThat(error.location().file()).endsWith(file);
        assertThat(error.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "inf"})
    void measurementsMustBeFinite(String value) {
        String table =
                "observableId\tsimulationConditionId\tmeasurement\ttime\nobs\tc\t1\t0\nobs\tc\t"
                        + value
                        + "\t1\n";
        FitProblems files = new FitProblems().with("measurements.tsv", table);
        BadInputException error =
                catchThrowableOfType(
                        BadInputException.class,
                        () ->
                                ParameterFit.of(
                                        PetabEvaluation.of(files.read(folder)),
                                        FitOptions.STANDARD));
        assertThat(error).isNotNull();
        assertThat(error.describe()).contains("measurement", "is no number");
        assertThat(error.location().line()).isEqualTo(3);
    }

    @Test
    void somethingMustBeEstimated() {
        FitProblems files =
                new FitProblems()
                        .with(
                                "parameters.tsv",
                                """
                                parameterId\tparameterScale\tlowerBound\tupperBound\tnominalValue\testimate
                                a0\tlog10\t0.01\t100\t3\t0
                                factor\tlog10\t0.01\t100\t1\t0
                                sd\tlog10\t0.001\t10\t0.1\t0
                                """);
        BadInputException error =
                catchThrowableOfType(
                        BadInputException.class,
                        () ->
                                ParameterFit.of(
                                        PetabEvaluation.of(files.read(folder)),
                                        FitOptions.STANDARD));
        assertThat(error).isNotNull();
        assertThat(error.code()).isEqualTo("fit.nothing-estimated");
        assertThat(error.describe()).contains("estimate");
    }

    @Test
    void thereMustBeMeasurements() {
        FitProblems files =
                new FitProblems()
                        .with(
                                "measurements.tsv",
                                "observableId\tsimulationConditionId\tmeasurement\ttime\n");
        BadInputException error =
                catchThrowableOfType(
                        BadInputException.class,
                        () ->
                                ParameterFit.of(
                                        PetabEvaluation.of(files.read(folder)),
                                        FitOptions.STANDARD));
        assertThat(error).isNotNull();
        assertThat(error.code()).isEqualTo("fit.no-measurements");
    }
}
