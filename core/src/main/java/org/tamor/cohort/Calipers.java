package org.tamor.cohort;

import org.tamor.cohort.protocol.MeasurementPlan;
import org.tamor.cohort.protocol.Variability;
import org.tamor.stats.RandomStream;

/// Measures tumours: a log-normal error of the volume, then length and width rounded.
///
/// The measured volume is `V exp(s z)` with `s^2 = ln(1 + c^2)`. It is an ellipsoid with a length
/// of [#ASPECT] times the width, `V = L W^2 / 2`; both are rounded, and the volume computed from
/// them is written to 0.01 mm3. A volume below the limit of detection is 0.
final class Calipers {

    /// Length over width.
    static final double ASPECT = 1.25;

    private static final double WRITTEN = 100;

    private final MeasurementPlan plan;
    private final double deviation;

    Calipers(MeasurementPlan plan) {
        this.plan = plan;
        deviation = Variability.logarithmic(plan.caliperVariation());
    }

    /// The volume as measured, mm3.
    double measure(double volume, RandomStream stream) {
        double seen = volume * Math.exp(deviation * stream.nextGaussian());
        if (plan.rounding() > 0) {
            double width = Math.cbrt(2 * seen / ASPECT);
            double shorter = rounded(width);
            seen = rounded(ASPECT * width) * shorter * shorter / 2;
        }
        double written = Math.rint(seen * WRITTEN) / WRITTEN;
        return written < plan.detection() ? 0 : written;
    }

    private double rounded(double length) {
        return Math.rint(length / plan.rounding()) * plan.rounding();
    }
}
