package org.tamor.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.ParameterScale;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.Prior;
import org.tamor.format.petab.Prior.Distribution;

class LogPriorTest {

    private static double value(
            String version, double lower, double upper, Optional<Prior> prior, double x) {
        PetabParameter parameter =
                new PetabParameter(
                        "p", lower, upper, OptionalDouble.empty(), true, prior, Location.UNKNOWN);
        PetabProblem problem =
                new PetabProblem(
                        Path.of("p.yaml"),
                        "",
                        version,
                        List.of(),
                        List.of(parameter),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of());
        return LogPrior.of(problem).value(Map.of("p", x));
    }

    private static Optional<Prior> prior(Distribution distribution, Double... numbers) {
        return Optional.of(new Prior(distribution, List.of(numbers)));
    }

    @Test
    void boundsTruncate() {
        double infinite = Double.POSITIVE_INFINITY;
        double half = Math.log(2) - 0.125 - 0.5 * Math.log(2 * Math.PI);
        assertThat(value("2.0.0", 0, infinite, prior(Distribution.NORMAL, 0.0, 1.0), 0.5))
                .isCloseTo(half, within(1e-14));
        double mass = Math.exp(-1) - Math.exp(-3);
        assertThat(value("2.0.0", 2, 6, prior(Distribution.EXPONENTIAL, 2.0), 4))
                .isCloseTo(-2 - Math.log(2) - Math.log(mass), within(1e-14));
        assertThat(value("2.0.0", 2, 6, prior(Distribution.EXPONENTIAL, 2.0), 7))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void withoutPriorUniformInVersion2AndNothingInVersion1() {
        assertThat(value("2.0.0", 1, 5, Optional.empty(), 2)).isEqualTo(-Math.log(4));
        assertThat(value("1", 1, 5, Optional.empty(), 2)).isZero();
    }

    @Test
    void version1PriorsOnTheParametersScaleAreOfTheScaledValue() {
        Prior scaled =
                new Prior(Distribution.NORMAL, List.of(1.0, 0.5), ParameterScale.COMMON_LOGARITHM);
        double expected = -0.5 * 4 - Math.log(0.5 * Math.sqrt(2 * Math.PI));
        assertThat(value("1", 1, 50, Optional.of(scaled), 100)).isCloseTo(expected, within(1e-13));
    }

    /// The densities as the specification defines them, with the width as second parameter.
    @Test
    void densitiesInClosedForm() {
        double x = 1.7;
        double logX = Math.log(x);
        double infinite = Double.POSITIVE_INFINITY;
        Map<Distribution, Double> expected =
                Map.of(
                        Distribution.CAUCHY, -Math.log(Math.PI * 2 * (1 + 0.36)),
                        Distribution.LAPLACE, -Math.log(4) - 0.6,
                        Distribution.NORMAL, -Math.log(2 * Math.sqrt(2 * Math.PI)) - 0.18,
                        Distribution.GAMMA, -0.5 * Math.log(Math.PI * 2) - 0.5 * logX - 0.85,
                        Distribution.LOG_LAPLACE, -Math.log(4) - (logX - 0.5) / 2 - logX,
                        Distribution.LOG_NORMAL,
                                -Math.log(2 * Math.sqrt(2 * Math.PI)) - (logX - 0.5) * (logX - 0.5) / 8 - logX,
                        Distribution.LOG_UNIFORM, -Math.log(Math.log(4)) - logX,
                        Distribution.UNIFORM, -Math.log(1.5));
        expected.forEach((distribution, density) -> {
            assertThat(value("2.0.0", -infinite, infinite, prior(distribution, 0.5, 2.0), x))
                    .as(distribution.label())
                    .isCloseTo(density, within(1e-13));
        });
        assertThat(value("2.0.0", 0, infinite, prior(Distribution.CHI_SQUARE, 4.0), x))
                .isCloseTo(Math.log(x / 4) - x / 2, within(1e-13));
        assertThat(value("2.0.0", 0, infinite, prior(Distribution.RAYLEIGH, 3.0), x))
                .isCloseTo(Math.log(x / 9) - x * x / 18, within(1e-13));
        assertThat(value("2.0.0", 0, infinite, prior(Distribution.EXPONENTIAL, 3.0), x))
                .isCloseTo(-Math.log(3) - x / 3, within(1e-13));
    }

    /// A density too small for a number still has a logarithm.
    @Test
    void farFromTheCentre() {
        assertThat(value("1", 0, 1, prior(Distribution.LAPLACE, 0.0, 0.01), 20))
                .isCloseTo(-Math.log(0.02) - 2000, within(1e-9));
        assertThat(value("1", 0, 1, prior(Distribution.LOG_LAPLACE, 0.0, 1e-3), Math.E))
                .isCloseTo(-Math.log(2e-3) - 1000 - 1, within(1e-9));
    }

    /// The probability of an interval in an upper tail does not vanish among the digits of 1.
    @Test
    void boundsInATail() {
        double infinite = Double.POSITIVE_INFINITY;
        double upper = value("2.0.0", 12, 20, prior(Distribution.NORMAL, 0.0, 1.0), 12.5);
        assertThat(value("2.0.0", -20, -12, prior(Distribution.NORMAL, 0.0, 1.0), -12.5))
                .isEqualTo(upper);
        double mills = 1 / 12.0 * (1 - 1 / 144.0 + 3 / 20736.0 - 15 / Math.pow(12, 6));
        assertThat(upper).isCloseTo(-0.5 * (12.5 * 12.5 - 144) - Math.log(mills), within(1e-5));
        assertThat(value("2.0.0", 900, infinite, prior(Distribution.EXPONENTIAL, 1.0), 901))
                .isCloseTo(-1, within(1e-12));
        assertThat(value("2.0.0", 50, infinite, prior(Distribution.RAYLEIGH, 1.0), 51))
                .isCloseTo(Math.log(51) - 0.5 * (51 * 51 - 50 * 50), within(1e-10));
        assertThat(value("2.0.0", 40, infinite, prior(Distribution.LAPLACE, 0.0, 1.0), 41))
                .isCloseTo(-1, within(1e-12));
        assertThat(value("2.0.0", 1e18, infinite, prior(Distribution.CAUCHY, 0.0, 1.0), 2e18))
                .isCloseTo(Math.log(1e18 / 4e36), within(1e-12));
        assertThat(value("2.0.0", -1e18, -1e9, prior(Distribution.CAUCHY, 0.0, 1.0), -1e9))
                .isCloseTo(Math.log(1e9 / 1e18), within(1e-8));
        assertThat(value("2.0.0", 300, infinite, prior(Distribution.GAMMA, 1.0, 2.0), 302))
                .isCloseTo(-Math.log(2) - 1, within(1e-10));
        assertThat(value("2.0.0", 300, infinite, prior(Distribution.CHI_SQUARE, 2.0), 302))
                .isCloseTo(-Math.log(2) - 1, within(1e-10));
    }

    @Test
    void boundsOutsideTheSupportAreRefused() {
        for (Optional<Prior> outside :
                List.of(
                        prior(Distribution.UNIFORM, 0.0, 1.0),
                        prior(Distribution.LOG_UNIFORM, 0.5, 1.0))) {
            assertThatThrownBy(() -> value("2.0.0", 2, 3, outside, 2.5))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContainingAll("prior of p", "2.0 and 3.0", "widen");
        }
        assertThat(value("2.0.0", 0.5, 3, prior(Distribution.UNIFORM, 0.0, 1.0), 0.75))
                .isCloseTo(Math.log(2), within(1e-14));
    }

    @Test
    void withoutPriorAndFiniteBoundsTheDensityIsFlat() {
        assertThat(value("2.0.0", 0, Double.POSITIVE_INFINITY, Optional.empty(), 2)).isZero();
        assertThat(value("2.0.0", 0, Double.POSITIVE_INFINITY, Optional.empty(), -2))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aValueWithoutLogarithmHasNoDensity() {
        Prior scaled =
                new Prior(Distribution.NORMAL, List.of(1.0, 0.5), ParameterScale.COMMON_LOGARITHM);
        assertThat(value("1", 1, 50, Optional.of(scaled), -1)).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
