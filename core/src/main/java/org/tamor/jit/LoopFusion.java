package org.tamor.jit;

import java.util.BitSet;
import java.util.List;

/// Which consecutive statements of a [KernelPlan] for several lanes share one loop over the lanes.
///
/// Entering a loop costs as much as a dozen operations in it, so that loops should be large.
/// HotSpot vectorises only loops that it unrolls, and unrolls none above a size. A loop holds the
/// statements up to that size, counted as HotSpot does: each element that it reads once, its
/// operations, and what later loops need of its results. Statements that cannot be vectorised have
/// loops of their own.
final class LoopFusion {

    private final KernelPlan plan;
    private final List<KernelPlan.Statement> statements;

    /// By node, the statements that read it.
    private final int[] readers;

    LoopFusion(KernelPlan plan, List<KernelPlan.Statement> statements) {
        this.plan = plan;
        this.statements = statements;
        readers = new int[plan.graph.size()];
        for (KernelPlan.Statement statement : statements) {
            for (int node : plan.reads(statement)) {
                readers[node]++;
            }
        }
    }

    /// The statement before which the loop that begins with a statement ends.
    int end(int from) {
        boolean isVectorised = isVectorised(statements.get(from));
        int to = from + 1;
        while (to < statements.size()
                && isVectorised(statements.get(to)) == isVectorised
                && nodes(statements.subList(from, to + 1)) <= KernelPlan.NODES_PER_LOOP) {
            to++;
        }
        return to;
    }

    private int nodes(List<KernelPlan.Statement> loop) {
        BitSet computed = new BitSet();
        BitSet read = new BitSet();
        int[] left = new int[loop.size()];
        int nodes = 0;
        for (int i = 0; i < loop.size(); i++) {
            KernelPlan.Statement statement = loop.get(i);
            nodes += plan.operations(statement);
            for (int node : plan.reads(statement)) {
                if (computed.get(node)) {
                    left[indexOf(node, loop)]--;
                } else {
                    read.set(node);
                }
            }
            if (statement.output() < 0) {
                computed.set(statement.node());
                left[i] = readers[statement.node()];
            } else {
                left[i] = 1;
            }
        }
        int stored = 0;
        for (int readersLeft : left) {
            stored += readersLeft > 0 ? 1 : 0;
        }
        return nodes + KernelPlan.NODES_PER_ACCESS * (read.cardinality() + stored);
    }

    private static int indexOf(int node, List<KernelPlan.Statement> loop) {
        int index = 0;
        while (loop.get(index).node() != node || loop.get(index).output() >= 0) {
            index++;
        }
        return index;
    }

    private boolean isVectorised(KernelPlan.Statement statement) {
        return plan.isAssigned(statement.node()) && statement.output() >= 0
                || isVectorised(statement.node());
    }

    /// Whether a node's own expression has neither calls nor branches.
    private boolean isVectorised(int node) {
        if (plan.isLeaf(node)) {
            return true;
        }
        Op op = plan.graph.op(node);
        if (op.isCall() || op.isTruth() || op == Op.SELECT) {
            return false;
        }
        for (int argument : plan.graph.arguments(node)) {
            if (!plan.isAssigned(argument) && !isVectorised(argument)) {
                return false;
            }
        }
        return true;
    }
}
