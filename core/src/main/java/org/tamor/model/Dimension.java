package org.tamor.model;

/// The exponents of the base quantities in a unit; `item` counts things, as in SBML.
public record Dimension(
        double length,
        double mass,
        double time,
        double current,
        double temperature,
        double substance,
        double luminosity,
        double item) {

    public static final Dimension NONE = new Dimension(0, 0, 0, 0, 0, 0, 0, 0);

    private static final double TOLERANCE = 1e-9;

    public Dimension times(Dimension other) {
        return plus(other, 1);
    }

    public Dimension per(Dimension other) {
        return plus(other, -1);
    }

    public Dimension power(double exponent) {
        return NONE.plus(this, exponent);
    }

    private Dimension plus(Dimension other, double count) {
        return new Dimension(
                length + count * other.length,
                mass + count * other.mass,
                time + count * other.time,
                current + count * other.current,
                temperature + count * other.temperature,
                substance + count * other.substance,
                luminosity + count * other.luminosity,
                item + count * other.item);
    }

    /// Whether the exponents agree but for rounding.
    public boolean isLike(Dimension other) {
        Dimension difference = per(other);
        return Math.abs(difference.length) < TOLERANCE
                && Math.abs(difference.mass) < TOLERANCE
                && Math.abs(difference.time) < TOLERANCE
                && Math.abs(difference.current) < TOLERANCE
                && Math.abs(difference.temperature) < TOLERANCE
                && Math.abs(difference.substance) < TOLERANCE
                && Math.abs(difference.luminosity) < TOLERANCE
                && Math.abs(difference.item) < TOLERANCE;
    }

    public boolean isNone() {
        return isLike(NONE);
    }

    /// Such as `mol m^-3`; "1" where all exponents are zero.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, "m", length);
        append(text, "kg", mass);
        append(text, "s", time);
        append(text, "A", current);
        append(text, "K", temperature);
        append(text, "mol", substance);
        append(text, "cd", luminosity);
        append(text, "item", item);
        return text.isEmpty() ? "1" : text.toString();
    }

    private static void append(StringBuilder text, String symbol, double exponent) {
        if (Math.abs(exponent) >= TOLERANCE) {
            text.append(text.isEmpty() ? "" : " ").append(symbol);
            if (Math.abs(exponent - 1) >= TOLERANCE) {
                text.append('^')
                        .append(
                                exponent == Math.rint(exponent)
                                        ? Long.toString((long) exponent)
                                        : exponent);
            }
        }
    }
}
