package org.tamor.tumour.power;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;

/// The power of a study with n animals in each arm to find an interaction, a contrast of growth
/// rates.
///
/// The standard error comes from the information of the mixed model, `X' V^-1 X` with the variances
/// given; the test is Student's t with `G (n - 1)` degrees of freedom, G the number of arms, so
/// that power is a probability of the noncentral t distribution. Animals that leave early are not
/// foreseen.
///
/// @param random covariance of start and rate between animals
/// @param variance of a reading
/// @param days of the readings
/// @param weights of the arms' rates in the contrast
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record InteractionPower(
        double[][] random, double variance, double[] days, double[] weights, double level) {

    private static final int MOST_ANIMALS = 200;
    private static final int STEPS = 200;

    /// The standard error of the contrast with n animals in each arm.
    public double standardError(int animals) {
        int arms = weights.length;
        RealMatrix normal = new Array2DRowRealMatrix(arms + 1, arms + 1);
        RealMatrix inverse = inverse();
        for (int g = 0; g < arms; g++) {
            double[][] x = new double[days.length][arms + 1];
            for (int i = 0; i < days.length; i++) {
                x[i][0] = 1;
                x[i][1 + g] = days[i];
            }
            RealMatrix own = new Array2DRowRealMatrix(x, false);
            normal = normal.add(own.transposeMultiply(inverse.multiply(own)));
        }
        double[] contrast = new double[arms + 1];
        System.arraycopy(weights, 0, contrast, 1, arms);
        double[] image = MatrixUtils.inverse(normal).operate(contrast);
        double sum = 0;
        for (int j = 0; j < contrast.length; j++) {
            sum += contrast[j] * image[j];
        }
        return Math.sqrt(sum / animals);
    }

    private RealMatrix inverse() {
        double[][] v = new double[days.length][days.length];
        for (int i = 0; i < days.length; i++) {
            for (int j = 0; j < days.length; j++) {
                v[i][j] =
                        random[0][0]
                                + random[0][1] * (days[i] + days[j])
                                + random[1][1] * days[i] * days[j]
                                + (i == j ? variance : 0);
            }
        }
        return MatrixUtils.inverse(new Array2DRowRealMatrix(v, false));
    }

    /// The probability of finding an excess of this size (two-sided test).
    public double power(double excess, int animals) {
        double freedom = weights.length * (animals - 1.0);
        double shift = Math.abs(excess) / standardError(animals);
        double critical = new TDistribution(freedom).inverseCumulativeProbability(0.5 + level / 2);
        return beyond(critical, freedom, shift);
    }

    /// `P(|T| > c)` for the noncentral t with shift d: the mean of `Phi(d - c s) + Phi(-d - c s)`
    /// over the chi distribution of s, by the midpoint rule on its quantiles.
    static double beyond(double critical, double freedom, double shift) {
        ChiSquaredDistribution squares = new ChiSquaredDistribution(freedom);
        NormalDistribution normal = new NormalDistribution();
        double sum = 0;
        for (int k = 0; k < STEPS; k++) {
            double quantile = squares.inverseCumulativeProbability((k + 0.5) / STEPS);
            double s = Math.sqrt(quantile / freedom);
            sum +=
                    normal.cumulativeProbability(shift - critical * s)
                            + normal.cumulativeProbability(-shift - critical * s);
        }
        return sum / STEPS;
    }

    /// The fewest animals in each arm that find the excess with this power.
    public Evaluation animals(double excess, double power) {
        int low = 1;
        int high = MOST_ANIMALS;
        if (power(excess, high) < power) {
            return Evaluation.undefined(
                    Status.OUT_OF_RANGE_BOTH, "more than " + MOST_ANIMALS + " animals in each arm");
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (power(excess, middle) >= power) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Evaluation.ok(high);
    }

    /// The smallest excess that n animals in each arm find with this power.
    public double detectable(int animals, double power) {
        double unit = standardError(animals);
        double low = 0;
        double high = 50 * unit;
        for (int k = 0; k < 40; k++) {
            double middle = 0.5 * (low + high);
            if (power(middle, animals) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// How many readings each animal gets.
    public int readings() {
        return (int) Arrays.stream(days).distinct().count();
    }
}
