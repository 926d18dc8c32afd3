package org.tamor.calibrate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.calibrate.fit.LocalFit.Status;

/// The optimisers on functions whose minima are known.
class TrustRegionTest {

    /// Rosenbrock's function as a sum of squares: residuals 10 (y - x^2) and 1 - x, minimum 0 at
    /// (1, 1). No value where x + y < limit.
    ///
    /// @param curvature whether the optimiser is given J^T J
    private record Rosenbrock(double mostX, double limit, boolean curvature) implements Objective {

        @Override
        public List<String> names() {
            return List.of("x", "y");
        }

        @Override
        public double[] lower() {
            return new double[] {-2, -2};
        }

        @Override
        public double[] upper() {
            return new double[] {mostX, 3};
        }

        @Override
        public Value value(double[] x) {
            if (x[0] + x[1] < limit) {
                return new Undefined("x + y is below " + limit);
            }
            double[] r = residuals(x);
            return new Finite(0.5 * (r[0] * r[0] + r[1] * r[1]), r, Optional.empty());
        }

        private static double[] residuals(double[] x) {
            return new double[] {10 * (x[1] - x[0] * x[0]), 1 - x[0]};
        }

        @Override
        public Value expand(double[] x) {
            if (!(value(x) instanceof Finite finite)) {
                return value(x);
            }
            double[][] j = {{-20 * x[0], 10}, {-1, 0}};
            Chord chord =
                    d ->
                            new double[] {
                                j[0][0] * d[0] + j[1][0] * d[1], j[0][1] * d[0] + j[1][1] * d[1]
                            };
            double[][] product = new double[2][2];
            for (int k = 0; k < 2; k++) {
                for (int l = 0; l < 2; l++) {
                    product[k][l] = j[0][k] * j[0][l] + j[1][k] * j[1][l];
                }
            }
            Slope slope =
                    new Slope(
                            chord.gradientChange(finite.residuals()),
                            curvature ? Optional.of(product) : Optional.empty(),
                            curvature ? Optional.of(chord) : Optional.empty());
            return new Finite(finite.value(), finite.residuals(), Optional.of(slope));
        }
    }

    private static final TrustRegion.Options TIGHT =
            new TrustRegion.Options(500, 1e-12, 100, 1e-12);

    @ParameterizedTest
    @CsvSource({"true,-1.2,1", "true,1.9,-2", "false,-1.2,1", "false,0,2.9"})
    void findsTheMinimumInside(boolean curvature, double x, double y) {
        LocalFit fit =
                TrustRegion.minimise(new Rosenbrock(2, -9, curvature), new double[] {x, y}, TIGHT);
        assertThat(fit.status()).isEqualTo(Status.CONVERGED);
        assertThat(fit.point()[0]).isCloseTo(1, within(1e-4));
        assertThat(fit.point()[1]).isCloseTo(1, within(1e-4));
    }

    /// With x at most 1/2 the minimum lies on the bound: y = 1/4, value (1 - 1/2)^2 / 2.
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void findsTheMinimumOnABound(boolean curvature) {
        LocalFit fit =
                TrustRegion.minimise(
                        new Rosenbrock(0.5, -9, curvature), new double[] {-1.2, 1}, TIGHT);
        assertThat(fit.status()).isEqualTo(Status.CONVERGED);
        assertThat(fit.point()[0]).isEqualTo(0.5);
        assertThat(fit.point()[1]).isCloseTo(0.25, within(1e-4));
        assertThat(fit.value().orElseThrow()).isCloseTo(0.125, within(1e-9));
    }

    /// The way down from the start crosses the line beyond which there is nothing.
    @Test
    void turnsAwayFromWhereThereIsNoValue() {
        LocalFit fit =
                TrustRegion.minimise(new Rosenbrock(2, 1.6, true), new double[] {-0.9, 2.6}, TIGHT);
        assertThat(fit.failures()).isPositive();
        assertThat(fit.point()[0] + fit.point()[1]).isGreaterThanOrEqualTo(1.6);
        assertThat(fit.value().orElseThrow()).isLessThan(0.5 * (17.9 * 17.9 + 1.9 * 1.9));
    }

    @Test
    void saysWhereItCannotStart() {
        LocalFit fit =
                TrustRegion.minimise(new Rosenbrock(2, 0, true), new double[] {-1, -1}, TIGHT);
        assertThat(fit.status()).isEqualTo(Status.NO_START);
        assertThat(fit.value()).isEmpty();
        assertThat(fit.remark()).isEqualTo("x + y is below 0.0");
    }

    @Test
    void evolutionFindsTheMinimumToo() {
        LocalFit fit =
                new Evolution(new Rosenbrock(2, -9, false), 1000)
                        .minimise(new double[] {-1.2, 1}, 7);
        assertThat(fit.status()).isEqualTo(Status.CONVERGED);
        assertThat(fit.point()[0]).isCloseTo(1, within(0.02));
        assertThat(fit.point()[1]).isCloseTo(1, within(0.04));
    }

    /// A curvature that cannot be computed with must not reach the quadratic programme.
    @Test
    void forgetsASecondOrderPartThatIsNotFinite() {
        SecondOrderPart second = new SecondOrderPart(2);
        double[][] information = {{2, 0}, {0, 3}};
        second.update(
                new double[] {1, 0},
                new double[] {1e-200, 0},
                new double[] {1e200, Double.MAX_VALUE});
        second.compare(new double[] {0, 0}, information, new double[] {0, 1}, 1e300);
        assertThat(second.addedTo(information)).isEqualTo(information);
    }

    @Test
    void derivativesThatAreNotFiniteAreFailures() {
        Objective broken =
                new Objective() {
                    @Override
                    public List<String> names() {
                        return List.of("x");
                    }

                    @Override
                    public double[] lower() {
                        return new double[] {0};
                    }

                    @Override
                    public double[] upper() {
                        return new double[] {1};
                    }

                    @Override
                    public Value value(double[] x) {
                        return new Finite(x[0], new double[0], Optional.empty());
                    }

                    @Override
                    public Value expand(double[] x) {
                        Slope slope =
                                new Slope(
                                        new double[] {Double.NaN},
                                        Optional.of(new double[][] {{1}}),
                                        Optional.empty());
                        return new Finite(x[0], new double[0], Optional.of(slope));
                    }
                };
        LocalFit fit = TrustRegion.minimise(broken, new double[] {0.5}, TIGHT);
        assertThat(fit.status()).isEqualTo(Status.NO_START);
        assertThat(fit.remark()).isEqualTo("the derivatives are not finite");
    }
}
