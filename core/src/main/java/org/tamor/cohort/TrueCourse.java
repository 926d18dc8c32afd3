package org.tamor.cohort;

import org.tamor.tumour.Animal;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.metrics.AnimalResponse;
import org.tamor.tumour.survival.EventTime;
import org.tamor.tumour.survival.Progression;

/// What is true of one tumour on every planned day.
///
/// @param rates slope of the log volume up to the day, per day, by least squares; NaN for the first
///   two days
/// @param growth of the log volume since the first day
/// @param change of the volume since the first day, mm3
/// @param progression on the straight lines between the days
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
record TrueCourse(double[] rates, double[] growth, double[] change, EventTime progression) {

    /// @param study whose floor stands for smaller volumes in logarithms
    static TrueCourse of(TumourStudy study, Animal animal, Progression rule) {
        int days = animal.readings().size();
        double[] rates = new double[days];
        double[] growth = new double[days];
        double[] change = new double[days];
        double start = animal.baseline();
        for (int k = 0; k < days; k++) {
            double volume = animal.readings().get(k).volume();
            growth[k] = study.logarithm(volume) - study.logarithm(start);
            change[k] = volume - start;
            double day = animal.readings().get(k).day();
            rates[k] = k < 2 ? Double.NaN : AnimalResponse.rate(study, animal, day).value();
        }
        return new TrueCourse(rates, growth, change, Progression.of(animal, rule));
    }
}
