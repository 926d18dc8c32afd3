package org.tamor.calibrate.fit;

import java.util.Optional;
import org.hipparchus.random.SobolSequenceGenerator;
import org.tamor.calibrate.PriorDensity;
import org.tamor.format.petab.ParameterScale;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.Prior;
import org.tamor.stats.RandomStream;

/// Points to start fits from, scattered over the bounds.
///
/// Point i is that of the Sobol sequence (directions of Joe and Kuo, 2008, by Hipparchus), shifted
/// modulo 1 by a random vector of the seed (Cranley and Patterson, SIAM J. Numer. Anal. 13 (1976)
/// 904-914), so it depends on seed and i alone. Where a parameter has a prior for initial values,
/// its coordinate is the prior's quantile between the bounds; else it is uniform on the scale.
public final class StartingPoints {

    /// Of the stream that the shift is drawn from.
    private static final long SHIFT = -1;

    /// The largest dimension of the sequence.
    private static final int MOST_DIMENSIONS = 1000;

    private final SearchSpace space;
    private final long seed;
    private final double[] shift;

    public StartingPoints(SearchSpace space, long seed) {
        this.space = space;
        this.seed = seed;
        shift = new double[space.dimension()];
        RandomStream stream = RandomStream.of(seed, SHIFT);
        for (int k = 0; k < shift.length; k++) {
            shift[k] = stream.nextOpenDouble();
        }
    }

    /// @param index from 0 to 2^31 - 1
    public double[] point(int index) {
        if (shift.length > MOST_DIMENSIONS) {
            return random(RandomStream.of(seed, index));
        }
        double[] uniform = new SobolSequenceGenerator(shift.length).skipTo(index);
        for (int k = 0; k < shift.length; k++) {
            double sum = uniform[k] + shift[k];
            uniform[k] = sum < 1 ? sum : sum - 1;
        }
        return placed(uniform);
    }

    /// A point that depends on the stream alone.
    double[] random(RandomStream stream) {
        double[] uniform = new double[shift.length];
        for (int k = 0; k < uniform.length; k++) {
            uniform[k] = stream.nextOpenDouble();
        }
        return placed(uniform);
    }

    private double[] placed(double[] uniform) {
        double[] lower = space.lower();
        double[] upper = space.upper();
        double[] point = new double[uniform.length];
        for (int k = 0; k < point.length; k++) {
            point[k] = coordinate(k, uniform[k], lower[k], upper[k]);
        }
        return point;
    }

    private double coordinate(int k, double u, double lower, double upper) {
        PetabParameter parameter = space.parameter(k);
        Optional<Prior> prior = parameter.initialization();
        if (prior.isEmpty()) {
            return lower + u * (upper - lower);
        }
        ParameterScale of = prior.get().scale();
        PriorDensity density = PriorDensity.of(prior.get());
        double from = of.scale(parameter.lowerBound());
        double to = of.scale(parameter.upperBound());
        if (density.logProbability(from, to) == Double.NEGATIVE_INFINITY) {
            return lower + u * (upper - lower); // the prior lies outside of the bounds
        }
        double value =
                SearchSpace.unscaled(
                        of, density.quantile(from, to, Math.clamp(u, 1e-12, 1 - 1e-12)));
        return Math.clamp(space.scale(k).scale(value), lower, upper);
    }
}
