package org.tamor.calibrate.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.format.petab.PetabProblem;

/// Which parameters are eliminated, by formulas and priors alone.
class HierarchySearchTest {

    @TempDir private Path folder = Path.of("");

    private static List<String> eliminated(PetabProblem problem, Density density) {
        SearchSpace space = SearchSpace.of(problem);
        PriorOnScales prior = new PriorOnScales(PetabEvaluation.of(problem), space, density);
        return HierarchySearch.of(problem, space, prior, true).inner().stream()
                .map(k -> space.parameter(k).id())
                .toList();
    }

    private static FitProblems observing(String formula, String noise, String distribution) {
        return FitProblems.observing(
                formula,
                noise,
                distribution,
                "parameterId\tparameterScale\tlowerBound\tupperBound\tnominalValue\testimate",
                """
                a0\tlog10\t0.01\t100\t3\t1
                k\tlog10\t0.001\t100\t0.7\t1
                factor\tlog10\t0.01\t100\t1\t1
                shift\tlin\t-10\t10\t0\t1
                sd\tlog10\t0.001\t10\t0.1\t1
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "factor * A|sd|normal|factor sd",
                "shift + A|sd|normal|shift sd",
                "shift + factor * A|sd|normal|factor shift sd",
                "A * factor / (A + k) - A * factor|sd|normal|factor sd",
                "factor * (A + shift)|sd|normal|factor sd",
                "factor|sd|normal|factor sd",
                "factor * A + A|sd|normal|sd",
                "factor^2 * A|sd|normal|sd",
                "factor * A|sd + 0.1|normal|factor",
                "factor * A|sd * A|normal|factor sd",
                "factor * A|sd * factor * A|normal|sd",
                "factor * A|sd * obs|normal|sd",
                "A|sd * factor|normal|factor",
                "factor * A|sd|log-normal|factor sd",
                "shift + factor * A|sd|log-normal|sd",
                "factor * A|sd|laplace|factor sd",
                "shift + factor * A|sd|laplace|shift sd",
                "factor * A|sd|log-laplace|factor sd",
                "a0 * k|sd|normal|sd",
            })
    void findsParametersByTheirUse(String formula, String noise, String distribution, String ids) {
        PetabProblem problem = observing(formula, noise, distribution).read(folder);
        assertThat(eliminated(problem, Density.VALUE)).containsExactly(ids.split(" "));
    }

    /// A condition that sets a parameter, and one that reads it, make use of it.
    @Test
    void keepsParametersOfConditions() {
        PetabProblem problem =
                observing("factor * A", "sd", "normal")
                        .with("conditions.tsv", "conditionId\tk\nc\tfactor\n")
                        .read(folder);
        assertThat(eliminated(problem, Density.VALUE)).containsExactly("sd");
    }

    /// Two readings with noise parameters of their own share a factor: their weights decide on it.
    @Test
    void eliminatesTheLargerPartWhereBothCannotBe() {
        PetabProblem problem =
                observing("factor * A", "sd", "normal")
                        .with(
                                "observables.tsv",
                                """
                                observableId\tobservableFormula\tnoiseFormula
                                obs\tfactor * A\tsd
                                other\tfactor * A^2\tsecond
                                """)
                        .replacing("parameters.tsv", "sd\t", "second\tlin\t0.1\t9\t1\t1\nsd\t")
                        .replacing("measurements.tsv", "obs\tc\t", "other\tc\t5\t1\nobs\tc\t")
                        .read(folder);
        assertThat(eliminated(problem, Density.VALUE)).containsExactly("second", "sd");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uniform|0.01;100|normal|value|factor sd",
                "uniform|0.1;100|normal|value|sd",
                "uniform|0.01;100|normal|scale|sd",
                "normal|1;0.3|normal|value|sd",
                "parameterScaleNormal|0;0.3|normal|value|sd",
                "parameterScaleNormal|0;0.3|log-normal|value|sd",
                "logNormal|0;0.3|normal|value|sd",
                "parameterScaleUniform|-2;2|log-normal|value|factor sd",
                "parameterScaleUniform|-2;2|normal|scale|factor sd",
                "laplace|1;0.3|log-normal|value|sd",
            })
    void asksPriorsOfFactorsToBeFlatBesideNoise(
            String type, String numbers, String distribution, String density, String ids) {
        PetabProblem problem = withPrior("factor", type, numbers, distribution, "1").read(folder);
        assertThat(eliminated(problem, density.equals("value") ? Density.VALUE : Density.SCALE))
                .containsExactly(ids.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normal|1;0.3|normal|factor",
                "parameterScaleNormal|0;0.3|log-normal|factor",
                "logNormal|0;0.3|log-normal|factor",
                "logNormal|0;0.3|normal|",
                "normal|1;0.3|laplace|",
            })
    void takesQuadraticPriorsWhereTheNoiseIsKnown(
            String type, String numbers, String distribution, String ids) {
        PetabProblem problem = withPrior("factor", type, numbers, distribution, "0").read(folder);
        assertThat(String.join(" ", eliminated(problem, Density.VALUE)))
                .isEqualTo(ids == null ? "" : ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parameterScaleNormal|-1;0.3|sd",
                "logNormal|-2;0.3|sd",
                "normal|0.1;0.3|",
                "laplace|0.1;0.3|",
            })
    void takesPriorsOfNoiseOnTheLogarithm(String type, String numbers, String ids) {
        PetabProblem problem = withPrior("sd", type, numbers, "normal", "1").read(folder);
        assertThat(eliminated(problem, Density.VALUE))
                .isEqualTo(ids == null ? List.of("factor") : List.of("factor", ids));
    }

    private static FitProblems withPrior(
            String id, String type, String numbers, String distribution, String noiseEstimated) {
        String rows =
                """
                a0\tlog10\t0.01\t100\t3\t1\t\t
                k\tlog10\t0.001\t100\t0.7\t1\t\t
                factor\tlog10\t0.01\t100\t1\t1\t\t
                sd\tlog10\t0.001\t10\t0.1\t1\t\t
                """
                        .replace("10\t0.1\t1", "10\t0.1\t" + noiseEstimated)
                        .replaceAll("(?m)^(" + id + "\t.*)\t\t$", "$1\t" + type + "\t" + numbers);
        return FitProblems.observing(
                "factor * A",
                "sd",
                distribution,
                "parameterId\tparameterScale\tlowerBound\tupperBound\tnominalValue\testimate\t"
                        + "objectivePriorType\tobjectivePriorParameters",
                rows);
    }
}
