package org.tamor.combination.inference;

import java.util.ArrayList;
import java.util.List;
import org.tamor.stats.RandomStream;

/// How the variance of a well depends on its expected response, as a fraction of the control.
///
/// @param floor the standard deviation at response 0 relative to that at response 1; between them it is linear; 1 is
///     equal variance, NaN asks for an estimate
/// @param posterior of the floors that an estimate considers; empty where the floor is given
public record VarianceModel(double floor, List<Double> posterior) {

    private static final double[] FLOORS = {0.08, 0.12, 0.18, 0.27, 0.4, 0.6, 0.85, 1.2};

    /// Squares of residuals at one expected response.
    ///
    /// @param freedom how many independent residuals they are worth
    record Noise(double response, double squares, double freedom) {}

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

    /// The mean of ln floor under its posterior for normal noise of unknown size and a flat prior between 0.08 and
    /// 1.2: with few residuals a compromise, with many the maximum likelihood.
    static VarianceModel of(List<Noise> noise) {
        double[] logs = new double[FLOORS.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < FLOORS.length; f++) {
            VarianceModel model = given(FLOORS[f]);
            double squares = 0;
            double freedom = 0;
            double logVariance = 0;
            for (Noise cell : noise) {
                double relative = model.relative(cell.response);
                squares += cell.squares / relative;
                freedom += cell.freedom;
                logVariance += cell.freedom * Math.log(relative);
            }
            logs[f] = -0.5 * logVariance - 0.5 * freedom * Math.log(Math.max(squares, 1e-300));
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
