package org.tamor.combination;

import java.util.Arrays;

/// One measured well.
///
/// @param doses one per drug, in the drug's unit, 0 or more
/// @param response on the scale of the data; NaN where the well has no reading
/// @param plate the plate it lies on
/// @param biologicalReplicate the day or passage: the unit of inference
public record Well(
        double[] doses, double response, String plate, String biologicalReplicate, WellRole role) {

    public Well {
        doses = doses.clone();
    }

    /// A treated well of the only plate.
    public static Well of(double response, double... doses) {
        return new Well(doses, response, "1", "1", WellRole.TREATED);
    }

    @Override
    public double[] doses() {
        return doses.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Well well
                && Arrays.equals(doses, well.doses)
                && Double.compare(response, well.response) == 0
                && plate.equals(well.plate)
                && biologicalReplicate.equals(well.biologicalReplicate)
                && role == well.role;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(doses) + Double.hashCode(response) + plate.hashCode();
    }

    @Override
    public String toString() {
        return "Well[%s -> %s, plate %s, replicate %s, %s]"
                .formatted(Arrays.toString(doses), response, plate, biologicalReplicate, role);
    }
}
