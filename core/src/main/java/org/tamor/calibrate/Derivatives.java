package org.tamor.calibrate;

import java.util.List;
import java.util.Optional;

/// The derivatives of an evaluation by the estimated parameters, in the order of the parameter
/// table, on the linear scale.
///
/// @param logLikelihood of the log-likelihood, without priors
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record Derivatives(
        List<String> parameters, double[] logLikelihood, Optional<Jacobians> jacobians) {

    public Derivatives {
        parameters = List.copyOf(parameters);
    }

    /// Derivatives of each measurement's values: row i belongs to measurement i.
    ///
    /// The gradient of `sum r_i^2 / 2` is `J^T r` with J the residuals' rows. For normal noise with
    /// scale s the Fisher information is the sum over measurements of `y' y'^T / s^2 + 2 s' s'^T /
    /// s^2`; for logarithmic noise y' is that of ln y.
    ///
    /// @param simulations of the simulated values
    /// @param noiseScales of the noise scales
    /// @param residuals of the residuals
    /// @param scales the noise scales themselves
    @SuppressWarnings("ArrayRecordComponent")
    public record Jacobians(
            double[][] simulations,
            double[][] noiseScales,
            double[][] residuals,
            double[] scales) {}
}
