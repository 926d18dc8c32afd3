package org.tamor.tumour.analysis;

import java.util.List;
import java.util.Optional;
import org.tamor.combination.Evaluation;
import org.tamor.combination.inference.Interval;
import org.tamor.tumour.mixed.Contrast;
import org.tamor.tumour.mixed.GrowthModel;

/// What a study says of one combination.
///
/// @param day T, the last day of the primary test
/// @param model growth of the design's arms up to T
/// @param scores under every reference, the primary first
/// @param course scores under every reference from the readings up to each day
/// @param ownRates the excess by Bliss from each animal's own rate; empty where an arm has too few
/// @param bent the excess by Bliss of mean rates, where rates may change with time; empty where it
///   cannot be fitted
/// @param curvature probability of curves as bent as these were growth exponential
/// @param lastDay the last day on which every arm has two animals
/// @param onLastDay interaction of the log volumes on that day among the animals left
/// @param plan for the next study
public record InteractionAnalysis(
        Design design,
        double day,
        GrowthModel model,
        List<InteractionScore> scores,
        List<CoursePoint> course,
        Optional<Contrast> ownRates,
        Optional<Contrast> bent,
        Evaluation curvature,
        double lastDay,
        Optional<Contrast> onLastDay,
        Plan plan,
        Verdict verdict) {

    public InteractionAnalysis {
        scores = List.copyOf(scores);
        course = List.copyOf(course);
    }

    /// The score of the primary reference.
    public InteractionScore primary() {
        return scores.getFirst();
    }

    /// A score from the readings up to its day.
    ///
    /// @param adjusted probability, by Holm over the days
    public record CoursePoint(InteractionScore score, double adjusted) {}

    /// How large the next study should be.
    ///
    /// @param animals per arm now, the mean
    /// @param needed animals per arm that find the measured excess with a power of 80 %
    /// @param detectable excess per day that as many animals as now find with that power
    /// @param power of this design for the measured excess, by animals per arm from 2 upwards
    public record Plan(double animals, Evaluation needed, double detectable, List<double[]> power) {

        public Plan {
            power = List.copyOf(power);
        }
    }

    /// What can be said, in sentences.
    ///
    /// @param headline one sentence
    /// @param flips on what the verdict depends; empty where everything agrees
    /// @param dropOut which animals left, and what that does to a test on the last day
    /// @param advice for the next study
    public record Verdict(
            String headline, List<String> flips, List<String> dropOut, List<String> advice) {

        public Verdict {
            flips = List.copyOf(flips);
            dropOut = List.copyOf(dropOut);
            advice = List.copyOf(advice);
        }
    }

    /// No interval.
    static Interval none(double level) {
        return new Interval(Double.NaN, Double.NaN, Double.NaN, level);
    }
}
