package org.tamor.tumour.power;

import java.util.ArrayList;
import java.util.List;
import org.tamor.stats.RandomStream;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.Departure;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.VolumeReading;

/// Studies drawn from the linear mixed model: `log V = a + b_g t + u + v t + e`.
///
/// @param start a, mean logarithm of the volume on day 0
/// @param random covariance of u and v
/// @param variance of e
/// @param limit mm3 from which an animal is killed after the reading; infinite for none
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record StudySimulation(double start, double[][] random, double variance, double limit) {

    /// An arm to be drawn.
    ///
    /// @param rate b_g per day
    /// @param days of the readings of each animal
    @SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
    public record PlannedArm(String name, double rate, List<double[]> days) {

        public PlannedArm {
            days = List.copyOf(days);
        }

        /// As many animals, all measured on the same days.
        public static PlannedArm of(String name, double rate, int animals, double[] days) {
            List<double[]> all = new ArrayList<>();
            for (int i = 0; i < animals; i++) {
                all.add(days);
            }
            return new PlannedArm(name, rate, all);
        }
    }

    /// Draws one study. What it holds depends on the stream alone.
    public TumourStudy draw(List<PlannedArm> arms, RandomStream stream) {
        double first = Math.sqrt(random[0][0]);
        double cross = first > 0 ? random[1][0] / first : 0;
        double second = Math.sqrt(Math.max(0, random[1][1] - cross * cross));
        double noise = Math.sqrt(variance);
        List<Arm> drawn = new ArrayList<>();
        for (PlannedArm arm : arms) {
            List<Animal> animals = new ArrayList<>();
            for (double[] days : arm.days()) {
                double z = stream.nextGaussian();
                double level = start + first * z;
                double rate = arm.rate() + cross * z + second * stream.nextGaussian();
                animals.add(animal(arm, animals.size(), days, level, rate, noise, stream));
            }
            drawn.add(new Arm(arm.name(), animals));
        }
        return new TumourStudy("simulated", drawn, 0, 1e-6);
    }

    private Animal animal(
            PlannedArm arm,
            int index,
            double[] days,
            double level,
            double rate,
            double noise,
            RandomStream stream) {
        List<VolumeReading> readings = new ArrayList<>();
        boolean gone = false;
        for (double day : days) {
            double volume = Math.exp(level + rate * day + noise * stream.nextGaussian());
            if (!gone) {
                readings.add(new VolumeReading(day, volume, Double.NaN));
            }
            gone |= volume >= limit;
        }
        boolean early = readings.size() < days.length;
        return new Animal(
                arm.name() + " " + (index + 1),
                readings,
                early ? Departure.TUMOUR_SIZE : Departure.STUDY_END,
                early ? "tumour size" : "");
    }
}
