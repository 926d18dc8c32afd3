package org.tamor.jit;

import org.jspecify.annotations.Nullable;
import org.tamor.ode.SparsityPattern;
import org.tamor.ode.linear.LinearSolver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Code that factors `I - gamma J` and solves systems with it, made for one sparsity pattern.
///
/// Straight-line code reads no indices, which is what takes most of the time with few states. Its
/// pivots are on the diagonal. Where a multiplier grows beyond [#LARGEST_GROWTH], measured in units
/// of the rows' largest entries, a solver that searches for pivots takes over until the next
/// [LinearSolver#reset].
final class GeneratedLu {

    /// Nodes of formulas beyond which the code is not worth the time that HotSpot takes to compile
    /// it: with some 8,000 a run takes a third less time, with 27,000 none less, and the runs of the
    /// first second twice as much.
    private static final int MOST_NODES = 10_000;

    private static final double LARGEST_GROWTH = 1e6;
    private static final int FACTORIZATIONS_BETWEEN_SCALES = 8;
    private static final double[] ONE = {1};

    private final SparsityPattern pattern;
    private final Kernel factorization;
    private final Kernel solution;
    private final Kernel transposedSolution;
    private final SymbolicLu.Multipliers multipliers;
    private final int factorsLength;
    private final List<byte[]> classFiles = new ArrayList<>();
    private int workspaceLength;

    private GeneratedLu(SparsityPattern pattern, SymbolicLu lu) {
        this.pattern = pattern;
        int[] transposed = lu.transposedSolution();
        factorization = compile("Factorization", lu.graph, lu.factors);
        solution = compile("Solution", lu.graph, lu.solution);
        transposedSolution = compile("TransposedSolution", lu.graph, transposed);
        multipliers = lu.multipliers();
        factorsLength = lu.factors.length;
    }

    /// Code for a pattern; empty where it would be too long to be worth it.
    static Optional<GeneratedLu> of(SparsityPattern pattern) {
        return SymbolicLu.within(MOST_NODES, pattern).map(lu -> new GeneratedLu(pattern, lu));
    }

    private Kernel compile(String name, Graph graph, int[] roots) {
        int[] places = new int[roots.length];
        Arrays.setAll(places, i -> i);
        int[] none = new int[graph.size()];
        Arrays.fill(none, -1);
        KernelPlan plan = new KernelPlan(graph, roots, places, none);
        workspaceLength = Math.max(workspaceLength, plan.slots());
        List<byte[]> files = KernelCompiler.classFiles(plan, name);
        classFiles.addAll(files);
        return KernelCompiler.load(files);
    }

    /// The generated class files.
    List<byte[]> classFiles() {
        return classFiles;
    }

    /// A solver with factors of its own.
    LinearSolver solver() {
        return new Solver();
    }

    private final class Solver implements LinearSolver {

        private final int n = pattern.dimension();
        private final int[] rows = pattern.rows();
        private final double[] scaled = new double[rows.length];
        private final double[] factors = new double[factorsLength];
        private final double[] work = new double[workspaceLength];
        private final double[] column = new double[n];
        private final double[] result = new double[n];

        /// The largest value of each row of the Jacobian, not always the latest.
        private final double[] rowSize = new double[n];

        private final double[] inverseRowSize = new double[n];
        private int factorizations;
        private boolean searchesPivots;
        private @Nullable LinearSolver search;
        private int singular = -1;

        @Override
        public boolean factor(double gamma, double[] jacobian) {
            if (searchesPivots) {
                return search().factor(gamma, jacobian);
            }
            if (factorizations++ % FACTORIZATIONS_BETWEEN_SCALES == 0) {
                measureRows(jacobian);
            }
            for (int p = 0; p < scaled.length; p++) {
                scaled[p] = gamma * jacobian[p];
            }
            factorization.evaluate(0, scaled, ONE, work, factors);
            if (isStable(Math.abs(gamma))) {
                singular = -1;
                return true;
            }
            searchesPivots = true;
            return search().factor(gamma, jacobian);
        }

        private void measureRows(double[] jacobian) {
            Arrays.fill(rowSize, 0);
            for (int p = 0; p < rows.length; p++) {
                rowSize[rows[p]] = Math.max(rowSize[rows[p]], Math.abs(jacobian[p]));
            }
        }

        private boolean isStable(double gamma) {
            double[] inverseSize = inverseRowSize;
            double[] f = factors;
            int[] inverses = multipliers.inversePivots();
            for (int k = 0; k < n; k++) {
                inverseSize[k] = 1 / (1 + gamma * rowSize[k]);
                if (!(Math.abs(f[inverses[k]]) <= Double.MAX_VALUE)) {
                    return false;
                }
            }
            int[] places = multipliers.places();
            int[] of = multipliers.rows();
            int[] pivots = multipliers.pivots();
            for (int m = 0; m < places.length; m++) {
                double growth = Math.abs(f[places[m]]) * inverseSize[of[m]];
                if (!(growth <= LARGEST_GROWTH * inverseSize[pivots[m]])) {
                    return false;
                }
            }
            return true;
        }

        private LinearSolver search() {
            if (search == null) {
                search = LinearSolver.forPattern(n, pattern.columnStarts(), rows);
            }
            return search;
        }

        @Override
        public void solve(double[] vector) {
            if (searchesPivots) {
                search().solve(vector);
                return;
            }
            solution.evaluate(0, vector, factors, work, result);
            System.arraycopy(result, 0, vector, 0, n);
        }

        @Override
        public void solve(double[] block, int columns) {
            if (searchesPivots) {
                search().solve(block, columns);
                return;
            }
            for (int c = 0; c < columns; c++) {
                for (int i = 0; i < n; i++) {
                    column[i] = block[i * columns + c];
                }
                solution.evaluate(0, column, factors, work, result);
                for (int i = 0; i < n; i++) {
                    block[i * columns + c] = result[i];
                }
            }
        }

        @Override
        public void solveTransposed(double[] vector) {
            if (searchesPivots) {
                search().solveTransposed(vector);
                return;
            }
            transposedSolution.evaluate(0, vector, factors, work, result);
            System.arraycopy(result, 0, vector, 0, n);
        }

        @Override
        public int singularColumn() {
            return searchesPivots ? search().singularColumn() : singular;
        }

        @Override
        public void choosePivots() {
            searchesPivots = true;
            search().choosePivots();
        }

        @Override
        public void reset() {
            searchesPivots = false;
            factorizations = 0;
            if (search != null) {
                search.reset();
            }
        }
    }
}
