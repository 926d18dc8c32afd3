package org.tamor.jit;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes the code of one method of a kernel: `static void f(double t, double[] y, double[] p,
/// double[] w, double[] out)`; for several lanes t is an array, and the whole method one loop over
/// them.
final class MethodEmitter {

    static final ClassDesc DOUBLE_ARRAY = ConstantDescs.CD_double.arrayType();
    private static final MethodTypeDesc KERNEL_TYPE = typeWithTime(ConstantDescs.CD_double);
    private static final MethodTypeDesc BATCH_KERNEL_TYPE = typeWithTime(DOUBLE_ARRAY);

    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final ClassDesc FUNCTIONS = ClassDesc.of("org.tamor.jit.Functions");
    private static final MethodTypeDesc UNARY =
            MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double);
    private static final MethodTypeDesc BINARY =
            MethodTypeDesc.of(
                    ConstantDescs.CD_double, ConstantDescs.CD_double, ConstantDescs.CD_double);

    private static final int TIME = 0;

    private final KernelPlan plan;
    private final Graph graph;
    private final CodeBuilder code;

    /// Local variables.
    private final int state;

    private final int parameters;
    private final int workspace;
    private final int out;

    /// The lane, where there are several.
    private final int lane;

    private final Map<Integer, Integer> locals = new HashMap<>();

    private MethodEmitter(KernelPlan plan, CodeBuilder code) {
        this.plan = plan;
        this.graph = plan.graph;
        this.code = code;
        state = plan.lanes == 1 ? 2 : 1;
        parameters = state + 1;
        workspace = state + 2;
        out = state + 3;
        lane = plan.lanes == 1 ? -1 : code.allocateLocal(TypeKind.INT);
    }

    private static MethodTypeDesc typeWithTime(ClassDesc time) {
        return MethodTypeDesc.of(
                ConstantDescs.CD_void,
                time,
                DOUBLE_ARRAY,
                DOUBLE_ARRAY,
                DOUBLE_ARRAY,
                DOUBLE_ARRAY);
    }

    /// The type of a kernel's methods.
    static MethodTypeDesc type(int lanes) {
        return lanes == 1 ? KERNEL_TYPE : BATCH_KERNEL_TYPE;
    }

    static void emit(KernelPlan plan, List<KernelPlan.Statement> statements, CodeBuilder code) {
        MethodEmitter emitter = new MethodEmitter(plan, code);
        if (plan.lanes > 1) {
            emitter.loop(statements);
        } else {
            emitter.statements(statements);
        }
        code.return_();
    }

    private void statements(List<KernelPlan.Statement> statements) {
        for (KernelPlan.Statement statement : statements) {
            if (statement.output() >= 0) {
                store(out, statement.output(), statement.node());
            } else {
                assign(statement.node());
            }
        }
    }

    /// The statements for one lane after the other, each reading what it needs once and first.
    private void loop(List<KernelPlan.Statement> statements) {
        Label begin = code.newLabel();
        Label end = code.newLabel();
        code.iconst_0()
                .istore(lane)
                .labelBinding(begin)
                .iload(lane)
                .loadConstant(plan.lanes)
                .if_icmpge(end);
        Set<Integer> assigned = new HashSet<>();
        for (KernelPlan.Statement statement : statements) {
            for (int node : plan.reads(statement)) {
                if (!assigned.contains(node) && !locals.containsKey(node)) {
                    value(node);
                    int local = code.allocateLocal(TypeKind.DOUBLE);
                    code.dstore(local);
                    locals.put(node, local);
                }
            }
            if (statement.output() < 0) {
                assigned.add(statement.node());
            }
        }
        statements(statements);
        code.iinc(lane, 1).goto_(begin).labelBinding(end);
    }

    /// Stores a node's value in an element of an array.
    private void store(int array, int index, int node) {
        address(array, index);
        value(node);
        code.dastore();
    }

    /// Leaves an array and the place of one of its elements on the stack.
    private CodeBuilder address(int array, int index) {
        code.aload(array);
        if (plan.lanes == 1) {
            return code.loadConstant(index);
        }
        return code.iload(lane).loadConstant(index * plan.lanes).iadd();
    }

    private void load(int array, int index) {
        address(array, index).daload();
    }

    private void assign(int node) {
        int local = code.allocateLocal(TypeKind.DOUBLE);
        compute(node);
        code.dstore(local);
        if (plan.slot(node) >= 0) {
            address(workspace, plan.slot(node)).dload(local).dastore();
        }
        locals.put(node, local);
    }

    /// Leaves the node's value on the stack.
    private void value(int node) {
        Integer local = locals.get(node);
        if (local != null) {
            code.dload(local);
        } else if (plan.isAssigned(node)) {
            load(workspace, plan.slot(node));
        } else {
            compute(node);
        }
    }

    private void compute(int node) {
        if (plan.parameterOf(node) >= 0) {
            load(parameters, plan.parameterOf(node));
            return;
        }
        int[] a = graph.arguments(node);
        switch (graph.op(node)) {
            case CONSTANT -> code.loadConstant(graph.value(node));
            case STATE -> load(state, graph.index(node));
            case PARAMETER -> load(parameters, graph.index(node));
            case TIME -> {
                if (plan.lanes == 1) {
                    code.dload(TIME);
                } else {
                    code.aload(TIME).iload(lane).daload();
                }
            }
            case ADD -> sum(a);
            case MULTIPLY -> both(a).dmul();
            case DIVIDE -> both(a).ddiv();
            case NEGATE -> one(a).dneg();
            case POWER_INTEGER -> powerInteger(a[0], graph.index(node));
            case POWER -> both(a).invokestatic(MATH, "pow", BINARY);
            case QUOTIENT -> both(a).invokestatic(FUNCTIONS, "quotient", BINARY);
            case MIN -> both(a).invokestatic(MATH, "min", BINARY);
            case MAX -> both(a).invokestatic(MATH, "max", BINARY);
            case SQRT -> one(a).invokestatic(MATH, "sqrt", UNARY);
            case EXP -> one(a).invokestatic(MATH, "exp", UNARY);
            case LN -> one(a).invokestatic(MATH, "log", UNARY);
            case LOG10 -> one(a).invokestatic(MATH, "log10", UNARY);
            case ABS -> one(a).invokestatic(MATH, "abs", UNARY);
            case FLOOR -> one(a).invokestatic(MATH, "floor", UNARY);
            case CEILING -> one(a).invokestatic(MATH, "ceil", UNARY);
            case SIN -> one(a).invokestatic(MATH, "sin", UNARY);
            case COS -> one(a).invokestatic(MATH, "cos", UNARY);
            case TAN -> one(a).invokestatic(MATH, "tan", UNARY);
            case ARCSIN -> one(a).invokestatic(MATH, "asin", UNARY);
            case ARCCOS -> one(a).invokestatic(MATH, "acos", UNARY);
            case ARCTAN -> one(a).invokestatic(MATH, "atan", UNARY);
            case SINH -> one(a).invokestatic(MATH, "sinh", UNARY);
            case COSH -> one(a).invokestatic(MATH, "cosh", UNARY);
            case TANH -> one(a).invokestatic(MATH, "tanh", UNARY);
            case ARCSINH -> one(a).invokestatic(FUNCTIONS, "arcsinh", UNARY);
            case ARCCOSH -> one(a).invokestatic(FUNCTIONS, "arccosh", UNARY);
            case ARCTANH -> one(a).invokestatic(FUNCTIONS, "arctanh", UNARY);
            case FACTORIAL -> one(a).invokestatic(FUNCTIONS, "factorial", UNARY);
            case SELECT -> select(a);
            case LESS, LESS_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR, XOR, NOT -> truth(node);
        }
    }

    private CodeBuilder one(int[] a) {
        value(a[0]);
        return code;
    }

    private CodeBuilder both(int[] a) {
        value(a[0]);
        value(a[1]);
        return code;
    }

    private void sum(int[] terms) {
        int first = 0;
        while (first < terms.length - 1 && isNestedNegation(terms[first])) {
            first++;
        }
        value(terms[first]);
        addTo(terms, first);
    }

    /// Adds all terms but one to the value on the stack.
    private void addTo(int[] terms, int except) {
        for (int i = 0; i < terms.length; i++) {
            if (i == except) {
                continue;
            }
            if (isNestedNegation(terms[i])) {
                value(graph.argument(terms[i], 0));
                code.dsub();
            } else {
                value(terms[i]);
                code.dadd();
            }
        }
    }

    private boolean isNestedNegation(int node) {
        return graph.op(node) == Op.NEGATE && !plan.isAssigned(node) && plan.parameterOf(node) < 0;
    }

    private void powerInteger(int base, int exponent) {
        if (exponent < 0) {
            code.dconst_1();
        }
        int n = Math.abs(exponent);
        value(base);
        if (Integer.bitCount(n) == 1) {
            for (int i = n; i > 1; i >>= 1) {
                code.dup2().dmul();
            }
        } else {
            int local = code.allocateLocal(TypeKind.DOUBLE);
            code.dstore(local).dload(local);
            for (int bit = Integer.highestOneBit(n) >> 1; bit > 0; bit >>= 1) {
                code.dup2().dmul();
                if ((n & bit) != 0) {
                    code.dload(local).dmul();
                }
            }
        }
        if (exponent < 0) {
            code.ddiv();
        }
    }

    private void select(int[] a) {
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        jump(a[0], otherwise, false);
        value(a[1]);
        code.goto_(end).labelBinding(otherwise);
        value(a[2]);
        code.labelBinding(end);
    }

    private void truth(int node) {
        Label isFalse = code.newLabel();
        Label end = code.newLabel();
        jumpComputed(node, isFalse, false);
        code.dconst_1().goto_(end).labelBinding(isFalse).dconst_0().labelBinding(end);
    }

    /// Goes to `target` where the node's truth is `when`, else falls through.
    private void jump(int node, Label target, boolean when) {
        if (!graph.op(node).isTruth() || plan.isAssigned(node) || plan.parameterOf(node) >= 0) {
            value(node);
            code.dconst_0().dcmpl();
            if (when) {
                code.ifne(target);
            } else {
                code.ifeq(target);
            }
        } else {
            jumpComputed(node, target, when);
        }
    }

    private void jumpComputed(int node, Label target, boolean when) {
        int[] a = graph.arguments(node);
        switch (graph.op(node)) {
            case LESS -> {
                both(a).dcmpg();
                code.branch(when ? Opcode.IFLT : Opcode.IFGE, target);
            }
            case LESS_OR_EQUAL -> {
                both(a).dcmpg();
                code.branch(when ? Opcode.IFLE : Opcode.IFGT, target);
            }
            case EQUAL -> {
                both(a).dcmpg();
                code.branch(when ? Opcode.IFEQ : Opcode.IFNE, target);
            }
            case NOT_EQUAL -> {
                both(a).dcmpg();
                code.branch(when ? Opcode.IFNE : Opcode.IFEQ, target);
            }
            case NOT -> jump(a[0], target, !when);
            case AND -> conjunction(a, target, when, false);
            case OR -> conjunction(a, target, when, true);
            case XOR -> {
                truthValue(a[0]);
                truthValue(a[1]);
                code.dcmpg();
                code.branch(when ? Opcode.IFNE : Opcode.IFEQ, target);
            }
            default -> throw new IllegalStateException(graph.op(node) + " is not a truth value");
        }
    }

    private void truthValue(int node) {
        if (graph.op(node).isTruth()) {
            value(node);
        } else {
            Label isFalse = code.newLabel();
            Label end = code.newLabel();
            jump(node, isFalse, false);
            code.dconst_1().goto_(end).labelBinding(isFalse).dconst_0().labelBinding(end);
        }
    }

    /// `a and b` where `decisive` is false, `a or b` where it is true: `decisive` in either operand
    /// decides.
    private void conjunction(int[] a, Label target, boolean when, boolean decisive) {
        if (when == decisive) {
            jump(a[0], target, when);
            jump(a[1], target, when);
        } else {
            Label skip = code.newLabel();
            jump(a[0], skip, decisive);
            jump(a[1], target, when);
            code.labelBinding(skip);
        }
    }
}
