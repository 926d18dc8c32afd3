package org.tamor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Large public data sets that lie beside the repository, outside of it.
public final class SharedData {

    private static final String MARKER = "shared/sbml-test-suite";

    private SharedData() {}

    /// A file or folder of the shared data, if present.
    ///
    /// The folder is named by the system property `tamor.shared`; else it is `shared` in a folder above the working
    /// directory.
    public static Optional<Path> find(String relative) {
        String property = System.getProperty("tamor.shared", "");
        if (!property.isEmpty()) {
            return Optional.of(Path.of(property, relative)).filter(Files::exists);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(MARKER))) {
                return Optional.of(folder.resolve("shared").resolve(relative)).filter(Files::exists);
            }
        }
        return Optional.empty();
    }

    /// As [#find], but skips the present test where there is no such file.
    public static Path require(String relative) {
        Optional<Path> path = find(relative);
        Assumptions.assumeTrue(path.isPresent(), () -> "shared data '" + relative + "' is not here");
        return path.orElseThrow();
    }
}
