package org.tamor.report.figure.tumour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.analysis.TumourAnalysis;
import org.tamor.tumour.metrics.DaySummary;

/// The geometric mean of an arm over time with one standard error on either side.
///
/// Points lie on the days of the readings. Where each animal has days of its own, they lie on
/// evenly spaced days instead, every animal on the line between its readings: else the mean would
/// jump between animals.
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
record ArmCurve(double[] days, double[] mean, double[] low, double[] high, int[] animals) {

    private static final int GRID = 24;

    static ArmCurve of(TumourAnalysis analysis, Arm arm) {
        TumourStudy study = analysis.study();
        List<DaySummary> own =
                analysis.days().stream().filter(day -> day.arm().equals(arm.name())).toList();
        long whole = own.stream().filter(day -> 2 * day.measured() >= day.atRisk()).count();
        double[] days;
        if (2 * whole >= own.size()) {
            days =
                    own.stream()
                            .filter(day -> 2 * day.measured() >= day.atRisk())
                            .mapToDouble(DaySummary::day)
                            .toArray();
        } else {
            double last = own.getLast().day();
            days = new double[GRID + 1];
            Arrays.setAll(days, k -> last * k / GRID);
        }
        List<double[]> points = new ArrayList<>();
        for (double day : days) {
            double[] logs =
                    arm.animals().stream()
                            .flatMapToDouble(animal -> animal.volumeAt(day).stream())
                            .map(study::logarithm)
                            .toArray();
            if (logs.length > 0) {
                points.add(point(day, logs));
            }
        }
        return new ArmCurve(
                column(points, 0),
                column(points, 1),
                column(points, 2),
                column(points, 3),
                points.stream().mapToInt(point -> (int) point[4]).toArray());
    }

    private static double[] point(double day, double[] logs) {
        int n = logs.length;
        double mean = Arrays.stream(logs).average().orElse(0);
        double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
        double error = n > 1 ? Math.sqrt(squares / (n - 1) / n) : 0;
        return new double[] {
            day, Math.exp(mean), Math.exp(mean - error), Math.exp(mean + error), n
        };
    }

    private static double[] column(List<double[]> points, int k) {
        return points.stream().mapToDouble(point -> point[k]).toArray();
    }
}
