package org.tamor.jit;

/// A vector-valued function in generated code.
public interface Kernel {

    /// Writes the function's values at time t, state y and prepared parameters p into `out`.
    ///
    /// @param w scratch space, at least as long as the kernel was compiled to need
    void evaluate(double t, double[] y, double[] p, double[] w, double[] out);
}
