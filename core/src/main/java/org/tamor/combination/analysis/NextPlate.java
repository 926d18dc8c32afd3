package org.tamor.combination.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.tamor.combination.inference.CellScore;
import org.tamor.combination.inference.Interval;

/// What another plate would have to show, if its noise and the spread of replicates are as in
/// these.
///
/// The standard error is the half width of the primary interval over 1.96, so that few replicates
/// are not overrated.
///
/// @param doses where the references disagree most, with the spread of what they expect
/// @param detectable the least constant excess that a design as this finds with a power of 80 %
/// @param power of a design as this to find an excess of 10 % of the control
/// @param times how many times as many plates as now find the excess that was measured with a power
///   of 80 %; NaN where the excess is 0
/// @param timesForTen likewise for an excess of 10 % of the control
public record NextPlate(
        List<Dispute> doses, double detectable, double power, double times, double timesForTen) {

    private static final int SHOWN = 3;
    private static final double LEVEL = 0.975;
    private static final double POWER = 0.8;
    private static final double EXCESS = 0.1;

    public NextPlate {
        doses = List.copyOf(doses);
    }

    /// A combination on which references disagree.
    ///
    /// @param low the least expected response, as a fraction of the control
    /// @param lowModel the reference that expects it
    public record Dispute(
            double[] doses,
            double observed,
            double low,
            String lowModel,
            double high,
            String highModel) {

        /// By how much they disagree.
        public double spread() {
            return high - low;
        }
    }

    static NextPlate of(List<ModelScore> scores, double unit) {
        NormalDistribution normal = new NormalDistribution();
        double level = normal.inverseCumulativeProbability(LEVEL);
        double both = level + normal.inverseCumulativeProbability(POWER);
        Interval excess = scores.getFirst().excess();
        double error = 0.5 * (excess.high() - excess.low()) / level;
        double estimate = Math.abs(excess.estimate());
        double power =
                normal.cumulativeProbability(EXCESS / error - level)
                        + normal.cumulativeProbability(-EXCESS / error - level);
        return new NextPlate(
                disputes(scores, unit),
                both * error,
                power,
                estimate > 0 ? square(both * error / estimate) : Double.NaN,
                square(both * error / EXCESS));
    }

    private static double square(double value) {
        return value * value;
    }

    /// Only references with fitted curves on the scale of the data are compared.
    private static List<Dispute> disputes(List<ModelScore> scores, double unit) {
        ModelScore first = scores.getFirst();
        List<Dispute> disputes = new ArrayList<>();
        for (int i = 0; i < first.table().cells().size(); i++) {
            CellScore cell = first.table().cells().get(i);
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            String lowModel = "";
            String highModel = "";
            for (ModelScore score : scores) {
                boolean comparable =
                        score.identity().scale() == first.identity().scale()
                                && score.identity().source() == first.identity().source()
                                && !score.key().equals("loewe-grid");
                double expected = score.table().cells().get(i).expected().value() / unit;
                if (comparable && expected < low) {
                    low = expected;
                    lowModel = score.identity().model();
                }
                if (comparable && expected > high) {
                    high = expected;
                    highModel = score.identity().model();
                }
            }
            disputes.add(
                    new Dispute(
                            cell.doses(), cell.observed() / unit, low, lowModel, high, highModel));
        }
        disputes.sort(Comparator.comparingDouble(Dispute::spread).reversed());
        return disputes.subList(0, Math.min(SHOWN, disputes.size()));
    }
}
