package org.tamor.calibrate;

import org.tamor.format.petab.Observable.NoiseDistribution;

/// Derivatives of a measurement's residual r and log-density by its simulated value y and its noise
/// scale s.
///
/// With `r = (m - y) / s`: `dr/dy = -1/s` (for logarithmic noise `-1/(s y)`), `dr/ds = -r/s`. The
/// log-density `-ln s - r^2/2 + const` (normal) or `-ln s - |r| + const` (Laplace) follows by the
/// chain rule; at the kink of |r| its derivative by r counts as 0.
final class NoiseDerivatives {

    private NoiseDerivatives() {}

    static double residualByValue(NoiseDistribution noise, double simulated, double scale) {
        return noise.logarithmic() ? -1 / (scale * simulated) : -1 / scale;
    }

    static double residualByScale(double residual, double scale) {
        return -residual / scale;
    }

    static double logDensityByResidual(NoiseDistribution noise, double residual) {
        return switch (noise) {
            case NORMAL, LOG_NORMAL -> -residual;
            case LAPLACE, LOG_LAPLACE -> -Math.signum(residual);
        };
    }

    static double logDensityByValue(
            NoiseDistribution noise, double simulated, double residual, double scale) {
        return logDensityByResidual(noise, residual) * residualByValue(noise, simulated, scale);
    }

    static double logDensityByScale(NoiseDistribution noise, double residual, double scale) {
        return -1 / scale
                + logDensityByResidual(noise, residual) * residualByScale(residual, scale);
    }
}
