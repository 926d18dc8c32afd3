package org.tamor.combination.curve;

/// Limits of a fit of Hill curves. A NaN bound is taken from the data: one range of the responses
/// beyond the lowest and the highest.
///
/// @param doseMargin the half dose stays within the tested doses widened by this factor on either side
/// @param robust whether wells far from the curve count less (Huber's weights, k = 1.345)
public record FitOptions(
        double leastBaseline,
        double mostBaseline,
        double leastLimit,
        double mostLimit,
        double leastSlope,
        double mostSlope,
        double doseMargin,
        boolean robust) {

    /// Baseline and limit from the data, slope 0.1 to 10, half dose up to 100-fold outside the doses.
    public static FitOptions standard() {
        return new FitOptions(
                Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0.1, 10, 100, false);
    }

    /// With the baseline within bounds; equal bounds fix it.
    public FitOptions baseline(double least, double most) {
        return new FitOptions(
                least, most, leastLimit, mostLimit, leastSlope, mostSlope, doseMargin, robust);
    }

    /// With the limit Em within bounds; equal bounds fix it.
    public FitOptions limit(double least, double most) {
        return new FitOptions(
                leastBaseline, mostBaseline, least, most, leastSlope, mostSlope, doseMargin, robust);
    }

    /// With the slope within bounds; equal bounds fix it.
    public FitOptions slope(double least, double most) {
        return new FitOptions(
                leastBaseline, mostBaseline, leastLimit, mostLimit, least, most, doseMargin, robust);
    }

    /// With another margin of the half dose.
    public FitOptions margin(double factor) {
        return new FitOptions(
                leastBaseline,
                mostBaseline,
                leastLimit,
                mostLimit,
                leastSlope,
                mostSlope,
                factor,
                robust);
    }

    /// Robust against outlying wells.
    public FitOptions robustly() {
        return new FitOptions(
                leastBaseline,
                mostBaseline,
                leastLimit,
                mostLimit,
                leastSlope,
                mostSlope,
                doseMargin,
                true);
    }
}
