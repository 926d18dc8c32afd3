package org.tamor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;

/// Where the commands that estimate parameters put their results, and how they print tables.
final class ResultNames {

    private ResultNames() {}

    /// `results/`, the prefix and the name of the problem file without its ending; that of its
    /// folder where the file is called `problem`.
    static Path folder(String prefix, Path file) {
        return Path.of("results", prefix + title(file));
    }

    /// The name of the problem file without its ending; that of its folder where the file is called
    /// `problem`.
    static String title(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        Path parent = file.toAbsolutePath().normalize().getParent();
        if (base.equals("problem") && parent != null && parent.getFileName() != null) {
            base = String.valueOf(parent.getFileName());
        }
        return base;
    }

    /// Before the long work: a folder that cannot be written should show at once.
    static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException problem) {
            throw unwritable(folder);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(folder);
        }
    }

    static EnvironmentException unwritable(Path folder) {
        return new EnvironmentException(
                "output.unwritable",
                Location.ofFile(folder.toString()),
                "no folder that results can be written to; choose another --out");
    }

    /// Prints rows in columns as wide as their longest cell.
    static void printTable(List<List<String>> rows, PrintWriter console) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            console.println(line.toString().stripTrailing());
        }
    }

    /// A number to five digits; other texts as they are.
    static String rounded(String text) {
        return text.matches("-?\\d.*")
                ? String.format(Locale.ROOT, "%.5g", Double.parseDouble(text))
                : text;
    }
}
