package org.tamor.tumour.survival;

import java.util.List;
import org.tamor.tumour.Animal;
import org.tamor.tumour.VolumeReading;

/// When a tumour counts as progressed.
public sealed interface Progression {

    /// The volume was so many times that at the start.
    record Fold(double times) implements Progression {

        @Override
        public double threshold(double baseline) {
            return times * baseline;
        }

        @Override
        public String text() {
            return times == 2
                    ? "doubling of the volume"
                    : "growth to " + plain(times) + " times the volume at the start";
        }
    }

    /// The volume was so many mm3.
    record Size(double volume) implements Progression {

        @Override
        public double threshold(double baseline) {
            return volume;
        }

        @Override
        public String text() {
            return "a volume of " + plain(volume) + " mm3";
        }
    }

    /// The volume in mm3 at which a tumour of this size at the start has progressed.
    double threshold(double baseline);

    /// The event in words.
    String text();

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /// The day on which an animal progressed, on the straight line between the readings around it;
    /// an animal that left before is censored on its last day.
    static EventTime of(Animal animal, Progression rule) {
        List<VolumeReading> readings = animal.readings();
        double threshold = rule.threshold(animal.baseline());
        double first = readings.getFirst().day();
        if (animal.baseline() >= threshold && threshold > 0) {
            return new EventTime(0, true);
        }
        for (int i = 1; i < readings.size(); i++) {
            VolumeReading before = readings.get(i - 1);
            VolumeReading now = readings.get(i);
            if (now.volume() >= threshold && now.volume() > 0) {
                double share = (threshold - before.volume()) / (now.volume() - before.volume());
                return new EventTime(
                        before.day() + share * (now.day() - before.day()) - first, true);
            }
        }
        return new EventTime(animal.lastDay() - first, false);
    }
}
