package org.tamor.tumour.survival;

import java.util.List;
import java.util.Optional;
import org.tamor.tumour.Animal;
import org.tamor.tumour.VolumeReading;

/// When a tumour counts as progressed.
public sealed interface Progression {

    /// What stands behind a rule that has to be confirmed.
    String CONFIRMED = " confirmed";

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

    /// By a rule, and the next reading says so too. The first of many noisy readings beyond a
    /// threshold comes too early, the more so the slower the tumour grows; two in succession are
    /// rarely both in error.
    record Confirmed(Progression rule) implements Progression {

        @Override
        public double threshold(double baseline) {
            return rule.threshold(baseline);
        }

        @Override
        public String text() {
            return rule.text() + ", confirmed by the next reading";
        }

        @Override
        public boolean holds(List<VolumeReading> readings, int index, double threshold) {
            return rule.holds(readings, index, threshold)
                    && (index == readings.size() - 1 || rule.holds(readings, index + 1, threshold));
        }
    }

    /// Whether a reading shows progression; the last of an animal needs no other.
    default boolean holds(List<VolumeReading> readings, int index, double threshold) {
        double volume = readings.get(index).volume();
        return volume >= threshold && volume > 0;
    }

    /// The volume in mm3 at which a tumour of this size at the start has progressed.
    double threshold(double baseline);

    /// The event in words.
    String text();

    /// The rule that a text such as `2x`, `1000` (mm3) or `2x confirmed` stands for; empty where it
    /// stands for none.
    static Optional<Progression> parse(String text) {
        if (text.endsWith(CONFIRMED)) {
            return plainly(text.substring(0, text.length() - CONFIRMED.length()))
                    .map(Confirmed::new);
        }
        return plainly(text);
    }

    private static Optional<Progression> plainly(String text) {
        boolean fold = text.endsWith("x");
        try {
            double value = Double.parseDouble(fold ? text.substring(0, text.length() - 1) : text);
            if (fold && value > 1 && value < 1e6) {
                return Optional.of(new Fold(value));
            }
            return !fold && value > 0 && value < 1e9
                    ? Optional.of(new Size(value))
                    : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

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
            if (rule.holds(readings, i, threshold)) {
                double share = (threshold - before.volume()) / (now.volume() - before.volume());
                return new EventTime(
                        before.day() + share * (now.day() - before.day()) - first, true);
            }
        }
        return new EventTime(animal.lastDay() - first, false);
    }
}
