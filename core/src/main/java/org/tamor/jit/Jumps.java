package org.tamor.jit;

/// Which values of a graph may jump where their arguments do not: comparisons and numbers rounded
/// to whole ones.
final class Jumps {

    private Jumps() {}

    static boolean isJump(Graph graph, int node) {
        return graph.op(node).isComparison() || isRounded(graph, node);
    }

    static boolean isRounded(Graph graph, int node) {
        return switch (graph.op(node)) {
            case FLOOR, CEILING, QUOTIENT, REMAINDER -> true;
            default -> false;
        };
    }

    /// Whether a value stays the same between its jumps.
    static boolean isStep(Graph graph, int node) {
        return isJump(graph, node) && graph.op(node) != Op.REMAINDER;
    }

    /// What is compared with 0 or rounded, see [Discontinuity.Kind].
    static int difference(Graph graph, int node) {
        int first = graph.argument(node, 0);
        return switch (graph.op(node)) {
            case FLOOR, CEILING -> first;
            case QUOTIENT, REMAINDER -> graph.divide(first, graph.argument(node, 1));
            default -> graph.subtract(first, graph.argument(node, 1));
        };
    }
}
