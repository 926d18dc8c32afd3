package org.tamor.tumour;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// One animal of a study.
///
/// @param name unique within its arm
/// @param readings by day, the first is the baseline; at least one
/// @param reason for leaving, as the file words it; empty where it gives none
public record Animal(
        String name, List<VolumeReading> readings, Departure departure, String reason) {

    public Animal {
        readings =
                readings.stream().sorted(Comparator.comparingDouble(VolumeReading::day)).toList();
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("animal " + name + " has no reading");
        }
    }

    /// The volume that changes are counted from, mm3.
    public double baseline() {
        return readings.getFirst().volume();
    }

    public double firstDay() {
        return readings.getFirst().day();
    }

    public double lastDay() {
        return readings.getLast().day();
    }

    /// The volume on a day, mm3; empty where it was not measured on that day.
    public OptionalDouble volumeOn(double day) {
        return readings.stream()
                .filter(reading -> reading.day() == day)
                .mapToDouble(VolumeReading::volume)
                .findFirst();
    }

    /// The volume on a day, mm3, on the straight line between the readings around it; empty outside
    /// of them.
    public OptionalDouble volumeAt(double day) {
        for (int i = 1; i < readings.size(); i++) {
            VolumeReading before = readings.get(i - 1);
            VolumeReading after = readings.get(i);
            if (day >= before.day() && day <= after.day()) {
                double share = (day - before.day()) / (after.day() - before.day());
                return OptionalDouble.of(
                        before.volume() + share * (after.volume() - before.volume()));
            }
        }
        return volumeOn(day);
    }
}
