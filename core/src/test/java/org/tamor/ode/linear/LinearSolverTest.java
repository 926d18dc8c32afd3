package org.tamor.ode.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearSolverTest {

    enum Kind {
        DENSE,
        SPARSE;

        LinearSolver solver(Matrix matrix) {
            return this == DENSE
                    ? new DenseLu(matrix.n, matrix.starts, matrix.rows)
                    : new SparseLu(matrix.n, matrix.starts, matrix.rows);
        }
    }

    /// A sparse matrix J and products with `I - gamma J`.
    static final class Matrix {
        final int n;
        final int[] starts;
        int[] rows = new int[16];
        double[] values = new double[16];
        int count;

        Matrix(int n) {
            this.n = n;
            starts = new int[n + 1];
        }

        /// Entries must come column by column, rows ascending.
        void add(int row, int column, double value) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            rows[count] = row;
            values[count++] = value;
            Arrays.fill(starts, column + 1, n + 1, count);
        }

        double[] times(double gamma, double[] x) {
            double[] b = x.clone();
            for (int j = 0; j < n; j++) {
                for (int p = starts[j]; p < starts[j + 1]; p++) {
                    b[rows[p]] -= gamma * values[p] * x[j];
                }
            }
            return b;
        }

        /// The largest residual relative to the largest sum of absolute terms of a row, each row in
        /// its unit.
        double backwardError(double gamma, double[] x, double[] b, double[] units) {
            double[] product = times(gamma, x);
            double[] size = new double[n];
            for (int j = 0; j < n; j++) {
                size[j] += Math.abs(x[j]) + Math.abs(b[j]);
                for (int p = starts[j]; p < starts[j + 1]; p++) {
                    size[rows[p]] += Math.abs(gamma * values[p] * x[j]);
                }
            }
            double worst = 0;
            double largest = 0;
            for (int i = 0; i < n; i++) {
                worst = Math.max(worst, Math.abs(product[i] - b[i]) / units[i]);
                largest = Math.max(largest, size[i] / units[i]);
            }
            return worst / largest;
        }
    }

    private static double gaussian(SplittableRandom random) {
        return random.nextGaussian();
    }

    private static Matrix random(int n, double density, double[] scales, double size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix matrix = new Matrix(n);
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                if (random.nextDouble() < density) {
                    matrix.add(i, j, size * gaussian(random) * scales[i] / scales[j]);
                }
            }
        }
        return matrix;
    }

    /// A compartment network: columns sum to 0, as where mass is conserved, with rates over twelve
    /// powers of ten.
    private static Matrix kinetics(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix matrix = new Matrix(n);
        for (int j = 0; j < n; j++) {
            double[] column = new double[n];
            for (int k = 0; k < 3; k++) {
                double rate = Math.pow(10, 12 * random.nextDouble() - 6);
                column[random.nextInt(n)] += rate;
                column[j] -= rate;
            }
            for (int i = 0; i < n; i++) {
                if (column[i] != 0) {
                    matrix.add(i, j, column[i]);
                }
            }
        }
        return matrix;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void solvesRandomSystems(Kind kind) {
        for (int seed = 0; seed < 120; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(90);
            double[] scales = new double[n];
            for (int i = 0; i < n; i++) {
                scales[i] = Math.pow(10, seed % 3 * (8 * random.nextDouble() - 4));
            }
            Matrix matrix =
                    random(n, 0.2 * random.nextDouble(), scales, seed % 2 == 0 ? 0.3 : 1e5, seed);
            check(kind, matrix, 0.7, scales, kind == Kind.DENSE ? 1e-8 : 1e-4, seed);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void solvesStiffKinetics(Kind kind) {
        for (int seed = 0; seed < 40; seed++) {
            Matrix matrix = kinetics(5 + 5 * seed, seed);
            for (double gamma : new double[] {1e-9, 1e-3, 1, 1e3}) {
                check(kind, matrix, gamma, 1e-10, seed);
            }
        }
    }

    /// Checks a first factorization, one with kept pivots, and one for another gamma.
    private static void check(Kind kind, Matrix matrix, double gamma, double bound, long seed) {
        check(kind, matrix, gamma, ones(matrix.n), bound, seed);
    }

    private static void check(
            Kind kind, Matrix matrix, double gamma, double[] units, double bound, long seed) {
        SplittableRandom random = new SplittableRandom(seed + 1000);
        LinearSolver solver = kind.solver(matrix);
        double[] b = new double[matrix.n];
        for (int i = 0; i < b.length; i++) {
            b[i] = units[i] * gaussian(random);
        }
        for (double g : new double[] {gamma, gamma, 0.1 * gamma}) {
            double[] x = b.clone();
            assertThat(solver.factor(g, matrix.values)).as("seed %d", seed).isTrue();
            solver.solve(x);
            assertThat(matrix.backwardError(g, x, b, units))
                    .as("seed %d, n %d", seed, matrix.n)
                    .isLessThan(bound);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void reportsSingularMatrices(Kind kind) {
        // I - J with J = I in one row and column has a zero there
        Matrix zero = new Matrix(3);
        zero.add(0, 0, -1);
        zero.add(1, 1, 1);
        zero.add(2, 2, -1);
        LinearSolver solver = kind.solver(zero);
        assertThat(solver.factor(1, zero.values)).isFalse();
        assertThat(solver.singularColumn()).isEqualTo(1);
        // two equal rows: [1 - 0, 1; 1, 1]
        Matrix equal = new Matrix(2);
        equal.add(1, 0, -1);
        equal.add(0, 1, -1);
        solver = kind.solver(equal);
        assertThat(solver.factor(1, equal.values)).isFalse();
        assertThat(solver.singularColumn()).isBetween(0, 1);
        // and it works again after that
        assertThat(solver.factor(0.5, equal.values)).isTrue();
        double[] x = {1, 2};
        solver.solve(x);
        assertThat(x[0] + 0.5 * x[1]).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-14));
        assertThat(0.5 * x[0] + x[1]).isCloseTo(2, org.assertj.core.data.Offset.offset(1e-14));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void reportsValuesThatAreNotFinite(Kind kind) {
        Matrix matrix = kinetics(12, 1);
        LinearSolver solver = kind.solver(matrix);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] values = matrix.values.clone();
            values[7] = bad;
            assertThat(solver.factor(1, values)).isFalse();
            check(kind, matrix, 1, 1e-11, 1);
            assertThat(solver.factor(1, matrix.values)).isTrue();
        }
    }

    /// `I - J` has entries 1e-13 on the diagonal and -3 on a cycle.
    private static Matrix cycle(int n) {
        Matrix matrix = new Matrix(n);
        for (int j = 0; j < n; j++) {
            int next = (j + 1) % n;
            if (next < j) {
                matrix.add(next, j, 3);
            }
            matrix.add(j, j, 1 - 1e-13);
            if (next > j) {
                matrix.add(next, j, 3);
            }
        }
        return matrix;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void findsPivotsOffTheDiagonal(Kind kind) {
        Matrix matrix = cycle(20);
        check(kind, matrix, 1, 1e-12, 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void minimumDegreeIsAPermutationWithLittleFill(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int side = 20;
        int n = side * side;
        int[] label = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            label[i] = label[j];
            label[j] = i;
        }
        Matrix grid = new Matrix(n);
        int[] place = new int[n];
        for (int i = 0; i < n; i++) {
            place[label[i]] = i;
        }
        for (int column = 0; column < n; column++) {
            int node = place[column];
            int[] around = {
                node,
                node - side,
                node + side,
                node % side > 0 ? node - 1 : -1,
                node % side < side - 1 ? node + 1 : -1
            };
            int[] rows =
                    Arrays.stream(around)
                            .filter(i -> i >= 0 && i < n)
                            .map(i -> label[i])
                            .sorted()
                            .toArray();
            for (int row : rows) {
                grid.add(row, column, row == column ? -4 : 1);
            }
        }
        SparseLu solver = new SparseLu(n, grid.starts, grid.rows);
        BlockTriangularOrder order = BlockTriangularOrder.of(n, grid.starts, grid.rows);
        assertThat(Arrays.stream(order.order()).sorted().toArray())
                .isEqualTo(java.util.stream.IntStream.range(0, n).toArray());
        assertThat(solver.blockCount()).isEqualTo(1);
        // banded elimination would fill 2 * 400 * 20 = 16,000; nested dissection is near 31/4 n
        // log2(n) - ... ~ 8,000
        assertThat(solver.fill()).isLessThan(9500);
        check(Kind.SPARSE, grid, 1, 1e-13, seed);
    }

    /// Blocks whose factors fill up: with the pivots on the diagonal, and off it where gamma J
    /// outweighs I.
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 1e4})
    void fullTailsSolveLikeDenseMatrices(double gamma) {
        for (int seed = 0; seed < 4; seed++) {
            int n = 170 + seed;
            double[] scales = new double[n];
            Arrays.fill(scales, 1);
            Matrix matrix = random(n, 0.06, scales, 0.3, seed);
            SparseLu sparse = new SparseLu(n, matrix.starts, matrix.rows);
            DenseLu dense = new DenseLu(n, matrix.starts, matrix.rows);
            assertThat(sparse.tailSize()).isBetween(64, n);
            for (double factor : new double[] {1, 1.3}) {
                assertThat(sparse.factor(factor * gamma, matrix.values)).isTrue();
                assertThat(dense.factor(factor * gamma, matrix.values)).isTrue();
                double[] expected = new double[3 * n];
                SplittableRandom random = new SplittableRandom(seed);
                Arrays.setAll(expected, i -> gaussian(random));
                double[] block = expected.clone();
                double[] vector = Arrays.copyOf(expected, n);
                double[] transposed = vector.clone();
                double[] expectedVector = vector.clone();
                double[] expectedTransposed = vector.clone();
                sparse.solve(vector);
                dense.solve(expectedVector);
                assertClose(vector, expectedVector);
                sparse.solveTransposed(transposed);
                dense.solveTransposed(expectedTransposed);
                assertClose(transposed, expectedTransposed);
                sparse.solve(block, 3);
                dense.solve(expected, 3);
                assertClose(block, expected);
            }
        }
    }

    private static void assertClose(double[] found, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < found.length; i++) {
            assertThat(Math.abs(found[i] - expected[i])).as("element %d", i).isLessThan(1e-7 * largest);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void blocksFollowTheArrows(long seed) {
        // chains of cycles: each block of four feeds the next
        int n = 40;
        SplittableRandom random = new SplittableRandom(seed);
        Matrix matrix = new Matrix(n);
        for (int j = 0; j < n; j++) {
            int base = j / 4 * 4;
            int[] rows = {j, base + (j + 1) % 4, j + 4};
            Arrays.sort(rows);
            for (int row : rows) {
                if (row < n) {
                    matrix.add(row, j, gaussian(random));
                }
            }
        }
        SparseLu solver = new SparseLu(n, matrix.starts, matrix.rows);
        assertThat(solver.blockCount()).isEqualTo(10);
        check(Kind.SPARSE, matrix, 0.5, 1e-10, seed);
    }

    @Test
    void choosesPivotsOnlyWhereTheDiagonalIsPoor() {
        Matrix good = kinetics(100, 3);
        SparseLu solver = new SparseLu(good.n, good.starts, good.rows);
        for (double gamma : new double[] {1e-6, 1e-3, 1, 1e3}) {
            assertThat(solver.factor(gamma, good.values)).isTrue();
        }
        assertThat(solver.pivotSearches()).isZero();
        Matrix poor = cycle(20);
        solver = new SparseLu(poor.n, poor.starts, poor.rows);
        for (int k = 0; k < 10; k++) {
            assertThat(solver.factor(1, poor.values)).isTrue();
        }
        assertThat(solver.pivotSearches()).isEqualTo(1);
    }

    @Test
    void resetMakesResultsIndependentOfThePast() {
        Matrix matrix = random(40, 0.1, ones(40), 3, 7);
        Matrix other = random(40, 0.1, ones(40), 3, 7);
        SplittableRandom random = new SplittableRandom(1);
        for (int p = 0; p < other.count; p++) {
            other.values[p] = random.nextInt(3) == 0 ? 1e9 * gaussian(random) : 1e-3;
        }
        SparseLu fresh = new SparseLu(matrix.n, matrix.starts, matrix.rows);
        SparseLu used = new SparseLu(matrix.n, matrix.starts, matrix.rows);
        assertThat(used.factor(1, other.values)).isTrue();
        assertThat(used.pivotSearches()).isPositive();
        used.reset();
        double[] x = ones(40);
        double[] y = ones(40);
        assertThat(fresh.factor(0.3, matrix.values)).isTrue();
        assertThat(used.factor(0.3, matrix.values)).isTrue();
        fresh.solve(x);
        used.solve(y);
        assertThat(y).containsExactly(x);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void solvesTheEmptySystem(Kind kind) {
        Matrix matrix = new Matrix(0);
        LinearSolver solver = kind.solver(matrix);
        assertThat(solver.factor(1, new double[0])).isTrue();
        solver.solve(new double[0]);
    }
}
