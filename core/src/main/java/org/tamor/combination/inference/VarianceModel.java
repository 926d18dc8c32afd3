package org.tamor.combination.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.stats.RandomStream;

/// How the variance of a well depends on its expected response, as a fraction of the control.
///
/// @param floor the standard deviation at response 0 relative to that at response 1; between them
///   it is linear; 1 is equal variance, NaN asks for an estimate
/// @param posterior of the floors that an estimate considers; empty where the floor is given
public record VarianceModel(double floor, List<Double> posterior) {

    private static final double[] FLOORS = {0.08, 0.12, 0.18, 0.27, 0.4, 0.6, 0.85, 1.2};

    /// Squares of replicate wells about their mean at one response.
    ///
    /// @param freedom wells less one
    record Noise(double response, double squares, double freedom) {}

    /// What one plate tells of the variance.
    ///
    /// @param responses fitted, of every level
    /// @param residuals of the levels' means times the root of the number of wells
    /// @param derivatives of the residuals by the fitted parameters, a row per level
    /// @param pure squares of replicate wells about their mean
    record Evidence(
            double[] responses, double[] residuals, double[][] derivatives, List<Noise> pure) {}

    public VarianceModel {
        posterior = List.copyOf(posterior);
    }

    /// A known floor.
    public static VarianceModel given(double floor) {
        return new VarianceModel(floor, List.of());
    }

    /// The same variance everywhere.
    public static VarianceModel equal() {
        return given(1);
    }

    /// Estimated from the residuals.
    public static VarianceModel estimated() {
        return given(Double.NaN);
    }

    boolean isEstimated() {
        return Double.isNaN(floor);
    }

    /// The variance relative to that at response 1.
    double relative(double response) {
        double deviation = floor + (1 - floor) * Math.clamp(response, 0, 1.5);
        return Math.max(deviation * deviation, 1e-4);
    }

    /// The mean of ln floor under its posterior for normal noise of unknown size and a flat prior
    /// between 0.08 and 1.2: with few residuals a compromise, with many the maximum of the
    /// restricted likelihood.
    ///
    /// The restricted likelihood (Harville, J. Am. Stat. Assoc. 72 (1977) 320-338) of the plates'
    /// fits, linear about their optimum: it knows how much of each residual a fitted parameter has
    /// taken. Controls and single drugs lie close to their curves whatever their noise, and taken
    /// for what they are would hide that noise grows with the response.
    static VarianceModel of(List<Evidence> plates) {
        double[] logs = new double[FLOORS.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < FLOORS.length; f++) {
            logs[f] = restricted(given(FLOORS[f]), plates);
            most = Math.max(most, logs[f]);
        }
        double total = 0;
        for (int f = 0; f < FLOORS.length; f++) {
            logs[f] = Math.exp(logs[f] - most);
            total += logs[f];
        }
        double mean = 0;
        List<Double> posterior = new ArrayList<>();
        for (int f = 0; f < FLOORS.length; f++) {
            posterior.add(logs[f] / total);
            mean += logs[f] / total * Math.log(FLOORS[f]);
        }
        return new VarianceModel(Math.exp(mean), posterior);
    }

    /// `-1/2 (sum ln v + ln |J'WJ| + nu ln S)`, S the least weighted sum of squares and nu its
    /// degrees of freedom.
    private static double restricted(VarianceModel model, List<Evidence> plates) {
        double squares = 0;
        double freedom = 0;
        double determinants = 0;
        for (Evidence plate : plates) {
            for (Noise cell : plate.pure) {
                double relative = model.relative(cell.response);
                squares += cell.squares / relative;
                freedom += cell.freedom;
                determinants += cell.freedom * Math.log(relative);
            }
            WeightedLevels levels = WeightedLevels.of(plate, model);
            squares += levels.squares();
            freedom += levels.freedom();
            determinants += levels.logDeterminants();
        }
        return -0.5 * (determinants + freedom * Math.log(Math.max(squares, 1e-300)));
    }

    /// A fit's levels with weights of their own.
    ///
    /// @param squares least weighted sum of squares of the linear model
    /// @param logDeterminants of the variances and of the normal matrix
    private record WeightedLevels(double squares, double freedom, double logDeterminants) {

        private static final double RIDGE = 1e-10;

        static WeightedLevels of(Evidence plate, VarianceModel model) {
            int count = plate.derivatives.length == 0 ? 0 : plate.derivatives[0].length;
            double[][] normal = new double[count][count];
            double[] gradient = new double[count];
            double squares = 0;
            double logs = 0;
            int levels = 0;
            for (int i = 0; i < plate.residuals.length; i++) {
                double relative = model.relative(plate.responses[i]);
                double[] row = plate.derivatives[i];
                boolean empty = plate.residuals[i] == 0 && Arrays.stream(row).allMatch(d -> d == 0);
                if (empty) {
                    continue;
                }
                levels++;
                logs += Math.log(relative);
                squares += plate.residuals[i] * plate.residuals[i] / relative;
                for (int a = 0; a < count; a++) {
                    gradient[a] += row[a] * plate.residuals[i] / relative;
                    for (int b = 0; b <= a; b++) {
                        normal[a][b] += row[a] * row[b] / relative;
                    }
                }
            }
            return eliminate(normal, gradient, squares, logs, levels);
        }

        /// Takes out the parameters one after the other, each with a ridge of 1e-10 of its
        /// curvature.
        private static WeightedLevels eliminate(
                double[][] normal, double[] gradient, double squares, double logs, int levels) {
            int count = gradient.length;
            double left = squares;
            double determinant = logs;
            int used = 0;
            double[] ridges = new double[count];
            for (int a = 0; a < count; a++) {
                ridges[a] = RIDGE * normal[a][a];
            }
            for (int a = 0; a < count; a++) {
                double pivot = normal[a][a] + ridges[a];
                if (!(pivot > 2 * ridges[a])) {
                    continue;
                }
                used++;
                determinant += Math.log(pivot);
                left -= gradient[a] * gradient[a] / pivot;
                for (int i = a + 1; i < count; i++) {
                    double share = normal[i][a] / pivot;
                    gradient[i] -= share * gradient[a];
                    for (int b = a + 1; b <= i; b++) {
                        normal[i][b] -= share * normal[b][a];
                    }
                }
            }
            return new WeightedLevels(Math.max(0, left), Math.max(0, levels - used), determinant);
        }
    }

    /// The model of one simulated plate: this one, or one that the residuals allow.
    VarianceModel draw(RandomStream stream) {
        double left = stream.nextDouble();
        for (int f = 0; f < posterior.size(); f++) {
            left -= posterior.get(f);
            if (left < 0) {
                return given(FLOORS[f]);
            }
        }
        return this;
    }
}
