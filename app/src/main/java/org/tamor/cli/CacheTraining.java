package org.tamor.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.tamor.cli.console.Installation;

/// What the Java machine watches when it makes the start-up cache: the common commands, once each.
final class CacheTraining {

    private CacheTraining() {}

    public static void main(String[] arguments) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Path model = Installation.defaultStudy().resolve("model.ant");
        Tamor.execute(nowhere, nowhere, "--help");
        Tamor.execute(nowhere, nowhere, "run", "--help");
        Tamor.execute(
                nowhere, nowhere, "simulate", model.toString(), "--end", "24", "--points", "25");
    }
}
