package org.tamor.format.sedml;

import java.util.List;
import org.tamor.failure.Location;

/// The values that a repeated task goes through.
public sealed interface Range {

    String id();

    Location where();

    /// Values evenly spaced, or their logarithms.
    ///
    /// @param steps values after the first
    record UniformRange(
            String id, double start, double end, int steps, boolean logarithmic, Location where)
            implements Range {}

    record VectorRange(String id, List<Double> values, Location where) implements Range {
        public VectorRange {
            values = List.copyOf(values);
        }
    }

    /// Values computed from those of other ranges.
    ///
    /// @param range the id of a range that the formula may name; "" where not given
    record FunctionalRange(String id, String range, Calculation calculation, Location where)
            implements Range {}

    /// The values of a data source.
    record DataRange(String id, String source, Location where) implements Range {}
}
