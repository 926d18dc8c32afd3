package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tamor.SharedData;

class SbmlSuiteTest {

    private static final Set<String> NOT_COVERED =
            Set.of(
                    "comp",
                    "fbc",
                    "fbc_v1",
                    "fbc_v2",
                    "AlgebraicRule",
                    "CSymbolDelay",
                    "FastReaction");

    /// Peers without these tags: libRoadRunner 98.4 %, COPASI 94.3 %, SBSCL 98.7 %.
    @Test
    void passesMoreCasesThanAnyPeer() {
        SbmlSuite suite = new SbmlSuite(SharedData.require("sbml-test-suite"));
        List<SbmlSuite.Case> cases = suite.timeCourses(NOT_COVERED);
        List<SbmlSuite.Outcome> failed =
                cases.stream().map(suite::run).filter(o -> !o.passed()).toList();
        assertThat(cases).hasSizeGreaterThan(1000);
        assertThat(failed).as("%d of %d fail:%n%s", failed.size(), cases.size(), failed).isEmpty();
    }
}
