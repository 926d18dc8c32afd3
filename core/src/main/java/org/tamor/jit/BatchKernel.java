package org.tamor.jit;

/// A vector-valued function in generated code, evaluated in several lanes at once.
///
/// Element i of lane m stands at `i * lanes + m` of every array; time has one element.
public interface BatchKernel {

    /// Writes the function's values at times t, states y and prepared parameters p into `out`.
    ///
    /// @param w scratch space, at least as long as the kernel was compiled to need
    void evaluate(double[] t, double[] y, double[] p, double[] w, double[] out);
}
