package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.Prior;
import org.tamor.format.petab.Prior.Distribution;

class ParameterDrawsTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static PetabParameter parameter(
            String id, double low, double high, Optional<Prior> prior) {
        return new PetabParameter(
                id, low, high, OptionalDouble.of(1), true, prior, Location.UNKNOWN);
    }

    @Test
    void withoutPriorTheScaleFollowsTheBounds() {
        assertThat(ParameterDraws.value(parameter("p", 0.01, 100, Optional.empty()), 0.5))
                .isCloseTo(1, within(1e-12));
        assertThat(ParameterDraws.value(parameter("p", -1, 3, Optional.empty()), 0.25))
                .isCloseTo(0, within(1e-12));
        assertThat(ParameterDraws.value(parameter("p", 2, 2, Optional.empty()), 0.3)).isEqualTo(2);
    }

    /// Medians known in closed form.
    @ParameterizedTest
    @CsvSource({
        "NORMAL, 4;2, 4",
        "LAPLACE, 3;5, 3",
        "CAUCHY, 3;5, 3",
        "UNIFORM, 2;8, 5",
        "LOG_NORMAL, 1;2, 2.718281828459045",
        "LOG_LAPLACE, 1;2, 2.718281828459045",
        "LOG_UNIFORM, 1;100, 10",
        "EXPONENTIAL, 3, 2.0794415416798357",
        "RAYLEIGH, 3, 3.532230067546424",
        "CHI_SQUARE, 2, 1.3862943611198906",
        "GAMMA, 1;3, 2.0794415416798357"
    })
    void aHalfIsTheMedian(Distribution distribution, String parameters, double median) {
        List<Double> numbers = new ArrayList<>();
        for (String part : parameters.split(";", -1)) {
            numbers.add(Double.valueOf(part));
        }
        PetabParameter parameter =
                parameter("p", -INFINITE, INFINITE, Optional.of(new Prior(distribution, numbers)));
        assertThat(ParameterDraws.value(parameter, 0.5)).isCloseTo(median, within(1e-8 * median));
    }

    @Test
    void boundsTruncatePriors() {
        PetabParameter parameter =
                parameter(
                        "p", 1, 2, Optional.of(new Prior(Distribution.NORMAL, List.of(0.0, 1.0))));
        for (int member = 0; member < 200; member++) {
            double value = ParameterDraws.value(parameter, ParameterDraws.uniform(3, member, "p"));
            assertThat(value).isBetween(1.0, 2.0);
        }
    }

    @Test
    void aDrawDoesNotDependOnOtherParameters() {
        PetabParameter a = parameter("a", 1, 10, Optional.empty());
        PetabParameter b = parameter("b", 1, 10, Optional.empty());
        assertThat(ParameterDraws.draw(List.of(b, a), 5, 3).get("a"))
                .isEqualTo(ParameterDraws.draw(List.of(a), 5, 3).get("a"));
        assertThat(ParameterDraws.draw(List.of(a), 5, 3))
                .isNotEqualTo(ParameterDraws.draw(List.of(a), 5, 4));
    }

    /// Kolmogorov-Smirnov distance of 2000 numbers below its 0.1 % point, 1.95 / sqrt(n).
    @Test
    void numbersAreUniform() {
        int n = 2000;
        double[] sorted = new double[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = ParameterDraws.uniform(11, i, "kinase");
        }
        java.util.Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < n; i++) {
            distance =
                    Math.max(
                            distance,
                            Math.max(sorted[i] - (double) i / n, (i + 1.0) / n - sorted[i]));
        }
        assertThat(distance).isLessThan(1.95 / Math.sqrt(n));
    }

    /// Above a, exp(-x) is again exponential; the normal tail is the lower one mirrored.
    @Test
    void boundsInATail() {
        PetabParameter exponential =
                parameter(
                        "p",
                        60,
                        INFINITE,
                        Optional.of(new Prior(Distribution.EXPONENTIAL, List.of(1.0))));
        assertThat(ParameterDraws.value(exponential, 0.5))
                .isCloseTo(60 + Math.log(2), within(1e-9));
        Optional<Prior> normal =
                Optional.of(new Prior(Distribution.NORMAL, List.of(1.0, 2.0)));
        double above = ParameterDraws.value(parameter("p", 21, 40, normal), 0.3);
        double below = ParameterDraws.value(parameter("p", -38, -19, normal), 0.7);
        assertThat(above).isCloseTo(2 - below, within(1e-9)).isBetween(21.01, 21.2);
        Optional<Prior> logNormal =
                Optional.of(new Prior(Distribution.LOG_NORMAL, List.of(1.0, 2.0)));
        assertThat(
                        ParameterDraws.value(
                                parameter("p", Math.exp(21), Math.exp(40), logNormal), 0.3))
                .isCloseTo(Math.exp(above), within(1e-6 * Math.exp(above)));
    }

    @Test
    void aPriorOutsideTheBoundsIsRefused() {
        PetabParameter parameter =
                parameter(
                        "p", 2, 3, Optional.of(new Prior(Distribution.UNIFORM, List.of(0.0, 1.0))));
        assertThatThrownBy(() -> ParameterDraws.value(parameter, 0.5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("prior of p", "widen");
    }
}
