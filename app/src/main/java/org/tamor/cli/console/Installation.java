package org.tamor.cli.console;

import java.nio.file.Path;

/// Where the program's own files lie. The launcher says so in the system property `tamor.home`.
public final class Installation {

    private Installation() {}

    public static Path home() {
        return Path.of(System.getProperty("tamor.home", ".")).toAbsolutePath().normalize();
    }

    /// The study that `./tamor run` runs when none is named.
    public static Path defaultStudy() {
        return home().resolve("studies").resolve("tamoxifen-mtor-2004");
    }
}
