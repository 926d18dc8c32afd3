package org.tamor.format.petab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tamor.SharedData;

/// Every problem of the PEtab test suite, version 2 with SBML models, can be read.
class PetabTestSuiteTest {

    private static final String SUITE = "petab-test-suite/v2.0.0/sbml";

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(SharedData.require(SUITE))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Path problemFile(Path folder) {
        return folder.resolve("_" + folder.getFileName() + ".yaml");
    }

    @TestFactory
    List<DynamicTest> readsEveryProblem() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path folder : cases()) {
            tests.add(
                    DynamicTest.dynamicTest(
                            folder.getFileName().toString(),
                            () -> {
                                PetabProblem problem = PetabReader.read(problemFile(folder));
                                assertThat(problem.formatVersion()).startsWith("2");
                                assertThat(problem.models()).hasSize(1);
                                assertThat(problem.measurements())
                                        .hasSize(lines(folder.resolve("_measurements.tsv")) - 1);
                                assertThat(problem.observables())
                                        .hasSize(lines(folder.resolve("_observables.tsv")) - 1);
                                assertThat(problem.parameters())
                                        .hasSize(lines(folder.resolve("_parameters.tsv")) - 1);
                            }));
        }
        return tests;
    }

    @Test
    void theSuiteIsAllThere() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(25);
    }

    private static int lines(Path table) throws IOException {
        return (int) Files.readAllLines(table).stream().filter(line -> !line.isBlank()).count();
    }
}
