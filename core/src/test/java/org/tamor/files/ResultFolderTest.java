package org.tamor.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run leaves behind in its folder, and what a stopped write leaves of a file.
class ResultFolderTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theNextRunTakesAwayWhatTheLastOneWroteAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        run("old.csv");
        Files.writeString(folder.resolve("figures").resolve("mine.png"), "mine");
        run("new.csv");
        assertThat(folder.resolve("figures").resolve("old.csv")).doesNotExist();
        assertThat(folder.resolve("figures").resolve("new.csv")).exists();
        assertThat(folder.resolve("figures").resolve("mine.png")).exists();
        assertThat(folder.resolve("notes.txt")).hasContent("mine");
    }

    private void run(String name) throws IOException {
        ResultFolder results = ResultFolder.open(folder);
        Files.createDirectories(folder.resolve("figures"));
        WholeFile.write(folder.resolve("figures").resolve(name), "x");
        results.close();
    }

    @Test
    void aFileThatCannotBeFinishedKeepsItsOldContentAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("table.csv");
        WholeFile.write(file, "old");
        assertThatThrownBy(() -> WholeFile.write(file, writer -> {
                    writer.write("half");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class);
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("table.csv");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("real.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        WholeFile.write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }
}
