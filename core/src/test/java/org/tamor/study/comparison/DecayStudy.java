package org.tamor.study.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tamor.study.Study;
import org.tamor.study.StudyReader;

/// A study of decay from 2 at rate k, measured at the times 1 and 2, with a sentence and mechanisms
/// that compete: decay alone, and decay with an input.
final class DecayStudy {

    static final double NOISE = 0.1;
    static final double TOLERANCE = 0.05;
    static final double LIMIT = 0.7;

    private static final double[] TIMES = {1, 2};
    private static final double[] MEASURED = {0.8, 0.25};
    private static final Path FOLDER = Path.of("src", "test", "resources", "studies", "decay");

    private DecayStudy() {}

    /// Copies the study and reads it.
    static Study in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.copy(file, folder.resolve(FOLDER.relativize(file)));
            }
        }
        return StudyReader.read(folder);
    }

    /// The likelihood of the measurements.
    static double likelihood(double k, double b) {
        double product = 1;
        for (int i = 0; i < TIMES.length; i++) {
            double z = (MEASURED[i] - amount(k, b, TIMES[i])) / NOISE;
            product *= Math.exp(-0.5 * z * z) / (NOISE * Math.sqrt(2 * Math.PI));
        }
        return product;
    }

    /// The solution of `A' = b - k A` from 2.
    static double amount(double k, double b, double time) {
        return b / k + (2 - b / k) * Math.exp(-k * time);
    }
}
