package org.tamor.cohort.exposure;

/// Free levels of two drugs over a time.
///
/// @param first average level of the first drug
/// @param second average level of the second drug
/// @param firstPeak the highest level of the first drug
/// @param secondPeak the highest level of the second drug
public record Exposure(double first, double second, double firstPeak, double secondPeak) {

    static final Exposure NONE = new Exposure(0, 0, 0, 0);

    /// Both exposures together; peaks add up as if they came at one time.
    Exposure plus(Exposure other) {
        return new Exposure(
                first + other.first,
                second + other.second,
                firstPeak + other.firstPeak,
                secondPeak + other.secondPeak);
    }
}
