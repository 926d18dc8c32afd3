package org.tamor.report.figure.study;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/// Responses over two doses, as fractions of the untreated response.
///
/// @param xDoses ascending, 0 first
/// @param yDoses ascending, 0 first
/// @param response `response[y][x]` as a fraction of that at doses 0 and 0; NaN where there is none
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
record DoseMatrix(List<Double> xDoses, List<Double> yDoses, double[][] response) {

    /// The matrix of the cells that a pattern matches; its control is NaN where the untreated cell
    /// is missing.
    static DoseMatrix read(Readings readings, String pattern, String observable, double time) {
        TreeSet<Double> xs = new TreeSet<>();
        TreeSet<Double> ys = new TreeSet<>();
        Map<List<Double>, Double> values = new HashMap<>();
        for (Readings.DoseCell cell : readings.cells(pattern)) {
            ys.add(cell.doses().get(0));
            xs.add(cell.doses().get(1));
            OptionalDouble value = readings.at(observable, cell.experiment(), time);
            if (value.isPresent()) {
                values.put(cell.doses(), value.getAsDouble());
            }
        }
        List<Double> xDoses = List.copyOf(xs);
        List<Double> yDoses = List.copyOf(ys);
        double control = values.getOrDefault(List.of(0.0, 0.0), Double.NaN);
        double[][] response = new double[yDoses.size()][xDoses.size()];
        for (int y = 0; y < yDoses.size(); y++) {
            for (int x = 0; x < xDoses.size(); x++) {
                response[y][x] =
                        values.getOrDefault(List.of(yDoses.get(y), xDoses.get(x)), Double.NaN)
                                / control;
            }
        }
        return new DoseMatrix(xDoses, yDoses, response);
    }

    boolean isEmpty() {
        return xDoses.isEmpty() || yDoses.isEmpty();
    }

    /// Excess over Bliss independence in percentage points: 100 (expected - observed), where the
    /// expected fraction left is the product of those that the single agents leave (Bliss 1939).
    /// Positive: fewer are left than expected, synergy. NaN on the margins, where there is nothing
    /// to expect.
    double excess(int y, int x) {
        boolean margin = xDoses.get(x) == 0 || yDoses.get(y) == 0;
        return margin ? Double.NaN : 100 * (response[y][0] * response[0][x] - response[y][x]);
    }
}
