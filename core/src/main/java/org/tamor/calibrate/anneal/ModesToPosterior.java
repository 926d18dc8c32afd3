package org.tamor.calibrate.anneal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tamor.parallel.Progress;
import org.tamor.stats.RandomStream;
import org.tamor.stats.Seeds;

/// The way from normal distributions about the modes of a posterior to the posterior itself. The
/// reference is their mixture in equal parts, a little wider than the curvature says; the bridge is
/// likelihood times prior over it.
///
/// Where the posterior is nearly normal in these coordinates the way is short. What lies far from
/// all modes that were found is missed: the way from the prior is the safe one.
public final class ModesToPosterior implements AnnealingPath {

    private static final double STRETCH = 1.2;

    private final PriorCoordinates coordinates;
    private final List<PosteriorModes.Mode> modes;

    private ModesToPosterior(PriorCoordinates coordinates, List<PosteriorModes.Mode> modes) {
        this.coordinates = coordinates;
        this.modes = modes;
    }

    /// Searches for the modes.
    ///
    /// @param starts how many draws of the prior the searches begin at
    public static ModesToPosterior of(
            PriorCoordinates coordinates, int starts, long seed, int threads, Progress progress) {
        List<double[]> positions = new PriorToPosterior(coordinates).draws(starts, Seeds.mix(seed));
        return new ModesToPosterior(
                coordinates, PosteriorModes.find(coordinates, positions, threads, progress));
    }

    /// The logarithm of likelihood times prior at each mode, the best first.
    public List<Double> logDensities() {
        return modes.stream().map(PosteriorModes.Mode::logDensity).toList();
    }

    /// The best mode.
    public double[] best() {
        return modes.getFirst().position().clone();
    }

    @Override
    public int dimension() {
        return coordinates.dimension();
    }

    @Override
    public Optional<NormalReference> expected() {
        return Optional.of(modes.getFirst().approximation());
    }

    @Override
    public Terms terms(double[] position) {
        double reference = logReference(position);
        return new Terms(
                reference,
                PriorCoordinates.logPrior(position)
                        + coordinates.logLikelihood(position)
                        - reference);
    }

    private double logReference(double[] position) {
        double most = Double.NEGATIVE_INFINITY;
        double[] terms = new double[modes.size()];
        for (int k = 0; k < terms.length; k++) {
            terms[k] = modes.get(k).approximation().logDensity(position, STRETCH);
            most = Math.max(most, terms[k]);
        }
        double sum = 0;
        for (double term : terms) {
            sum += Math.exp(term - most);
        }
        return most + Math.log(sum / terms.length);
    }

    /// Draws from the reference.
    public List<double[]> draws(int count, long seed) {
        List<double[]> draws = new ArrayList<>();
        long own = Seeds.mix(seed);
        for (int k = 0; k < count; k++) {
            RandomStream stream = RandomStream.of(own, k);
            int mode = (int) (stream.nextOpenDouble() * modes.size());
            draws.add(modes.get(mode).approximation().draw(STRETCH, stream));
        }
        return draws;
    }
}
