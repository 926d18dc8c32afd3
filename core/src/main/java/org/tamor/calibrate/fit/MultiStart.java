package org.tamor.calibrate.fit;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.tamor.calibrate.fit.LocalFit.Status;
import org.tamor.calibrate.fit.Objective.Finite;
import org.tamor.stats.RandomStream;
import org.tamor.stats.Seeds;

/// Local fits from many starts.
///
/// Each start takes the best of a few points ([StartingPoints]), and others where a fit cannot
/// begin at any of them; what becomes of it depends on the seed and its index alone.
public final class MultiStart {

    /// How often a start draws candidates before it gives up.
    private static final int ROUNDS = 10;

    private final Objective objective;
    private final StartingPoints points;
    private final FitMethod method;
    private final FitOptions options;
    private final Optional<double[]> first;

    /// Hears of each start as it ends. Called from one thread at a time.
    @FunctionalInterface
    public interface Listener {
        void finished(StartResult result);
    }

    /// Whether no further start should begin; asked by several threads.
    @FunctionalInterface
    public interface Limit {
        boolean reached();
    }

    /// @param method not [FitMethod#AUTOMATIC]
    /// @param first where start 0 begins if a fit can begin there
    public MultiStart(
            Objective objective,
            StartingPoints points,
            FitMethod method,
            FitOptions options,
            Optional<double[]> first) {
        this.first = first;
        this.objective = objective;
        this.points = points;
        this.method = method;
        this.options = options;
    }

    /// Runs the starts that are not among those known, the known and the new ones in order.
    ///
    /// @param known results of earlier runs with the same objective, points and options
    public List<StartResult> run(List<StartResult> known, Listener listener, Limit limit) {
        Map<Integer, StartResult> results = new TreeMap<>();
        known.forEach(result -> results.put(result.index(), result));
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < options.starts(); i++) {
            if (!results.containsKey(i)) {
                missing.add(i);
            }
        }
        AtomicInteger next = new AtomicInteger();
        Runnable worker =
                () -> {
                    for (int at = next.getAndIncrement();
                            at < missing.size() && !limit.reached();
                            at = next.getAndIncrement()) {
                        StartResult result = start(missing.get(at));
                        synchronized (results) {
                            results.put(result.index(), result);
                            listener.finished(result);
                        }
                    }
                };
        runAll(worker, Math.min(options.threads(), missing.size()));
        return List.copyOf(results.values());
    }

    private static void runAll(Runnable worker, int threads) {
        if (threads == 0) {
            return;
        }
        ExecutorService executor =
                Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(worker));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the fit was interrupted");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    /// Fits from the best of the candidates that a fit can begin at; where none is, others are
    /// drawn.
    private StartResult start(int index) {
        long begin = processorTime();
        RandomStream stream = RandomStream.of(options.seed(), index);
        StartResult last = null;
        for (int round = 0; round < ROUNDS; round++) {
            List<double[]> candidates = candidates(index, round, stream);
            for (Candidate candidate : defined(candidates)) {
                LocalFit fit = fit(candidate.point, index);
                last =
                        new StartResult(
                                index, candidate.point, candidate.value, fit, seconds(begin));
                if (fit.status() != Status.NO_START) {
                    return last;
                }
            }
        }
        return last != null ? last : nowhere(index, begin);
    }

    private List<double[]> candidates(int index, int round, RandomStream stream) {
        if (index == 0 && round == 0 && first.isPresent()) {
            return List.of(first.get());
        }
        List<double[]> candidates = new ArrayList<>();
        for (int k = 0; k < options.candidates(); k++) {
            candidates.add(
                    round == 0
                            ? points.point(index * options.candidates() + k)
                            : points.random(stream));
        }
        return candidates;
    }

    /// A point to start from and the objective there.
    @SuppressWarnings("ArrayRecordComponent")
    private record Candidate(double[] point, double value) {}

    /// Those with a value, the best first.
    private List<Candidate> defined(List<double[]> candidates) {
        List<Candidate> ranked = new ArrayList<>();
        for (double[] candidate : candidates) {
            if (objective.value(objective.coordinates(candidate)) instanceof Finite finite) {
                ranked.add(new Candidate(candidate, finite.value()));
            }
        }
        ranked.sort(Comparator.comparingDouble(Candidate::value));
        return ranked;
    }

    private StartResult nowhere(int index, long begin) {
        double[] point = points.point(index * options.candidates());
        return new StartResult(index, point, Double.NaN, fit(point, index), seconds(begin));
    }

    private LocalFit fit(double[] start, int index) {
        double[] from = objective.coordinates(start);
        LocalFit fit =
                method == FitMethod.EVOLUTION
                        ? new Evolution(objective, options.maximumIterations())
                                .minimise(from, Seeds.ofMember(options.seed(), index))
                        : TrustRegion.minimise(objective, from, trustRegionOptions());
        return fit.at(fit.value().isPresent() ? objective.whole(fit.point()) : start.clone());
    }

    private TrustRegion.Options trustRegionOptions() {
        TrustRegion.Options standard = TrustRegion.Options.STANDARD;
        return new TrustRegion.Options(
                options.maximumIterations(),
                standard.promisedDecrease(),
                standard.window(),
                standard.leastProgress());
    }

    private static double seconds(long begin) {
        return 1e-9 * (processorTime() - begin);
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// The starts that ended with a value, the best first; equal ones in the order of their index.
    public static List<StartResult> ranked(List<StartResult> results) {
        return results.stream()
                .filter(result -> result.fit().status() != Status.NO_START)
                .sorted(
                        Comparator.comparingDouble(StartResult::value)
                                .thenComparingInt(StartResult::index))
                .toList();
    }
}
