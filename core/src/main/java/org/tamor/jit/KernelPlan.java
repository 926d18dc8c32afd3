package org.tamor.jit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The order in which a kernel computes its values, cut into methods.
///
/// A value used once is computed where it is used; one used more often, or too large to be nested,
/// is assigned first. Assignments come in depth-first order of the results, so that most are used
/// soon. Values that only their own method needs stay in its local variables, others go through the
/// workspace.
///
/// A method of a kernel for several lanes is one loop over the lanes, with as many assignments as
/// HotSpot still vectorises; it reads each element of an array once.
final class KernelPlan {

    /// Assignments in one method. HotSpot compiles methods of this size well; three times as many
    /// ran 14 times slower.
    static final int STATEMENTS_PER_METHOD = 40;

    /// Where a method ends, in estimated bytes; the limit beyond which HotSpot never compiles is
    /// 8,000.
    static final int BYTES_PER_METHOD = 1200;

    /// The largest expression that is nested into its use, in nodes.
    private static final int NESTED_NODES = 40;

    /// Nodes of HotSpot's own graph in one loop over the lanes, beside those that every loop has:
    /// it unrolls, and therefore vectorises, no loop of more than 60.
    static final int NODES_PER_LOOP = 46;

    /// What an access to an element of an array counts: the address and the access.
    static final int NODES_PER_ACCESS = 2;

    /// The largest expression that is nested into its use in a loop over the lanes, in such nodes.
    private static final int NESTED_NODES_IN_LOOP = 24;

    private static final int BYTES_PER_NODE = 6;

    /// Computes a node and keeps it (`output` -1), or writes it to an output.
    record Statement(int node, int output) {}

    final Graph graph;
    final int lanes;
    private final int[] parameterOf;
    private final int[] uses;
    private final int[] weight;
    private final boolean[] assigned;
    private final boolean[] scheduled;
    private final int[] method;
    private final int[] slot;
    private final List<Statement> statements = new ArrayList<>();
    private final List<List<Statement>> methods = new ArrayList<>();
    private int slots;

    /// @param roots the results
    /// @param outputs where each result goes
    /// @param parameterOf by node, the element of p that holds its value, or -1
    KernelPlan(Graph graph, int[] roots, int[] outputs, int[] parameterOf) {
        this(graph, roots, outputs, parameterOf, 1);
    }

    /// @param lanes how many values each element of the arrays has
    KernelPlan(Graph graph, int[] roots, int[] outputs, int[] parameterOf, int lanes) {
        this.graph = graph;
        this.lanes = lanes;
        this.parameterOf = parameterOf;
        uses = new int[graph.size()];
        weight = new int[graph.size()];
        assigned = new boolean[graph.size()];
        scheduled = new boolean[graph.size()];
        method = new int[graph.size()];
        slot = new int[graph.size()];
        Arrays.fill(method, -1);
        Arrays.fill(slot, -1);
        countUses(roots);
        for (int i = 0; i < roots.length; i++) {
            if (isAssigned(roots[i])) {
                schedule(roots[i]);
            } else {
                scheduleNeeds(roots[i]);
            }
            statements.add(new Statement(roots[i], outputs[i]));
        }
        cut();
        findSlots();
    }

    private void countUses(int[] roots) {
        int[] live = liveNodes(roots);
        for (int root : roots) {
            uses[root]++;
        }
        for (int node : live) {
            if (!isLeaf(node)) {
                for (int argument : graph.arguments(node)) {
                    uses[argument]++;
                }
            }
        }
        for (int node : live) {
            weigh(node);
        }
    }

    private int[] liveNodes(int[] roots) {
        boolean[] live = new boolean[graph.size()];
        int highest = -1;
        for (int root : roots) {
            live[root] = true;
            highest = Math.max(highest, root);
        }
        int count = 0;
        for (int node = highest; node >= 0; node--) {
            if (live[node]) {
                count++;
                if (!isLeaf(node)) {
                    for (int argument : graph.arguments(node)) {
                        live[argument] = true;
                    }
                }
            }
        }
        int[] result = new int[count];
        int next = 0;
        for (int node = 0; node <= highest; node++) {
            if (live[node]) {
                result[next++] = node;
            }
        }
        return result;
    }

    private void weigh(int node) {
        if (isLeaf(node)) {
            weight[node] = access();
            return;
        }
        int total = own(node);
        for (int argument : graph.arguments(node)) {
            total += weight[argument];
        }
        while (total > (lanes == 1 ? NESTED_NODES : NESTED_NODES_IN_LOOP)) {
            int largest = -1;
            for (int argument : graph.arguments(node)) {
                if (weight[argument] > access()
                        && (largest < 0 || weight[argument] > weight[largest])) {
                    largest = argument;
                }
            }
            if (largest < 0) {
                break;
            }
            total -= weight[largest] - access();
            assigned[largest] = true;
            weight[largest] = access();
        }
        weight[node] = total;
        if (uses[node] > 1 || lanes > 1 && graph.op(node).isCall()) {
            assigned[node] = true;
            weight[node] = access();
        }
    }

    /// What reading a value counts.
    private int access() {
        return lanes == 1 ? 1 : NODES_PER_ACCESS;
    }

    /// Whether the node is read rather than computed.
    boolean isLeaf(int node) {
        return parameterOf[node] >= 0 || graph.op(node).isLeaf();
    }

    int parameterOf(int node) {
        return parameterOf[node];
    }

    boolean isAssigned(int node) {
        return assigned[node];
    }

    /// The number of the method that assigns the node.
    int method(int node) {
        return method[node];
    }

    /// The element of the workspace that holds an assigned node, or -1 where it stays in its
    /// method.
    int slot(int node) {
        return slot[node];
    }

    int slots() {
        return slots;
    }

    List<List<Statement>> methods() {
        return methods;
    }

    private void scheduleNeeds(int node) {
        for (int need : needs(node)) {
            schedule(need);
        }
    }

    private void schedule(int root) {
        IntStack stack = new IntStack();
        stack.push(root);
        while (!stack.isEmpty()) {
            int node = stack.peek();
            if (scheduled[node]) {
                stack.pop();
                continue;
            }
            boolean ready = true;
            int[] needs = needs(node);
            for (int i = needs.length - 1; i >= 0; i--) {
                if (!scheduled[needs[i]]) {
                    stack.push(needs[i]);
                    ready = false;
                }
            }
            if (ready) {
                stack.pop();
                statements.add(new Statement(node, -1));
                scheduled[node] = true;
            }
        }
    }

    /// The assigned nodes that the node's own expression reads.
    private int[] needs(int node) {
        IntStack found = new IntStack();
        collectNeeds(node, found);
        return found.toArray();
    }

    private void collectNeeds(int node, IntStack found) {
        if (isLeaf(node)) {
            return;
        }
        for (int argument : graph.arguments(node)) {
            if (assigned[argument]) {
                found.push(argument);
            } else {
                collectNeeds(argument, found);
            }
        }
    }

    /// Cuts the statements into methods.
    private void cut() {
        IntUnaryOperator end =
                lanes == 1 ? this::endOfMethod : new LoopFusion(this, statements)::end;
        int from = 0;
        while (from < statements.size()) {
            int to = end.applyAsInt(from);
            for (Statement statement : statements.subList(from, to)) {
                if (statement.output() < 0) {
                    method[statement.node()] = methods.size();
                }
            }
            methods.add(statements.subList(from, to));
            from = to;
        }
    }

    private int endOfMethod(int from) {
        int bytes = 0;
        int to = from;
        while (to < statements.size() && to - from < STATEMENTS_PER_METHOD) {
            Statement statement = statements.get(to);
            bytes +=
                    BYTES_PER_NODE
                            * (statement.output() >= 0 && assigned[statement.node()]
                                    ? 2
                                    : size(statement.node()) + 2);
            if (to > from && bytes > BYTES_PER_METHOD) {
                break;
            }
            to++;
        }
        return to;
    }

    /// What a statement reads: assigned nodes and elements of arrays, some perhaps repeatedly.
    int[] reads(Statement statement) {
        IntStack found = new IntStack();
        if (statement.output() >= 0 && assigned[statement.node()]) {
            found.push(statement.node());
        } else {
            collectReads(statement.node(), found);
        }
        return found.toArray();
    }

    private void collectReads(int node, IntStack found) {
        if (isLeaf(node)) {
            if (parameterOf[node] >= 0 || graph.op(node) != Op.CONSTANT) {
                found.push(node);
            }
            return;
        }
        for (int argument : graph.arguments(node)) {
            if (assigned[argument]) {
                found.push(argument);
            } else {
                collectReads(argument, found);
            }
        }
    }

    /// The operations of a statement.
    int operations(Statement statement) {
        return statement.output() >= 0 && assigned[statement.node()]
                ? 0
                : operations(statement.node());
    }

    private int operations(int node) {
        if (isLeaf(node)) {
            return 0;
        }
        int total = own(node) + Math.max(0, graph.arguments(node).length - 2);
        if (graph.op(node) == Op.POWER_INTEGER) {
            total += 4;
        }
        for (int argument : graph.arguments(node)) {
            total += assigned[argument] ? 0 : operations(argument);
        }
        return total;
    }

    /// What a node counts without its arguments: a negation in a loop becomes a subtraction.
    private int own(int node) {
        return lanes > 1 && graph.op(node) == Op.NEGATE ? 0 : 1;
    }

    private int size(int node) {
        int total = own(node);
        if (!isLeaf(node)) {
            if (graph.op(node) == Op.POWER_INTEGER) {
                total += 4;
            }
            for (int argument : graph.arguments(node)) {
                total += assigned[argument] ? 1 : size(argument);
            }
        }
        return total;
    }

    private void findSlots() {
        for (int m = 0; m < methods.size(); m++) {
            for (Statement statement : methods.get(m)) {
                if (statement.output() >= 0 && assigned[statement.node()]) {
                    needFrom(statement.node(), m);
                } else {
                    for (int need : needs(statement.node())) {
                        needFrom(need, m);
                    }
                }
            }
        }
    }

    private void needFrom(int node, int reader) {
        if (method[node] != reader && slot[node] < 0) {
            slot[node] = slots++;
        }
    }
}
