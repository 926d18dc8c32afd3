package org.tamor.calibrate;

/// How derivatives of simulations are computed.
public enum GradientMethod {
    /// Sensitivities beside the states; gives the derivatives of every simulated value.
    FORWARD,
    /// Backwards over the recorded run; gives the gradient of the log-likelihood alone, at a cost
    /// that hardly depends on the number of parameters.
    ADJOINT,
    /// For each experiment the method that is expected to be faster.
    AUTOMATIC
}
