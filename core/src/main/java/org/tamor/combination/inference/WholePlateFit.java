package org.tamor.combination.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.tamor.combination.curve.Covariance;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.HillFitter;
import org.tamor.combination.curve.LeastSquares;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.stats.RandomStream;

/// The curves that plates are simulated from: those that explain controls, monotherapies and
/// combinations together, the combinations by the reference less one constant.
///
/// A matrix has few single-drug wells, and curves fitted to them alone are often extreme (a step
/// between two doses); plates simulated from such curves have too little spread. The combinations
/// tell about the curves as well.
///
/// The curves are not known exactly, and the standard error of an excess depends on them; so every
/// simulated plate has curves of its own, drawn about these with their covariance.
///
/// @param parameters of the curves
/// @param excess the constant
/// @param excessVariance of it, for unit noise
/// @param root of their covariance for unit noise: lower triangle times standard normal numbers is
///   a draw
/// @param lower bounds of the parameters
/// @param upper bounds
/// @param fitted the fitted mean of every level: control, monotherapies, combinations
/// @param residuals of the levels' means times the root of their weights
/// @param derivatives of the residuals by the parameters within their bounds, a row per level
/// @param freedom levels less the parameters within their bounds: one at a bound is not estimated
record WholePlateFit(
        double[] parameters,
        double excess,
        double excessVariance,
        double[][] root,
        double[] lower,
        double[] upper,
        double[] fitted,
        double[] residuals,
        double[][] derivatives,
        int freedom) {

    private static final double STEP = 1e-6;

    static WholePlateFit of(
            HillFitter fitter,
            HillFitter.Fit start,
            PlateDesign.Sample sample,
            double[][] doses,
            double[] weights,
            ReferenceModel model,
            boolean interaction) {
        int n = start.parameters().length;
        double[] p = new double[n + 1];
        System.arraycopy(start.parameters(), 0, p, 0, n);
        double shift = 0;
        for (int i = 0; i < doses.length; i++) {
            shift +=
                    (model.expected(start.curves(), doses[i]).value() - sample.mixed()[i])
                            / doses.length;
        }
        p[n] = Double.isNaN(shift) || !interaction ? 0 : shift;
        double[][] bounds = fitter.bounds(sample.alone());
        double[] lower = new double[n + 1];
        double[] upper = new double[n + 1];
        System.arraycopy(bounds[0], 0, lower, 0, n);
        System.arraycopy(bounds[1], 0, upper, 0, n);
        lower[n] = interaction ? Double.NEGATIVE_INFINITY : 0;
        upper[n] = interaction ? Double.POSITIVE_INFINITY : 0;
        Problem problem = new Problem(fitter, sample, doses, weights, model);
        double[] best = LeastSquares.minimise(problem, p, lower, upper, 60).parameters();
        double[] residuals = new double[problem.size()];
        double[] fitted = new double[problem.size()];
        problem.evaluate(best, residuals, fitted, true);
        double[] jacobian = new double[residuals.length * (n + 1)];
        problem.evaluate(best, new double[residuals.length], jacobian);
        boolean[] free = new boolean[n + 1];
        for (int i = 0; i <= n; i++) {
            free[i] = best[i] > lower[i] && best[i] < upper[i];
        }
        double[][] covariance = Covariance.of(jacobian, residuals.length, n + 1, free);
        int fixed = 0;
        for (int i = 0; i < n; i++) {
            fixed += free[i] ? 0 : 1;
        }
        return new WholePlateFit(
                Arrays.copyOf(best, n),
                best[n],
                covariance[n][n],
                root(covariance, n),
                bounds[0],
                bounds[1],
                fitted,
                residuals,
                freeColumns(jacobian, residuals.length, free),
                Math.max(1, problem.levels() - n - 1 + fixed));
    }

    private static double[][] freeColumns(double[] jacobian, int rows, boolean[] free) {
        int[] columns = IntStream.range(0, free.length).filter(k -> free[k]).toArray();
        double[][] kept = new double[rows][columns.length];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < columns.length; k++) {
                kept[i][k] = jacobian[i * free.length + columns[k]];
            }
        }
        return kept;
    }

    /// Cholesky factor of a matrix that may be singular.
    private static double[][] root(double[][] matrix, int n) {
        double[][] root = new double[n][n];
        for (int j = 0; j < n; j++) {
            double diagonal = matrix[j][j];
            for (int k = 0; k < j; k++) {
                diagonal -= root[j][k] * root[j][k];
            }
            if (!(diagonal > 1e-12 * matrix[j][j])) {
                continue;
            }
            root[j][j] = Math.sqrt(diagonal);
            for (int i = j + 1; i < n; i++) {
                double value = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    value -= root[i][k] * root[j][k];
                }
                root[i][j] = value / root[j][j];
            }
        }
        return root;
    }

    /// The residuals with the share of each that is the level's own error, from the leverages of
    /// the linear model.
    List<TailModel.Residual> studentised() {
        List<TailModel.Residual> result = new ArrayList<>();
        if (derivatives[0].length == 0) {
            return result;
        }
        double[][] base =
                new SingularValueDecomposition(new Array2DRowRealMatrix(derivatives, false))
                        .getU()
                        .getData();
        for (int i = 0; i < residuals.length; i++) {
            double leverage = Arrays.stream(base[i]).map(value -> value * value).sum();
            result.add(new TailModel.Residual(residuals[i], 1 - leverage));
        }
        return result;
    }

    /// Weighted sum of squares of the levels about the fit.
    double cost() {
        double sum = 0;
        for (double residual : residuals) {
            sum += residual * residual;
        }
        return sum;
    }

    /// Parameters of curves that the data allow.
    double[] draw(double deviation, RandomStream stream) {
        int n = parameters.length;
        double[] normal = new double[n];
        for (int i = 0; i < n; i++) {
            normal[i] = deviation * stream.nextGaussian();
        }
        double[] drawn = new double[n];
        for (int i = 0; i < n; i++) {
            double value = parameters[i];
            for (int k = 0; k <= i; k++) {
                value += root[i][k] * normal[k];
            }
            drawn[i] = Math.clamp(value, lower[i], upper[i]);
        }
        return drawn;
    }

    private record Problem(
            HillFitter fitter,
            PlateDesign.Sample sample,
            double[][] doses,
            double[] weights,
            ReferenceModel model)
            implements LeastSquares.Problem {

        int levels() {
            return size() - (sample.alone().weight() > 0 ? 0 : 1);
        }

        @Override
        public int size() {
            int count = 1 + doses.length;
            for (double[] drug : sample.alone().means()) {
                count += drug.length;
            }
            return count;
        }

        @Override
        public void evaluate(double[] p, double[] residuals, double[] jacobian) {
            evaluate(p, residuals, new double[0], false);
            if (jacobian.length == 0) {
                return;
            }
            int n = p.length;
            double[] above = new double[residuals.length];
            for (int k = 0; k < n; k++) {
                double center = p[k];
                double step = STEP * Math.max(1, Math.abs(center));
                p[k] = center + step;
                evaluate(p, above, new double[0], false);
                p[k] = center;
                for (int i = 0; i < residuals.length; i++) {
                    jacobian[i * n + k] = (above[i] - residuals[i]) / step;
                }
            }
        }

        void evaluate(double[] p, double[] residuals, double[] fitted, boolean keep) {
            Hill[] curves = fitter.curves(p);
            HillFitter.Means alone = sample.alone();
            double control = curves[0].baseline();
            residuals[0] =
                    alone.weight() > 0
                            ? Math.sqrt(alone.weight()) * (control - alone.baseline())
                            : 0;
            if (keep) {
                fitted[0] = control;
            }
            int at = 1;
            for (int drug = 0; drug < curves.length; drug++) {
                for (int k = 0; k < alone.means()[drug].length; k++, at++) {
                    double value = fitter.value(curves[drug], drug, k);
                    residuals[at] =
                            Math.sqrt(alone.weights()[drug][k]) * (value - alone.means()[drug][k]);
                    if (keep) {
                        fitted[at] = value;
                    }
                }
            }
            double shift = p[p.length - 1];
            for (int i = 0; i < doses.length; i++, at++) {
                double value = model.expected(curves, doses[i]).value() - shift;
                residuals[at] = Math.sqrt(weights[i]) * (value - sample.mixed()[i]);
                if (keep) {
                    fitted[at] = value;
                }
            }
        }
    }
}
