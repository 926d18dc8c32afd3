package org.tamor.stochastic;

/// The reactions whose propensities change smoothly while no reaction happens.
///
/// The next of them happens when the integral of their summed propensity since the last one reaches
/// an exponential number of mean 1; which one it is, is drawn in proportion to the propensities
/// then. The integral is taken by Gauss-Legendre quadrature with four nodes, each interval compared
/// with its two halves and divided until they agree to [#TOLERANCE].
final class MovingHazard {

    private static final double TOLERANCE = 1e-9;

    private static final double[] NODES = {0.06943184420297371, 0.33000947820757187};
    private static final double[] WEIGHTS = {0.17392742256872692, 0.32607257743127305};

    private final Trajectory trajectory;
    private final int[] reactions;
    private double remaining;

    MovingHazard(Trajectory trajectory) {
        this.trajectory = trajectory;
        reactions = trajectory.network.movingReactions;
    }

    boolean isEmpty() {
        return reactions.length == 0;
    }

    void begin() {
        remaining = trajectory.stream().nextExponential();
    }

    /// Lets time pass up to `limit` without other reactions.
    ///
    /// @return when one of the reactions happens, infinite where none does up to the limit
    double advance(double limit) {
        double start = trajectory.clock();
        double length = limit - start;
        while (start < limit) {
            double end = start + length >= limit ? limit : start + length;
            double whole = integral(start, end);
            double halves = halves(start, end);
            if (Math.abs(whole - halves) > TOLERANCE * (halves + TOLERANCE)
                    && length > 8 * Math.ulp(limit)) {
                length /= 2;
            } else if (halves < remaining) {
                remaining -= halves;
                start = end;
                length *= 2;
            } else {
                return locate(start, end, halves);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /// Where the integral from `start` reaches what remains, by the Illinois method (Dowell and
    /// Jarratt, BIT 11 (1971) 168-174).
    private double locate(double start, double end, double total) {
        double low = start;
        double high = end;
        double atLow = -remaining;
        double atHigh = total - remaining;
        for (int i = 0; i < 100 && atHigh > 0; i++) {
            double time = high - atHigh * (high - low) / (atHigh - atLow);
            if (!(time > low)) {
                return low; // but for rounding
            }
            if (!(time < high)) {
                return high;
            }
            double value = halves(start, time) - remaining;
            if (Math.abs(value) <= 1e-3 * TOLERANCE * remaining) {
                return time;
            }
            if (value > 0) {
                high = time;
                atHigh = value;
                atLow /= 2;
            } else {
                low = time;
                atLow = value;
                atHigh /= 2;
            }
        }
        return high;
    }

    /// Draws the reaction that happens now, and the integral until the next.
    int choose() {
        double total = totalAt(trajectory.clock());
        double left = trajectory.stream().nextOpenDouble() * total;
        int chosen = reactions[0];
        for (int reaction : reactions) {
            double propensity = trajectory.propensities[reaction];
            if (propensity > 0) {
                chosen = reaction;
                left -= propensity;
                if (left < 0) {
                    break;
                }
            }
        }
        begin();
        return chosen;
    }

    private double halves(double from, double to) {
        double middle = from + (to - from) / 2;
        return integral(from, middle) + integral(middle, to);
    }

    private double integral(double from, double to) {
        double length = to - from;
        double sum = 0;
        for (int i = 0; i < NODES.length; i++) {
            sum +=
                    WEIGHTS[i]
                            * (totalAt(from + length * NODES[i]) + totalAt(to - length * NODES[i]));
        }
        return sum * length;
    }

    private double totalAt(double time) {
        trajectory.moveTo(time);
        double total = 0;
        for (int reaction : reactions) {
            total += trajectory.propensity(reaction);
        }
        return total;
    }
}
