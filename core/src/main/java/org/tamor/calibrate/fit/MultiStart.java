package org.tamor.calibrate.fit;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.tamor.calibrate.fit.LocalFit.Status;
import org.tamor.calibrate.fit.Objective.Finite;
import org.tamor.calibrate.fit.Objective.Undefined;
import org.tamor.stats.Seeds;

/// Local fits from many starts.
///
/// Each start takes the best of a few points ([StartingPoints]); what becomes of it depends on the
/// seed and its index alone.
public final class MultiStart {

    private final Objective objective;
    private final StartingPoints points;
    private final FitMethod method;
    private final FitOptions options;

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
    public MultiStart(
            Objective objective, StartingPoints points, FitMethod method, FitOptions options) {
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

    private StartResult start(int index) {
        long begin = processorTime();
        double[] best = points.point(index * options.candidates());
        double bestValue = Double.NaN;
        for (int k = 0; k < options.candidates(); k++) {
            double[] candidate = points.point(index * options.candidates() + k);
            switch (objective.value(candidate)) {
                case Finite finite -> {
                    if (!(finite.value() >= bestValue)) {
                        bestValue = finite.value();
                        best = candidate;
                    }
                }
                case Undefined _ -> {}
            }
        }
        LocalFit fit =
                method == FitMethod.EVOLUTION
                        ? new Evolution(objective, options.maximumIterations())
                                .minimise(best, Seeds.ofMember(options.seed(), index))
                        : TrustRegion.minimise(objective, best, trustRegionOptions());
        return new StartResult(index, best, bestValue, fit, 1e-9 * (processorTime() - begin));
    }

    private TrustRegion.Options trustRegionOptions() {
        TrustRegion.Options standard = TrustRegion.Options.STANDARD;
        return new TrustRegion.Options(
                options.maximumIterations(),
                standard.promisedDecrease(),
                standard.window(),
                standard.leastProgress());
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
