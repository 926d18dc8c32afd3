package org.tamor.format.tumour;

import org.tamor.failure.Location;

/// One measurement as the file has it.
///
/// @param where its cell
/// @param study or tumour model; empty where the file names none
/// @param animal empty where the file names none
/// @param volume in the unit of the file; NaN for a row without a measurement
/// @param weight NaN where there is none
/// @param reason why the animal left; empty where the row says nothing
record DraftReading(
        Location where,
        String study,
        String arm,
        String animal,
        double day,
        double volume,
        double weight,
        String reason) {}
