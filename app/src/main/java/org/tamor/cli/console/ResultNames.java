package org.tamor.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;

/// Where commands put their results.
public final class ResultNames {

    private ResultNames() {}

    /// `results/`, the prefix and the name of the problem file without its ending; that of its
    /// folder where the file is called `problem`.
    public static Path folder(String prefix, Path file) {
        return Path.of("results", prefix + title(file));
    }

    /// The name of the problem file without its ending; that of its folder where the file is called
    /// `problem`.
    public static String title(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        Path parent = file.toAbsolutePath().normalize().getParent();
        if (base.equals("problem") && parent != null && parent.getFileName() != null) {
            base = String.valueOf(parent.getFileName());
        }
        return base;
    }

    /// The name of a file without its ending.
    public static String plainTitle(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "problem" : name.toString();
        int dot = text.lastIndexOf('.');
        return dot > 0 ? text.substring(0, dot) : text;
    }

    /// `results/` and the name of a file with another ending.
    public static Path folderOf(Path file, String ending) {
        return Path.of("results", plainTitle(file) + ending);
    }

    /// Before the long work: a folder that cannot be written should show at once.
    public static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException problem) {
            throw unwritable(folder);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(folder);
        }
    }

    public static EnvironmentException unwritable(Path folder) {
        return new EnvironmentException(
                "output.unwritable",
                Location.ofFile(folder.toString()),
                "no folder that results can be written to; choose another --out");
    }

    /// The error for one file or stream.
    public static EnvironmentException unwritable(String where, IOException problem) {
        return new EnvironmentException(
                "output.unwritable",
                Location.ofFile(where),
                "cannot be written (" + problem.getMessage() + "); choose another --out");
    }

    /// A number to five digits; other texts as they are.
    public static String rounded(String text) {
        return text.matches("-?\\d.*")
                ? String.format(Locale.ROOT, "%.5g", Double.parseDouble(text))
                : text;
    }
}
