package org.tamor.calibrate.anneal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.sample.Coordinate;
import org.tamor.calibrate.sample.PetabPosterior;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.stats.RandomStream;

/// Coordinates of a posterior in which the prior is standard normal: `z = Phi^-1(F(u))`, with the
/// distribution F of each parameter under its truncated prior.
public final class PriorCoordinates {

    private static final NormalDistribution NORMAL = new NormalDistribution();
    private static final double EDGE = 1e-15;
    private static final double STEP = 1e-5;
    private static final long ORDER = 1;

    private final PetabPosterior posterior;

    private PriorCoordinates(PetabPosterior posterior) {
        this.posterior = posterior;
    }

    /// @throws BadInputException where a prior is no probability distribution
    public static PriorCoordinates of(PetabPosterior posterior) {
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
        return new PriorCoordinates(posterior);
    }

    public PetabPosterior posterior() {
        return posterior;
    }

    public int dimension() {
        return posterior.dimension();
    }

    /// The position in the coordinates of the posterior.
    public double[] ofPosterior(double[] z) {
        double[] result = new double[z.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = ofPosterior(i, z[i]);
        }
        return result;
    }

    private double ofPosterior(int coordinate, double z) {
        double u = NORMAL.cumulativeProbability(z);
        return posterior.coordinates().get(coordinate).priorQuantile(Math.clamp(u, EDGE, 1 - EDGE));
    }

    /// The position of values on the linear scale.
    ///
    /// @throws BadInputException where a value is missing or lies outside its bounds
    public double[] of(Map<String, Double> values) {
        double[] result = new double[dimension()];
        for (int i = 0; i < result.length; i++) {
            Coordinate own = posterior.coordinates().get(i);
            Double value = values.get(own.id());
            if (value == null) {
                throw new BadInputException(
                        "sample.incomplete",
                        Location.UNKNOWN.withElement(own.id()),
                        "the vectors have no value of " + own.id() + "; add its column");
            }
            if (!(value >= own.lower() && value <= own.upper())) {
                throw new BadInputException(
                        "sample.outside",
                        Location.UNKNOWN.withElement(own.id()),
                        "a vector has "
                                + value
                                + " for "
                                + own.id()
                                + ", outside its bounds "
                                + own.lower()
                                + " and "
                                + own.upper()
                                + "; widen the bounds, or leave the vector out");
            }
            double u = own.priorProbability(value);
            result[i] = NORMAL.inverseCumulativeProbability(Math.clamp(u, EDGE, 1 - EDGE));
        }
        return result;
    }

    /// Draws of an ensemble, in an order by chance, so that every island of a population gets some
    /// of all.
    ///
    /// @throws BadInputException where a value is missing or lies outside its bounds
    public List<double[]> draws(Ensemble ensemble, int count) {
        Ensemble chosen = ensemble.resampled(count);
        List<double[]> draws = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            draws.add(of(chosen.values(k)));
        }
        RandomStream stream = RandomStream.of(ORDER, 0);
        for (int k = count - 1; k > 0; k--) {
            Collections.swap(draws, k, (int) (stream.nextOpenDouble() * (k + 1)));
        }
        return draws;
    }

    /// The logarithm of the likelihood; minus infinity where it cannot be computed.
    public double logLikelihood(double[] z) {
        return posterior.logLikelihood(ofPosterior(z));
    }

    /// The derivative of a parameter's value, on the linear scale, by its coordinate here; by
    /// central differences.
    double slope(int coordinate, double z) {
        Coordinate own = posterior.coordinates().get(coordinate);
        return (own.linear(ofPosterior(coordinate, z + STEP))
                        - own.linear(ofPosterior(coordinate, z - STEP)))
                / (2 * STEP);
    }

    /// The logarithm of the prior density.
    public static double logPrior(double[] z) {
        double squares = 0;
        for (double one : z) {
            squares += one * one;
        }
        return -0.5 * (squares + z.length * Math.log(2 * Math.PI));
    }
}
