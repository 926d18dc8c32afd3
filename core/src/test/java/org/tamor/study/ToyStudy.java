package org.tamor.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The small study of the test resources: cells that double every 24 h, slower under a drug of half dose 5 nM, and a
/// substrate that a kinase phosphorylates.
final class ToyStudy {

    private ToyStudy() {}

    static Path folder() {
        URL url = Objects.requireNonNull(ToyStudy.class.getResource("/studies/toy/study.yaml"));
        try {
            return Objects.requireNonNull(Path.of(url.toURI()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Study read() {
        return StudyReader.read(folder());
    }

    /// A copy that a test may spoil.
    static Path copy(Path target) {
        try (Stream<Path> files = Files.list(folder())) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.copy(file, target.resolve(file.getFileName().toString()));
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
