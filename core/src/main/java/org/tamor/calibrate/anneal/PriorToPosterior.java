package org.tamor.calibrate.anneal;

import java.util.ArrayList;
import java.util.List;
import org.tamor.stats.RandomStream;
import org.tamor.stats.Seeds;

/// The way from a problem's prior to its posterior: the bridge is the likelihood.
public final class PriorToPosterior implements AnnealingPath {

    private final PriorCoordinates coordinates;

    public PriorToPosterior(PriorCoordinates coordinates) {
        this.coordinates = coordinates;
    }

    @Override
    public int dimension() {
        return coordinates.dimension();
    }

    @Override
    public Terms terms(double[] position) {
        return new Terms(
                PriorCoordinates.logPrior(position), coordinates.logLikelihood(position));
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
