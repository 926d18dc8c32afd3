package org.tamor.cohort.protocol;

import java.util.List;

/// Tumours that are taken out for blots, from animals beside those that are measured.
///
/// @param hours after the start of treatment
/// @param animals of each arm at each hour
/// @param observables of the study
public record BlotPlan(List<Double> hours, int animals, List<String> observables) {

    /// No blots.
    public static final BlotPlan NONE = new BlotPlan(List.of(), 0, List.of());

    public BlotPlan {
        hours = List.copyOf(hours);
        observables = List.copyOf(observables);
    }

    /// How many tumours of an arm.
    public int tumours() {
        return hours.size() * animals;
    }
}
