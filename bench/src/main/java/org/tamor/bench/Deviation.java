package org.tamor.bench;

import java.util.HashMap;
import java.util.Map;
import org.tamor.simulate.TimeCourse;

/// How far a time course is from a tight reference.
final class Deviation {

    private Deviation() {}

    static double of(CReference.Table tight, TimeCourse course) {
        Map<String, double[]> ours = new HashMap<>();
        for (int i = 0; i < course.outputs().size(); i++) {
            ours.put(course.outputs().get(i), course.values()[i]);
        }
        double[][] rows = new double[tight.rows().length][tight.names().size()];
        for (int column = 1; column < tight.names().size(); column++) {
            double[] values = ours.get(tight.names().get(column));
            for (int k = 0; k < rows.length; k++) {
                rows[k][column] = values == null ? Double.NaN : values[k];
            }
        }
        return of(tight, new CReference.Table(tight.names(), rows));
    }

    /// The largest deviation relative to the value, over all times and the species whose value is
    /// above 1e-6 of the largest.
    static double of(CReference.Table tight, CReference.Table other) {
        double worst = 0;
        for (int k = 0; k < tight.rows().length; k++) {
            double[] expected = tight.rows()[k];
            double largest = 0;
            for (int i = 1; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
            }
            for (int i = 1; i < expected.length; i++) {
                if (Math.abs(expected[i]) > 1e-6 * largest) {
                    double deviation = Math.abs(other.rows()[k][i] / expected[i] - 1);
                    worst = deviation > worst ? deviation : worst;
                }
            }
        }
        return worst;
    }
}
