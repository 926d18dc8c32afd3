package org.tamor.format.petab;

import java.util.List;
import org.tamor.failure.Location;

/// What is done in an experiment, in ascending order of time.
public record Experiment(String id, List<Period> periods) {

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
