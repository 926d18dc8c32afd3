package org.tamor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Finds the data beside the repository that some tests read.
public final class SharedData {

    private SharedData() {}

    /// A path below the shared folder: the system property `tamor.shared`, else the folder `shared`
    /// that is found in a parent of the working directory.
    public static Optional<Path> find(String relative) {
        String given = System.getProperty("tamor.shared", "");
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given, relative)).filter(Files::exists);
        }
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            Path shared = folder.resolve("shared");
            if (Files.isDirectory(shared.resolve("sbml-test-suite"))) {
                return Optional.of(shared.resolve(relative)).filter(Files::exists);
            }
        }
        return Optional.empty();
    }

    /// The same, skipping the test that asks where there is no such data.
    public static Path require(String relative) {
        Optional<Path> path = find(relative);
        Assumptions.assumeTrue(
                path.isPresent(), () -> "no shared data " + relative + " beside the repository");
        return path.orElseThrow();
    }
}
