package org.tamor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine that measures, in words for the head of a table.
final class Machine {

    private Machine() {}

    static String describe() {
        return "%s, %d processors, Java %s"
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version());
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException problem) {
            return System.getProperty("os.arch");
        }
    }
}
