package org.tamor.report.figure.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.report.figure.Figure;

/// What a figure file asks for. Times are in hours, ids are those of the study.
public sealed interface FigureSpec {

    Heading heading();

    /// What every figure has.
    record Heading(String id, Figure.Section section, String title, String caption) {}

    /// Curves over time in panels.
    ///
    /// @param logarithmic the value axis
    /// @param from the first time drawn; empty for the start of the experiment
    /// @param to the last time drawn; empty for all
    /// @param relative whether values are divided by the value at `from`
    record Curves(
            Heading heading,
            boolean logarithmic,
            TimeUnit timeUnit,
            OptionalDouble from,
            OptionalDouble to,
            boolean relative,
            List<CurvePanel> panels)
            implements FigureSpec {}

    /// @param measured observables whose measurements are drawn as points
    record CurvePanel(String title, String observable, List<String> measured, List<Curve> curves) {}

    /// @param line the cell line, which sets the colour
    /// @param drug sets dash and symbol
    record Curve(String experiment, String label, String line, String drug) {}

    /// Units of the time axis.
    enum TimeUnit {
        MINUTES("min", 60),
        HOURS("h", 1),
        DAYS("d", 1.0 / 24);

        private final String symbol;
        private final double perHour;

        TimeUnit(String symbol, double perHour) {
            this.symbol = symbol;
            this.perHour = perHour;
        }

        String symbol() {
            return symbol;
        }

        double of(double hours) {
            return hours * perHour;
        }
    }

    /// Dose series of single agents.
    ///
    /// @param time when the observable is read
    /// @param start time of the count that growth-rate inhibition starts from; empty where it makes
    ///   no sense
    /// @param control what 100 % is
    record DoseResponse(
            Heading heading,
            String observable,
            double time,
            OptionalDouble start,
            String agent,
            String unit,
            Control control,
            List<DoseCurve> curves)
            implements FigureSpec {}

    /// What percentages of a dose series are of.
    enum Control {
        ZERO_DOSE,
        HIGHEST
    }

    /// @param cells pattern of cell names with `*` for the dose
    record DoseCurve(String cells, String label, String line, String drug) {}

    /// Matrices of two agents.
    record Matrix(
            Heading heading,
            String observable,
            double time,
            Agent x,
            Agent y,
            List<MatrixPanel> panels)
            implements FigureSpec {}

    record Agent(String name, String unit) {}

    /// @param cells pattern of cell names: the first `*` is the dose on the y axis, the second that
    ///   on the x axis
    record MatrixPanel(String cells, String label) {}

    /// Dose matrices scored by every convention.
    ///
    /// @param start time of the count that growth-rate inhibition starts from; empty to score cell
    ///   numbers only
    record Synergy(
            Heading heading,
            String observable,
            double time,
            OptionalDouble start,
            Agent x,
            Agent y,
            List<MatrixPanel> panels)
            implements FigureSpec {}

    /// Bands and their quantification.
    ///
    /// @param reference the lane that the bars are relative to
    record Blot(Heading heading, double time, String reference, List<Lane> lanes, List<Band> bands)
            implements FigureSpec {}

    record Lane(String experiment, String label, String line) {}

    record Band(String observable, String label) {}

    /// Bars in groups.
    ///
    /// @param relativeTo the experiment that values are divided by; empty for values as they are
    record Bars(
            Heading heading,
            String observable,
            double time,
            Optional<String> relativeTo,
            List<BarGroup> groups)
            implements FigureSpec {}

    record BarGroup(String label, String line, List<Bar> bars) {}

    record Bar(String experiment, String label) {}

    /// Fractions stacked to the whole.
    record Phases(Heading heading, double time, List<Part> parts, List<BarGroup> groups)
            implements FigureSpec {}

    /// @param minus the observable that is taken away; empty for none
    record Part(String observable, String label, Optional<String> minus) {}

    /// The network, coloured by what an arm does to it.
    ///
    /// @param nodes observables by name of node
    /// @param layout where nodes stand; empty to place them automatically
    /// @param compartments of the cell, in the order in which they are drawn
    record Network(
            Heading heading,
            double time,
            String reference,
            List<Bar> arms,
            Map<String, String> nodes,
            List<NodePosition> layout,
            List<Compartment> compartments)
            implements FigureSpec {}

    /// @param label for people; may differ from the name in the edge table
    record NodePosition(String name, String label, double x, double y) {}

    /// A labelled box behind the nodes.
    record Compartment(String label, double x, double y, double width, double height) {}
}
