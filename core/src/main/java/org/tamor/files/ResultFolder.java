package org.tamor.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A folder that holds the results of the last run, and no file of an earlier one.
///
/// The list of files that a run wrote is kept in `.tamor-files`; the next run deletes them before it writes its own. Files
/// that somebody else put there are left alone.
public final class ResultFolder {

    private static final String LIST = ".tamor-files";

    private final Path folder;
    private final Set<Path> before;

    private ResultFolder(Path folder, Set<Path> before) {
        this.folder = folder;
        this.before = before;
    }

    /// Call before the first file is written.
    public static ResultFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path list = folder.resolve(LIST);
        if (Files.isRegularFile(list)) {
            for (String name : Files.readAllLines(list, StandardCharsets.UTF_8)) {
                Path file = folder.resolve(name).normalize();
                if (file.startsWith(folder.normalize()) && Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
            Files.delete(list);
        }
        return new ResultFolder(folder, files(folder));
    }

    /// Call after the last file is written.
    public void close() throws IOException {
        Set<String> written = files(folder).stream()
                .filter(file -> !before.contains(file))
                .map(this::name)
                .collect(Collectors.toCollection(TreeSet::new));
        WholeFile.write(folder.resolve(LIST), String.join("\n", written) + "\n");
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toSet());
        }
    }
}
