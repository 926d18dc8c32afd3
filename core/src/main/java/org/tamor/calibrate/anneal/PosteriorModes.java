package org.tamor.calibrate.anneal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tamor.calibrate.fit.LocalFit;
import org.tamor.calibrate.fit.Objective;
import org.tamor.calibrate.fit.TrustRegion;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;

/// Looks for the places where the posterior density is greatest, in coordinates where the prior is
/// standard normal, from several draws of the prior.
final class PosteriorModes {

    private static final TrustRegion.Options OPTIONS = new TrustRegion.Options(60, 0.05, 10, 0.1);

    /// Modes with a smaller share of the probability than this, next to the best, are left out.
    private static final double LOWEST = 12;

    private static final double SAME = 0.5;

    private PosteriorModes() {}

    /// A mode with its normal approximation.
    ///
    /// @param logDensity of likelihood times prior
    /// @param curvature of minus that
    /// @param approximation with the inverse of the curvature as covariance
    @SuppressWarnings("ArrayRecordComponent")
    record Mode(
            double[] position,
            double logDensity,
            double[][] curvature,
            NormalReference approximation) {

        Mode(double[] position, double logDensity, double[][] curvature) {
            this(position, logDensity, curvature, NormalReference.ofPrecision(position, curvature));
        }
    }

    /// The modes, the best first.
    ///
    /// @param starts from which a search begins
    /// @throws NumericalFailureException where no search ends with a likelihood and its derivatives
    static List<Mode> find(
            PriorCoordinates coordinates, List<double[]> starts, int threads, Progress progress) {
        ModeObjective objective = new ModeObjective(coordinates);
        List<Callable<Optional<Mode>>> tasks = new ArrayList<>();
        for (double[] start : starts) {
            tasks.add(() -> mode(objective, start));
        }
        List<Mode> found = new ArrayList<>();
        ParallelTasks.run(tasks, threads, "searches for modes", progress)
                .forEach(one -> one.ifPresent(found::add));
        if (found.isEmpty()) {
            throw new NumericalFailureException(
                    "sample.no-mode",
                    Location.UNKNOWN,
                    "no search for a mode of the posterior ended with a likelihood that has"
                            + " derivatives; anneal from the prior instead (--from prior)");
        }
        found.sort(Comparator.comparingDouble(Mode::logDensity).reversed());
        List<Mode> modes = new ArrayList<>();
        for (Mode one : found) {
            boolean known = modes.stream().anyMatch(other -> same(one, other));
            if (!known && one.logDensity() > found.getFirst().logDensity() - LOWEST) {
                modes.add(one);
            }
        }
        return modes;
    }

    private static boolean same(Mode one, Mode other) {
        double squared = other.approximation().squaredDistance(one.position(), other.position());
        return squared < SAME * SAME * one.position().length;
    }

    private static Optional<Mode> mode(ModeObjective objective, double[] start) {
        LocalFit fit = TrustRegion.minimise(objective, start, OPTIONS);
        if (fit.value().isEmpty()
                || !(objective.expand(fit.point()) instanceof Objective.Finite finite)) {
            return Optional.empty();
        }
        double[][] curvature = finite.slope().flatMap(Objective.Slope::curvature).orElseThrow();
        return Optional.of(new Mode(fit.point(), -finite.value(), curvature));
    }
}
