package org.tamor.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.SharedData;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.ode.SparsityPattern;
import org.tamor.ode.linear.LinearSolver;
import org.tamor.ode.linear.SparseLu;

class GeneratedLuTest {

    private static final double GAMMA = 0.7;

    private final SplittableRandom random = new SplittableRandom(5);

    /// A pattern with some entries in every column, the diagonal not always among them.
    private SparsityPattern pattern(int n) {
        int[] starts = new int[n + 1];
        int[] rows = new int[n * n];
        int count = 0;
        for (int column = 0; column < n; column++) {
            for (int row = 0; row < n; row++) {
                if (random.nextDouble() < 2.5 / n) {
                    rows[count++] = row;
                }
            }
            starts[column + 1] = count;
        }
        return new SparsityPattern(n, starts, Arrays.copyOf(rows, count));
    }

    private double[] numbers(int length) {
        return random.doubles(length, -1, 1).toArray();
    }

    /// The elements of `I - gamma J`.
    private static double[][] matrix(SparsityPattern pattern, double[] values) {
        int n = pattern.dimension();
        double[][] result = new double[n][n];
        for (int column = 0; column < n; column++) {
            result[column][column] += 1;
            for (int p = pattern.columnStarts()[column];
                    p < pattern.columnStarts()[column + 1];
                    p++) {
                result[pattern.rows()[p]][column] -= GAMMA * values[p];
            }
        }
        return result;
    }

    private static double[] times(double[][] matrix, double[] x, boolean transposed) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                result[i] += (transposed ? matrix[j][i] : matrix[i][j]) * x[j];
            }
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 30, 60})
    void solvesSystemsTransposedSystemsAndBlocks(int n) {
        SparsityPattern pattern = pattern(n);
        LinearSolver solver = GeneratedLu.of(pattern).orElseThrow().solver();
        double[] values = numbers(pattern.entries());
        assertThat(solver.factor(GAMMA, values)).isTrue();
        double[][] matrix = matrix(pattern, values);
        double[] b = numbers(n);
        double[] x = b.clone();
        solver.solve(x);
        assertThat(times(matrix, x, false)).containsExactly(b, within(1e-10));
        double[] transposed = b.clone();
        solver.solveTransposed(transposed);
        assertThat(times(matrix, transposed, true)).containsExactly(b, within(1e-10));
        int columns = 3;
        double[] block = new double[n * columns];
        for (int i = 0; i < n; i++) {
            block[i * columns + 1] = b[i];
        }
        solver.solve(block, columns);
        for (int i = 0; i < n; i++) {
            assertThat(block[i * columns]).isZero();
            assertThat(block[i * columns + 1]).isEqualTo(x[i]);
        }
    }

    /// `I - J` with J = [1 1; 1 1] has zeros on its diagonal: no elimination without exchanges.
    @Test
    void leavesUnstableMatricesToTheSearchForPivotsUntilReset() {
        SparsityPattern pattern =
                new SparsityPattern(2, new int[] {0, 2, 4}, new int[] {0, 1, 0, 1});
        LinearSolver solver = GeneratedLu.of(pattern).orElseThrow().solver();
        for (double diagonal : new double[] {1, 1 - 1e-12}) {
            double[] values = {diagonal, 1, 1, diagonal};
            assertThat(solver.factor(1, values)).isTrue();
            double[] x = {2, 3};
            solver.solve(x);
            assertThat(x).containsExactly(new double[] {-3, -2}, within(1e-11));
            double[] y = {2, 3};
            solver.solveTransposed(y);
            assertThat(y).containsExactly(new double[] {-3, -2}, within(1e-11));
            solver.reset();
        }
        double[] harmless = {0, 0.5, 0.25, 0};
        assertThat(solver.factor(1, harmless)).isTrue();
        double[] x = {1, 0};
        solver.solve(x);
        assertThat(x).containsExactly(new double[] {8.0 / 7, 4.0 / 7}, within(1e-15));
    }

    @Test
    void saysWhereAMatrixIsSingularOrNotFinite() {
        SparsityPattern pattern = new SparsityPattern(2, new int[] {0, 1, 2}, new int[] {0, 1});
        LinearSolver solver = GeneratedLu.of(pattern).orElseThrow().solver();
        assertThat(solver.factor(1, new double[] {0.5, 1})).isFalse();
        assertThat(solver.singularColumn()).isEqualTo(1);
        solver.reset();
        assertThat(solver.factor(1, new double[] {Double.NaN, 0})).isFalse();
        solver.reset();
        assertThat(solver.factor(1, new double[] {0.5, 0})).isTrue();
        assertThat(solver.singularColumn()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"boehm", "bachmann"})
    void agreesWithTheSparseSolverOnARealJacobian(String name) {
        CompiledModel model =
                CompiledModel.compile(
                        SbmlReader.read(SharedData.require("bench-models/" + name + ".xml")),
                        List.of());
        double[] y = new double[model.dimension()];
        double[] p = new double[model.parameterLength()];
        double[] work = new double[model.workspaceLength()];
        model.initialize(0, Map.of(), y, p);
        model.prepare(p, work);
        SparsityPattern pattern = model.pattern();
        double[] values = new double[pattern.entries()];
        model.jacobian().evaluate(0, y, p, work, values);
        LinearSolver generated = GeneratedLu.of(pattern).orElseThrow().solver();
        LinearSolver sparse =
                new SparseLu(pattern.dimension(), pattern.columnStarts(), pattern.rows());
        double[] b = numbers(pattern.dimension());
        for (double gamma : new double[] {1e-6, 1e-2, 1, 1e2}) {
            assertThat(generated.factor(gamma, values)).isTrue();
            assertThat(sparse.factor(gamma, values)).isTrue();
            double[] expected = b.clone();
            double[] x = b.clone();
            sparse.solve(expected);
            generated.solve(x);
            assertThat(x).containsExactly(expected, within(1e-9));
        }
    }

    /// Rows may grow by far between two measurements of their sizes.
    @Test
    void keepsItsPivotsWhereRowsHaveGrown() {
        SparsityPattern pattern =
                new SparsityPattern(2, new int[] {0, 2, 4}, new int[] {0, 1, 0, 1});
        LinearSolver solver = GeneratedLu.of(pattern).orElseThrow().solver();
        LinearSolver fresh = GeneratedLu.of(pattern).orElseThrow().solver();
        for (double large : new double[] {0, 1e4, 1e9, 1e14, 0}) {
            double[] values = {-1, large, 0.5, -3 * large};
            assertThat(solver.factor(GAMMA, values)).isTrue();
            fresh.reset();
            assertThat(fresh.factor(GAMMA, values)).isTrue();
            double[] x = {1, 2};
            double[] expected = {1, 2};
            solver.solve(x);
            fresh.solve(expected);
            assertThat(x).isEqualTo(expected);
        }
    }

    @Test
    void aSearchForPivotsBeginsWithTheNextFactorization() {
        SparsityPattern pattern = pattern(12);
        LinearSolver solver = GeneratedLu.of(pattern).orElseThrow().solver();
        assertThat(solver.factor(GAMMA, numbers(pattern.entries()))).isTrue();
        double[] b = numbers(12);
        double[] before = b.clone();
        solver.solve(before);
        solver.choosePivots();
        double[] after = b.clone();
        solver.solve(after);
        assertThat(after).isEqualTo(before);
    }

    /// Patterns of many states are given up at once.
    @ParameterizedTest
    @ValueSource(ints = {900, 1_600, 3_000, 100_000})
    void isSoonGivenUpForManyStates(int n) {
        int[] starts = new int[n + 1];
        int[] rows = new int[2 * n];
        int count = 0;
        for (int column = 0; column < n; column++) {
            rows[count++] = column;
            if (column < n - 1) {
                rows[count++] = column + 1;
            }
            starts[column + 1] = count;
        }
        SparsityPattern pattern = new SparsityPattern(n, starts, Arrays.copyOf(rows, count));
        assertThat(GeneratedLu.of(pattern)).isEmpty();
    }

    /// A dense pattern of 60 states takes some 70,000 products.
    @Test
    void isNotMadeWhereTheCodeWouldBeLong() {
        int n = 60;
        int[] starts = new int[n + 1];
        int[] rows = new int[n * n];
        for (int column = 0; column < n; column++) {
            starts[column + 1] = (column + 1) * n;
            for (int row = 0; row < n; row++) {
                rows[column * n + row] = row;
            }
        }
        assertThat(GeneratedLu.of(new SparsityPattern(n, starts, rows))).isEmpty();
    }
}
