package org.tamor.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;

/// Lists folders of cases.
final class PetabFolders {

    private static final int MAXIMUM_ENTRIES = 100_000;

    private PetabFolders() {}

    /// What lies in a folder and satisfies the test, sorted by name; nothing where there is no
    /// folder.
    static List<Path> list(Path folder, Predicate<Path> test) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.limit(MAXIMUM_ENTRIES).filter(test).sorted().toList();
        } catch (IOException failure) {
            throw new EnvironmentException(
                    "conformance.unreadable",
                    Location.ofFile(folder.toString()),
                    "cannot be read (" + failure.getMessage() + "); check the folder");
        }
    }

    static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
