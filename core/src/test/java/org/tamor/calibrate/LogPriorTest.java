package org.tamor.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
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
}
