package org.tamor.study;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs independent tasks on several threads; the results come in the order of the tasks.
public final class ParallelTasks {

    private ParallelTasks() {}

    /// Runs all tasks. The first task that throws ends the others.
    ///
    /// @throws CancellationException where the calling thread is interrupted; it stays marked as
    ///   interrupted
    public static <T> List<T> run(
            List<Callable<T>> tasks, int threads, String phase, Progress progress) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        progress.report(phase, 0, tasks.size());
        ExecutorService pool =
                Executors.newFixedThreadPool(
                        Math.min(threads, tasks.size()),
                        Thread.ofPlatform().daemon().name("tamor-run-", 0).factory());
        try {
            CompletionService<T> completion = new ExecutorCompletionService<>(pool);
            List<Future<T>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(completion.submit(task)));
            for (int done = 1; done <= tasks.size(); done++) {
                completion.take().get();
                progress.report(phase, done, tasks.size());
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException failure -> failure;
                case Error error -> throw error;
                case null, default -> new IllegalStateException(e);
            };
        } finally {
            pool.shutdownNow();
        }
    }
}
