package org.tamor.ode;

/// Tells arrays with a value that is not finite.
final class FiniteValues {

    private FiniteValues() {}

    /// The first element that is infinite or no number; -1 where none is.
    static int firstOther(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= Double.MAX_VALUE)) {
                return i;
            }
        }
        return -1;
    }
}
