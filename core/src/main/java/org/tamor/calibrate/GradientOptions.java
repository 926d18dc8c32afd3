package org.tamor.calibrate;

import org.tamor.ode.SensitivityErrorTest;

/// How to compute gradients.
///
/// @param errorTest of forward sensitivities; the adjoint method takes the steps of the states
/// @param jacobians whether the derivatives of every simulated value are wanted; forward only
public record GradientOptions(
        GradientMethod method, SensitivityErrorTest errorTest, boolean jacobians) {

    /// The gradient by the faster method.
    public static final GradientOptions AUTOMATIC = of(GradientMethod.AUTOMATIC);

    /// What Gauss-Newton methods need.
    public static final GradientOptions WITH_JACOBIANS =
            new GradientOptions(
                    GradientMethod.FORWARD, SensitivityErrorTest.STATES_AND_SENSITIVITIES, true);

    public GradientOptions {
        if (jacobians && method != GradientMethod.FORWARD) {
            throw new IllegalArgumentException(
                    "derivatives of every simulated value need forward sensitivities");
        }
    }

    /// The gradient by one method.
    public static GradientOptions of(GradientMethod method) {
        return new GradientOptions(
                method, SensitivityErrorTest.STATES_AND_SENSITIVITIES, false);
    }
}
