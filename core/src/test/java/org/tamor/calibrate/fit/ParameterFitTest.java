package org.tamor.calibrate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.ParameterValues;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.PetabProblem;
import org.tamor.stats.RandomStream;

/// Whole fits of a small problem.
class ParameterFitTest {

    private static final double[] TRUTH = {Math.log10(3), Math.log10(0.7), -1};

    @TempDir private Path folder = Path.of("");

    private static FitOptions options(int starts, int threads) {
        return new FitOptions(starts, 5, FitMethod.AUTOMATIC, 2, 200, threads);
    }

    private static FitResult fit(PetabProblem problem, FitOptions options) {
        return ParameterFit.of(PetabEvaluation.of(problem), options)
                .run(List.of(), start -> {}, () -> false);
    }

    @Test
    void theFirstStartBeginsAtGivenValues() throws IOException {
        PetabEvaluation evaluation = PetabEvaluation.of(new FitProblems().read(folder));
        ParameterFit drawn = ParameterFit.of(evaluation, options(3, 1));
        FitResult best = drawn.run(List.of(), start -> {}, () -> false);
        Map<String, Double> values = drawn.space().values(best.best());

        ParameterFit given = drawn.startingAt(values);
        FitResult result = given.run(List.of(), start -> {}, () -> false);

        assertThat(given.identity()).isNotEqualTo(drawn.identity());
        assertThat(result.starts().getFirst().start()).containsExactly(best.best(), within(1e-12));
        assertThat(result.starts().getFirst().value()).isLessThanOrEqualTo(best.objective() + 1e-3);
        for (int later = 1; later < 3; later++) {
            assertThat(result.starts().get(later).start())
                    .isEqualTo(best.starts().get(later).start());
        }
    }

    @Test
    void valuesThatNoStartCanBeginAtAreNotPassedOverInSilence() throws IOException {
        PetabEvaluation evaluation = PetabEvaluation.of(new FitProblems().read(folder));
        ParameterFit fit = ParameterFit.of(evaluation, options(1, 1));
        assertThatThrownBy(() -> fit.startingAt(Map.of("k", -0.7)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no logarithm");
        assertThatThrownBy(() -> fit.startingAt(Map.of("factor", 2.0)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not estimated and is 1.0");

        ParameterFit same = fit.startingAt(Map.of("factor", 1.0, "k", 0.9));
        assertThat(same.isBegunAsGiven(same.run(List.of(), start -> {}, () -> false))).isTrue();
    }

    @Test
    void aStartThatIsReplacedIsTold() throws IOException {
        FitProblems problems =
                new FitProblems()
                        .replacing("model.ant", "k * A", "k * A * piecewise(1, k < 2, 0 / 0)");
        ParameterFit given =
                ParameterFit.of(PetabEvaluation.of(problems.read(folder)), options(1, 1))
                        .startingAt(Map.of("k", 3.0));
        FitResult result = given.run(List.of(), start -> {}, () -> false);
        assertThat(given.isBegunAsGiven(result)).isFalse();
    }

    @Test
    void resumesToTheSameResultForAnyNumberOfThreads() throws IOException {
        PetabEvaluation evaluation = PetabEvaluation.of(new FitProblems().read(folder));
        ParameterFit whole = ParameterFit.of(evaluation, options(8, 1));
        List<List<String>> expected =
                new FitTables(whole.run(List.of(), start -> {}, () -> false)).starts();

        ParameterFit stopped = ParameterFit.of(evaluation, options(8, 2));
        FitStore store = FitStore.begin(folder, stopped.identity());
        List<StartResult> finished = new ArrayList<>();
        stopped.run(
                List.of(),
                start -> {
                    store.add(start);
                    finished.add(start);
                },
                () -> finished.size() >= 3);
        assertThat(finished).hasSizeBetween(3, 5);
        Path file = folder.resolve(FitStore.FILE_NAME);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 20)); // in the middle of a line

        FitStore resumed = FitStore.resume(folder, stopped.identity());
        List<StartResult> known = resumed.results(3);
        assertThat(known).hasSize(finished.size() - 1);
        FitResult result = stopped.run(known, resumed::add, () -> false);
        assertThat(new FitTables(result).starts()).isEqualTo(expected);
        assertThat(resumed.results(3)).hasSize(8);
    }

    @Test
    void refusesTheStartsOfAnotherFit() {
        PetabEvaluation evaluation = PetabEvaluation.of(new FitProblems().read(folder));
        FitStore.begin(folder, ParameterFit.of(evaluation, options(2, 1)).identity());
        PetabEvaluation other =
                PetabEvaluation.of(
                        new FitProblems()
                                .replacing("parameters.tsv", "sd\tlog10\t0.001", "sd\tlog10\t0.01")
                                .read(folder));
        String identity = ParameterFit.of(other, options(2, 1)).identity();
        assertThatThrownBy(() -> FitStore.resume(folder, identity))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("other work");
    }

    @Test
    void writesValuesThatGiveTheSameLikelihoodAgain() throws IOException {
        PetabProblem problem = new FitProblems().read(folder);
        FitResult result = fit(problem, options(3, 1));
        new FitTables(result).write(folder.resolve("."));
        Map<String, Double> values =
                ParameterValues.read(folder.resolve("parameters.tsv"), problem);
        Evaluation again = result.evaluation().evaluate(values, PosteriorObjective.FINAL);
        assertThat(again).isInstanceOf(Evaluation.Completed.class);
        assertThat(((Evaluation.Completed) again).logLikelihood())
                .isEqualTo(result.atBest().logLikelihood());
        assertThat(result.nominal().orElseThrow()).isGreaterThan(result.objective());
    }

    /// The intervals of 100 data sets drawn from the model hold the truth as often as they claim:
    /// with 95 percent, 100 draws give 87 or more with probability above 0.999; those of the noise
    /// are a little short because it is estimated from 40 values.
    @Test
    void recoversTheTruthAsOftenAsTheIntervalsClaim() {
        PetabProblem problem = new FitProblems().read(folder);
        int[] covered = new int[3];
        for (int repetition = 0; repetition < 100; repetition++) {
            FitResult result = fit(drawn(problem, repetition), options(2, 1));
            Identifiability judged = result.identifiability().orElseThrow();
            for (int k = 0; k < 3; k++) {
                double error = judged.standardErrors()[k];
                covered[k] += Math.abs(result.best()[k] - TRUTH[k]) < 1.96 * error ? 1 : 0;
            }
        }
        for (int count : covered) {
            assertThat(count).isBetween(86, 100);
        }
        assertThat(covered[0] + covered[1] + covered[2]).isLessThan(300);
    }

    private static PetabProblem drawn(PetabProblem problem, int repetition) {
        RandomStream stream = RandomStream.of(11, repetition);
        Measurement first = problem.measurements().getFirst();
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double time = 0.1 * i;
            measurements.add(
                    new Measurement(
                            "",
                            first.observable(),
                            first.experiment(),
                            time,
                            3 * Math.exp(-0.7 * time) + 0.1 * stream.nextGaussian(),
                            List.of(),
                            List.of(),
                            "",
                            "",
                            first.location()));
        }
        return new PetabProblem(
                problem.file(),
                problem.id(),
                problem.formatVersion(),
                problem.models(),
                problem.parameters(),
                problem.conditions(),
                problem.experiments(),
                problem.observables(),
                measurements,
                problem.mappings(),
                problem.extensions());
    }

    /// Only the product of the initial amount and the factor can be seen.
    @Test
    void namesParametersThatCannotBeToldApart() {
        PetabProblem problem =
                new FitProblems()
                        .replacing("parameters.tsv", "100\t1\t0", "100\t1\t1")
                        .read(folder);
        Identifiability judged = fit(problem, options(3, 1)).identifiability().orElseThrow();
        assertThat(judged.structural()).isEqualTo(1);
        assertThat(judged.flat()).hasSize(1);
        assertThat(judged.flat().getFirst().parameters()).containsExactlyInAnyOrder("a0", "factor");
        assertThat(judged.verdicts())
                .containsExactly(
                        Identifiability.Verdict.FLAT,
                        Identifiability.Verdict.DETERMINED,
                        Identifiability.Verdict.FLAT,
                        Identifiability.Verdict.DETERMINED);
        assertThat(judged.standardErrors()[0]).isInfinite();
    }

    /// With times t and known noise the Fisher information about a0 and k is that of a regression;
    /// with small residuals the second derivatives are close to it.
    @Test
    void standardErrorsAreThoseOfTheory() {
        PetabProblem problem =
                new FitProblems()
                        .replacing("parameters.tsv", "10\t0.1\t1", "10\t0.1\t0")
                        .read(folder);
        FitResult result = fit(problem, options(3, 1));
        double a0 = Math.pow(10, result.best()[0]);
        double k = Math.pow(10, result.best()[1]);
        double aa = 0;
        double ak = 0;
        double kk = 0;
        for (int i = 0; i < 12; i++) {
            double t = 0.25 * i;
            double byA = Math.exp(-k * t) * a0 * Math.log(10) / 0.1;
            double byK = -t * a0 * Math.exp(-k * t) * k * Math.log(10) / 0.1;
            aa += byA * byA;
            ak += byA * byK;
            kk += byK * byK;
        }
        double determinant = aa * kk - ak * ak;
        double[] errors = result.identifiability().orElseThrow().standardErrors();
        assertThat(errors[0]).isCloseTo(Math.sqrt(kk / determinant), within(0.05 * errors[0]));
        assertThat(errors[1]).isCloseTo(Math.sqrt(aa / determinant), within(0.05 * errors[1]));
    }

    /// The floor of a state has no derivative where it jumps.
    @Test
    void fitsWithoutDerivativesWhereThereAreNone() {
        PetabProblem problem =
                new FitProblems()
                        .replacing("model.ant", "k * A;", "k * A + 1e-9 * floor(A);")
                        .read(folder);
        ParameterFit fit = ParameterFit.of(PetabEvaluation.of(problem), options(1, 1));
        assertThat(fit.method()).isEqualTo(FitMethod.EVOLUTION);
        FitResult found = fit.run(List.of(), start -> {}, () -> false);
        FitResult smooth = fit(new FitProblems().read(folder), options(3, 1));
        assertThat(found.objective()).isCloseTo(smooth.objective(), within(0.01));
        assertThat(found.identifiability()).isEmpty();
    }

    @Test
    void gradientsAloneFindTheSamePoint() {
        PetabProblem problem = new FitProblems().read(folder);
        FitResult expected = fit(problem, options(3, 1));
        FitResult found = fit(problem, new FitOptions(3, 5, FitMethod.QUASI_NEWTON, 2, 200, 1));
        for (int k = 0; k < 3; k++) {
            assertThat(found.best()[k]).isCloseTo(expected.best()[k], within(1e-3));
        }
    }

    /// A start that was cut short ends in a slope: nothing is said of parameters there.
    @Test
    void saysNothingOfParametersAwayFromAnOptimum() {
        PetabProblem problem = new FitProblems().read(folder);
        PosteriorObjective objective =
                PosteriorObjective.searching(
                        PetabEvaluation.of(problem), SearchSpace.of(problem), Density.VALUE, true);
        FitResult good = fit(problem, options(3, 1));
        assertThat(good.judgement()).isInstanceOf(Judgement.Judged.class);
        assertThat(TrustRegion.promise(objective, good.best())).isLessThan(1e-3);
        double[] away = good.best().clone();
        away[1] += 0.3;
        assertThat(TrustRegion.promise(objective, away)).isGreaterThan(FitResult.SAME);

        FitResult poor =
                new FitResult(
                        good.evaluation(),
                        good.space(),
                        good.options(),
                        good.method(),
                        good.eliminated(),
                        good.starts(),
                        good.refined(),
                        away,
                        good.bestStart(),
                        good.atBest(),
                        good.logPrior(),
                        good.nominal(),
                        new Judgement.NotJudged("a reason"));
        for (List<String> row : new FitTables(poor).parameters().subList(1, 4)) {
            assertThat(row.getLast()).isEqualTo("not judged");
            assertThat(row.get(4)).isEmpty();
        }
        assertThat(new FitTables(poor).summary().getLast().getLast()).isEqualTo("a reason");
    }

    /// Derivatives that fail at the best point, or are no numbers, leave a reason.
    @Test
    void saysWhyNothingIsSaid() {
        Objective failing = new Broken(new Objective.Undefined("the solver gave up"));
        assertThat(Identifiability.at(failing, new double[] {0.5}, 1))
                .isEqualTo(
                        new Judgement.NotJudged(
                                "there are no derivatives at the best point: the solver gave up"));
        Objective.Slope slope =
                new Objective.Slope(
                        new double[] {0},
                        Optional.of(new double[][] {{Double.NaN}}),
                        Optional.empty());
        Objective numberless =
                new Broken(new Objective.Finite(1, new double[0], Optional.of(slope)));
        assertThat(Identifiability.at(numberless, new double[] {0.5}, 1))
                .isInstanceOfSatisfying(
                        Judgement.NotJudged.class,
                        one -> assertThat(one.reason()).contains("not finite numbers"));
    }

    private record Broken(Objective.Value expansion) implements Objective {
        @Override
        public List<String> names() {
            return List.of("p");
        }

        @Override
        public double[] lower() {
            return new double[] {0};
        }

        @Override
        public double[] upper() {
            return new double[] {1};
        }

        @Override
        public Value value(double[] x) {
            return expansion;
        }

        @Override
        public Value expand(double[] x) {
            return expansion;
        }
    }

    /// The best row's refined objective is that of the result; starts beyond the third have none.
    @Test
    void writesTheRefinedObjective() {
        FitResult result = fit(new FitProblems().read(folder), options(5, 1));
        List<List<String>> rows = new FitTables(result).starts();
        int column = rows.getFirst().indexOf("objectiveRefined");
        double least = Double.POSITIVE_INFINITY;
        for (int rank = 1; rank <= 3; rank++) {
            least = Math.min(least, Double.parseDouble(rows.get(rank).get(column)));
        }
        assertThat(least).isCloseTo(result.objective(), within(1e-9));
        assertThat(rows.get(4).get(column)).isEmpty();
    }
}
