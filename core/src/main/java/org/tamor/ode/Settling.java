package org.tamor.ode;

import java.util.Arrays;

/// Judges whether iterations have come to rest: changes are within rounding errors of the values, or
/// small and no longer shrinking.
public final class Settling {

    private static final double ROUNDING = 1e-12;
    private static final double SMALL = 1e-7;
    private static final double SHRINKING = 0.5;

    private final double[] last;
    private final double[] largest;

    /// @param iterations how many run side by side
    public Settling(int iterations) {
        last = new double[iterations];
        Arrays.fill(last, Double.POSITIVE_INFINITY);
        largest = new double[iterations];
    }

    /// Whether an iteration has come to rest with its latest change; relative to the largest size it
    /// has had, as it may go to 0.
    public boolean isSettled(int iteration, double change, double size) {
        largest[iteration] = Math.max(largest[iteration], size);
        boolean settled =
                change <= ROUNDING * largest[iteration]
                        || change <= SMALL * largest[iteration]
                                && change >= SHRINKING * last[iteration];
        last[iteration] = change;
        return settled;
    }
}
