package org.tamor.format.sedml;

import java.util.List;
import java.util.OptionalInt;
import org.tamor.failure.Location;

/// A file of numbers.
///
/// @param format a URN; "" where not given, which means NuML
/// @param dimensions the ids or names of its dimensions, outermost first
public record DataDescription(
        String id,
        String source,
        String format,
        List<String> dimensions,
        List<DataSource> sources,
        Location where) {

    public DataDescription {
        dimensions = List.copyOf(dimensions);
        sources = List.copyOf(sources);
    }

    /// A part of the numbers.
    ///
    /// @param indexSet the dimension whose indices are meant; "" where slices say what
    public record DataSource(String id, String indexSet, List<Slice> slices, Location where) {
        public DataSource {
            slices = List.copyOf(slices);
        }
    }

    /// @param reference the dimension that is cut
    /// @param value the index kept; "" where the numbers between `start` and `end` are
    public record Slice(
            String reference, String value, OptionalInt start, OptionalInt end, Location where) {}
}
