package org.tamor.conformance;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Does work in a thread of its own, which is given up where it takes too long.
final class TimeLimit {

    private TimeLimit() {}

    /// @param late what to return after so many seconds
    /// @param broken what to return where the work throws
    static <T> T within(double seconds, Callable<T> work, T late, Function<Throwable, T> broken)
            throws InterruptedException {
        ExecutorService alone =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
        Future<T> future = alone.submit(work);
        alone.shutdown();
        try {
            return future.get((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            future.cancel(true);
            return late;
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            return broken.apply(cause == null ? failure : cause);
        }
    }
}
