package org.tamor.format.sedml;

import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.failure.Location;

/// How a curve looks; what is not given comes from the base style, then from us.
///
/// @param base the id of the style that this one builds on; "" for none
/// @param lineType such as `solid`, `dash` or `none`
/// @param lineColour `#rrggbb` or `#rrggbbaa`
/// @param markerType such as `circle` or `none`
public record PlotStyle(
        String id,
        String base,
        Optional<String> lineType,
        Optional<String> lineColour,
        OptionalDouble lineThickness,
        Optional<String> markerType,
        OptionalDouble markerSize,
        Optional<String> markerColour,
        Optional<String> fillColour,
        Location where) {

    /// This style with what it leaves open taken from another.
    public PlotStyle over(PlotStyle other) {
        return new PlotStyle(
                id,
                other.base,
                lineType.or(other::lineType),
                lineColour.or(other::lineColour),
                lineThickness.isPresent() ? lineThickness : other.lineThickness,
                markerType.or(other::markerType),
                markerSize.isPresent() ? markerSize : other.markerSize,
                markerColour.or(other::markerColour),
                fillColour.or(other::fillColour),
                where);
    }
}
