package org.tamor.combination.surface;

import java.util.Arrays;
import org.tamor.combination.curve.LeastSquares;

/// Residuals of a surface about weighted means, derivatives by central differences, and Gaussian
/// penalties on single parameters.
///
/// @param penalties of each parameter about 0, as `penalty * p`; 0 for none
record SurfaceProblem(SurfaceData data, Surface surface, double[] penalties)
        implements LeastSquares.Problem {

    /// A surface as a function of its parameters.
    interface Surface {
        double value(double[] parameters, double[] doses);
    }

    static SurfaceProblem of(SurfaceData data, int parameters, Surface surface) {
        return new SurfaceProblem(data, surface, new double[parameters]);
    }

    @Override
    public int size() {
        return data.means().length + penalties.length;
    }

    @Override
    public void evaluate(double[] p, double[] residuals, double[] jacobian) {
        int n = p.length;
        int cells = data.means().length;
        fill(p, residuals);
        if (jacobian.length == 0) {
            return;
        }
        Arrays.fill(jacobian, 0);
        double[] above = new double[residuals.length];
        double[] below = new double[residuals.length];
        for (int k = 0; k < n; k++) {
            double step = 1e-6 * Math.max(1, Math.abs(p[k]));
            double center = p[k];
            p[k] = center + step;
            fill(p, above);
            p[k] = center - step;
            fill(p, below);
            p[k] = center;
            for (int i = 0; i < cells; i++) {
                jacobian[i * n + k] = (above[i] - below[i]) / (2 * step);
            }
            jacobian[(cells + k) * n + k] = penalties[k];
        }
    }

    private void fill(double[] p, double[] residuals) {
        int cells = data.means().length;
        for (int i = 0; i < cells; i++) {
            residuals[i] =
                    Math.sqrt(data.weights()[i])
                            * (surface.value(p, data.doses()[i]) - data.means()[i]);
        }
        for (int k = 0; k < p.length; k++) {
            residuals[cells + k] = penalties[k] * p[k];
        }
    }
}
