package org.tamor.ode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootLocatorTest {

    private static final RightHandSide OSCILLATOR =
            TestProblem.system(
                    2,
                    (t, y, dy) -> {
                        dy[0] = y[1];
                        dy[1] = -y[0];
                    });

    private interface Functions {
        void evaluate(double t, double[] y, double[] g);
    }

    private record Root(double time, List<Integer> directions) {}

    private static RootFunctions functions(int count, Functions body) {
        return new RootFunctions() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public void evaluate(double time, double[] state, double[] values) {
                body.evaluate(time, state, values);
            }
        };
    }

    private static Integrator oscillator(boolean stiff, double tolerance) {
        Tolerances tolerances = Tolerances.uniform(tolerance, tolerance, 2);
        return stiff
                ? new BackwardDifferentiation(OSCILLATOR, tolerances)
                : new DormandPrince(OSCILLATOR, tolerances);
    }

    private static List<Root> roots(Integrator integrator, RootFunctions functions, double end) {
        RootLocator locator = new RootLocator(integrator, functions, 2);
        integrator.start(0, new double[] {0, 1});
        locator.start();
        List<Root> found = new ArrayList<>();
        while (integrator.time() < end) {
            integrator.step(end);
            while (locator.locate()) {
                List<Integer> directions = new ArrayList<>();
                for (int i = 0; i < functions.count(); i++) {
                    directions.add(locator.direction(i));
                }
                found.add(new Root(locator.time(), directions));
            }
            assertThat(locator.time()).isEqualTo(integrator.time());
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsEveryZeroOfASineInOrder(boolean stiff) {
        List<Root> found =
                roots(oscillator(stiff, 1e-10), functions(1, (t, y, g) -> g[0] = y[0]), 20);
        assertThat(found).hasSize(6); // not the one at the start
        for (int k = 0; k < 6; k++) {
            assertThat(found.get(k).time()).isCloseTo((k + 1) * Math.PI, Offset.offset(1e-7));
            assertThat(found.get(k).directions()).containsExactly(k % 2 == 0 ? -1 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void locatesRootsInTimeToTheLastFewPlaces(boolean stiff) {
        double[] times = {0.1, 1.0 / 3, 2, 7.77};
        RootFunctions functions =
                functions(
                        4,
                        (t, y, g) -> {
                            g[0] = t - times[0];
                            g[1] = Math.pow(t, 3) - Math.pow(times[1], 3);
                            g[2] = 1 - Math.exp(10 * (t - times[2]));
                            g[3] = Math.sqrt(t) - Math.sqrt(times[3]);
                        });
        List<Root> found = roots(oscillator(stiff, 1e-4), functions, 10);
        assertThat(found).hasSize(4);
        for (int k = 0; k < 4; k++) {
            double bound = 200 * Math.ulp(times[k]) + 4e-16;
            assertThat(found.get(k).time()).isCloseTo(times[k], Offset.offset(bound));
            assertThat(found.get(k).directions().get(k)).isEqualTo(k == 2 ? -1 : 1);
        }
    }

    @Test
    void reportsSimultaneousRootsTogether() {
        RootFunctions functions =
                functions(
                        3,
                        (t, y, g) -> {
                            g[0] = t - 1.5;
                            g[1] = 3 * (1.5 - t);
                            g[2] = t - 1.6;
                        });
        List<Root> found = roots(oscillator(true, 1e-5), functions, 3);
        assertThat(found)
                .extracting(Root::directions)
                .containsExactly(List.of(1, -1, 0), List.of(0, 0, 1));
    }

    @Test
    void closesOnJumps() {
        RootFunctions functions =
                functions(
                        2,
                        (t, y, g) -> {
                            g[0] = t > 1.25 ? 1 : -1;
                            g[1] = y[0] > 0.5 ? 1e9 : -1e-9;
                        });
        List<Root> found = roots(oscillator(true, 1e-9), functions, 3);
        assertThat(found).hasSize(3);
        assertThat(found.get(0).time()).isCloseTo(Math.PI / 6, Offset.offset(1e-7));
        assertThat(found.get(0).directions()).containsExactly(0, 1);
        assertThat(found.get(1).time()).isCloseTo(1.25, Offset.offset(1e-13));
        assertThat(found.get(2).time()).isCloseTo(5 * Math.PI / 6, Offset.offset(1e-7));
        assertThat(found.get(2).directions()).containsExactly(0, -1);
    }

    @Test
    void doesNotFireAgainWhereItStarts() {
        RootFunctions functions = functions(1, (t, y, g) -> g[0] = y[0] - 0.5);
        Integrator integrator = oscillator(true, 1e-9);
        RootLocator locator = new RootLocator(integrator, functions, 2);
        integrator.start(0, new double[] {0, 1});
        locator.start();
        double[] y = new double[2];
        List<Double> fired = new ArrayList<>();
        while (integrator.time() < 7) {
            integrator.step(7);
            if (locator.locate()) {
                double time = locator.time();
                fired.add(time);
                integrator.interpolate(time, y);
                integrator.start(time, y);
                locator.start();
            }
        }
        assertThat(fired).hasSize(3);
        assertThat(fired.get(0)).isCloseTo(Math.PI / 6, Offset.offset(1e-7));
        assertThat(fired.get(1)).isCloseTo(5 * Math.PI / 6, Offset.offset(1e-7));
        assertThat(fired.get(2)).isCloseTo(2 * Math.PI + Math.PI / 6, Offset.offset(1e-7));
    }

    @Test
    void reportsAFunctionThatReachesZeroAtALimitOnce() {
        RootFunctions functions = functions(1, (t, y, g) -> g[0] = t - 2);
        Integrator integrator = oscillator(true, 1e-6);
        RootLocator locator = new RootLocator(integrator, functions, 2);
        integrator.start(0, new double[] {0, 1});
        locator.start();
        int fired = 0;
        for (double limit : new double[] {1, 2, 3}) {
            while (integrator.time() < limit) {
                integrator.step(limit);
                while (locator.locate()) {
                    fired++;
                    assertThat(locator.time()).isCloseTo(2, Offset.offset(1e-13));
                    assertThat(locator.direction(0)).isEqualTo(1);
                }
            }
        }
        assertThat(fired).isEqualTo(1);
    }

    @Test
    void seesARootOnlyAfterAFunctionHasLeftZero() {
        RootFunctions functions = functions(1, (t, y, g) -> g[0] = Math.max(0, t - 1) * (4 - t));
        List<Root> found = roots(oscillator(false, 1e-3), functions, 6);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().time()).isCloseTo(4, Offset.offset(1e-12));
        assertThat(found.getFirst().directions()).containsExactly(-1);
    }

    @Test
    void worksWithoutFunctions() {
        assertThat(roots(oscillator(true, 1e-6), functions(0, (t, y, g) -> {}), 1)).isEmpty();
    }
}
