package org.tamor.regimen;

import org.tamor.failure.Location;

/// One line of a regimen: a drug, how much of it, how, and when.
///
/// @param amountText the amount as written
/// @param amount in the unit of the model
/// @param duration of each infusion, in hours; 0 for doses given at once
public record DoseLine(
        String drug,
        String route,
        String amountText,
        double amount,
        double duration,
        DoseTiming timing,
        MissedDoses missed,
        Location location) {}
