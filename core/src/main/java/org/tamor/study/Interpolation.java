package org.tamor.study;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Linear interpolation of time courses. Claims and measurements ask for exact output times, where
/// nothing is interpolated; figures may ask for times between.
final class Interpolation {

    private Interpolation() {}

    /// The value at `time`; empty outside the times. Where a time occurs twice (before and after an
    /// intervention) the later value counts.
    static OptionalDouble at(double[] times, double[] values, double time) {
        if (times.length == 0 || values.length != times.length || !(time >= times[0])) {
            return OptionalDouble.empty();
        }
        int index = Arrays.binarySearch(times, time);
        if (index >= 0) {
            while (index + 1 < times.length && times[index + 1] == time) {
                index++;
            }
            return OptionalDouble.of(values[index]);
        }
        int after = -index - 1;
        if (after >= times.length) {
            return OptionalDouble.empty();
        }
        double fraction = (time - times[after - 1]) / (times[after] - times[after - 1]);
        return OptionalDouble.of(
                values[after - 1] + fraction * (values[after] - values[after - 1]));
    }
}
