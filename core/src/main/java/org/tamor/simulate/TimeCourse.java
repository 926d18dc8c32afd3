package org.tamor.simulate;

import java.util.List;

/// Outputs over time.
///
/// @param outputs the ids of the outputs
/// @param times ascending
/// @param values `values[o][k]` is output o at time k
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record TimeCourse(List<String> outputs, double[] times, double[][] values) {

    public TimeCourse {
        outputs = List.copyOf(outputs);
    }

    /// The values of one output over all times.
    public double[] of(String output) {
        int index = outputs.indexOf(output);
        if (index < 0) {
            throw new IllegalArgumentException("no output " + output);
        }
        return values[index];
    }
}
