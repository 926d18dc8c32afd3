package org.tamor.tumour.analysis;

import java.util.OptionalDouble;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.metrics.Inhibition;
import org.tamor.tumour.survival.Progression;

/// What is decided before the data are looked at.
///
/// @param primary the reference whose test counts
/// @param progression when a tumour counts as progressed
/// @param until last day of the growth rates and of the test of interaction, from the start of
///   treatment; empty for the last day on which half of every arm was still measured
/// @param draws studies simulated for the bootstrap interval of each combination; 0 for none
/// @param seed the same seed gives the same numbers for any number of threads
/// @param level of intervals
public record TumourOptions(
        Reference primary,
        Progression progression,
        OptionalDouble until,
        int draws,
        long seed,
        int threads,
        double level) {

    /// Bliss, doubling, 300 draws, seed 1, all processors, 95 %.
    public static TumourOptions standard() {
        return new TumourOptions(
                Reference.BLISS,
                new Progression.Fold(2),
                OptionalDouble.empty(),
                300,
                1,
                Runtime.getRuntime().availableProcessors(),
                0.95);
    }

    /// The last day that growth rates of a study's arms are compared up to.
    ///
    /// @throws BadInputException `tumour.no-common-day` where none is declared and none is shared
    double lastDay(TumourStudy study) {
        double day =
                until.isPresent()
                        ? until.getAsDouble()
                        : Inhibition.lastCommonDay(study, study.arms());
        if (Double.isNaN(day)) {
            throw new BadInputException(
                    "tumour.no-common-day",
                    Location.UNKNOWN,
                    "there is no day after the first on which half of every arm was measured;"
                            + " declare the last day with --until");
        }
        return day;
    }

    /// With another number of draws.
    public TumourOptions draws(int count) {
        return new TumourOptions(primary, progression, until, count, seed, threads, level);
    }

    /// With another number of threads.
    public TumourOptions threads(int count) {
        return new TumourOptions(primary, progression, until, draws, seed, count, level);
    }
}
