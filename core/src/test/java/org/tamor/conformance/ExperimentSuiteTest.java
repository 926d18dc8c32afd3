package org.tamor.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tamor.SharedData;
import org.tamor.conformance.CaseOutcome.Status;

/// Every eighth case of the SBML test suite as a SED-ML document; `tamor conformance sedml` runs
/// all.
class ExperimentSuiteTest {

    private static final int EVERY = 8;

    @Test
    void casesGiveTheSameAsExperiments() {
        List<TestCase> cases = TestSuite.open(SharedData.require("sbml-test-suite")).cases();
        List<TestCase> sample =
                IntStream.range(0, cases.size())
                        .filter(i -> i % EVERY == 0)
                        .mapToObj(cases::get)
                        .toList();
        List<CaseOutcome> outcomes = TestSuite.runAsExperiments(sample, 2, 120, _ -> {});
        assertThat(outcomes.stream().filter(outcome -> outcome.status() == Status.PASSED).count())
                .as("passed")
                .isGreaterThan(160);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status() == Status.FAILED)
                .extracting(outcome -> outcome.testCase().number() + ": " + outcome.reason())
                .isEmpty();
    }
}
