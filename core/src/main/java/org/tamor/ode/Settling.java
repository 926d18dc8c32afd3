package org.tamor.ode;

import java.util.Arrays;

/// Judges whether iterations have come to rest: changes are within rounding errors of the values, or
/// small and no longer shrinking.
public final class Settling {

    private static final double ROUNDING = 1e-12;
    private static final double SMALL = 1e-7;
    private static final double SHRINKING = 0.5;

    private final double[] last;

    /// @param iterations how many run side by side
    public Settling(int iterations) {
        last = new double[iterations];
        Arrays.fill(last, Double.POSITIVE_INFINITY);
    }

    /// Whether an iteration has come to rest with its latest change.
    public boolean isSettled(int iteration, double change, double size) {
        boolean settled =
                change <= ROUNDING * size
                        || change <= SMALL * size && change >= SHRINKING * last[iteration];
        last[iteration] = change;
        return settled;
    }
}
