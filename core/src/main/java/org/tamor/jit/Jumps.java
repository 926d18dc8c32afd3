package org.tamor.jit;

/// Which values of a graph may jump where their arguments do not, and stay the same in between:
/// comparisons and numbers rounded to whole ones.
final class Jumps {

    private Jumps() {}

    static boolean isJump(Graph graph, int node) {
        return graph.op(node).isComparison() || isRounded(graph, node);
    }

    static boolean isRounded(Graph graph, int node) {
        return switch (graph.op(node)) {
            case FLOOR, CEILING, QUOTIENT -> true;
            default -> false;
        };
    }

    /// What is compared with 0 or rounded, see [Discontinuity.Kind]; to the bit as the values that
    /// jump are computed, or they would jump beside the place where they are said to.
    static int difference(Graph graph, int node) {
        int first = graph.argument(node, 0);
        return switch (graph.op(node)) {
            case FLOOR, CEILING -> first;
            case QUOTIENT -> graph.binary(Op.DIVIDE, first, graph.argument(node, 1));
            default -> graph.subtract(first, graph.argument(node, 1));
        };
    }
}
