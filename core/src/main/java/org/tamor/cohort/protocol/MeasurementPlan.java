package org.tamor.cohort.protocol;

import java.util.List;

/// How tumours are measured, and when animals leave.
///
/// @param days from the start of treatment, ascending, the first is 0
/// @param end last day of the study
/// @param caliperVariation coefficient of variation of a measured volume about the true one
/// @param rounding of length and width, mm; 0 for none
/// @param detection mm3 below which a tumour cannot be felt and its volume is written as 0
/// @param limit mm3 from which an animal is killed after the reading; infinite for none
/// @param dropOut hazard per day of leaving for a reason that has nothing to do with the tumour
public record MeasurementPlan(
        List<Double> days,
        double end,
        double caliperVariation,
        double rounding,
        double detection,
        double limit,
        double dropOut) {

    public MeasurementPlan {
        days = List.copyOf(days);
    }

    /// The days as an array.
    public double[] dayArray() {
        return days.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
