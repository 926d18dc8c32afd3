package org.tamor.cli.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ResultNames;
import org.tamor.files.WholeFile;
import picocli.CommandLine.Option;

/// A command that runs many cases and may write a table of them.
abstract class SuiteCommand extends ConsoleCommand {

    @Option(
            names = "--out",
            paramLabel = "FILE.csv",
            description = "where to write a table with one line for each case")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--threads",
            defaultValue = "2",
            paramLabel = "N",
            description = "how many cases at once (default ${DEFAULT-VALUE})")
    private int threads;

    final int threads() {
        checkThreads(threads);
        return threads;
    }

    /// Writes the table where one is wanted.
    final void write(CharSequence table) {
        out.ifPresent(
                file -> {
                    try {
                        WholeFile.write(file, table.toString());
                    } catch (IOException problem) {
                        throw ResultNames.unwritable(file.toString(), problem);
                    }
                });
    }

    /// Counts cases as they end, and says from time to time how many.
    ///
    /// @param every after how many cases
    /// @param cases what they are called, in the plural
    final Runnable counter(int every, int total, String cases) {
        AtomicInteger done = new AtomicInteger();
        return () -> {
            int count = done.incrementAndGet();
            if (count % every == 0 || count == total) {
                errors().println("tamor: " + count + " of " + total + " " + cases);
            }
        };
    }

    /// A text on one line.
    static String line(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /// A text on one line as a field of a table.
    static String quoted(String text) {
        return '"' + line(text).replace("\"", "\"\"") + '"';
    }
}
