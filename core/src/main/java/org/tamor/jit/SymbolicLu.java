package org.tamor.jit;

import java.util.Arrays;
import java.util.Optional;
import org.tamor.ode.SparsityPattern;

/// The elimination of `W = d I - J` written out as formulas, one for each element of the factors.
///
/// Pivots are on the diagonal, in Markowitz's order (the pivot with the fewest products next;
/// Management Science 3 (1957) 255-269). In the formulas of the factors, state i is element i of J
/// in the order of its pattern and parameter 0 is d; in those of the solution, state i is element i
/// of the right-hand side and parameter k factor k.
final class SymbolicLu {

    /// Nodes that an element beside the diagonal takes at least: its negative value, and its
    /// product and the sum with that in the solution.
    private static final int LEAST_BESIDE_DIAGONAL = 5;

    /// Nodes that a state takes at least, and one more that has an element of its own.
    private static final int LEAST_OF_STATE = 3;

    final Graph graph = new Graph();

    /// The formulas of the factors: multipliers of L, elements of U, inverse pivots.
    final int[] factors;

    /// The formulas of the solution.
    final int[] solution;

    private final int n;
    private final int[] order;
    private final int[][] factorOf;

    SymbolicLu(SparsityPattern pattern) {
        this(pattern, Integer.MAX_VALUE);
    }

    /// @param most the number of nodes above which the elimination is given up
    private SymbolicLu(SparsityPattern pattern, int most) {
        n = pattern.dimension();
        int[][] element = elements(pattern);
        order = eliminate(element, most);
        IntStack nodes = new IntStack();
        factorOf = new int[n][n];
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
        solution = order.length < n ? new int[0] : solve();
    }

    /// The elimination; empty where its formulas have more than `most` nodes.
    static Optional<SymbolicLu> within(int most, SparsityPattern pattern) {
        long onDiagonal = countOnDiagonal(pattern);
        long least =
                LEAST_OF_STATE * (pattern.dimension() + onDiagonal)
                        + LEAST_BESIDE_DIAGONAL * (pattern.entries() - onDiagonal);
        if (least > most) {
            return Optional.empty();
        }
        SymbolicLu lu = new SymbolicLu(pattern, most);
        return lu.graph.size() > most ? Optional.empty() : Optional.of(lu);
    }

    private static long countOnDiagonal(SparsityPattern pattern) {
        long count = 0;
        for (int column = 0; column < pattern.dimension(); column++) {
            int end = pattern.columnStarts()[column + 1];
            for (int p = pattern.columnStarts()[column]; p < end; p++) {
                count += pattern.rows()[p] == column ? 1 : 0;
            }
        }
        return count;
    }

    private int[][] elements(SparsityPattern pattern) {
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
        return element;
    }

    /// Replaces the elements by those of the factors, the diagonal by inverse pivots; returns the
    /// order of the pivots, of fewer than all where there are too many nodes.
    private int[] eliminate(int[][] element, int most) {
        int[] pivots = new int[n];
        boolean[] done = new boolean[n];
        int[] inRow = new int[n];
        int[] inColumn = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (element[i][j] >= 0) {
                    inRow[i]++;
                    inColumn[j]++;
                }
            }
        }
        for (int step = 0; step < n; step++) {
            if (graph.size() > most) {
                return Arrays.copyOf(pivots, step);
            }
            int pivot = cheapest(inRow, inColumn, done);
            pivots[step] = pivot;
            done[pivot] = true;
            element[pivot][pivot] = graph.divide(graph.constant(1), element[pivot][pivot]);
            for (int j = 0; j < n; j++) {
                inColumn[j] -= element[pivot][j] >= 0 ? 1 : 0;
            }
            for (int i = 0; i < n; i++) {
                if (done[i] || element[i][pivot] < 0) {
                    continue;
                }
                inRow[i]--;
                int multiplier = graph.multiply(element[i][pivot], element[pivot][pivot]);
                element[i][pivot] = multiplier;
                for (int j = 0; j < n; j++) {
                    if (!done[j] && element[pivot][j] >= 0) {
                        int product = graph.negate(graph.multiply(multiplier, element[pivot][j]));
                        if (element[i][j] < 0) {
                            element[i][j] = product;
                            inRow[i]++;
                            inColumn[j]++;
                        } else {
                            element[i][j] = graph.add(element[i][j], product);
                        }
                    }
                }
            }
        }
        return pivots;
    }

    private static int cheapest(int[] inRow, int[] inColumn, boolean[] done) {
        int best = -1;
        int fewest = Integer.MAX_VALUE;
        for (int k = 0; k < done.length; k++) {
            int products = (inRow[k] - 1) * (inColumn[k] - 1);
            if (!done[k] && products < fewest) {
                fewest = products;
                best = k;
            }
        }
        return best;
    }

    private int[] solve() {
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

    /// The formulas of the solution of the transposed system.
    int[] transposedSolution() {
        int[] x = new int[n];
        for (int step = 0; step < n; step++) {
            int i = order[step];
            x[i] = graph.state(i);
            for (int before = 0; before < step; before++) {
                x[i] = subtractProduct(x[i], factorOf[order[before]][i], x[order[before]]);
            }
            x[i] = graph.multiply(graph.parameter(factorOf[i][i]), x[i]);
        }
        for (int step = n - 1; step >= 0; step--) {
            int i = order[step];
            for (int after = step + 1; after < n; after++) {
                x[i] = subtractProduct(x[i], factorOf[order[after]][i], x[order[after]]);
            }
        }
        return x;
    }

    /// The places of the multipliers among the factors, the rows that they belong to and the rows
    /// of their pivots.
    Multipliers multipliers() {
        IntStack places = new IntStack();
        IntStack rows = new IntStack();
        IntStack pivots = new IntStack();
        for (int step = 0; step < n; step++) {
            for (int after = step + 1; after < n; after++) {
                int place = factorOf[order[after]][order[step]];
                if (place >= 0) {
                    places.push(place);
                    rows.push(order[after]);
                    pivots.push(order[step]);
                }
            }
        }
        int[] inverses = new int[n];
        Arrays.setAll(inverses, row -> factorOf[row][row]);
        return new Multipliers(places.toArray(), rows.toArray(), pivots.toArray(), inverses);
    }

    /// @param places of the multipliers among the factors
    /// @param rows of the multipliers
    /// @param pivots the rows of their pivots
    /// @param inversePivots the places of the inverse pivots among the factors, by row
    @SuppressWarnings("ArrayRecordComponent") // read in inner loops
    record Multipliers(int[] places, int[] rows, int[] pivots, int[] inversePivots) {}

    private int subtractProduct(int value, int factor, int x) {
        return factor < 0
                ? value
                : graph.subtract(value, graph.multiply(graph.parameter(factor), x));
    }
}
