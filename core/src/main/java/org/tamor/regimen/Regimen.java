package org.tamor.regimen;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.failure.Location;

/// Doses in time, as they were written.
///
/// @param title "" where not given
/// @param experiments of a study in which it is given
/// @param delay of cycles until the subject has recovered; empty for none
/// @param end the time from which there can be no dose, in hours: the subject's death or the end of
///   the study; empty where not given
public record Regimen(
        String id,
        String title,
        List<String> experiments,
        List<DoseLine> lines,
        List<Holiday> holidays,
        List<DoseRule> rules,
        Optional<CycleDelay> delay,
        OptionalDouble end,
        Location location) {

    public Regimen {
        experiments = List.copyOf(experiments);
        lines = List.copyOf(lines);
        holidays = List.copyOf(holidays);
        rules = List.copyOf(rules);
    }
}
