package org.tamor.report.figure.combination;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.combination.analysis.IndexTable;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;

/// The combination index over the fraction affected, as Chou draws it.
final class IndexFigure {

    private static final double LEAST = 0.05;
    private static final double MOST = 20;

    private IndexFigure() {}

    /// The figure; empty where no combination has an index.
    static Optional<Figure> build(String id, CombinationAnalysis analysis) {
        Optional<IndexTable> table = analysis.index();
        if (table.isEmpty()) {
            return Optional.empty();
        }
        List<Double> affected = new ArrayList<>();
        List<Double> index = new ArrayList<>();
        List<Double> shamAt = new ArrayList<>();
        List<Double> sham = new ArrayList<>();
        int outside = 0;
        DataTable.Builder data =
                new DataTable.Builder("fraction_affected", "combination_index", "sham_index");
        for (IndexTable.Row row : table.get().rows()) {
            double value = row.index().value();
            if (!row.index().isDefined() || value < LEAST || value > MOST) {
                outside++;
                continue;
            }
            affected.add(row.affected());
            index.add(value);
            if (row.sham().isDefined()
                    && row.sham().value() >= LEAST
                    && row.sham().value() <= MOST) {
                shamAt.add(row.affected());
                sham.add(row.sham().value());
            }
            data.add(
                    Numbers.round(row.affected(), 8),
                    Numbers.round(value, 8),
                    DataTable.number(row.sham().value()));
        }
        if (index.isEmpty()) {
            return Optional.empty();
        }
        ChartParts chart = new ChartParts();
        ChartParts.Frame frame =
                chart.frame(
                        "Combination index (Chou and Talalay)",
                        72,
                        40,
                        700,
                        300,
                        new PlotAxis("fraction affected", false, 0, 1, 0.2),
                        new PlotAxis("CI, below 1 is synergy", true, LEAST, MOST, 0));
        chart.points(
                frame,
                "combination",
                Numbers.array(affected),
                Numbers.array(index),
                Style.BLUE,
                "circle",
                false);
        chart.points(
                frame,
                "drug 1 with itself",
                Numbers.array(shamAt),
                Numbers.array(sham),
                Style.GREY,
                "diamond",
                true);
        chart.horizontal(frame, 1, "1: additive by this model");
        chart.text("\u25cf combination", 800, 90, Style.BLUE);
        chart.text("\u25c7 drug 1 with itself, wanted at 1", 800, 112, Style.MUTED);
        chart.text("antagonism above 1", 84, 54, "#b35806");
        chart.text("synergy below 1", 84, 326, "#2166ac");
        List<String> notes = new ArrayList<>();
        if (outside > 0) {
            notes.add(
                    outside
                            + " combinations have no index or one outside 0.05 to 20: no effect,"
                            + " full effect, or the wrong side of the control.");
        }
        String warning =
                table.get().gate().reason().isEmpty()
                        ? ""
                        : " Caution: " + table.get().gate().reason() + ".";
        return Optional.of(
                new Figure(
                        id,
                        Figure.Section.OTHER,
                        Figure.Renderer.CHART,
                        "CI-fa plot",
                        "The index reads the other way round from an excess: below 1 is synergy."
                                + warning,
                        "Combination index against the fraction affected.",
                        410,
                        chart.option(),
                        data.build(),
                        notes));
    }
}
