package org.tamor.cohort;

import java.util.List;
import java.util.Optional;

/// One study of many: what its analysis says, beside what is true.
///
/// @param number of the study
/// @param left share of the animals that were not measured to the end
public record Repetition(long number, List<Checked> checked, double left) {

    public Repetition {
        checked = List.copyOf(checked);
    }

    /// An estimate and the truth of the same quantity up to the same day.
    public record Checked(Estimate estimate, Optional<Truth.Value> truth) {}
}
