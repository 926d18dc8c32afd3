package org.tamor.cli.console;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import org.tamor.parallel.Progress;

/// Progress on standard error: one line that is rewritten on a terminal, one line for each phase
/// elsewhere.
public final class ConsoleProgress implements Progress, AutoCloseable {

    private static final long INTERVAL_NANOSECONDS = 100_000_000;

    private final PrintWriter console;
    private final boolean terminal;
    private String phase = "";
    private int written;
    private long last;

    public ConsoleProgress(PrintWriter console) {
        this.console = console;
        this.terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    @Override
    public void report(String newPhase, int done, int total) {
        boolean begins = !newPhase.equals(phase);
        phase = newPhase;
        if (!terminal) {
            if (begins) {
                console.println("tamor: " + newPhase + " (" + total + ")");
            }
            return;
        }
        long now = System.nanoTime();
        if (begins || done == total || now - last > INTERVAL_NANOSECONDS) {
            last = now;
            String line = "tamor: " + newPhase + " " + done + " of " + total;
            console.print("\r" + line + " ".repeat(Math.max(0, written - line.length())));
            console.flush();
            written = line.length();
        }
    }

    /// Clears the line.
    @Override
    public void close() {
        if (terminal && written > 0) {
            console.print("\r" + " ".repeat(written) + "\r");
            console.flush();
        }
    }
}
