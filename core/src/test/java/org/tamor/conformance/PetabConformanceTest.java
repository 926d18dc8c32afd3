package org.tamor.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.SharedData;
import org.tamor.failure.BadInputException;

/// The PEtab test suite and benchmark collection through their engines.
class PetabConformanceTest {

    @TestFactory
    Stream<DynamicTest> testSuite() {
        PetabSuite suite = PetabSuite.open(SharedData.require("petab-test-suite"));
        assertThat(suite.size()).isGreaterThanOrEqualTo(43);
        return tests(suite.run(_ -> {}));
    }

    @TestFactory
    Stream<DynamicTest> benchmark() {
        PetabBenchmark benchmark = PetabBenchmark.open(SharedData.require("petab"));
        assertThat(benchmark.names()).hasSizeGreaterThanOrEqualTo(28);
        return tests(benchmark.run(benchmark.names(), _ -> {}));
    }

    private static Stream<DynamicTest> tests(List<PetabOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> DynamicTest.dynamicTest(outcome.name(), () -> check(outcome)));
    }

    private static void check(PetabOutcome outcome) {
        assertThat(outcome.reason()).isEmpty();
        assertThat(outcome.status()).isEqualTo(CaseOutcome.Status.PASSED);
    }

    @Test
    void aFolderWithoutCasesIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> PetabSuite.open(empty))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no cases here");
        assertThatThrownBy(() -> PetabBenchmark.open(empty))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("reference.tsv");
    }
}
