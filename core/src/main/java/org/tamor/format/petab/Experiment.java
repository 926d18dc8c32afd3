package org.tamor.format.petab;

import java.util.List;
import org.tamor.failure.Location;

/// What is done in an experiment, in ascending order of time.
///
/// @param initializing whether the values that the first period sets hold before the model's
///   initial assignments are computed, as in version 1; else they are set afterwards
public record Experiment(String id, List<Period> periods, boolean initializing) {

    /// An experiment of version 2.
    public Experiment(String id, List<Period> periods) {
        this(id, periods, false);
    }

    public Experiment {
        periods = List.copyOf(periods);
    }

    /// From `time` on these conditions have been applied; several at one time are merged.
    ///
    /// @param time minus infinity for pre-equilibration to the steady state
    /// @param conditions may be empty: only time passes
    public record Period(double time, List<String> conditions, Location location) {
        public Period {
            conditions = List.copyOf(conditions);
        }

        public boolean isPreEquilibration() {
            return time == Double.NEGATIVE_INFINITY;
        }
    }

    /// Whether the experiment begins at a steady state.
    public boolean preEquilibrated() {
        return !periods.isEmpty() && periods.getFirst().isPreEquilibration();
    }

    /// The first finite time; 0 where there is none.
    public double start() {
        return periods.stream().mapToDouble(Period::time).filter(Double::isFinite).min().orElse(0);
    }
}
