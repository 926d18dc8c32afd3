package org.tamor.ode;

import java.util.function.BiFunction;

/// An initial value problem with a known solution at its end.
///
/// @param scale below this size of a component its error counts as absolute
@SuppressWarnings("ArrayRecordComponent") // test data, not changed
record TestProblem(
        String name,
        RightHandSide f,
        double[] initial,
        double start,
        double end,
        double[] solution,
        double scale) {

    /// `dy/dt` written into the third argument.
    interface Equation {
        void evaluate(double t, double[] y, double[] dy);
    }

    static RightHandSide system(int dimension, Equation equation) {
        return new RightHandSide() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public void evaluate(double time, double[] state, double[] derivative) {
                equation.evaluate(time, state, derivative);
            }
        };
    }

    /// The dense Jacobian of a system, from entries by row and column.
    static Jacobian jacobian(int dimension, BiFunction<Double, double[], double[][]> rows) {
        SparsityPattern pattern = SparsityPattern.dense(dimension);
        return new Jacobian() {
            @Override
            public SparsityPattern pattern() {
                return pattern;
            }

            @Override
            public void evaluate(double time, double[] state, double[] values) {
                double[][] entries = rows.apply(time, state);
                for (int j = 0; j < dimension; j++) {
                    for (int i = 0; i < dimension; i++) {
                        values[j * dimension + i] = entries[i][j];
                    }
                }
            }
        };
    }

    Tolerances tolerances(double relative) {
        return Tolerances.uniform(relative, relative * scale, initial.length);
    }

    /// The state at the end.
    double[] solve(Integrator integrator) {
        integrator.start(start, initial);
        while (integrator.time() < end) {
            integrator.step(end);
        }
        double[] state = new double[initial.length];
        integrator.currentState(state);
        return state;
    }

    /// The largest error at the end relative to `|y_i| + scale`.
    double error(double[] state) {
        double largest = 0;
        for (int i = 0; i < state.length; i++) {
            double error = Math.abs(state[i] - solution[i]) / (Math.abs(solution[i]) + scale);
            largest = error <= largest ? largest : error;
        }
        return largest;
    }

    @Override
    public String toString() {
        return name;
    }

    /// Robertson's chemical kinetics at 1e11. Solution: Mazzia & Magherini, Test Set for IVP
    /// Solvers, release 2.4 (2008), problem ROBER.
    static TestProblem robertson() {
        return new TestProblem(
                "Robertson",
                system(
                        3,
                        (t, y, dy) -> {
                            dy[0] = -0.04 * y[0] + 1e4 * y[1] * y[2];
                            dy[2] = 3e7 * y[1] * y[1];
                            dy[1] = -dy[0] - dy[2];
                        }),
                new double[] {1, 0, 0},
                0,
                1e11,
                new double[] {0.2083340149701255e-07, 0.8333360770334713e-13, 0.9999999791665050},
                1e-8);
    }

    /// The photomorphogenesis network HIRES at 321.8122. Solution: same test set, problem HIRES.
    static TestProblem hires() {
        return new TestProblem(
                "HIRES",
                system(
                        8,
                        (t, y, dy) -> {
                            dy[0] = -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007;
                            dy[1] = 1.71 * y[0] - 8.75 * y[1];
                            dy[2] = -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4];
                            dy[3] = 8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3];
                            dy[4] = -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6];
                            dy[5] =
                                    -280 * y[5] * y[7]
                                            + 0.69 * y[3]
                                            + 1.71 * y[4]
                                            - 0.43 * y[5]
                                            + 0.69 * y[6];
                            dy[6] = 280 * y[5] * y[7] - 1.81 * y[6];
                            dy[7] = -dy[6];
                        }),
                new double[] {1, 0, 0, 0, 0, 0, 0, 0.0057},
                0,
                321.8122,
                new double[] {
                    0.7371312573325668e-3, 0.1442485726316185e-3, 0.5888729740967575e-4,
                            0.1175651343283149e-2,
                    0.2386356198831331e-2, 0.6238968252742796e-2, 0.2849998395185769e-2,
                            0.2850001604814231e-2
                },
                1e-4);
    }

    /// The Belousov-Zhabotinskii oscillator at 360. Solution: same test set, problem OREGO.
    static TestProblem oregonator() {
        return new TestProblem(
                "Oregonator",
                system(
                        3,
                        (t, y, dy) -> {
                            dy[0] = 77.27 * (y[1] + y[0] * (1 - 8.375e-6 * y[0] - y[1]));
                            dy[1] = (y[2] - (1 + y[0]) * y[1]) / 77.27;
                            dy[2] = 0.161 * (y[0] - y[2]);
                        }),
                new double[] {1, 2, 3},
                0,
                360,
                new double[] {0.1000814870318523e1, 0.1228178521549917e4, 0.1320554942846706e3},
                1e-6);
    }

    /// Van der Pol's oscillator with mu = 1000 over 2 units of rescaled time. Solution: same test
    /// set, problem VDPOL.
    static TestProblem vanDerPol() {
        return new TestProblem(
                "van der Pol, eps = 1e-6",
                system(
                        2,
                        (t, y, dy) -> {
                            dy[0] = y[1];
                            dy[1] = ((1 - y[0] * y[0]) * y[1] - y[0]) / 1e-6;
                        }),
                new double[] {2, 0},
                0,
                2,
                new double[] {0.1706167732170469e1, -0.8928097010248125},
                1e-3);
    }

    /// Van der Pol's oscillator with mu = 1e6, at 0.5 of rescaled time before its first jump at
    /// 0.807; on the slow manifold `ln y - y^2/2 = t + ln 2 - 2` up to terms of order 1e-12, so
    /// that y(0.5) is known.
    static TestProblem veryStiffVanDerPol() {
        double y = 2;
        for (int i = 0; i < 100; i++) {
            y -= (Math.log(y) - y * y / 2 - (0.5 + Math.log(2) - 2)) / (1 / y - y);
        }
        return new TestProblem(
                "van der Pol, eps = 1e-12",
                system(
                        2,
                        (t, s, dy) -> {
                            dy[0] = s[1];
                            dy[1] = ((1 - s[0] * s[0]) * s[1] - s[0]) / 1e-12;
                        }),
                new double[] {2, -2.0 / 3},
                0,
                0.5,
                new double[] {y, y / (1 - y * y)},
                1e-2);
    }

    /// Prothero & Robinson, Math. Comp. 28 (1974) 145-162: `y' = -1e6 (y - cos t) - sin t`, whose
    /// solution is cos t.
    static TestProblem protheroRobinson() {
        return new TestProblem(
                "Prothero-Robinson",
                system(1, (t, y, dy) -> dy[0] = -1e6 * (y[0] - Math.cos(t)) - Math.sin(t)),
                new double[] {1},
                0,
                10,
                new double[] {Math.cos(10)},
                1e-2);
    }

    /// The Arenstorf orbit of the restricted three-body problem, which closes after one period.
    /// Hairer, Norsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed. (1993), p. 129
    /// f.
    static TestProblem arenstorf() {
        double mu = 0.012277471;
        double[] initial = {0.994, 0, 0, -2.0015851063790824};
        return new TestProblem(
                "Arenstorf",
                system(
                        4,
                        (t, y, dy) -> {
                            double left = y[0] + mu;
                            double right = y[0] - (1 - mu);
                            double d1 = Math.pow(left * left + y[1] * y[1], 1.5);
                            double d2 = Math.pow(right * right + y[1] * y[1], 1.5);
                            dy[0] = y[2];
                            dy[1] = y[3];
                            dy[2] = y[0] + 2 * y[3] - (1 - mu) * left / d1 - mu * right / d2;
                            dy[3] = y[1] - 2 * y[2] - (1 - mu) * y[1] / d1 - mu * y[1] / d2;
                        }),
                initial,
                0,
                17.065216560157964,
                initial,
                1);
    }

    /// Euler's equations of a rigid body, whose solution are Jacobi's elliptic functions; here only
    /// its two quadratic invariants and periodicity matter: with the moments chosen the period is
    /// `4 K(0.51) / 1`, K(0.51) from the arithmetic-geometric mean.
    static TestProblem rigidBody() {
        double a = 1;
        double b = Math.sqrt(1 - 0.51);
        for (int i = 0; i < 10; i++) {
            double mean = (a + b) / 2;
            b = Math.sqrt(a * b);
            a = mean;
        }
        double period = 4 * Math.PI / (2 * a);
        double[] initial = {0, 1, 1};
        return new TestProblem(
                "rigid body",
                system(
                        3,
                        (t, y, dy) -> {
                            dy[0] = y[1] * y[2];
                            dy[1] = -y[0] * y[2];
                            dy[2] = -0.51 * y[0] * y[1];
                        }),
                initial,
                0,
                2 * period,
                initial,
                1);
    }
}
