package org.tamor.ode;

/// Finds steps that carry a state which was positive past 0.
///
/// A rate of saturation `x / (K + x)` is steepest just above 0, and as smooth as far away where x
/// is below -K: a step across the slope may come to rest on that other branch with a small error
/// estimate, and stay there. Such a step is tried again, to end where the state reaches 0; the next
/// one then meets the slope, unless K is below the tolerance.
final class ZeroCrossing {

    /// How often one step is tried again for it.
    static final int MOST_RETRIES = 2;

    /// How many tolerances count as 0.
    private static final double NEGLIGIBLE = 10;

    private ZeroCrossing() {}

    /// The share of a step at which a state that was positive first reaches 0, along a straight
    /// line; 1 where none falls below.
    static double share(double[] before, double[] after, Tolerances tolerances) {
        double relative = tolerances.relative();
        double[] absolute = tolerances.absolute();
        double share = 1;
        for (int i = 0; i < before.length; i++) {
            if (after[i] < 0 && before[i] > 0) {
                share = Math.min(share, share(before[i], after[i], relative, absolute[i]));
            }
        }
        return share;
    }

    /// The same of one state.
    static double share(double before, double after, double relative, double absolute) {
        double zero = NEGLIGIBLE * (absolute + relative * Math.abs(before));
        return before > zero && after < -zero ? before / (before - after) : 1;
    }

    /// Whether a step to `end` of so small a size moves the time well above its rounding.
    static boolean isStep(double size, double end) {
        return size > 1000 * Math.ulp(end);
    }
}
