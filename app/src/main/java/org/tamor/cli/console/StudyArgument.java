package org.tamor.cli.console;

import java.nio.file.Path;
import java.util.Optional;
import org.tamor.study.Study;
import org.tamor.study.StudyReader;
import picocli.CommandLine.Parameters;

/// The study that a command is about.
public final class StudyArgument {

    @Parameters(
            arity = "0..1",
            paramLabel = "STUDY",
            description =
                    "folder or problem file of the study (default: the tamoxifen and mTOR study of"
                            + " 2004)")
    private Optional<Path> folder = Optional.empty();

    /// Reads the study.
    public Study read() {
        return StudyReader.read(folder.orElseGet(Installation::defaultStudy));
    }
}
