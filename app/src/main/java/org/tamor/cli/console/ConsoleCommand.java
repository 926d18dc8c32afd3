package org.tamor.cli.console;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command of the command line: what it prints to, and how it refuses options.
public abstract class ConsoleCommand implements Callable<Integer> {

    private static final int MOST_THREADS = 1024;

    @Spec private @Nullable CommandSpec spec;

    /// Refuses the command line unless something holds.
    protected final void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(commandSpec().commandLine(), message);
        }
    }

    /// Refuses numbers of threads that no machine has.
    protected final void checkThreads(int threads) {
        check(threads >= 1 && threads <= MOST_THREADS, "--threads must lie between 1 and 1024");
    }

    /// Where results go.
    protected final PrintWriter console() {
        return commandSpec().commandLine().getOut();
    }

    /// Where everything else goes.
    protected final PrintWriter errors() {
        return commandSpec().commandLine().getErr();
    }

    protected final CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command's spec");
        }
        return spec;
    }
}
