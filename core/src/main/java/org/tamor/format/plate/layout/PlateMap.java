package org.tamor.format.plate.layout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.combination.WellRole;
import org.tamor.failure.Location;

/// What is in which well.
///
/// @param wells of each plate by their name such as `B2`; the plate `""` stands for every plate
public record PlateMap(Map<String, Map<String, Entry>> wells) {

    public static final PlateMap NONE = new PlateMap(Map.of());

    /// @param used whether the well is read at all
    public record Entry(
            List<Measurement.Dose> doses,
            String cellLine,
            String replicate,
            WellRole role,
            boolean used,
            Location where) {}

    public boolean isEmpty() {
        return wells.isEmpty();
    }

    /// The wells of a plate: those of the map's plate of that name, else those for every plate.
    Map<String, Entry> ofPlate(String plate) {
        return wells.getOrDefault(plate, wells.getOrDefault("", Map.of()));
    }

    Optional<Entry> entry(String plate, String well) {
        return Optional.ofNullable(ofPlate(plate).get(WellName.normalise(well)));
    }
}
