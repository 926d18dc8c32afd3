package org.tamor.calibrate.sample;

import java.util.ArrayList;
import java.util.List;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.stats.RandomStream;
import org.tamor.stats.Seeds;

/// Where the chains start, and a cloud of positions that the first steps are taken from.
///
/// @param cloud treated as read-only
public record StartingPoints(List<Walker> walkers, List<double[]> cloud) {

    private static final int TRIES = 60;
    private static final int CLOUD = 10;
    private static final double SPREAD = 0.05;
    private static final double NARROWER = 0.8;

    /// Normally distributed about given positions, which take turns, with 5 % of the distance
    /// between the bounds as standard deviation; narrower after each try without a likelihood.
    ///
    /// @param exactly whether the chains start at the positions themselves where there are as many
    /// @throws NumericalFailureException where no likelihood can be computed near a position
    public static StartingPoints around(
            LogDensity target, List<double[]> centres, SamplerOptions options) {
        List<Walker> walkers = new ArrayList<>();
        boolean exactly = centres.size() > 1;
        for (int c = 0; c < options.chains(); c++) {
            double[] centre = centres.get(c % centres.size());
            RandomStream stream = RandomStream.of(Seeds.mix(options.seed()), c);
            walkers.add(start(target, centre, exactly && c < centres.size(), stream));
        }
        RandomStream stream = RandomStream.of(Seeds.mix(options.seed()), options.chains());
        List<double[]> cloud = new ArrayList<>();
        for (int k = 0; k < 2 * CLOUD * target.dimension(); k++) {
            double[] centre = walkers.get(k % walkers.size()).position();
            cloud.add(near(target, centre, SPREAD, stream));
        }
        return new StartingPoints(walkers, cloud);
    }

    private static Walker start(
            LogDensity target, double[] centre, boolean exactly, RandomStream stream) {
        double spread = SPREAD;
        for (int n = 0; n < TRIES; n++) {
            boolean there = n == TRIES - 1 || n == 0 && exactly;
            double[] position = near(target, centre, there ? 0 : spread, stream);
            double logPrior = target.logPrior(position);
            if (logPrior > Double.NEGATIVE_INFINITY) {
                double logLikelihood = target.logLikelihood(position);
                if (logLikelihood > Double.NEGATIVE_INFINITY) {
                    return new Walker(position, logPrior, logLikelihood);
                }
            }
            spread *= NARROWER;
        }
        throw new NumericalFailureException(
                "sample.no-start",
                Location.UNKNOWN,
                "no likelihood can be computed at the starting point or near it; start elsewhere"
                        + " with --start");
    }

    private static double[] near(
            LogDensity target, double[] centre, double spread, RandomStream stream) {
        double[] position = centre.clone();
        for (int i = 0; i < position.length; i++) {
            double lower = target.lower(i);
            double upper = target.upper(i);
            double width =
                    Double.isInfinite(upper - lower)
                            ? Math.max(1, Math.abs(centre[i]))
                            : upper - lower;
            position[i] =
                    Proposal.reflected(
                            position[i] + spread * width * stream.nextGaussian(), lower, upper);
        }
        return position;
    }
}
