package org.tamor.ode.linear;

import java.util.Arrays;

/// A fill-reducing elimination order of a symmetric pattern by approximate minimum degree.
///
/// Amestoy, Davis & Duff, SIAM J. Matrix Anal. Appl. 17 (1996) 886-905; Davis, Direct Methods for
/// Sparse Linear Systems (2006), section 7.1. The graph of the partly eliminated matrix is kept as
/// a quotient graph: each eliminated pivot becomes an element, a clique given by its members, and
/// absorbs the elements it was adjacent to. Variables with the same adjacency are merged and
/// eliminated together. The degree of a variable is bounded by the sizes of its elements less their
/// overlap with the newest one. Rows with very many entries are ordered last. Ties are broken by
/// index, so that the order is reproducible.
final class MinimumDegree {

    private static final int SMALLEST_DENSE_DEGREE = 16;
    private static final double DENSE_FACTOR = 10;

    private final int n;

    /// Adjacent variables of each variable not covered by an element; members of each element.
    private final int[][] neighbours;

    private final int[] neighbourCount;

    /// Adjacent elements of each variable.
    private final int[][] elements;

    private final int[] elementCount;

    /// Number of variables merged into each, 0 once merged or eliminated; negated while in the
    /// newest element.
    private final int[] multiplicity;

    /// Approximate degree of a variable; number of members, with multiplicity, of an element.
    private final int[] degree;

    private final boolean[] liveElement;

    /// Lists of variables of one degree.
    private final int[] head;

    private final int[] next;
    private final int[] previous;

    /// Size of each element outside the newest one, offset by [#stamp].
    private final long[] outside;

    private long stamp;

    /// Variables merged into another, as lists that begin at the other.
    private final int[] mergedFirst;

    private final int[] mergedLast;
    private final int[] mergedNext;
    private final long[] mark;
    private long markStamp;

    private int remaining;
    private int lowest;

    private MinimumDegree(int n, int[][] neighbours) {
        this.n = n;
        this.neighbours = neighbours;
        neighbourCount = new int[n];
        elements = new int[n][4];
        elementCount = new int[n];
        multiplicity = new int[n];
        degree = new int[n];
        liveElement = new boolean[n];
        head = filled(n + 1);
        next = filled(n);
        previous = filled(n);
        outside = new long[n];
        mergedFirst = filled(n);
        mergedLast = filled(n);
        mergedNext = filled(n);
        mark = new long[n];
        Arrays.fill(multiplicity, 1);
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, -1);
        return array;
    }

    /// Orders the nodes 0 .. n - 1 of an undirected graph.
    ///
    /// @param neighbours for each node the others it is joined to, each joined pair listed from
    ///   both sides, without repetition; the arrays are used up
    /// @return the nodes in order of elimination
    static int[] order(int n, int[][] neighbours) {
        return new MinimumDegree(n, neighbours).run();
    }

    private int[] run() {
        int[] order = new int[n];
        int count = 0;
        int dense = (int) Math.max(SMALLEST_DENSE_DEGREE, DENSE_FACTOR * Math.sqrt(n));
        int last = n;
        for (int i = n - 1; i >= 0; i--) {
            if (neighbours[i].length > dense) {
                order[--last] = i;
                multiplicity[i] = 0;
            }
        }
        remaining = last;
        for (int i = n - 1; i >= 0; i--) {
            if (multiplicity[i] > 0) {
                int kept = 0;
                for (int j : neighbours[i]) {
                    if (multiplicity[j] > 0) {
                        neighbours[i][kept++] = j;
                    }
                }
                neighbourCount[i] = kept;
                insert(i, kept);
            }
        }
        while (count < last) {
            while (head[lowest] < 0) {
                lowest++;
            }
            int pivot = head[lowest];
            remove(pivot);
            count = eliminate(pivot, order, count);
        }
        return order;
    }

    private void insert(int i, int d) {
        degree[i] = d;
        next[i] = head[d];
        previous[i] = -1;
        if (head[d] >= 0) {
            previous[head[d]] = i;
        }
        head[d] = i;
        lowest = Math.min(lowest, d);
    }

    private void remove(int i) {
        if (previous[i] >= 0) {
            next[previous[i]] = next[i];
        } else {
            head[degree[i]] = next[i];
        }
        if (next[i] >= 0) {
            previous[next[i]] = previous[i];
        }
    }

    /// Eliminates a pivot and all merged with it, and returns the number of nodes ordered so far.
    private int eliminate(int pivot, int[] order, int ordered) {
        int size = multiplicity[pivot];
        remaining -= size;
        int[] members = gather(pivot);
        int count = members.length;
        int weight = 0;
        for (int i : members) {
            weight -= multiplicity[i];
        }
        measureOverlap(members);
        int kept = 0;
        for (int m = 0; m < count; m++) {
            int i = members[m];
            int bound = prune(i, pivot);
            if (elementCount[i] == 0 && neighbourCount[i] == 0) {
                int own = -multiplicity[i];
                weight -= own;
                remaining -= own;
                multiplicity[i] = 0;
                merge(i, pivot);
            } else {
                degree[i] = Math.min(degree[i], bound);
                addElement(i, pivot);
                members[kept++] = i;
            }
        }
        kept = mergeIndistinguishable(members, kept);
        for (int m = 0; m < kept; m++) {
            int i = members[m];
            multiplicity[i] = -multiplicity[i];
            int others = weight - multiplicity[i];
            insert(i, Math.max(0, Math.min(degree[i] + others, remaining - multiplicity[i])));
        }
        neighbours[pivot] = Arrays.copyOf(members, kept);
        neighbourCount[pivot] = kept;
        degree[pivot] = weight;
        liveElement[pivot] = kept > 0;
        multiplicity[pivot] = 0;
        return emit(pivot, order, ordered);
    }

    /// The members of the new element: the variables adjacent to the pivot, directly or through its
    /// elements, which are absorbed. They leave the degree lists and their multiplicities are
    /// negated.
    private int[] gather(int pivot) {
        int capacity = neighbourCount[pivot];
        for (int e = 0; e < elementCount[pivot]; e++) {
            capacity += neighbourCount[elements[pivot][e]];
        }
        int[] members = new int[capacity];
        int count = 0;
        int own = multiplicity[pivot];
        multiplicity[pivot] = 0;
        for (int e = -1; e < elementCount[pivot]; e++) {
            int source = e < 0 ? pivot : elements[pivot][e];
            for (int p = 0; p < neighbourCount[source]; p++) {
                int i = neighbours[source][p];
                if (multiplicity[i] > 0) {
                    multiplicity[i] = -multiplicity[i];
                    remove(i);
                    members[count++] = i;
                }
            }
            if (e >= 0) {
                liveElement[source] = false;
            }
        }
        multiplicity[pivot] = own;
        return Arrays.copyOf(members, count);
    }

    /// For each element that shares variables with the newest, computes how many of its variables
    /// lie outside that.
    private void measureOverlap(int[] members) {
        stamp += 2L * n + 2;
        for (int i : members) {
            for (int p = 0; p < elementCount[i]; p++) {
                int e = elements[i][p];
                if (liveElement[e]) {
                    if (outside[e] < stamp) {
                        outside[e] = stamp + degree[e];
                    }
                    outside[e] += multiplicity[i];
                }
            }
        }
    }

    /// Drops from variable i what the newest element covers and returns the bound on its degree
    /// outside of that.
    private int prune(int i, int pivot) {
        int bound = 0;
        int kept = 0;
        for (int p = 0; p < elementCount[i]; p++) {
            int e = elements[i][p];
            if (liveElement[e]) {
                int rest = (int) (outside[e] - stamp);
                if (rest > 0) {
                    bound += rest;
                    elements[i][kept++] = e;
                } else {
                    liveElement[e] = false;
                }
            }
        }
        elementCount[i] = kept;
        kept = 0;
        for (int p = 0; p < neighbourCount[i]; p++) {
            int j = neighbours[i][p];
            if (multiplicity[j] > 0 && j != pivot) {
                bound += multiplicity[j];
                neighbours[i][kept++] = j;
            }
        }
        neighbourCount[i] = kept;
        return bound;
    }

    private void addElement(int i, int element) {
        if (elementCount[i] == elements[i].length) {
            elements[i] = Arrays.copyOf(elements[i], 2 * elementCount[i]);
        }
        elements[i][elementCount[i]++] = element;
    }

    /// Merges members of the newest element that have the same elements and variables around them.
    private int mergeIndistinguishable(int[] members, int count) {
        long[] keys = new long[count];
        for (int m = 0; m < count; m++) {
            int i = members[m];
            long hash = elementCount[i] * 31L + neighbourCount[i];
            for (int p = 0; p < elementCount[i]; p++) {
                hash += elements[i][p] * 0x9E3779B1L;
            }
            for (int p = 0; p < neighbourCount[i]; p++) {
                hash += neighbours[i][p] * 0x9E3779B1L;
            }
            keys[m] = (hash & 0x7FFFFFFFL) << 32 | i;
        }
        Arrays.sort(keys);
        for (int a = 0; a < count; a++) {
            int i = (int) keys[a];
            if (multiplicity[i] == 0) {
                continue;
            }
            boolean marked = false;
            for (int b = a + 1; b < count && keys[b] >>> 32 == keys[a] >>> 32; b++) {
                int j = (int) keys[b];
                if (multiplicity[j] == 0) {
                    continue;
                }
                if (!marked) {
                    markAround(i);
                    marked = true;
                }
                if (sameAround(i, j)) {
                    multiplicity[i] += multiplicity[j];
                    multiplicity[j] = 0;
                    degree[i] = Math.min(degree[i], degree[j]);
                    merge(j, i);
                }
            }
        }
        int kept = 0;
        for (int m = 0; m < count; m++) {
            if (multiplicity[members[m]] != 0) {
                members[kept++] = members[m];
            }
        }
        return kept;
    }

    private void markAround(int i) {
        markStamp++;
        for (int p = 0; p < elementCount[i]; p++) {
            mark[elements[i][p]] = markStamp;
        }
        for (int p = 0; p < neighbourCount[i]; p++) {
            mark[neighbours[i][p]] = markStamp;
        }
    }

    private boolean sameAround(int i, int j) {
        if (elementCount[i] != elementCount[j] || neighbourCount[i] != neighbourCount[j]) {
            return false;
        }
        for (int p = 0; p < elementCount[j]; p++) {
            if (mark[elements[j][p]] != markStamp) {
                return false;
            }
        }
        for (int p = 0; p < neighbourCount[j]; p++) {
            if (mark[neighbours[j][p]] != markStamp) {
                return false;
            }
        }
        return true;
    }

    /// Appends variable i, with all merged into it, to the list of those merged into `into`.
    private void merge(int i, int into) {
        mergedNext[i] = -1;
        if (mergedFirst[into] < 0) {
            mergedFirst[into] = i;
        } else {
            mergedNext[mergedLast[into]] = i;
        }
        mergedLast[into] = i;
    }

    /// Writes a pivot and, depth first, all merged into it to the order.
    private int emit(int pivot, int[] order, int ordered) {
        int count = ordered;
        order[count++] = pivot;
        // what is written serves as the queue of nodes whose merged ones are still to be written
        for (int p = ordered; p < count; p++) {
            for (int i = mergedFirst[order[p]]; i >= 0; i = mergedNext[i]) {
                order[count++] = i;
            }
        }
        return count;
    }
}
