package org.tamor.ode.linear;

import java.util.Arrays;

/// A symmetric permutation of a square pattern with a full diagonal to block upper triangular form,
/// each diagonal block ordered by [MinimumDegree] on the pattern of `A + A^T`.
///
/// The blocks are the strongly connected components of the graph with an edge from each column to
/// each of its rows, found by Tarjan's algorithm (SIAM J. Comput. 1 (1972) 146-160), which yields a
/// component after all that it leads to; so the rows of a column lie in its own or an earlier
/// block.
///
/// @param order `order[k]` is the index in the given pattern of the k-th row and column of the
///   permuted one
/// @param blockOf the block that the k-th of the permuted rows is in
/// @param blockStarts where each block begins, and after the last the dimension
@SuppressWarnings(
        "ArrayRecordComponent") // internal to the package and not changed after construction
record BlockTriangularOrder(int[] order, int[] blockOf, int[] blockStarts) {

    static BlockTriangularOrder of(int n, int[] columnStarts, int[] rows) {
        int[] order = new int[n];
        int[] blockStarts = components(n, columnStarts, rows, order);
        int blocks = blockStarts.length - 1;
        int[] blockOf = new int[n];
        int[] position = new int[n];
        for (int b = 0; b < blocks; b++) {
            for (int k = blockStarts[b]; k < blockStarts[b + 1]; k++) {
                blockOf[k] = b;
                position[order[k]] = k;
            }
        }
        for (int b = 0; b < blocks; b++) {
            if (blockStarts[b + 1] - blockStarts[b] > 2) {
                orderBlock(columnStarts, rows, order, position, blockStarts[b], blockStarts[b + 1]);
            }
        }
        return new BlockTriangularOrder(order, blockOf, blockStarts);
    }

    /// Fills `order` with the nodes by component and returns where each component starts.
    private static int[] components(int n, int[] columnStarts, int[] rows, int[] order) {
        int[] index = new int[n];
        int[] low = new int[n];
        boolean[] onStack = new boolean[n];
        int[] stack = new int[n];
        int[] path = new int[n];
        int[] cursor = new int[n];
        int[] starts = new int[n + 1];
        int visited = 0;
        int stacked = 0;
        int placed = 0;
        int blocks = 0;
        for (int root = 0; root < n; root++) {
            if (index[root] != 0) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            while (depth >= 0) {
                int v = path[depth];
                if (index[v] == 0) {
                    index[v] = ++visited;
                    low[v] = visited;
                    stack[stacked++] = v;
                    onStack[v] = true;
                    cursor[v] = columnStarts[v];
                }
                boolean descended = false;
                while (cursor[v] < columnStarts[v + 1]) {
                    int w = rows[cursor[v]++];
                    if (index[w] == 0) {
                        path[++depth] = w;
                        descended = true;
                        break;
                    }
                    if (onStack[w]) {
                        low[v] = Math.min(low[v], index[w]);
                    }
                }
                if (descended) {
                    continue;
                }
                if (low[v] == index[v]) {
                    int w;
                    do {
                        w = stack[--stacked];
                        onStack[w] = false;
                        order[placed++] = w;
                    } while (w != v);
                    starts[++blocks] = placed;
                }
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[v]);
                }
            }
        }
        return Arrays.copyOf(starts, blocks + 1);
    }

    private static void orderBlock(
            int[] columnStarts, int[] rows, int[] order, int[] position, int from, int to) {
        int size = to - from;
        Arrays.sort(order, from, to);
        for (int k = from; k < to; k++) {
            position[order[k]] = k;
        }
        int[][] neighbours = new int[size][4];
        int[] counts = new int[size];
        for (int k = from; k < to; k++) {
            int column = order[k];
            for (int p = columnStarts[column]; p < columnStarts[column + 1]; p++) {
                int row = position[rows[p]];
                if (row >= from && row < to && row != k) {
                    append(neighbours, counts, k - from, row - from);
                    append(neighbours, counts, row - from, k - from);
                }
            }
        }
        for (int i = 0; i < size; i++) {
            neighbours[i] = sortedWithoutRepetition(neighbours[i], counts[i]);
        }
        int[] nodes = Arrays.copyOfRange(order, from, to);
        int[] eliminated = MinimumDegree.order(size, neighbours);
        for (int k = 0; k < size; k++) {
            order[from + k] = nodes[eliminated[k]];
            position[nodes[eliminated[k]]] = from + k;
        }
    }

    private static void append(int[][] lists, int[] counts, int list, int value) {
        if (counts[list] == lists[list].length) {
            lists[list] = Arrays.copyOf(lists[list], 2 * counts[list]);
        }
        lists[list][counts[list]++] = value;
    }

    private static int[] sortedWithoutRepetition(int[] values, int count) {
        Arrays.sort(values, 0, count);
        int kept = 0;
        for (int p = 0; p < count; p++) {
            if (kept == 0 || values[p] != values[kept - 1]) {
                values[kept++] = values[p];
            }
        }
        return Arrays.copyOf(values, kept);
    }
}
