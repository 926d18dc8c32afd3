package org.tamor.cohort;

import java.util.List;
import java.util.Map;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Departure;
import org.tamor.tumour.VolumeReading;

/// An animal whose tumour is measured, with what is true of it.
///
/// @param own its quantities by model id
/// @param allotted day after engraftment on which its treatment starts
/// @param readings on every planned day, those that were not taken among them
/// @param departure why it was not measured to the end
public record VirtualAnimal(
        String name,
        String arm,
        Map<String, Double> own,
        double allotted,
        List<Reading> readings,
        Departure departure) {

    public VirtualAnimal {
        readings = List.copyOf(readings);
    }

    /// A planned reading.
    ///
    /// @param day from the start of treatment
    /// @param truth the volume, mm3
    /// @param measured mm3; NaN where the animal had left
    public record Reading(double day, double truth, double measured) {

        public boolean taken() {
            return !Double.isNaN(measured);
        }
    }

    /// Why it left, as a file of volumes words it; empty where it stayed.
    public String reason() {
        return switch (departure) {
            case STUDY_END -> "";
            case TUMOUR_SIZE -> "tumour size";
            case OTHER, UNKNOWN -> "found dead";
        };
    }

    /// The animal as it was measured.
    Animal asMeasured() {
        return new Animal(
                name,
                readings.stream()
                        .filter(Reading::taken)
                        .map(one -> new VolumeReading(one.day(), one.measured(), Double.NaN))
                        .toList(),
                departure,
                reason());
    }

    /// The animal as it would have been measured without any error to the end, had it lived.
    Animal inTruth() {
        return new Animal(
                name,
                readings.stream()
                        .map(one -> new VolumeReading(one.day(), one.truth(), Double.NaN))
                        .toList(),
                Departure.STUDY_END,
                "");
    }
}
