package org.tamor.jit;

import java.util.Arrays;
import org.tamor.ode.SparsityPattern;

/// The elimination of `W = d I - J` written out as formulas, one for each element of the factors.
///
/// Pivots are on the diagonal, in Markowitz's order (the pivot with the fewest products next;
/// Management Science 3 (1957) 255-269). In the formulas of the factors, state i is element i of J
/// in the order of its pattern and parameter 0 is d; in those of the solution, state i is element i
/// of the right-hand side and parameter k factor k.
final class SymbolicLu {

    final Graph graph = new Graph();

    /// The formulas of the factors: multipliers of L, elements of U, inverse pivots.
    final int[] factors;

    /// The formulas of the solution.
    final int[] solution;

    SymbolicLu(SparsityPattern pattern) {
        int n = pattern.dimension();
        int[][] element = new int[n][n];
        for (int[] row : element) {
            Arrays.fill(row, -1);
        }
        for (int column = 0; column < n; column++) {
            for (int p = pattern.columnStarts()[column];
                    p < pattern.columnStarts()[column + 1];
                    p++) {
                element[pattern.rows()[p]][column] = graph.negate(graph.state(p));
            }
        }
        for (int i = 0; i < n; i++) {
            int d = graph.parameter(0);
            element[i][i] = element[i][i] < 0 ? d : graph.add(element[i][i], d);
        }
        int[] order = eliminate(n, element);
        IntStack nodes = new IntStack();
        int[][] factorOf = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                factorOf[i][j] = -1;
                if (element[i][j] >= 0) {
                    factorOf[i][j] = nodes.size();
                    nodes.push(element[i][j]);
                }
            }
        }
        factors = nodes.toArray();
        solution = solve(n, order, factorOf);
    }

    /// Replaces the elements by those of the factors, the diagonal by inverse pivots; returns the
    /// order of the pivots.
    private int[] eliminate(int n, int[][] element) {
        int[] order = new int[n];
        boolean[] done = new boolean[n];
        for (int step = 0; step < n; step++) {
            int pivot = cheapest(n, element, done);
            order[step] = pivot;
            done[pivot] = true;
            element[pivot][pivot] = graph.divide(graph.constant(1), element[pivot][pivot]);
            for (int i = 0; i < n; i++) {
                if (done[i] || element[i][pivot] < 0) {
                    continue;
                }
                int multiplier = graph.multiply(element[i][pivot], element[pivot][pivot]);
                element[i][pivot] = multiplier;
                for (int j = 0; j < n; j++) {
                    if (!done[j] && element[pivot][j] >= 0) {
                        int product = graph.negate(graph.multiply(multiplier, element[pivot][j]));
                        element[i][j] =
                                element[i][j] < 0 ? product : graph.add(element[i][j], product);
                    }
                }
            }
        }
        return order;
    }

    private static int cheapest(int n, int[][] element, boolean[] done) {
        int best = -1;
        int fewest = Integer.MAX_VALUE;
        for (int k = 0; k < n; k++) {
            if (done[k]) {
                continue;
            }
            int inRow = 0;
            int inColumn = 0;
            for (int i = 0; i < n; i++) {
                if (!done[i] && i != k) {
                    inRow += element[k][i] >= 0 ? 1 : 0;
                    inColumn += element[i][k] >= 0 ? 1 : 0;
                }
            }
            if (inRow * inColumn < fewest) {
                fewest = inRow * inColumn;
                best = k;
            }
        }
        return best;
    }

    private int[] solve(int n, int[] order, int[][] factorOf) {
        int[] x = new int[n];
        for (int step = 0; step < n; step++) {
            int i = order[step];
            x[i] = graph.state(i);
            for (int before = 0; before < step; before++) {
                x[i] = subtractProduct(x[i], factorOf[i][order[before]], x[order[before]]);
            }
        }
        for (int step = n - 1; step >= 0; step--) {
            int i = order[step];
            for (int after = step + 1; after < n; after++) {
                x[i] = subtractProduct(x[i], factorOf[i][order[after]], x[order[after]]);
            }
            x[i] = graph.multiply(graph.parameter(factorOf[i][i]), x[i]);
        }
        return x;
    }

    private int subtractProduct(int value, int factor, int x) {
        return factor < 0
                ? value
                : graph.subtract(value, graph.multiply(graph.parameter(factor), x));
    }
}
