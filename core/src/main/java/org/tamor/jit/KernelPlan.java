package org.tamor.jit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The order in which a kernel computes its values, cut into methods.
///
/// A value used once is computed where it is used; one used more often, or too large to be nested,
/// is assigned first. Assignments come in depth-first order of the results, so that most are used
/// soon. Values that only their own method needs stay in its local variables, others go through the
/// workspace.
///
/// A kernel for several lanes computes every value in a loop over the lanes, with few loops in a
/// method; all its assigned values go through the workspace.
final class KernelPlan {

    /// Assignments in one method. HotSpot compiles methods of this size well; three times as many
    /// ran 14 times slower.
    static final int STATEMENTS_PER_METHOD = 40;

    /// Where a method ends, in estimated bytes; the limit beyond which HotSpot never compiles is
    /// 8,000.
    static final int BYTES_PER_METHOD = 1200;

    /// Loops in one method of a kernel for several lanes; HotSpot vectorises them where they are few.
    static final int LOOPS_PER_METHOD = 2;

    /// The largest expression that is nested into its use, in nodes.
    private static final int NESTED_NODES = 40;

    /// The same in one loop of a kernel for several lanes: HotSpot vectorises a loop with six products
    /// of two elements, not one with eight.
    static final int NODES_PER_LOOP = 20;

    private static final int BYTES_PER_NODE = 6;

    /// Computes a node and keeps it (`output` -1), or writes it to an output.
    record Statement(int node, int output) {}

    final Graph graph;
    final int lanes;
    private final int[] parameterOf;
    private final int[] uses;
    private final int[] weight;
    private final boolean[] assigned;
    private final int[] method;
    private final int[] slot;
    private final List<List<Statement>> methods = new ArrayList<>();
    private List<Statement> current = new ArrayList<>();
    private int currentBytes;
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
            append(new Statement(roots[i], outputs[i]));
        }
        close();
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
        weight[node] = 1;
        if (isLeaf(node)) {
            return;
        }
        int total = own(node);
        for (int argument : graph.arguments(node)) {
            total += weight[argument];
        }
        while (total > (lanes == 1 ? NESTED_NODES : NODES_PER_LOOP)) {
            int largest = -1;
            for (int argument : graph.arguments(node)) {
                if (weight[argument] > 1 && (largest < 0 || weight[argument] > weight[largest])) {
                    largest = argument;
                }
            }
            if (largest < 0 || lanes > 1 && isSum(node) && weight[largest] <= NODES_PER_LOOP / 2) {
                break;
            }
            total -= weight[largest] - 1;
            assigned[largest] = true;
            weight[largest] = 1;
        }
        weight[node] = total;
        if (uses[node] > 1 || lanes > 1 && graph.op(node).isCall()) {
            assigned[node] = true;
            weight[node] = 1;
        }
    }

    /// Whether the node is a sum; in several lanes it may take several loops, each adding terms.
    boolean isSum(int node) {
        return parameterOf[node] < 0 && graph.op(node) == Op.ADD;
    }

    /// The terms of a sum in the loops that add them up.
    List<int[]> loopsOf(int node) {
        List<int[]> loops = new ArrayList<>();
        IntStack terms = new IntStack();
        int nodes = 0;
        for (int term : graph.arguments(node)) {
            int more = assigned[term] ? 1 : size(term);
            if (nodes > 0 && nodes + more > NODES_PER_LOOP) {
                loops.add(terms.toArray());
                terms = new IntStack();
                nodes = 0;
            }
            terms.push(term);
            nodes += more;
        }
        loops.add(terms.toArray());
        return loops;
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
            if (method[node] >= 0) {
                stack.pop();
                continue;
            }
            boolean ready = true;
            int[] needs = needs(node);
            for (int i = needs.length - 1; i >= 0; i--) {
                if (method[needs[i]] < 0) {
                    stack.push(needs[i]);
                    ready = false;
                }
            }
            if (ready) {
                stack.pop();
                append(new Statement(node, -1));
                method[node] = methods.size();
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

    private void append(Statement statement) {
        int bytes =
                BYTES_PER_NODE
                        * (statement.output() >= 0 && assigned[statement.node()]
                                ? 2
                                : size(statement.node()) + 2);
        if (current.size() >= (lanes == 1 ? STATEMENTS_PER_METHOD : LOOPS_PER_METHOD)
                || currentBytes > 0 && currentBytes + bytes > BYTES_PER_METHOD) {
            close();
        }
        current.add(statement);
        currentBytes += bytes;
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

    private void close() {
        if (!current.isEmpty()) {
            methods.add(current);
            current = new ArrayList<>();
            currentBytes = 0;
        }
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
        if ((lanes > 1 || method[node] != reader) && slot[node] < 0) {
            slot[node] = slots++;
        }
    }
}
