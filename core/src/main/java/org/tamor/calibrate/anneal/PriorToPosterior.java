package org.tamor.calibrate.anneal;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.tamor.calibrate.sample.Coordinate;
import org.tamor.calibrate.sample.PetabPosterior;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.stats.RandomStream;
import org.tamor.stats.Seeds;

/// The way from a problem's prior to its posterior. The bridge is the likelihood; the coordinates
/// are `z = Phi^-1(F(u))`, with the distribution F of each parameter under its truncated prior.
public final class PriorToPosterior implements AnnealingPath {

    private static final NormalDistribution NORMAL = new NormalDistribution();
    private static final double EDGE = 1e-15;

    private final PetabPosterior posterior;

    private PriorToPosterior(PetabPosterior posterior) {
        this.posterior = posterior;
    }

    /// @throws BadInputException where a prior is no probability distribution
    public static PriorToPosterior of(PetabPosterior posterior) {
        for (Coordinate coordinate : posterior.coordinates()) {
            if (!coordinate.proper()) {
                throw new BadInputException(
                        "sample.improper",
                        Location.UNKNOWN.withElement(coordinate.id()),
                        "the prior of "
                                + coordinate.id()
                                + " is no probability distribution, so there is nothing to anneal"
                                + " from; give it finite bounds or a prior");
            }
        }
        return new PriorToPosterior(posterior);
    }

    @Override
    public int dimension() {
        return posterior.dimension();
    }

    @Override
    public Terms terms(double[] position) {
        double squares = 0;
        for (double one : position) {
            squares += one * one;
        }
        return new Terms(-0.5 * squares, posterior.logLikelihood(coordinates(position)));
    }

    /// The position in the coordinates of the posterior.
    public double[] coordinates(double[] position) {
        double[] result = new double[position.length];
        for (int i = 0; i < result.length; i++) {
            double u = NORMAL.cumulativeProbability(position[i]);
            result[i] = posterior.coordinates().get(i).priorQuantile(Math.clamp(u, EDGE, 1 - EDGE));
        }
        return result;
    }

    /// Draws from the prior.
    public List<double[]> draws(int count, long seed) {
        List<double[]> draws = new ArrayList<>();
        long own = Seeds.mix(seed);
        for (int k = 0; k < count; k++) {
            RandomStream stream = RandomStream.of(own, k);
            double[] position = new double[dimension()];
            for (int i = 0; i < position.length; i++) {
                position[i] = stream.nextGaussian();
            }
            draws.add(position);
        }
        return draws;
    }
}
