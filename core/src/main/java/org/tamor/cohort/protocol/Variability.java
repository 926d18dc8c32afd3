package org.tamor.cohort.protocol;

import java.util.OptionalDouble;
import org.tamor.failure.Location;
import org.tamor.study.ProvenanceEntry.Grade;

/// How animals differ in one quantity of the model: log-normally about a median.
///
/// With the coefficient of variation c an animal has `m exp(s z)`, z standard normal, `s^2 = ln(1 +
/// c^2)`. The value holds from the engraftment on.
///
/// @param name a parameter of the model, or a quantity that the arms set at engraftment, such as
///   the number of cells
/// @param median empty for the value of the parameter vector
/// @param unit for people
/// @param grade how well the coefficient of variation is founded
/// @param source where it comes from; "" where not given
public record Variability(
        String name,
        OptionalDouble median,
        double coefficient,
        String unit,
        Grade grade,
        String source,
        Location location) {

    /// The standard deviation of the natural logarithm.
    public double logarithmic() {
        return logarithmic(coefficient);
    }

    /// The standard deviation of the natural logarithm of a log-normal quantity with this
    /// coefficient of variation.
    public static double logarithmic(double coefficient) {
        return Math.sqrt(Math.log1p(coefficient * coefficient));
    }
}
