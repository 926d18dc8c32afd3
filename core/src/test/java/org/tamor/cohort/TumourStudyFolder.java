package org.tamor.cohort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tamor.ProjectFiles;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.cohort.protocol.ProtocolReader;
import org.tamor.study.Study;
import org.tamor.study.StudyReader;

/// The small study of the test resources whose tumours grow exponentially under two drugs, and a
/// protocol on it.
public final class TumourStudyFolder {

    private TumourStudyFolder() {}

    static Path folder() {
        return ProjectFiles.root().resolve("core/src/test/resources/studies/tumours");
    }

    static Protocol protocol() {
        return ProtocolReader.read(folder().resolve("trial.yaml"));
    }

    static Study study() {
        return StudyReader.read(folder());
    }

    /// A copy whose protocol has one text in place of another.
    public static Path changed(Path target, String from, String to) {
        try (Stream<Path> files = Files.list(folder())) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.copy(file, target.resolve(String.valueOf(file.getFileName())));
            }
            Path protocol = target.resolve("trial.yaml");
            String text = Files.readString(protocol);
            if (!text.contains(from)) {
                throw new IllegalArgumentException("the protocol does not hold " + from);
            }
            return Files.writeString(protocol, text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
