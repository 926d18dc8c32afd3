package org.tamor.format.sedml;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.failure.Location;

/// A table or a picture.
public sealed interface OutputDefinition {

    String id();

    String name();

    Location where();

    /// What people read.
    default String title() {
        return name().isBlank() ? id() : name();
    }

    /// A table; each data set is a column.
    record Report(String id, String name, List<DataSet> dataSets, Location where)
            implements OutputDefinition {
        public Report {
            dataSets = List.copyOf(dataSets);
        }
    }

    record DataSet(String id, String label, String generator, Location where) {}

    /// Curves over one pair of axes, with perhaps a second vertical one.
    record Plot2D(
            String id,
            String name,
            Optional<Axis> xAxis,
            Optional<Axis> yAxis,
            Optional<Axis> rightAxis,
            List<Curve> curves,
            List<ShadedArea> areas,
            Location where)
            implements OutputDefinition {
        public Plot2D {
            curves = List.copyOf(curves);
            areas = List.copyOf(areas);
        }
    }

    record Plot3D(
            String id,
            String name,
            Optional<Axis> xAxis,
            Optional<Axis> yAxis,
            Optional<Axis> zAxis,
            List<Surface> surfaces,
            Location where)
            implements OutputDefinition {
        public Plot3D {
            surfaces = List.copyOf(surfaces);
        }
    }

    /// Plots side by side.
    record Figure(String id, String name, List<String> plots, Location where)
            implements OutputDefinition {
        public Figure {
            plots = List.copyOf(plots);
        }
    }

    /// @param name what the axis shows; "" where not given
    record Axis(String name, boolean logarithmic, OptionalDouble min, OptionalDouble max) {}

    /// @param x the generator of the horizontal positions; "" for 0, 1, 2 and so on
    /// @param y the generator of the heights
    /// @param type such as `points` or `bar`
    /// @param style "" where not given
    /// @param errors the generators of the error bars: to the right, to the left, up, down; "" for
    ///   none
    record Curve(
            String id,
            String name,
            String x,
            String y,
            boolean logX,
            boolean logY,
            boolean onRightAxis,
            String type,
            String style,
            List<String> errors,
            Location where) {
        public Curve {
            errors = List.copyOf(errors);
        }
    }

    record ShadedArea(
            String id,
            String name,
            String x,
            String from,
            String to,
            boolean onRightAxis,
            String style,
            Location where) {}

    record Surface(
            String id,
            String name,
            String x,
            String y,
            String z,
            boolean logX,
            boolean logY,
            boolean logZ,
            String type,
            String style,
            Location where) {}
}
