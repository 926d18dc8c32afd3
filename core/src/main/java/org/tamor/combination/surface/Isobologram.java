package org.tamor.combination.surface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Evaluation;
import org.tamor.combination.curve.DoseResponse;

/// The doses of two drugs with one response, measured and expected.
///
/// @param level the canonical response
/// @param first the dose of drug 1 alone with it; infinite where it does not reach it
/// @param second of drug 2
/// @param points on the measured isobole
public record Isobologram(double level, Evaluation first, Evaluation second, List<Point> points) {

    /// A point on the measured isobole.
    ///
    /// @param index `d1/D1 + d2/D2`: below 1 synergy
    public record Point(double first, double second, double index) {}

    /// The isobole at a level, by interpolation in log dose along every row and column of the matrix.
    public static Isobologram at(double level, List<DoseCell> cells, DoseResponse[] curves) {
        Evaluation first = curves[0].doseFor(level);
        Evaluation second = curves[1].doseFor(level);
        List<Point> points = new ArrayList<>();
        for (int moving = 0; moving < 2; moving++) {
            int fixed = 1 - moving;
            for (double dose : doses(cells, fixed)) {
                double crossing = crossing(cells, moving, fixed, dose, level);
                if (!Double.isNaN(crossing)) {
                    double d1 = moving == 0 ? crossing : dose;
                    double d2 = moving == 0 ? dose : crossing;
                    points.add(new Point(d1, d2, d1 / first.value() + d2 / second.value()));
                }
            }
        }
        return new Isobologram(level, first, second, List.copyOf(points));
    }

    /// The additive isobole `d1/D1 + d2/D2 = 1`: the dose of drug 2 beside a dose of drug 1; infinite where none is enough.
    public double additive(double firstDose) {
        return Math.max(0, 1 - firstDose / first.value()) * second.value();
    }

    private static double[] doses(List<DoseCell> cells, int drug) {
        return cells.stream()
                .filter(DoseCell::isCombination)
                .mapToDouble(cell -> cell.dose(drug))
                .distinct()
                .sorted()
                .toArray();
    }

    /// The first dose along a row at which the mean response falls to the level.
    private static double crossing(
            List<DoseCell> cells, int moving, int fixed, double dose, double level) {
        DoseCell[] row =
                cells.stream()
                        .filter(cell -> cell.dose(fixed) == dose)
                        .sorted((a, b) -> Double.compare(a.dose(moving), b.dose(moving)))
                        .toArray(DoseCell[]::new);
        double[] x = Arrays.stream(row).mapToDouble(cell -> cell.dose(moving)).toArray();
        for (int i = 1; i < row.length; i++) {
            double above = row[i - 1].mean();
            double below = row[i].mean();
            if (above > level && below <= level) {
                double share = (above - level) / (above - below);
                return x[i - 1] == 0
                        ? share * x[i]
                        : x[i - 1] * Math.pow(x[i] / x[i - 1], share);
            }
        }
        return Double.NaN;
    }
}
