package org.tamor.tumour;

import java.util.List;
import java.util.Optional;

/// A study: arms that were measured side by side.
///
/// @param name of the study or the tumour model; empty where the file gives none
/// @param arms in the order of the file
/// @param start the day of the file that is day 0 here
/// @param floor the volume in mm3 that stands for 0 wherever a logarithm is taken
public record TumourStudy(String name, List<Arm> arms, double start, double floor) {

    public TumourStudy {
        arms = List.copyOf(arms);
        if (!(floor > 0)) {
            throw new IllegalArgumentException("floor " + floor);
        }
    }

    public Optional<Arm> arm(String armName) {
        return arms.stream().filter(arm -> arm.name().equals(armName)).findFirst();
    }

    /// The natural logarithm of a volume, at least that of the floor.
    public double logarithm(double volume) {
        return Math.log(Math.max(volume, floor));
    }

    public int animals() {
        return arms.stream().mapToInt(arm -> arm.animals().size()).sum();
    }

    /// The days on which some animal was measured, in order.
    public double[] days() {
        return arms.stream()
                .flatMap(arm -> arm.animals().stream())
                .flatMap(animal -> animal.readings().stream())
                .mapToDouble(VolumeReading::day)
                .distinct()
                .sorted()
                .toArray();
    }

    /// How many readings are 0.
    public long zeros() {
        return arms.stream()
                .flatMap(arm -> arm.animals().stream())
                .flatMap(animal -> animal.readings().stream())
                .filter(reading -> reading.volume() == 0)
                .count();
    }
}
