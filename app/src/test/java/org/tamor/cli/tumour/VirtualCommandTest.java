package org.tamor.cli.tumour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.cli.Terminal;

/// `tamor trial`: files, exit codes and messages, on tumours that grow exponentially.
class VirtualCommandTest {

    @TempDir private Path folder;

    private Path protocol = Path.of("");

    @BeforeEach
    void copyStudy() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.exists(here.resolve("mvnw")) ? here : here.resolve("..").normalize();
        Path source = root.resolve("core/src/test/resources/studies/tumours");
        Path study = Files.createDirectories(folder.resolve("study"));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, study.resolve(String.valueOf(file.getFileName())));
            }
        }
        protocol = study.resolve("trial.yaml");
        Files.writeString(
                protocol,
                Files.readString(protocol) + "analysis: {bootstraps: 19, progression: 3x}\n");
    }

    private Terminal trial(Path out, Object... further) {
        Object[] arguments = new Object[further.length + 4];
        arguments[0] = "trial";
        arguments[1] = protocol;
        arguments[2] = "--out";
        arguments[3] = out;
        System.arraycopy(further, 0, arguments, 4, further.length);
        return Terminal.run(arguments);
    }

    @Test
    void writesAStudyThatMouseReadsTheSameWay() throws IOException {
        Path out = folder.resolve("out");
        Terminal result = trial(out, "--repetitions", 3, "--threads", 2);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("3 studies").contains("excess by Bliss");
        for (String name :
                List.of(
                        "volumes.csv",
                        "animals.csv",
                        "blots.csv",
                        "truth.csv",
                        "repetitions.csv",
                        "coverage.csv",
                        "report.html",
                        "figures/truth.csv",
                        "figures/intervals.json",
                        "figures/blots.json",
                        "figures/waterfall.json",
                        "analysis/report.html")) {
            assertThat(out.resolve(name)).isNotEmptyFile();
        }
        Path again = folder.resolve("again");
        Terminal mouse =
                Terminal.run(
                        "mouse",
                        out.resolve("volumes.csv"),
                        "--out",
                        again,
                        "--floor",
                        4,
                        "--bootstraps",
                        19,
                        "--progression",
                        "3x");
        assertThat(mouse.exitCode()).as(mouse.err()).isZero();
        try (Stream<Path> files = Files.list(out.resolve("analysis"))) {
            List<Path> tables =
                    files.filter(file -> file.toString().endsWith(".csv"))
                            .filter(file -> !file.endsWith("findings.csv"))
                            .toList();
            assertThat(tables).hasSizeGreaterThan(5);
            for (Path table : tables) {
                assertThat(again.resolve(String.valueOf(table.getFileName())))
                        .hasSameTextualContentAs(table);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameFiles() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        assertThat(trial(first, "--threads", 1, "--animals", 3).exitCode()).isZero();
        assertThat(trial(second, "--threads", 3, "--animals", 3).exitCode()).isZero();

        for (String name : List.of("volumes.csv", "animals.csv", "blots.csv", "truth.csv")) {
            assertThat(second.resolve(name)).hasSameTextualContentAs(first.resolve(name));
        }
        assertThat(Files.readAllLines(first.resolve("animals.csv"))).hasSize(1 + 4 * 3);
    }

    @Test
    void aBadProtocolEndsWith2AndNothingIsWritten() throws IOException {
        Files.writeString(
                protocol,
                Files.readString(protocol).replace("experiment: ab,", "experiment: abc,"));
        Path out = folder.resolve("out");
        Terminal result = trial(out);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("trial.yaml")
                .contains("abc")
                .contains("[trial.unknown-experiment]");
        assertThat(out.resolve("volumes.csv")).doesNotExist();
        assertThat(trial(out, "--repetitions", 0).exitCode()).isEqualTo(2);
        assertThat(trial(out, "--animals", 1).err()).contains("--animals must lie between");
    }
}
