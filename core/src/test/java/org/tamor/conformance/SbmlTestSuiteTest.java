package org.tamor.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tamor.SharedData;
import org.tamor.conformance.CaseOutcome.Status;

/// The public cases of the SBML test suite, packages `comp` and `fbc` included.
class SbmlTestSuiteTest {

    private static final double SECONDS = 120;

    @Test
    void passesEveryCase() {
        TestSuite suite = TestSuite.open(SharedData.require("sbml-test-suite"));
        List<CaseOutcome> outcomes = TestSuite.run(suite.cases(), 2, SECONDS, _ -> {});
        assertThat(outcomes).hasSizeGreaterThan(1400);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status() != Status.PASSED)
                .extracting(outcome -> outcome.testCase().number() + ": " + outcome.reason())
                .isEmpty();
    }
}
