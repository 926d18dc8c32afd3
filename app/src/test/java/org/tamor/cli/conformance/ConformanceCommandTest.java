package org.tamor.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.cli.Terminal;

/// `tamor conformance` on a suite of two cases.
class ConformanceCommandTest {

    private static final String MODEL = """
            <sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'>
              <model><listOfParameters><parameter id='x' value='1' constant='true'/></listOfParameters></model>
            </sbml>
            """;

    @TempDir
    private Path folder = Path.of("");

    private void write(String number, double expected) throws IOException {
        Path own = Files.createDirectories(folder.resolve("semantic/" + number));
        Files.writeString(own.resolve(number + "-sbml-l3v2.xml"), MODEL);
        Files.writeString(own.resolve(number + "-model.m"), "testType: TimeCourse\n");
        Files.writeString(
                own.resolve(number + "-settings.txt"), "start: 0\nduration: 1\nabsolute: 0.1\nrelative: 0\n");
        Files.writeString(own.resolve(number + "-results.csv"), "time,x\n0,1\n1," + expected + "\n");
    }

    @Test
    void exitCodeAndLastLineTellWhetherAllPassed() throws IOException {
        write("00001", 1);
        Terminal good = Terminal.run("conformance", "sbml-test-suite", folder);
        assertThat(good.exitCode()).as(good.err()).isZero();
        assertThat(good.out().strip()).isEqualTo("1 passed, 0 failed, 0 skipped");

        write("00002", 2);
        Path table = folder.resolve("out.csv");
        Terminal bad = Terminal.run("conformance", "sbml-test-suite", folder, "--out", table);
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.out().lines()).first().asString().startsWith("00002 failed: x at 1.0 is 1.0 instead of 2.0");
        assertThat(bad.out().lines()).last().isEqualTo("1 passed, 1 failed, 0 skipped");
        assertThat(Files.readAllLines(table)).hasSize(3).element(2).asString().startsWith("00002,failed,");
    }
}
