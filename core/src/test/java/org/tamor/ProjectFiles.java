package org.tamor;

import java.nio.file.Files;
import java.nio.file.Path;

/// The project's own files, found from wherever the tests are started.
public final class ProjectFiles {

    private ProjectFiles() {}

    /// The root of the source tree.
    public static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("studies")) && Files.isRegularFile(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests must be started inside the source tree");
    }

    public static Path tamoxifenStudy() {
        return root().resolve("studies").resolve("tamoxifen-mtor-2004");
    }
}
