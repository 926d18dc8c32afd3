package org.tamor.format.plate;

import java.util.List;
import java.util.Map;
import org.tamor.combination.WellRole;

/// What is in which well.
///
/// @param wells of each plate by their name such as `B2`; the plate `""` stands for every plate
record PlateMap(Map<String, Map<String, Entry>> wells) {

    static final PlateMap NONE = new PlateMap(Map.of());

    /// Of a well that the map does not know.
    static final Entry UNKNOWN = new Entry(List.of(), "", "", WellRole.TREATED, false);

    /// @param used whether the well is read at all
    record Entry(
            List<Measurement.Dose> doses, String cellLine, String replicate, WellRole role, boolean used) {}

    Entry entry(String plate, String well) {
        Map<String, Entry> ofPlate = wells.getOrDefault(plate, wells.getOrDefault("", Map.of()));
        return ofPlate.getOrDefault(WellName.normalise(well), UNKNOWN);
    }
}
