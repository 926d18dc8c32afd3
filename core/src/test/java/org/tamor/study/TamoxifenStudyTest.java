package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tamor.ProjectFiles;

/// The study of 2004 in the dish: what must come out of its mechanism, and must not come out when the mechanism is cut.
class TamoxifenStudyTest {

    /// Sentences that active Akt cells grow without oestrogen and resist tamoxifen.
    private static final Set<String> RESISTANCE = Set.of("C9", "C11");

    /// Sentences that rapamycin inhibits mTOR, blocks ERα's transcription and restores the response to tamoxifen.
    private static final Set<String> RESTORATION = Set.of("C12", "C13", "C14");

    private static final Study STUDY = read();
    private static final StudyResults INTACT = run(List.of());

    private static Study read() {
        return StudyReader.read(ProjectFiles.tamoxifenStudy());
    }

    private static StudyResults run(List<String> cuts) {
        return StudyRunner.run(
                STUDY, RunOptions.standard().withCuts(cuts).withClaimsOnly(true), Progress.SILENT);
    }

    @BeforeAll
    static void everyRunOfTheIntactNetworkReachesItsEnd() {
        assertThat(INTACT.runs().keySet().stream().flatMap(id -> INTACT.failure(id).stream()))
                .isEmpty();
    }

    @Test
    void everySentenceOfTheStudyHolds() {
        assertThat(failing(INTACT, claim -> claim.grades().contains("S"))).isEmpty();
    }

    @Test
    void atLeastTwelveOfTheFifteenCalibrationStatementsHold() {
        assertThat(statements(INTACT)).hasSize(15);
        assertThat(statements(INTACT).values().stream().filter(holds -> holds)).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void growthRatesFollowTheMeasuredOnes() {
        assertThat(INTACT.claims().stream().filter(result -> result.claim().id().startsWith("G")))
                .hasSize(9);
        assertThat(failing(INTACT, claim -> claim.id().startsWith("G"))).isEmpty();
    }

    @Test
    void withBothRoutesOfProtectionCutTheResistanceClaimsFail() {
        Map<String, Boolean> statements = statements(run(List.of("s6k1-er167", "akt-cyclind1")));
        assertThat(RESISTANCE).allSatisfy(id -> assertThat(statements).containsEntry(id, false));
    }

    @Test
    void withoutRapamycinsBindingTheRestorationClaimsFail() {
        Map<String, Boolean> statements = statements(run(List.of("rapa-fkbp12")));
        assertThat(RESTORATION).allSatisfy(id -> assertThat(statements).containsEntry(id, false));
    }

    @Test
    void moietiesAreAccountedForThroughMediumChanges() {
        assertThat(INTACT.moieties()).isNotEmpty().allSatisfy(balance -> {
            assertThat(balance.explanation()).isEmpty();
            assertThat(balance.error()).as("%s in %s", balance.moiety(), balance.experiment()).isLessThan(1e-8);
        });
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        StudyResults single = StudyRunner.run(
                STUDY, RunOptions.standard().withThreads(1).withClaimsOnly(true), Progress.SILENT);
        assertThat(single.claims()).isEqualTo(INTACT.claims());
    }

    /// Ids of the claims that do not hold.
    private static Set<String> failing(StudyResults results, Predicate<Claim> which) {
        Set<String> ids = new TreeSet<>();
        for (ClaimResult result : results.claims()) {
            if (which.test(result.claim()) && result.verdict() != Verdict.HOLDS) {
                ids.add(result.claim().id() + " " + result.value() + " " + result.explanation());
            }
        }
        return ids;
    }

    /// Calibration statements C1 to C15: a statement holds when all its rows (C4a, C4b, …) hold.
    private static Map<String, Boolean> statements(StudyResults results) {
        Map<String, Boolean> statements = new TreeMap<>();
        for (ClaimResult result : results.claims()) {
            if (result.claim().id().matches("C\\d+[a-z]?")) {
                String id = result.claim().id().replaceFirst("[a-z]$", "");
                statements.merge(id, result.verdict() == Verdict.HOLDS, Boolean::logicalAnd);
            }
        }
        return statements;
    }
}
