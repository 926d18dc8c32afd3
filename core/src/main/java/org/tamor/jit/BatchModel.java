package org.tamor.jit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.ode.BatchSystem;

/// A model in executable form for several parameter vectors at once, in lanes.
///
/// Its linear systems are solved by code generated for the sparsity of its Jacobian, without a
/// search for pivots: an integration that needs one fails its error test and must be repeated
/// alone. A member's numbers do not depend on those in the other lanes.
public final class BatchModel {

    /// Above so many states the factors outgrow the caches, and code for them is not worth its
    /// size.
    static final int LARGEST_DIMENSION = 60;

    private final int lanes;
    private final int dimension;
    private final int parameterLength;
    private final BatchKernel rightHandSide;
    private final BatchKernel jacobian;
    private final BatchKernel timeDerivative;
    private final BatchKernel factorization;
    private final BatchKernel solution;
    private final boolean dependsOnTime;
    private final int jacobianLength;
    private final int factorsLength;
    private int workspaceLength;
    private final List<byte[]> classFiles = new ArrayList<>();

    /// @param f the nodes of the rates
    /// @param derivatives those of the Jacobian's entries
    /// @param timeSlope those of df/dt, none where the rates do not depend on the time
    BatchModel(
            Equations equations,
            CompiledModel model,
            int[] f,
            int[] derivatives,
            int[] timeSlope,
            int[] parameterOf,
            int lanes) {
        this.lanes = lanes;
        dimension = f.length;
        parameterLength = model.parameterLength();
        Graph graph = equations.graph;
        dependsOnTime = timeSlope.length > 0;
        int known = parameterOf.length;
        int[] leaves = Arrays.copyOf(parameterOf, graph.size());
        Arrays.fill(leaves, Math.min(known, leaves.length), leaves.length, -1);
        rightHandSide = compile("BatchRightHandSide", graph, f, leaves);
        jacobian = compile("BatchJacobian", graph, derivatives, leaves);
        timeDerivative = compile("BatchTimeSlope", graph, timeSlope, leaves);
        SymbolicLu lu = new SymbolicLu(model.pattern());
        int[] none = new int[lu.graph.size()];
        Arrays.fill(none, -1);
        factorization = compile("BatchFactorization", lu.graph, lu.factors, none);
        solution = compile("BatchSolution", lu.graph, lu.solution, none);
        jacobianLength = derivatives.length;
        factorsLength = lu.factors.length;
    }

    private BatchKernel compile(String name, Graph graph, int[] roots, int[] leaves) {
        int[] places = new int[roots.length];
        Arrays.setAll(places, i -> i);
        KernelPlan plan = new KernelPlan(graph, roots, places, leaves, lanes);
        workspaceLength = Math.max(workspaceLength, plan.slots());
        List<byte[]> files = KernelCompiler.classFiles(plan, name);
        classFiles.addAll(files);
        return KernelCompiler.loadBatch(files);
    }

    public int lanes() {
        return lanes;
    }

    /// The generated class files.
    List<byte[]> classFiles() {
        return classFiles;
    }

    /// The system for parameters that the caller may change, lane by lane.
    ///
    /// @param p prepared parameters: element i of lane m at `i * lanes + m`
    public BatchSystem system(double[] p) {
        if (p.length != parameterLength * lanes) {
            throw new IllegalArgumentException("parameters for another number of lanes");
        }
        double[] w = new double[workspaceLength * lanes];
        double[] entries = new double[jacobianLength * lanes];
        double[] factors = new double[factorsLength * lanes];
        return new BatchSystem() {
            @Override
            public int lanes() {
                return lanes;
            }

            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public boolean dependsOnTime() {
                return dependsOnTime;
            }

            @Override
            public void evaluate(double[] t, double[] y, double[] out) {
                rightHandSide.evaluate(t, y, p, w, out);
            }

            @Override
            public void linearize(double[] t, double[] y, double[] diagonal, double[] byTime) {
                if (dependsOnTime) {
                    timeDerivative.evaluate(t, y, p, w, byTime);
                }
                jacobian.evaluate(t, y, p, w, entries);
                factorization.evaluate(t, entries, diagonal, w, factors);
            }

            @Override
            public void solve(double[] b, double[] x) {
                solution.evaluate(b, b, factors, w, x);
            }
        };
    }
}
