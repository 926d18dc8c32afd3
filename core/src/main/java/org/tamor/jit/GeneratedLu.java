package org.tamor.jit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tamor.ode.SparsityPattern;
import org.tamor.ode.linear.LinearSolver;
import org.tamor.ode.linear.RowSizes;

/// Code that factors `I - gamma J` and solves systems with it, made for one sparsity pattern.
///
/// Straight-line code reads no indices, which is what takes most of the time with few states. Its
/// pivots are on the diagonal. Where a multiplier grows too large, measured in units of the rows'
/// largest entries ([RowSizes]), a solver that searches for pivots takes over until the next
/// [LinearSolver#reset].
final class GeneratedLu {

    /// Nodes of formulas beyond which the code is not worth the time that HotSpot takes to
    /// compile it: with some 8,000 a run takes a third less time, with 27,000 none less, and
    /// the runs of the first second twice as much.
    private static final int MOST_NODES = 10_000;

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

        private final RowSizes rowSizes = new RowSizes(n, rows);
        private final double[] inverseRowSize = new double[n];
        private boolean searchesPivots;

        /// Whether the next factorization is to search.
        private boolean choosesPivots;

        private @Nullable LinearSolver search;

        @Override
        public boolean factor(double gamma, double[] jacobian) {
            if (searchesPivots || choosesPivots) {
                searchesPivots = true;
                choosesPivots = false;
                return search().factor(gamma, jacobian);
            }
            rowSizes.follow(jacobian);
            for (int p = 0; p < scaled.length; p++) {
                scaled[p] = gamma * jacobian[p];
            }
            factorization.evaluate(0, scaled, ONE, work, factors);
            if (!isStable(gamma)) {
                rowSizes.measure(jacobian); // those that were known may be too old
                if (!isStable(gamma)) {
                    searchesPivots = true;
                    return search().factor(gamma, jacobian);
                }
            }
            return true;
        }

        private boolean isStable(double gamma) {
            double[] inverseSize = inverseRowSize;
            double[] f = factors;
            int[] inverses = multipliers.inversePivots();
            for (int k = 0; k < n; k++) {
                inverseSize[k] = rowSizes.inverse(gamma, k);
                if (!(Math.abs(f[inverses[k]]) <= Double.MAX_VALUE)) {
                    return false;
                }
            }
            int[] places = multipliers.places();
            int[] of = multipliers.rows();
            int[] pivots = multipliers.pivots();
            for (int m = 0; m < places.length; m++) {
                double growth = Math.abs(f[places[m]]) * inverseSize[of[m]];
                if (!(growth <= RowSizes.LARGEST_GROWTH * inverseSize[pivots[m]])) {
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
            return searchesPivots ? search().singularColumn() : -1;
        }

        @Override
        public void choosePivots() {
            choosesPivots = true;
            search().choosePivots();
        }

        @Override
        public void reset() {
            searchesPivots = false;
            choosesPivots = false;
            rowSizes.reset();
            if (search != null) {
                search.reset();
            }
        }
    }
}
