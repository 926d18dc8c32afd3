package org.tamor.calibrate.anneal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.tamor.failure.BadInputException;
import org.tamor.files.StateFile;
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
    private static final String WORK = "tamor-modes\t1";
    private static final long MAXIMUM_BYTES = 1L << 30;

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

    /// Takes up the modes that [#save] has written.
    ///
    /// @throws BadInputException where the file is not whole, or of another search
    public static ModesToPosterior read(
            PriorCoordinates coordinates, int starts, long seed, Path file) {
        int d = coordinates.dimension();
        StateFile records = new StateFile(file, WORK, MAXIMUM_BYTES);
        List<PosteriorModes.Mode> modes = new ArrayList<>();
        records.read(
                options(d, starts, seed),
                fields -> {
                    double[] numbers = records.numbers(fields, 1, 1 + d + d * d);
                    double[][] curvature = new double[d][];
                    for (int i = 0; i < d; i++) {
                        int from = 1 + d + i * d;
                        curvature[i] = Arrays.copyOfRange(numbers, from, from + d);
                    }
                    double[] position = Arrays.copyOfRange(numbers, 1, 1 + d);
                    modes.add(new PosteriorModes.Mode(position, numbers[0], curvature));
                });
        if (modes.isEmpty()) {
            throw records.notWhole();
        }
        return new ModesToPosterior(coordinates, modes);
    }

    /// Writes the modes, so that they need not be searched again.
    public void save(int starts, long seed, Path file) throws IOException {
        new StateFile(file, WORK, MAXIMUM_BYTES)
                .write(
                        options(dimension(), starts, seed),
                        writer -> {
                            for (PosteriorModes.Mode mode : modes) {
                                StateFile.record(writer, "mode", numbers(mode));
                            }
                        });
    }

    private static double[] numbers(PosteriorModes.Mode mode) {
        DoubleStream curvature = Arrays.stream(mode.curvature()).flatMapToDouble(Arrays::stream);
        return DoubleStream.concat(
                        DoubleStream.concat(
                                DoubleStream.of(mode.logDensity()), Arrays.stream(mode.position())),
                        curvature)
                .toArray();
    }

    private static String options(int dimension, int starts, long seed) {
        return "dimension=" + dimension + " starts=" + starts + " seed=" + seed;
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
