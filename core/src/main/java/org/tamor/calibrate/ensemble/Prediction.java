package org.tamor.calibrate.ensemble;

import java.util.List;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.PetabProblem;

/// What an ensemble predicts for the experiments of a problem.
///
/// @param problem as it was asked about
/// @param members how many vectors were simulated
/// @param failed how many of them could not be simulated; the others stand for them
/// @param failedWeight the share of the weight that those had
/// @param points by observable and experiment, in order of time
/// @param measured one for each measurement of the problem, in its order
public record Prediction(
        PetabProblem problem,
        int members,
        int failed,
        double failedWeight,
        List<Point> points,
        List<Measured> measured) {

    public Prediction {
        points = List.copyOf(points);
        measured = List.copyOf(measured);
    }

    /// One observable in one experiment at one time.
    ///
    /// @param what the measurement that it would be; its value stands for nothing
    /// @param value of the simulated value: the uncertainty of the parameters
    /// @param measurement of a measurement: that and its noise
    /// @param group counts the pairs of observable and experiment, from 0
    public record Point(Measurement what, Bands value, Bands measurement, int group) {}

    /// A measurement and its place in what was predicted for it.
    ///
    /// @param probability of a measurement at most as large
    /// @param point what was predicted
    public record Measured(Measurement measurement, double probability, Point point) {

        /// Whether it lies in the central 90 % that were predicted.
        public boolean inside() {
            return probability >= 0.05 && probability <= 0.95;
        }
    }

    /// The share of the measurements inside their central 90 %.
    public double coverage() {
        return measured.stream().mapToInt(one -> one.inside() ? 1 : 0).average().orElse(Double.NaN);
    }
}
