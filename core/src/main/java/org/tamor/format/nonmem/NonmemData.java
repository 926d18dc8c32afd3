package org.tamor.format.nonmem;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.tamor.regimen.RegimenFile;

/// The records of a table: doses as regimens, and whatever else happens beside them.
///
/// @param regimens one for each subject, in the order of the subjects
/// @param notes what whoever reads the table should know, such as columns that were passed over
public record NonmemData(RegimenFile regimens, List<Individual> individuals, List<String> notes) {

    public NonmemData {
        individuals = List.copyOf(individuals);
        notes = List.copyOf(notes);
    }

    /// The regimens of a file, given to one subject each, numbered from 1; nothing is observed.
    public static NonmemData of(RegimenFile file) {
        List<Individual> individuals = new ArrayList<>();
        for (int i = 1; i <= file.regimens().size(); i++) {
            individuals.add(new Individual(Integer.toString(i), List.of()));
        }
        return new NonmemData(file, individuals, List.of());
    }

    /// @param id as written
    /// @param others the records that are no doses, in order of time
    public record Individual(String id, List<Other> others) {
        public Individual {
            others = List.copyOf(others);
        }

        boolean hasRecordAt(double time) {
            return others.stream().anyMatch(other -> other.time() == time);
        }
    }

    /// A record that is no dose.
    ///
    /// @param beforeDoses whether it comes before the doses of the same time
    /// @param event its EVID: 0 an observation, 2 something else, 3 a reset
    /// @param value what was observed; empty where nothing was
    public record Other(
            double time, boolean beforeDoses, int event, int compartment, OptionalDouble value) {

        boolean isReset() {
            return event == 3;
        }
    }
}
