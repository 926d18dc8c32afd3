package org.tamor.ode;

import java.util.Arrays;

/// The Jacobian of a right-hand side by forward differences.
///
/// Columns that share no row of the pattern are perturbed together, so that a sparse matrix costs
/// few evaluations (Curtis, Powell & Reid, J. Inst. Maths Applics 13 (1974) 117-119); the groups
/// are found greedily, columns with most entries first. The increment of component j is `sqrt(eps)
/// * (|y_j| + absolute_j / relative)`, the second term being the size at which the two tolerances
///   matter alike. The error is about `sqrt(eps)` relative to that scale: good enough for a Newton
///   iteration, not for sensitivities.
public final class DifferenceJacobian implements Jacobian {

    private static final double INCREMENT = Math.sqrt(Math.ulp(1.0));

    private final RightHandSide f;
    private final SparsityPattern pattern;
    private final double[] floor;

    /// Columns by group: those of group g are `columns[groupStarts[g]] .. columns[groupStarts[g +
    /// 1] - 1]`.
    private final int[] columns;

    private final int[] groupStarts;
    private final double[] state;
    private final double[] base;
    private final double[] perturbed;

    public DifferenceJacobian(RightHandSide f, SparsityPattern pattern, Tolerances tolerances) {
        this.f = f;
        this.pattern = pattern;
        int n = f.dimension();
        double relative = Math.max(tolerances.relative(), 1e-12);
        floor = new double[n];
        for (int j = 0; j < n; j++) {
            floor[j] = tolerances.absolute()[j] / relative;
        }
        columns = new int[n];
        groupStarts = group(pattern, columns);
        state = new double[n];
        base = new double[n];
        perturbed = new double[n];
    }

    /// Fills `order` with the columns by group and returns where each group starts.
    private static int[] group(SparsityPattern pattern, int[] order) {
        int n = pattern.dimension();
        int[] starts = pattern.columnStarts();
        Integer[] byCount = new Integer[n];
        Arrays.setAll(byCount, j -> j);
        Arrays.sort(byCount, (a, b) -> (starts[b + 1] - starts[b]) - (starts[a + 1] - starts[a]));
        int[] usedBy = new int[n];
        boolean[] placed = new boolean[n];
        int[] groupStarts = new int[n + 1];
        int groups = 0;
        int count = 0;
        while (count < n) {
            groups++;
            for (int j : byCount) {
                if (!placed[j] && free(pattern, j, usedBy, groups)) {
                    for (int p = starts[j]; p < starts[j + 1]; p++) {
                        usedBy[pattern.rows()[p]] = groups;
                    }
                    placed[j] = true;
                    order[count++] = j;
                }
            }
            groupStarts[groups] = count;
        }
        return Arrays.copyOf(groupStarts, groups + 1);
    }

    private static boolean free(SparsityPattern pattern, int column, int[] usedBy, int group) {
        for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
            if (usedBy[pattern.rows()[p]] == group) {
                return false;
            }
        }
        return true;
    }

    /// The number of perturbed evaluations of f; one unperturbed evaluation comes on top.
    public int groups() {
        return groupStarts.length - 1;
    }

    @Override
    public SparsityPattern pattern() {
        return pattern;
    }

    @Override
    public void evaluate(double time, double[] at, double[] values) {
        f.evaluate(time, at, base);
        System.arraycopy(at, 0, state, 0, state.length);
        int[] starts = pattern.columnStarts();
        int[] rows = pattern.rows();
        for (int g = 0; g < groups(); g++) {
            for (int c = groupStarts[g]; c < groupStarts[g + 1]; c++) {
                int j = columns[c];
                state[j] = at[j] + increment(at[j], floor[j]);
            }
            f.evaluate(time, state, perturbed);
            for (int c = groupStarts[g]; c < groupStarts[g + 1]; c++) {
                int j = columns[c];
                double increment = state[j] - at[j];
                for (int p = starts[j]; p < starts[j + 1]; p++) {
                    values[p] = (perturbed[rows[p]] - base[rows[p]]) / increment;
                }
                state[j] = at[j];
            }
        }
    }

    private static double increment(double value, double floor) {
        double size = INCREMENT * (Math.abs(value) + floor);
        return value < 0 ? -size : size;
    }
}
