package org.tamor.report.figure;

import java.util.List;

/// One pair of axes with what is drawn between them.
public record PlotPanel(
        String title,
        PlotAxis x,
        PlotAxis y,
        List<PlotCurve> curves,
        List<PlotPoints> points,
        List<ReferenceLine> references) {

    public PlotPanel {
        curves = List.copyOf(curves);
        points = List.copyOf(points);
        references = List.copyOf(references);
    }

    /// A line with a label at its end.
    ///
    /// @param marks whether a symbol is drawn at every point
    @SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
    public record PlotCurve(String label, Style style, double[] x, double[] y, boolean marks) {}

    /// Measured points.
    ///
    /// @param open whether the symbols are hollow
    @SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
    public record PlotPoints(String label, Style style, double[] x, double[] y, boolean open) {}

    /// A thin horizontal line.
    public record ReferenceLine(double y, String label) {}
}
