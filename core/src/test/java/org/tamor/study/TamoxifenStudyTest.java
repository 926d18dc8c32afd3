package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tamor.ProjectFiles;
import org.tamor.expr.Expression;
import org.tamor.format.petab.Experiment;
import org.tamor.model.Model;
import org.tamor.parallel.Progress;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// The study of 2004 in dish and mouse: what must come out of its mechanism, and must not come out when the mechanism is cut.
class TamoxifenStudyTest {

    /// Sentences that active Akt cells grow without oestrogen and resist tamoxifen.
    private static final Set<String> RESISTANCE = Set.of("C9", "C11");

    /// Sentences that rapamycin inhibits mTOR, blocks ERα's transcription and restores the response to tamoxifen.
    private static final Set<String> RESTORATION = Set.of("C12", "C13", "C14");

    private static final Study STUDY = read();
    private static final StudyResults INTACT = StudyRunner.run(STUDY, RunOptions.standard(), Progress.SILENT);

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
    void everySentenceOfTheStudyOnCellsInTheDishHolds() {
        assertThat(failing(
                        INTACT,
                        claim -> claim.grades().contains("S") && !claim.id().startsWith("V18")))
                .isEmpty();
    }

    @Test
    void allFifteenCalibrationStatementsHold() {
        assertThat(statements(INTACT)).hasSize(15).doesNotContainValue(false);
    }

    /// Statements that no parameter was fitted to and that the model misses; `docs/science.md` says why.
    @Test
    void theMissesAreTheKnownOnes() {
        assertThat(INTACT.claims().stream()
                        .filter(result -> result.verdict() != Verdict.HOLDS)
                        .map(result -> result.claim().id()))
                .containsExactlyInAnyOrder(
                        "V1b", "V3a", "V3b", "V5a", "V7a", "V7c", "V7d", "V7e", "V10a", "V10b", "V10c", "V10e", "V18c");
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
        StudyResults cut = run(List.of("rapa-fkbp12"));
        Map<String, Boolean> statements = statements(cut);
        assertThat(RESTORATION).allSatisfy(id -> assertThat(statements).containsEntry(id, false));
        for (String id : List.of("A3a", "A3b", "A4", "A5", "A6a", "A6b", "C12a", "C12b", "V12d")) {
            assertThat(cut.claim(id).orElseThrow().verdict()).as(id).isEqualTo(Verdict.FAILS);
        }
    }

    @Test
    void sentencesOnMiceFailWithoutTheirMechanism() {
        Map<List<String>, List<String>> needed =
                Map.of(
                        List.of("oht-er"), List.of("V18a", "V18d"),
                        List.of("s6k1-er167", "akt-cyclind1"), List.of("V18b"),
                        arrowsFromAkt(), List.of("V19"),
                        List.of("rapa-fkbp12"), List.of("V18d", "V18e"),
                        List.of("e2-er"), List.of("V16b"));
        needed.forEach((cuts, claims) -> {
            StudyResults cut = run(cuts);
            for (String id : claims) {
                assertThat(INTACT.claim(id).orElseThrow().verdict()).as(id).isEqualTo(Verdict.HOLDS);
                assertThat(cut.claim(id).orElseThrow().verdict())
                        .as("%s without %s", id, cuts)
                        .isEqualTo(Verdict.FAILS);
            }
        });
    }

    /// V19 does not hang on the two routes of protection alone: without them it still holds.
    @Test
    void growthWithoutOestrogenHasMoreRoutesThanTheResistance() {
        ClaimResult cut = run(List.of("s6k1-er167", "akt-cyclind1")).claim("V19").orElseThrow();
        assertThat(cut.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(cut.value().orElseThrow())
                .isLessThan(INTACT.claim("V19").orElseThrow().value().orElseThrow());
    }

    private static List<String> arrowsFromAkt() {
        return STUDY.edges().stream()
                .filter(edge -> edge.source().equals("Akt"))
                .map(Edge::id)
                .toList();
    }

    @Test
    void withoutOestradiolsBindingNothingIsSaidOfItsEffects() {
        StudyResults cut = run(List.of("e2-er"));
        for (String id : List.of("A2", "A4", "C15b", "C15c")) {
            assertThat(cut.claim(id).orElseThrow().verdict()).as(id).isNotEqualTo(Verdict.HOLDS);
        }
    }

    @Test
    void moietiesAreAccountedForThroughMediumChanges() {
        assertThat(INTACT.moieties()).isNotEmpty().allSatisfy(balance -> {
            assertThat(balance.explanation()).isEmpty();
            assertThat(balance.error()).as("%s in %s", balance.moiety(), balance.experiment()).isLessThan(1e-8);
        });
    }

    @Test
    void noAmountFallsBelowZero() {
        Model model = STUDY.model();
        List<Output> species = model.species().stream()
                .map(one -> new Output(one.id(), new Expression.Symbol(one.id())))
                .toList();
        StudySimulation simulation = StudySimulation.of(STUDY);
        Simulator simulator = Simulator.compile(simulation.model(), species);
        double[] times = IntStream.rangeClosed(0, 504).mapToDouble(hour -> hour).toArray();
        Set<String> negative = new TreeSet<>();
        for (Experiment experiment : STUDY.problem().experiments()) {
            RunResult result = simulator.run(
                    simulation.timeline(experiment), simulation.nominal(), times, SolverOptions.DEFAULT);
            assertThat(result).as(experiment.id()).isInstanceOf(RunResult.Completed.class);
            TimeCourse course = ((RunResult.Completed) result).timeCourse();
            for (String output : course.outputs()) {
                double least = Arrays.stream(course.of(output)).min().orElseThrow();
                if (least < -1e-12) {
                    negative.add(output + " " + least + " in " + experiment.id());
                }
            }
        }
        assertThat(negative).isEmpty();
    }

    @Test
    void aRunDoesNotDependOnTheRunsBeforeIt() {
        StudySimulation simulation = StudySimulation.of(STUDY);
        Timeline timeline = simulation.timeline(STUDY.problem().experiments().getFirst());
        double[] times = {0, 24, 120};
        Simulator used = Simulator.compile(simulation.model(), simulation.outputs());
        Random random = new Random(7);
        for (int draw = 0; draw < 12; draw++) {
            Map<String, Double> values = new TreeMap<>(simulation.nominal());
            values.replaceAll((id, value) -> value * (0.7 + 0.6 * random.nextDouble()));
            RunResult again = used.run(timeline, values, times, SolverOptions.DEFAULT);
            RunResult alone = Simulator.compile(simulation.model(), simulation.outputs())
                    .run(timeline, values, times, SolverOptions.DEFAULT);
            assertThat(((RunResult.Completed) again).timeCourse().values())
                    .isDeepEqualTo(((RunResult.Completed) alone).timeCourse().values());
        }
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        List<StudyResults> runs = Stream.of(1, 3)
                .map(threads -> RunOptions.standard()
                        .withThreads(threads)
                        .withClaimsOnly(true)
                        .withDraws(3, 1))
                .map(options -> StudyRunner.run(STUDY, options, Progress.SILENT))
                .toList();
        assertThat(runs.get(0).claims()).isEqualTo(runs.get(1).claims());
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
