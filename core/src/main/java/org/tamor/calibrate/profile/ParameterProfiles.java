package org.tamor.calibrate.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.calibrate.fit.LocalFit;
import org.tamor.calibrate.fit.PosteriorObjective;
import org.tamor.calibrate.fit.ProblemIdentity;
import org.tamor.calibrate.fit.ProgressFile;
import org.tamor.calibrate.fit.SearchSpace;
import org.tamor.calibrate.fit.TrustRegion;
import org.tamor.calibrate.profile.Profile.Point;
import org.tamor.calibrate.profile.Profile.Verdict;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;

/// Profiles the parameters of a problem, several at once.
public final class ParameterProfiles {

    /// The name of the file that keeps finished profiles.
    public static final String FILE_NAME = "profile-progress.csv";

    private static final int FIXED_FIELDS = 5;
    private static final TrustRegion.Options REFINEMENT =
            new TrustRegion.Options(500, 1e-7, 50, 1e-6);

    private final PetabEvaluation evaluation;
    private final SearchSpace space;
    private final ProfileOptions options;
    private final double[] best;
    private final double bestValue;
    private final Profiler profiler;

    /// Hears of each profile as it ends. Called from one thread at a time.
    @FunctionalInterface
    public interface Listener {
        void finished(Profile profile);
    }

    private ParameterProfiles(
            PetabEvaluation evaluation,
            SearchSpace space,
            ProfileOptions options,
            double[] best,
            double bestValue) {
        this.evaluation = evaluation;
        this.space = space;
        this.options = options;
        this.best = best;
        this.bestValue = bestValue;
        profiler =
                new Profiler(
                        PosteriorObjective.searching(evaluation, space, options.density(), true),
                        best,
                        bestValue,
                        options);
    }

    /// Refines the values first, so that profiles start at a minimum.
    ///
    /// @param values of all parameters by id, on the linear scale
    /// @throws NumericalFailureException where there is no likelihood at the values
    public static ParameterProfiles around(
            PetabEvaluation evaluation, Map<String, Double> values, ProfileOptions options) {
        SearchSpace space = SearchSpace.of(evaluation.problem());
        PosteriorObjective objective =
                PosteriorObjective.searching(evaluation, space, options.density(), true);
        LocalFit fit = TrustRegion.minimise(objective, space.point(values), REFINEMENT);
        double value =
                fit.value()
                        .orElseThrow(
                                () ->
                                        new NumericalFailureException(
                                                "profile.no-value",
                                                Location.ofFile(
                                                        evaluation.problem().file().toString()),
                                                "there is no likelihood at the values to profile"
                                                    + " around: "
                                                        + fit.remark()
                                                        + "; give those of a fit with"
                                                        + " --parameters"));
        return new ParameterProfiles(evaluation, space, options, fit.point(), value);
    }

    public SearchSpace space() {
        return space;
    }

    public ProfileOptions options() {
        return options;
    }

    /// Where the profiles start, on the scales.
    public double[] best() {
        return best.clone();
    }

    /// The objective there.
    public double bestValue() {
        return bestValue;
    }

    /// What results depend on besides the program.
    public String identity() {
        StringBuilder text = new StringBuilder(ProblemIdentity.of(evaluation.problem()));
        text.append(" level=")
                .append(options.level())
                .append(" steps=")
                .append(options.maximumSteps());
        text.append(" density=").append(options.density().label());
        for (double one : best) {
            text.append(' ').append(one);
        }
        return text.toString();
    }

    /// Profiles the parameters that are not known yet; all in the order of the parameters.
    ///
    /// @param indices of the parameters wanted
    /// @param known of an earlier run with the same [#identity]
    public List<Profile> run(List<Integer> indices, List<Profile> known, Listener listener) {
        Map<Integer, Profile> profiles = new TreeMap<>();
        known.stream()
                .filter(one -> indices.contains(one.index()))
                .forEach(one -> profiles.put(one.index(), one));
        try (ExecutorService executor =
                Executors.newFixedThreadPool(
                        options.threads(), Thread.ofPlatform().daemon().factory())) {
            List<Future<?>> futures = new ArrayList<>();
            for (int index : indices) {
                if (!profiles.containsKey(index)) {
                    futures.add(
                            executor.submit(
                                    () -> {
                                        Profile profile = profiler.profile(index);
                                        synchronized (profiles) {
                                            profiles.put(index, profile);
                                            listener.finished(profile);
                                        }
                                    }));
                }
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the profiles were interrupted");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        }
        return List.copyOf(profiles.values());
    }

    /// The fields of a profile for a [ProgressFile].
    public static List<String> fields(Profile profile) {
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(profile.index()));
        fields.add(profile.verdict().label());
        fields.add(text(profile.lower()));
        fields.add(text(profile.upper()));
        fields.add(profile.remark());
        for (Point point : profile.points()) {
            fields.add(Double.toString(point.value()));
            fields.add(Double.toString(point.rise()));
            fields.add(Double.toString(point.likelihoodFall()));
            for (double one : point.others()) {
                fields.add(Double.toString(one));
            }
        }
        return fields;
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    /// The profiles that a file keeps.
    public List<Profile> read(ProgressFile file) {
        List<Profile> profiles = new ArrayList<>();
        for (List<String> fields : file.pieces()) {
            try {
                profiles.add(profile(fields));
            } catch (IllegalArgumentException | IndexOutOfBoundsException problem) {
                throw file.damaged(
                        profiles.size() + 2,
                        "cannot be read in this line (" + problem.getMessage() + ")");
            }
        }
        return profiles;
    }

    private Profile profile(List<String> fields) {
        int n = space.dimension();
        List<Point> points = new ArrayList<>();
        for (int at = FIXED_FIELDS; at < fields.size(); at += 3 + n) {
            double[] others = new double[n];
            for (int k = 0; k < n; k++) {
                others[k] = Double.parseDouble(fields.get(at + 3 + k));
            }
            points.add(
                    new Point(
                            Double.parseDouble(fields.get(at)),
                            Double.parseDouble(fields.get(at + 1)),
                            Double.parseDouble(fields.get(at + 2)),
                            others));
        }
        return new Profile(
                Integer.parseInt(fields.get(0)),
                points,
                number(fields.get(2)),
                number(fields.get(3)),
                Verdict.of(fields.get(1)),
                fields.get(4));
    }

    private static OptionalDouble number(String text) {
        return text.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(text));
    }
}
