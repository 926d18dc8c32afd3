package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;
import org.tamor.stats.Quantiles;

class StudyRunnerTest {

    private static final Study STUDY = ToyStudy.read();
    private static final RunOptions OPTIONS =
            RunOptions.standard().withSolver(new SolverOptions(1e-8, 1e-10, 100_000));

    private static StudyResults run(RunOptions options) {
        return StudyRunner.run(STUDY, options, Progress.SILENT);
    }

    @Test
    void everyClaimOfTheSoundStudyHolds() {
        StudyResults results = run(OPTIONS);
        assertThat(results.claims())
                .allSatisfy(result -> assertThat(result.verdict()).isEqualTo(Verdict.HOLDS));
        ClaimResult doubling = results.claim("doubling").orElseThrow();
        assertThat(doubling.value().orElseThrow()).isCloseTo(Math.log(2), within(1e-6));
        assertThat(doubling.margin().orElseThrow()).isCloseTo(Math.log(2) - 0.69, within(1e-6));
        ClaimResult kinase = results.claim("kinase_needed").orElseThrow();
        double steady = 5 / 1.1;
        assertThat(kinase.value().orElseThrow())
                .isCloseTo(steady * (1 - Math.exp(-1.1 * 20)), within(1e-5));
        assertThat(results.claim("half_dose").orElseThrow().value().orElseThrow())
                .isCloseTo(5, within(1e-6));
    }

    @Test
    void cuttingTheKinaseMakesItsClaimFail() {
        StudyResults results = run(OPTIONS.withCuts(List.of("kinase_B")));
        ClaimResult kinase = results.claim("kinase_needed").orElseThrow();
        assertThat(kinase.verdict()).isEqualTo(Verdict.FAILS);
        assertThat(kinase.value().orElseThrow()).isCloseTo(0, within(1e-9));
        assertThat(results.claim("doubling").orElseThrow().verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void anUnknownEdgeIsNamed() {
        BadInputException failure =
                catchThrowableOfType(
                        BadInputException.class, () -> run(OPTIONS.withCuts(List.of("kinase_C"))));
        assertThat(failure.code()).isEqualTo("run.unknown-edge");
        assertThat(failure.getMessage()).contains("did you mean kinase_B");
    }

    @Test
    void overridesReplaceParameters() {
        StudyResults slower = run(OPTIONS.withOverrides(Map.of("growth_rate", Math.log(2) / 48)));
        ClaimResult doubling = slower.claim("doubling").orElseThrow();
        assertThat(doubling.verdict()).isEqualTo(Verdict.FAILS);
        assertThat(doubling.value().orElseThrow()).isCloseTo(Math.log(2) / 2, within(1e-6));
        assertThatThrownBy(() -> run(OPTIONS.withOverrides(Map.of("grwth_rate", 1.0))))
                .hasMessageContaining("did you mean growth_rate");
    }

    @Test
    void cellsTakeTheConditionsOfTheirLevels() {
        StudyResults results = run(OPTIONS);
        double rate = Math.log(2) / 24;
        for (double dose : new double[] {0, 1, 3, 10, 30, 100}) {
            String cell = "doses__signal__d" + (int) dose;
            double expected = 100 * Math.exp(rate * 5 / (5 + dose) * 24);
            assertThat(results.value("count", cell, 24).orElseThrow())
                    .isCloseTo(expected, within(1e-4 * expected));
        }
        assertThat(results.value("phospho", "doses__silent__d0", 96).orElseThrow())
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void experimentsEndWhenNothingMoreIsAskedOfThem() {
        StudyResults results = run(OPTIONS);
        assertThat(last(results, "base")).isEqualTo(72);
        assertThat(last(results, "doses__silent__d3")).isEqualTo(96);
        assertThat(last(results, "doses__signal__d3")).isEqualTo(24);
        assertThat(last(results, "plain")).isEqualTo(24);
        assertThat(results.times("base")).contains(0, 12, 20, 24, 48, 72).hasSizeBetween(60, 100);
        assertThat(results.times("doses__silent__d3")).containsExactly(0, 24, 96);
    }

    private static double last(StudyResults results, String experiment) {
        double[] times = results.times(experiment);
        return times[times.length - 1];
    }

    @Test
    void measurementsAreComparedInTheirNoiseModel() {
        StudyResults results = run(OPTIONS);
        MeasurementFit count = results.measurements().get(0);
        assertThat(count.simulated().orElseThrow()).isCloseTo(200, within(1e-3));
        double residual = Math.log(210.0 / 200) / 0.1;
        assertThat(count.residual().orElseThrow()).isCloseTo(residual, within(1e-5));
        assertThat(count.logLikelihood().orElseThrow())
                .isCloseTo(
                        -0.5 * residual * residual - Math.log(0.1 * Math.sqrt(2 * Math.PI) * 210),
                        within(1e-5));
        MeasurementFit blot = results.measurements().get(1);
        double band = 2 * 5 / 1.1 * (1 - Math.exp(-1.1 * 12));
        assertThat(blot.simulated().orElseThrow()).isCloseTo(band, within(1e-5));
        assertThat(blot.noise().orElseThrow()).isCloseTo(0.1 * band + 0.2, within(1e-6));
        MeasurementFit kept = results.measurements().get(2);
        assertThat(kept.use()).isEqualTo(Claim.Use.VALIDATION);
        assertThat(kept.simulated().orElseThrow()).isCloseTo(400, within(1e-2));
    }

    @Test
    void moietiesBalance() {
        StudyResults results = run(OPTIONS);
        assertThat(results.moieties())
                .isNotEmpty()
                .allSatisfy(balance -> {
                    assertThat(balance.explanation()).isEmpty();
                    assertThat(balance.error()).isLessThan(1e-8);
                    assertThat(balance.makers()).containsExactly("synthesis");
                    assertThat(balance.losers()).containsExactly("loss_A", "loss_B");
                });
        MoietyBalance base = results.moieties().getFirst();
        assertThat(base.initial()).isCloseTo(10, within(1e-6));
        // the spike of 4 at 24 h has decayed for 48 h
        assertThat(base.last()).isCloseTo(10 + 4 * Math.exp(-0.1 * 48), within(1e-5));
    }

    @Test
    void drawsGiveRangesThatDependOnTheSeedOnly() {
        RunOptions options = OPTIONS.withDraws(12, 7).withClaimsOnly(true);
        StudyResults one = run(options.withThreads(1));
        StudyResults three = run(options.withThreads(3));
        assertThat(three.claims()).isEqualTo(one.claims());
        assertThat(run(options.withDraws(12, 8)).claims()).isNotEqualTo(one.claims());
        ClaimResult.ClaimSpread kinase =
                one.claim("kinase_needed").orElseThrow().spread().orElseThrow();
        List<Double> values = new ArrayList<>();
        for (int member = 0; member < 12; member++) {
            double k =
                    ParameterDraws.draw(STUDY.problem().parameters(), 7, member)
                            .getOrDefault("kinase", Double.NaN);
            values.add(k * 10 / (k + 0.6) * (1 - Math.exp(-(k + 0.6) * 20)));
        }
        assertThat(kinase.holds()).isEqualTo((int) values.stream().filter(v -> v >= 3).count());
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        assertThat(kinase.low().orElseThrow())
                .isCloseTo(Quantiles.ofSorted(sorted, 0.05), within(1e-4));
        assertThat(kinase.high().orElseThrow())
                .isCloseTo(Quantiles.ofSorted(sorted, 0.95), within(1e-4));
        assertThat(one.claim("doubling").orElseThrow().spread().orElseThrow().holdsFraction())
                .isEqualTo(1);
    }

    /// The kinase is needed where its rate is 0.5, not where it is 0.01; vectors without weight do not
    /// count, and the other parameters keep their values.
    @Test
    void anEnsembleStandsInPlaceOfDraws() {
        List<Ensemble.Member> members =
                Stream.of(new double[] {3, 0.5}, new double[] {1, 0.01}, new double[] {0, 0.02})
                        .map(pair -> new Ensemble.Member(pair[0], 0, new double[] {pair[1]}))
                        .toList();
        StudyResults results =
                run(
                        OPTIONS.withDraws(12, 7)
                                .withClaimsOnly(true)
                                .withEnsemble(new Ensemble(List.of("kinase"), members)));
        ClaimResult.ClaimSpread kinase =
                results.claim("kinase_needed").orElseThrow().spread().orElseThrow();
        assertThat(kinase.draws()).isEqualTo(3);
        assertThat(kinase.holds()).isEqualTo(1);
        assertThat(kinase.holdsFraction()).isCloseTo(0.75, within(1e-12));
        assertThat(kinase.low()).isEmpty();
        assertThat(results.information()).containsEntry("draws", "3 vectors of an ensemble");
    }

    @Test
    void aRunCanBeInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> run(OPTIONS)).isInstanceOf(CancellationException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            boolean cleared = Thread.interrupted();
            assertThat(cleared).isTrue();
        }
    }

    @Test
    void tablesAreTheSameForAnyNumberOfThreads(@TempDir Path folder) throws IOException {
        RunOptions options = OPTIONS.withDraws(5, 1);
        ResultTables.write(run(options.withThreads(1)), folder.resolve("one"));
        ResultTables.write(run(options.withThreads(4)), folder.resolve("four"));
        Map<String, String> one = files(folder.resolve("one"));
        assertThat(files(folder.resolve("four"))).isEqualTo(one);
        assertThat(one)
                .containsKeys(
                        "claims.csv",
                        "results/measurements.csv",
                        "results/designs.csv",
                        "results/parameters.csv",
                        "results/edges.csv",
                        "results/moieties.csv",
                        "results/run.csv",
                        "results/timecourses/count.csv",
                        "petab/problem.yaml");
        List<String> claims = String.valueOf(one.get("claims.csv")).lines().toList();
        assertThat(claims.getFirst())
                .isEqualTo(
                        "id,verdict,value,margin,source,grade,sentence,readout,expression,lower,upper,use,"
                                + "holds_fraction,holds_given_sentences,holds_given_other_sentences,effective_vectors_given_other_sentences,value_p05,value_p95,explanation");
        assertThat(claims.get(1))
                .startsWith("doubling,HOLDS,0.693147")
                .contains(",the model,S+P,Cells double");
        assertThat(claims).hasSize(5);
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    /// Reading what was written gives the same problem, and the same likelihood.
    @Test
    void theExpandedStudyIsAPlainProblem(@TempDir Path folder) {
        StudyResults results = run(OPTIONS);
        ResultTables.write(results, folder);
        Study plain = StudyReader.read(folder.resolve("petab/problem.yaml"));
        PetabProblem problem = PetabReader.read(folder.resolve("petab/problem.yaml"));
        assertThat(problem.extensions()).isEmpty();
        assertThat(plain.experiments()).hasSameSizeAs(STUDY.experiments());
        assertThat(problem.conditions()).hasSameSizeAs(STUDY.problem().conditions());
        StudyResults again = StudyRunner.run(plain, OPTIONS, Progress.SILENT);
        for (int i = 0; i < again.measurements().size(); i++) {
            assertThat(again.measurements().get(i).logLikelihood().orElseThrow())
                    .isCloseTo(
                            results.measurements().get(i).logLikelihood().orElseThrow(),
                            within(1e-5));
        }
        assertThat(again.value("count", "doses__signal__d10", 24).orElseThrow())
                .isCloseTo(
                        results.value("count", "doses__signal__d10", 24).orElseThrow(),
                        within(1e-3));
    }
}
