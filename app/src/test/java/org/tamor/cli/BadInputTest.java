package org.tamor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.cli.console.Installation;

/// Bad input gives one clear line on standard error, exit code 2, and nothing half-written.
class BadInputTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void missingModelFile() {
        assertRefused(simulate(folder.resolve("none.xml")), "none.xml", "no such");
    }

    @Test
    void unknownModelLanguage() throws IOException {
        assertRefused(simulate(write("model.doc", "x")), "model.doc", ".xml");
    }

    @Test
    void antimonySyntaxErrorNamesLineAndColumn() throws IOException {
        Path model = write("bad.ant", "model m\n  A -> B; k*A*;\n  k = 1; A = 1; B = 0\nend\n");
        assertRefused(simulate(model), "bad.ant:2:");
    }

    @Test
    void antimonyUnknownNameNamesLine() throws IOException {
        Path model = write("bad.ant", "model m\n  A = 1; k = 1\n  J: A -> ; k*A*missing\nend\n");
        assertRefused(simulate(model), "bad.ant:3", "missing");
    }

    @Test
    void unknownQuantityToSelect() throws IOException {
        Path model = write("decay.ant", "model m\n  A = 1; k = 1\n  J: A -> ; k*A\nend\n");
        assertRefused(Terminal.run("simulate", model, "--end", 1, "--select", "A,Q"), "(Q)", "A");
    }

    @Test
    void badNumbersInOptions() throws IOException {
        Path model = write("decay.ant", "model m\n  A = 1; k = 1\n  J: A -> ; k*A\nend\n");
        for (List<String> options : List.of(
                List.of("--end", "-1"),
                List.of("--end", "abc"),
                List.of("--end", "1", "--points", "1"),
                List.of("--end", "1", "--rtol", "0"),
                List.of("--end", "1", "--atol", "-1"),
                List.of("--end", "NaN"),
                List.of("--points", "5"))) {
            Object[] words = Stream.concat(Stream.of("simulate", model), options.stream())
                    .toArray();
            assertRefused(Terminal.run(words), "--");
        }
    }

    @Test
    void hugeJunkFileIsRefusedWithoutReadingItWhole() throws IOException {
        Path junk = folder.resolve("junk.xml");
        try (RandomAccessFile file = new RandomAccessFile(junk.toFile(), "rw")) {
            file.setLength(200L << 20);
        }
        assertRefused(simulate(junk), "junk.xml");
        Path antimony = folder.resolve("junk.ant");
        Files.move(junk, antimony);
        assertRefused(simulate(antimony), "junk.ant");
    }

    @Test
    void externalEntityIsRefused() throws IOException {
        Path secret = write("secret.txt", "SECRET");
        Path model = write(
                "xxe.xml",
                "<?xml version='1.0'?><!DOCTYPE sbml [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>"
                        + "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'>"
                        + "<model id='m' name='&x;'/></sbml>");
        Terminal result = simulate(model);
        assertRefused(result, "xxe.xml");
        assertThat(result.err()).doesNotContain("SECRET");
    }

    @Test
    void notXml() throws IOException {
        assertRefused(simulate(write("not.xml", "hello")), "not.xml");
    }

    @Test
    void emptyModel() throws IOException {
        assertRefused(simulate(write("empty.ant", "model m\nend\n")), "empty.ant", "empty");
    }

    @Test
    void unwritableFolderOfResultsShowsBeforeTheRun() throws IOException {
        Path file = write("file", "x");
        Terminal result = Terminal.run(
                "run", Installation.home().resolve("../studies/tamoxifen-mtor-2004"), "--out", file);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void missingStudy() {
        assertRefused(Terminal.run("run", folder.resolve("nowhere")), "nowhere");
    }

    @Test
    void nothingIsWrittenWhenTheInputIsBad() throws IOException {
        Path model = write("bad.ant", "model m\n  A -> B; k*A*;\nend\n");
        Path out = folder.resolve("out.csv");
        assertRefused(Terminal.run("simulate", model, "--end", 1, "--out", out), "bad.ant");
        assertRefused(Terminal.run("convert", model, folder.resolve("out.xml")), "bad.ant");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(model);
        }
    }

    private static Terminal simulate(Path model) {
        return Terminal.run("simulate", model, "--end", 1);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void assertRefused(Terminal result, String... mentions) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip().lines()).as("lines on standard error").hasSize(1);
        assertThat(result.err()).startsWith("tamor: ").contains(mentions).doesNotContain("\tat ", "Exception");
    }
}
