package org.tamor.tumour.mixed;

import java.util.List;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;

/// Fits `y_i = X_i beta + Z_i u_i + e_i`, `u_i ~ N(0, D)`, `e_i ~ N(0, sigma^2 I)`, subjects
/// independent.
///
/// With `D = sigma^2 L L'` and `M_i = I + L' Z_i' Z_i L` the deviance, `beta` and `sigma^2`
/// profiled out, is `sum_i log|M_i| + N (1 + log(2 pi r^2 / N))` by full and `sum_i log|M_i| +
/// log|X' W X| + (N - p)(1 + log(2 pi r^2 / (N - p)))` by restricted likelihood, where `W_i = I -
/// Z_i L M_i^-1 L' Z_i'` and `r^2 = y' W y - b' X' W y` (Bates, Maechler, Bolker and Walker, J.
/// Stat. Softw. 67 (2015) 1, section 3). L is free, its signs without meaning, so that a variance
/// of 0 lies inside the search and not on its edge. Readings missing at random given the earlier
/// ones need no further care.
public final class LinearMixedModel {

    private static final int MOST_EVALUATIONS = 6000;
    private static final double TINY = 1e-10;
    private static final double COARSE = 1e-3;
    private static final double FINE = 1e-10;

    /// More move nothing but the rounding of the deviance.
    private static final int MOST_ITERATIONS = 500;

    private final int p;
    private final int q;
    private final int readings;
    private final Likelihood likelihood;
    private final CrossProducts[] products;
    private final double[] scale;

    private LinearMixedModel(List<Subject> subjects, Likelihood likelihood) {
        this.p = subjects.getFirst().fixed()[0].length;
        this.q = subjects.getFirst().random()[0].length;
        this.likelihood = likelihood;
        this.readings = subjects.stream().mapToInt(subject -> subject.response().length).sum();
        this.scale = scale(subjects, q);
        this.products =
                subjects.stream()
                        .map(subject -> new CrossProducts(subject, scale))
                        .toArray(CrossProducts[]::new);
    }

    /// Fits the model. Deterministic.
    ///
    /// @throws BadInputException `mixed.too-few` where there are no more readings than coefficients
    ///   and variances
    /// @throws NumericalFailureException `mixed.singular` where the fixed effects cannot be told
    ///   apart or the readings leave no residual
    public static MixedModelFit fit(List<Subject> subjects, Likelihood likelihood) {
        LinearMixedModel model = new LinearMixedModel(subjects, likelihood);
        int unknowns = model.p + model.q * (model.q + 1) / 2 + 1;
        if (model.readings <= unknowns) {
            throw new BadInputException(
                    "mixed.too-few",
                    Location.UNKNOWN,
                    model.readings
                            + " readings cannot determine "
                            + unknowns
                            + " coefficients and variances; measure on more days");
        }
        return model.fit(subjects);
    }

    private MixedModelFit fit(List<Subject> subjects) {
        double[] best = q == 1 ? new double[] {1} : new double[] {1, 0, 1};
        double[] small = q == 1 ? new double[] {0.2} : new double[] {0.3, 0, 0.2};
        PointValuePair first = minimise(best, 0.5, COARSE);
        PointValuePair second = minimise(small, 0.2, COARSE);
        PointValuePair found = second.getValue() < first.getValue() ? second : first;
        found = minimise(found.getPoint(), 0.02, FINE);
        double[] root = found.getPoint();
        State state = state(root);
        if (!Double.isFinite(state.deviance)) {
            throw new NumericalFailureException(
                    "mixed.singular",
                    Location.UNKNOWN,
                    "the growth rates cannot be determined; look for arms with a single day, or for"
                            + " volumes that are all the same");
        }
        double[][] random = randomCovariance(root, state.variance);
        return new MixedModelFit(
                likelihood,
                state.beta,
                random,
                state.variance,
                -0.5 * state.deviance,
                readings,
                KenwardRoger.of(subjects, random, state.variance));
    }

    private PointValuePair minimise(double[] start, double step, double tolerance) {
        double[] steps = new double[start.length];
        java.util.Arrays.fill(steps, step);
        MultivariateFunction deviance = root -> state(root).deviance;
        try {
            return new SimplexOptimizer(new SimpleValueChecker(1e-14, tolerance, MOST_ITERATIONS))
                    .optimize(
                            new MaxEval(MOST_EVALUATIONS),
                            new ObjectiveFunction(deviance),
                            GoalType.MINIMIZE,
                            new InitialGuess(start),
                            new NelderMeadSimplex(steps));
        } catch (MathIllegalStateException endless) {
            throw new NumericalFailureException(
                    "mixed.no-minimum",
                    Location.UNKNOWN,
                    "the likelihood of the growth rates has no maximum; look for volumes that vary"
                        + " by no noise at all");
        }
    }

    /// D in the units of Z.
    private double[][] randomCovariance(double[] root, double variance) {
        double[][] covariance = new double[q][q];
        double[][] l = triangle(root);
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < q; j++) {
                double sum = 0;
                for (int k = 0; k < q; k++) {
                    sum += l[i][k] * l[j][k];
                }
                covariance[i][j] = variance * sum / (scale[i] * scale[j]);
            }
        }
        return covariance;
    }

    private double[][] triangle(double[] root) {
        return q == 1
                ? new double[][] {{root[0]}}
                : new double[][] {{root[0], 0}, {root[1], root[2]}};
    }

    private record State(double deviance, double[] beta, double variance) {}

    private static final State OUTSIDE =
            new State(Double.POSITIVE_INFINITY, new double[0], Double.NaN);

    private State state(double[] root) {
        double[][] l = triangle(root);
        double[][] normal = new double[p][p];
        double[] right = new double[p];
        double squares = 0;
        double logarithms = 0;
        for (CrossProducts product : products) {
            double determinant = product.add(l, normal, right);
            if (!(determinant > 0)) {
                return OUTSIDE;
            }
            logarithms += Math.log(determinant);
            squares += product.reduced();
        }
        RealMatrix lower = Cholesky.of(normal);
        if (lower.getRowDimension() == 0) {
            return OUTSIDE;
        }
        double[] beta = Cholesky.solve(lower, right);
        double explained = 0;
        for (int j = 0; j < p; j++) {
            explained += beta[j] * right[j];
        }
        double rest = squares - explained;
        if (!(rest > TINY * squares)) {
            return OUTSIDE;
        }
        boolean restricted = likelihood == Likelihood.RESTRICTED;
        double free = restricted ? readings - p : readings;
        double deviance = logarithms + free * (1 + Math.log(2 * Math.PI * rest / free));
        if (restricted) {
            deviance += Cholesky.logDeterminant(lower);
        }
        return new State(deviance, beta, rest / free);
    }

    /// The root mean square of each column of Z, so that L is of order 1.
    private static double[] scale(List<Subject> subjects, int q) {
        double[] scale = new double[q];
        int count = 0;
        for (Subject subject : subjects) {
            for (double[] row : subject.random()) {
                for (int k = 0; k < q; k++) {
                    scale[k] += row[k] * row[k];
                }
                count++;
            }
        }
        for (int k = 0; k < q; k++) {
            scale[k] = scale[k] > 0 ? Math.sqrt(scale[k] / count) : 1;
        }
        return scale;
    }

    /// What the likelihood needs of one subject: `Z'Z`, `Z'X`, `Z'y`, `X'X`, `X'y`, `y'y`, over the
    /// columns of X that are not all 0.
    private static final class CrossProducts {

        private final int q;
        private final int[] columns;
        private final double[][] zz;
        private final double[][] zx;
        private final double[] zy;
        private final double[][] xx;
        private final double[] xy;
        private final double yy;
        private double reduction;

        CrossProducts(Subject subject, double[] scale) {
            double[][] x = subject.fixed();
            double[] y = subject.response();
            this.q = scale.length;
            this.columns =
                    java.util.stream.IntStream.range(0, x[0].length)
                            .filter(j -> java.util.Arrays.stream(x).anyMatch(row -> row[j] != 0))
                            .toArray();
            int own = columns.length;
            zz = new double[q][q];
            zx = new double[own][q];
            zy = new double[q];
            xx = new double[own][own];
            xy = new double[own];
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                double[] z = new double[q];
                for (int k = 0; k < q; k++) {
                    z[k] = subject.random()[i][k] / scale[k];
                }
                addRow(z, x[i], y[i]);
                sum += y[i] * y[i];
            }
            yy = sum;
        }

        private void addRow(double[] z, double[] x, double y) {
            for (int a = 0; a < columns.length; a++) {
                double value = x[columns[a]];
                xy[a] += value * y;
                for (int b = 0; b < columns.length; b++) {
                    xx[a][b] += value * x[columns[b]];
                }
                for (int k = 0; k < q; k++) {
                    zx[a][k] += z[k] * value;
                }
            }
            for (int k = 0; k < q; k++) {
                zy[k] += z[k] * y;
                for (int m = 0; m < q; m++) {
                    zz[k][m] += z[k] * z[m];
                }
            }
        }

        /// Adds `X' W X` and `X' W y`, keeps `y' W y`, and returns `|M|`.
        double add(double[][] l, double[][] normal, double[] right) {
            double[][] m = new double[q][q];
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < q; b++) {
                    double sum = a == b ? 1 : 0;
                    for (int i = 0; i < q; i++) {
                        for (int j = 0; j < q; j++) {
                            sum += l[i][a] * zz[i][j] * l[j][b];
                        }
                    }
                    m[a][b] = sum;
                }
            }
            double determinant = q == 1 ? m[0][0] : m[0][0] * m[1][1] - m[0][1] * m[1][0];
            double[][] inverse =
                    q == 1
                            ? new double[][] {{1 / m[0][0]}}
                            : new double[][] {
                                {m[1][1] / determinant, -m[0][1] / determinant},
                                {-m[1][0] / determinant, m[0][0] / determinant}
                            };
            double[][] core = core(l, inverse);
            reduction = quadratic(core, zy, zy);
            for (int a = 0; a < columns.length; a++) {
                double[] left = zx[a];
                right[columns[a]] += xy[a] - quadratic(core, left, zy);
                for (int b = 0; b < columns.length; b++) {
                    normal[columns[a]][columns[b]] += xx[a][b] - quadratic(core, left, zx[b]);
                }
            }
            return determinant;
        }

        double reduced() {
            return yy - reduction;
        }

        /// `L M^-1 L'`.
        private double[][] core(double[][] l, double[][] inverse) {
            double[][] core = new double[q][q];
            for (int i = 0; i < q; i++) {
                for (int j = 0; j < q; j++) {
                    for (int a = 0; a < q; a++) {
                        for (int b = 0; b < q; b++) {
                            core[i][j] += l[i][a] * inverse[a][b] * l[j][b];
                        }
                    }
                }
            }
            return core;
        }

        private double quadratic(double[][] core, double[] left, double[] other) {
            double sum = 0;
            for (int i = 0; i < q; i++) {
                for (int j = 0; j < q; j++) {
                    sum += left[i] * core[i][j] * other[j];
                }
            }
            return sum;
        }
    }
}
