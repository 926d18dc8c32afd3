package org.tamor.model;

import java.math.BigDecimal;
import java.math.MathContext;

/// A unit as a multiple of a product of powers of SI base units.
///
/// @param factor how many SI units one of this unit is: nM has 1e-6 mol m^-3
public record UnitValue(double factor, Dimension dimension) {

    /// The unit of pure numbers.
    public static final UnitValue ONE = new UnitValue(1, Dimension.NONE);

    private static final double TOLERANCE = 1e-9;

    public UnitValue times(UnitValue other) {
        return new UnitValue(factor * other.factor, dimension.times(other.dimension));
    }

    public UnitValue per(UnitValue other) {
        return new UnitValue(factor / other.factor, dimension.per(other.dimension));
    }

    public UnitValue power(double exponent) {
        return new UnitValue(Math.pow(factor, exponent), dimension.power(exponent));
    }

    /// Whether both are the same unit but for rounding.
    public boolean isLike(UnitValue other) {
        return dimension.isLike(other.dimension) && isNear(factor / other.factor, 1);
    }

    /// Whether this is the unit of pure numbers.
    public boolean isOne() {
        return isLike(ONE);
    }

    static boolean isNear(double value, double target) {
        return Math.abs(value - target) <= TOLERANCE * Math.abs(target);
    }

    /// Such as `1.0E-6 mol m^-3`.
    @Override
    public String toString() {
        String number = isNear(factor, 1) ? "" : shortNumber(factor) + " ";
        return dimension.isNone() && !number.isEmpty() ? number.strip() : number + dimension;
    }

    /// A number rounded to six digits, which hides the rounding of products of powers of ten.
    static String shortNumber(double value) {
        return Double.toString(new BigDecimal(value).round(new MathContext(6)).doubleValue());
    }
}
