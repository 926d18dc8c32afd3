package org.tamor.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The cells of a design along one factor, in ascending order of dose.
///
/// @param unit of the doses
record DoseSeries(String pattern, String unit, List<Point> points) {

    DoseSeries {
        points = List.copyOf(points);
    }

    record Point(double dose, String experiment) {}

    /// The series that a cell name with one `*` stands for.
    ///
    /// @throws IllegalArgumentException where it stands for none
    static DoseSeries of(Study study, String pattern) {
        for (Design design : study.designs()) {
            List<Design.Cell> cells = design.matching(pattern);
            if (cells.isEmpty()) {
                continue;
            }
            List<Integer> varied = design.varied(pattern);
            if (varied.size() != 1) {
                throw new IllegalArgumentException(
                        "\""
                                + pattern
                                + "\" leaves "
                                + varied.size()
                                + " factors open instead of one");
            }
            Design.Factor factor = design.factors().get(varied.getFirst());
            if (!factor.isDoseSeries()) {
                throw new IllegalArgumentException(
                        "the levels of "
                                + factor.condition()
                                + " in design "
                                + design.id()
                                + " have no doses");
            }
            List<Point> points = new ArrayList<>();
            for (Design.Cell cell : cells) {
                points.add(
                        new Point(
                                cell.levels().get(varied.getFirst()).dose().orElseThrow(),
                                cell.experiment()));
            }
            points.sort(Comparator.comparingDouble(Point::dose));
            return new DoseSeries(pattern, factor.levels().getFirst().unit(), points);
        }
        throw new IllegalArgumentException("\"" + pattern + "\" is no cell of a design");
    }
}
