package org.tamor.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// Tries mutants, each in a thread of its own with a small stack and a limit on its processor time.
///
/// Outcomes depend on seed and index alone, whatever the number of lanes, as long as the time limit
/// does not strike.
public final class MutantRun {

    /// The stack of a thread that the program's own callers may bring: the default of the Java
    /// machine.
    private static final long STACK = 1 << 20;

    private static final long WALL_FACTOR = 20;

    private final List<FileKind> kinds;
    private final long seed;
    private final double secondsEach;

    public MutantRun(List<FileKind> kinds, long seed, double secondsEach) {
        this.kinds = kinds;
        this.seed = seed;
        this.secondsEach = secondsEach;
    }

    /// Takes what became of a mutant.
    public interface Receiver {
        /// @param stack of a defect; "" else
        void outcome(Mutant mutant, Outcome outcome, String stack);
    }

    /// Tries the mutants `first` to `first + count - 1`.
    ///
    /// @param receiver is called by one thread at a time, in no particular order
    public void run(long first, long count, int lanes, Receiver receiver) throws InterruptedException {
        AtomicLong next = new AtomicLong(first);
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                for (long i = next.getAndIncrement();
                                        i < first + count;
                                        i = next.getAndIncrement()) {
                                    attempt(i, receiver);
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private record Result(Outcome outcome, String stack) {}

    private void attempt(long index, Receiver receiver) {
        Path folder = null;
        try {
            Mutant mutant = Mutant.of(kinds, seed, index);
            folder = Files.createTempDirectory("mutant");
            Result result = watch(mutant, folder);
            synchronized (receiver) {
                receiver.outcome(mutant, result.outcome, result.stack);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } finally {
            delete(folder);
        }
    }

    private Result watch(Mutant mutant, Path folder) {
        AtomicReference<Result> result = new AtomicReference<>();
        Thread thread =
                new Thread(null, () -> result.set(attempt(mutant, folder)), "mutant " + mutant.index(), STACK);
        thread.setDaemon(true);
        thread.start();
        ThreadMXBean times = ManagementFactory.getThreadMXBean();
        long wallEnd = System.nanoTime() + (long) (secondsEach * WALL_FACTOR * 1e9);
        try {
            while (!thread.join(java.time.Duration.ofMillis(100))) {
                long used = times.getThreadCpuTime(thread.threadId());
                if (used > secondsEach * 1e9 || System.nanoTime() > wallEnd) {
                    StackTraceElement[] frames = thread.getStackTrace();
                    thread.interrupt();
                    thread.join(1000);
                    return late(frames);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Result found = result.get();
        return found == null ? new Result(Outcome.defect("no outcome"), "") : found;
    }

    private Result late(StackTraceElement[] frames) {
        StringBuilder stack = new StringBuilder();
        String own = "";
        for (StackTraceElement frame : frames) {
            stack.append("    at ").append(frame).append('\n');
            if (own.isEmpty() && frame.getClassName().startsWith("org.tamor.")) {
                own = frame.getClassName() + "." + frame.getMethodName();
            }
        }
        return new Result(
                Outcome.defect("more than " + secondsEach + " s of processor time, in " + own), stack.toString());
    }

    @SuppressWarnings("CatchThrowable") // everything that comes out is an outcome
    private static Result attempt(Mutant mutant, Path folder) {
        try {
            Outcome outcome = mutant.kind().attempt(mutant.original(), mutant.content(), folder);
            return new Result(outcome, "");
        } catch (Throwable thrown) {
            Outcome outcome = Outcome.of(thrown);
            return new Result(outcome, outcome.kind() == Outcome.Ending.DEFECT ? stack(thrown) : "");
        }
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static void delete(@org.jspecify.annotations.Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException _) {
            folder.toFile().deleteOnExit();
        }
    }
}
