package org.tamor.calibrate;

import java.util.Optional;
import org.tamor.format.petab.Observable.NoiseDistribution;

/// Collects the derivatives of all measurements.
final class GradientSum {

    private final double[] gradient;
    private final Optional<Derivatives.Jacobians> jacobians;

    GradientSum(int parameters, int measurements, boolean withJacobians) {
        gradient = new double[parameters];
        jacobians =
                withJacobians
                        ? Optional.of(
                                new Derivatives.Jacobians(
                                        new double[measurements][parameters],
                                        new double[measurements][parameters],
                                        new double[measurements][parameters],
                                        new double[measurements]))
                        : Optional.empty();
    }

    double[] gradient() {
        return gradient;
    }

    Optional<Derivatives.Jacobians> jacobians() {
        return jacobians;
    }

    void addGradient(double[] share) {
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] += share[k];
        }
    }

    /// Adds one measurement.
    ///
    /// @param byParameters the derivatives of the simulated value
    /// @param scaleByParameters those of the noise scale; of length 0 where it is a number
    void add(
            int measurement,
            NoiseDistribution noise,
            double simulated,
            double residual,
            double scale,
            double[] byParameters,
            double[] scaleByParameters) {
        double byValue = NoiseDerivatives.logDensityByValue(noise, simulated, residual, scale);
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] += byValue * byParameters[k];
        }
        if (scaleByParameters.length > 0) {
            double byScale = NoiseDerivatives.logDensityByScale(noise, residual, scale);
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] += byScale * scaleByParameters[k];
            }
        }
        if (jacobians.isPresent()) {
            Derivatives.Jacobians rows = jacobians.get();
            rows.scales()[measurement] = scale;
            double residualByValue = NoiseDerivatives.residualByValue(noise, simulated, scale);
            double residualByScale = NoiseDerivatives.residualByScale(residual, scale);
            for (int k = 0; k < gradient.length; k++) {
                double s = scaleByParameters.length > 0 ? scaleByParameters[k] : 0;
                rows.simulations()[measurement][k] = byParameters[k];
                rows.noiseScales()[measurement][k] = s;
                rows.residuals()[measurement][k] =
                        residualByValue * byParameters[k] + residualByScale * s;
            }
        }
    }
}
