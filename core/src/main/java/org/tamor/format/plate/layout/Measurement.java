package org.tamor.format.plate.layout;

import java.util.List;
import org.tamor.combination.WellRole;
import org.tamor.failure.Location;

/// A reading as a file gives it, before it is sorted into blocks.
///
/// @param where the cell of the reading
/// @param block the file's own name of the block; empty where it has none
/// @param cellLine empty where the file names none
/// @param hours from the addition of the drugs to the reading; NaN where the file does not say
/// @param doses of the drugs that are named for the well, dose 0 too
/// @param response NaN where the well has no reading
/// @param plate empty where the file does not say
/// @param well position on the plate such as `B02`; empty where the file does not say
/// @param replicate the biological one; empty where the file does not say
/// @param words of the file about the response, such as the header of its column
public record Measurement(
        Location where,
        String block,
        String cellLine,
        double hours,
        List<Dose> doses,
        double response,
        String plate,
        String well,
        String replicate,
        WellRole role,
        String words) {

    public Measurement {
        doses = List.copyOf(doses);
    }

    /// The dose of one drug.
    ///
    /// @param unit as normalised by [DoseUnit]; empty where the file does not say
    public record Dose(String drug, double amount, String unit) {}

    /// The same reading at another time and for another purpose.
    Measurement withTime(double newHours, WellRole newRole) {
        return new Measurement(
                where, block, cellLine, newHours, doses, response, plate, well, replicate, newRole,
                words);
    }

    /// The same reading, counted to another biological replicate.
    public Measurement withReplicate(String newReplicate) {
        return new Measurement(
                where,
                block,
                cellLine,
                hours,
                doses,
                response,
                plate,
                well,
                newReplicate,
                role,
                words);
    }

    /// The same well with another reading from another column.
    Measurement withResponse(
            Location newWhere, List<Dose> newDoses, double newResponse, WellRole newRole) {
        return new Measurement(
                newWhere,
                block,
                cellLine,
                hours,
                newDoses,
                newResponse,
                plate,
                well,
                replicate,
                newRole,
                words);
    }
}
