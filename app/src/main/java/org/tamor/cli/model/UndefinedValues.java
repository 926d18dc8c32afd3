package org.tamor.cli.model;

import java.io.PrintWriter;
import org.tamor.simulate.TimeCourse;

/// Says which columns of a table hold values that are no numbers. A rule may be undefined, as 0/0
/// is, while all that is integrated goes on; the table then has NaN, which must not go unnoticed.
final class UndefinedValues {

    private static final int SHOWN = 10;

    private UndefinedValues() {}

    static void report(TimeCourse course, PrintWriter console) {
        int found = 0;
        for (int o = 0; o < course.outputs().size(); o++) {
            double[] values = course.values()[o];
            int first = 0;
            while (first < values.length && Double.isFinite(values[first])) {
                first++;
            }
            if (first < values.length && ++found <= SHOWN) {
                console.println(
                        "tamor: "
                                + course.outputs().get(o)
                                + " has no finite value (it is "
                                + values[first]
                                + ") at time "
                                + course.times()[first]
                                + ", the first such time; check its formula");
            }
        }
        if (found > SHOWN) {
            console.println("tamor: the same holds of " + (found - SHOWN) + " further quantities");
        }
    }
}
