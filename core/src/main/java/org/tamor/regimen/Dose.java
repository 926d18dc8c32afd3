package org.tamor.regimen;

import org.tamor.failure.Location;

/// One dose.
///
/// @param time when it is given, or its infusion begins, in hours
/// @param amount in the unit of the model
/// @param duration of the infusion, in hours; 0 for a dose given at once
/// @param location of the line that it comes from
public record Dose(
        double time, String drug, String route, double amount, double duration, Location location) {

    public boolean isInfusion() {
        return duration > 0;
    }

    /// The amount an hour of an infusion.
    public double rate() {
        return amount / duration;
    }

    /// When nothing more of it is given.
    public double end() {
        return time + duration;
    }
}
