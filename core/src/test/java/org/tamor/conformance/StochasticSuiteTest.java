package org.tamor.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tamor.SharedData;

/// One case of each kind of the stochastic suite, with fewer trajectories than the suite asks for.
class StochasticSuiteTest {

    private static final List<String> CASES =
            List.of(
                    "00001", "00006", "00009", "00011", "00018", "00019", "00020", "00026", "00028",
                    "00030", "00032", "00033", "00037", "00040", "00048", "00056", "00057", "00058",
                    "00059", "00065", "00075");

    @Test
    void chosenCasesPass() {
        Path root = SharedData.require("sbml-test-suite/stochastic");
        List<StochasticCaseOutcome> outcomes =
                StochasticSuite.open(root).run(CASES, 2000, 1, 2, _ -> {});
        assertThat(outcomes).hasSize(CASES.size());
        assertThat(outcomes).allMatch(StochasticCaseOutcome::passed);
        assertThat(outcomes).allMatch(outcome -> outcome.points() >= 51);
    }
}
