package org.tamor.study.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleBinaryOperator;
import org.hipparchus.special.Erf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.calibrate.anneal.AnnealedSample;
import org.tamor.calibrate.anneal.AnnealedSampler;
import org.tamor.calibrate.anneal.AnnealingOptions;
import org.tamor.calibrate.anneal.AnnealingPath;
import org.tamor.calibrate.anneal.ModesToPosterior;
import org.tamor.calibrate.anneal.PriorCoordinates;
import org.tamor.calibrate.anneal.PriorToPosterior;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.sample.PetabPosterior;
import org.tamor.calibrate.validation.MeasurementGroup.Grouping;
import org.tamor.calibrate.validation.Validation;
import org.tamor.calibrate.validation.Validator;
import org.tamor.failure.BadInputException;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;
import org.tamor.study.Study;
import org.tamor.study.StudyReader;

/// Marginal likelihoods, sentences and predictions on a problem whose integrals are known.
class MechanismComparisonTest {

    private static final AnnealingOptions OPTIONS =
            AnnealingOptions.standard().withPopulation(4, 128).withSeed(3);
    private static final SolverOptions SOLVER = new SolverOptions(1e-7, 1e-10, 20_000);

    @TempDir private Path folder = Path.of("");

    private @Nullable Study nullableStudy;
    private @Nullable PriorCoordinates nullableCoordinates;

    @BeforeEach
    void read() throws IOException {
        nullableStudy = DecayStudy.in(folder);
        nullableCoordinates = PriorCoordinates.of(PetabPosterior.of(study().problem(), SOLVER));
    }

    private Study study() {
        return Objects.requireNonNull(nullableStudy);
    }

    private PriorCoordinates coordinates() {
        return Objects.requireNonNull(nullableCoordinates);
    }

    private static AnnealedSample fromPrior(PriorCoordinates prior) {
        PriorToPosterior path = new PriorToPosterior(prior);
        return run(path, path.draws(512, 3));
    }

    private static AnnealedSample run(AnnealingPath path, List<double[]> draws) {
        return AnnealedSampler.start(path, OPTIONS, draws, Progress.SILENT)
                .run(Progress.SILENT, sampler -> {});
    }

    /// The mean over the prior by the midpoint rule; k is log-uniform from 0.1 to 10, b uniform.
    private static double mean(boolean input, DoubleBinaryOperator function) {
        int n = 400;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double k = 0.1 * Math.pow(100, (i + 0.5) / n);
            for (int j = 0; j < (input ? n : 1); j++) {
                sum += function.applyAsDouble(k, input ? (j + 0.5) / n : 0);
            }
        }
        return sum / n / (input ? n : 1);
    }

    private static double sentence(double k, double b) {
        double z = (DecayStudy.LIMIT - DecayStudy.amount(k, b, 1)) / DecayStudy.TOLERANCE;
        return 0.5 * Erf.erfc(-z / Math.sqrt(2));
    }

    @Test
    void bothWaysFindTheMarginalLikelihood() {
        double exact = Math.log(mean(true, DecayStudy::likelihood));
        assertThat(fromPrior(coordinates()).logRatio()).isCloseTo(exact, within(0.15));
        ModesToPosterior modes = ModesToPosterior.of(coordinates(), 4, 1, 2, Progress.SILENT);
        AnnealedSample sample = run(modes, modes.draws(512, 3));
        assertThat(sample.logRatio()).isCloseTo(exact, within(0.15));
        double k =
                sample.islands().stream()
                        .flatMap(List::stream)
                        .mapToDouble(
                                member ->
                                        coordinates()
                                                .posterior()
                                                .values(
                                                        coordinates()
                                                                .ofPosterior(member.position()))
                                                .getOrDefault("k", Double.NaN))
                        .average()
                        .orElseThrow();
        double meanOfK =
                mean(true, (x, b) -> x * DecayStudy.likelihood(x, b))
                        / mean(true, DecayStudy::likelihood);
        assertThat(k).isCloseTo(meanOfK, within(0.02));
    }

    @Test
    void mechanismsAreWeighedByMeasurementsAndSentences() {
        List<MechanismEvidence> evidence =
                new MechanismComparison(study(), SOLVER, 2, Progress.SILENT)
                        .run((mechanism, prior) -> fromPrior(prior));
        assertThat(evidence)
                .extracting(one -> one.mechanism().id())
                .containsExactly("decay", "input");
        for (MechanismEvidence one : evidence) {
            boolean input = one.mechanism().id().equals("input");
            double marginal = mean(input, DecayStudy::likelihood);
            double withSentence =
                    mean(input, (k, b) -> DecayStudy.likelihood(k, b) * sentence(k, b));
            assertThat(one.logMarginal(false)).isCloseTo(Math.log(marginal), within(0.15));
            assertThat(one.logMarginal(true)).isCloseTo(Math.log(withSentence), within(0.4));
            assertThat(one.parameters()).isEqualTo(input ? 2 : 1);
        }
        List<MechanismVerdict> verdicts = ComparisonTables.verdicts(evidence);
        assertThat(verdicts).hasSize(2);
        assertThat(
                        verdicts.getFirst().probabilities().getFirst()
                                + verdicts.getFirst().probabilities().getLast())
                .isCloseTo(1, within(1e-12));
        assertThat(verdicts.getFirst().words()).contains("do not decide");
    }

    @Test
    void sentencesNarrowTheEnsemble() {
        Ensemble ensemble = ensemble(fromPrior(coordinates()));
        SentencePath path = SentencePath.of(study(), coordinates(), ensemble, 512, SOLVER);
        AnnealedSample sample = run(path, path.starts());
        double exact =
                Math.log(
                        mean(true, (k, b) -> DecayStudy.likelihood(k, b) * sentence(k, b))
                                / mean(true, DecayStudy::likelihood));
        assertThat(sample.logRatio()).isCloseTo(exact, within(0.4));
    }

    private Ensemble ensemble(AnnealedSample sample) {
        List<Ensemble.Member> members = new ArrayList<>();
        sample.islands()
                .forEach(
                        island ->
                                island.forEach(
                                        member -> {
                                            Map<String, Double> values =
                                                    coordinates()
                                                            .posterior()
                                                            .values(
                                                                    coordinates()
                                                                            .ofPosterior(
                                                                                    member
                                                                                            .position()));
                                            members.add(
                                                    new Ensemble.Member(
                                                            1,
                                                            Double.NaN,
                                                            new double[] {
                                                                values.getOrDefault("k", 0.0),
                                                                values.getOrDefault("b", 0.0)
                                                            }));
                                        }));
        return new Ensemble(List.of("k", "b"), members);
    }

    /// Leaving out the experiment leaves the prior: the density foretold is the mean over it.
    @Test
    void predictionsAreScored() {
        Validation validation =
                Validator.validate(
                        study().problem(),
                        study().validationMeasurements(),
                        ensemble(fromPrior(coordinates())),
                        Grouping.EXPERIMENT.groups(study().problem()),
                        SOLVER,
                        2,
                        Progress.SILENT);
        Validation.Scored aside = validation.of(Validation.Kind.KEPT_ASIDE).getFirst();
        double marginal = mean(true, DecayStudy::likelihood);
        double expected =
                mean(true, (k, b) -> DecayStudy.likelihood(k, b) * density(0.1, k, b, 3))
                        / marginal;
        assertThat(aside.logScore()).isCloseTo(Math.log(expected), within(0.1));
        assertThat(aside.logScoreOfNominal())
                .isCloseTo(Math.log(density(0.1, 1, 0.1, 3)), within(1e-4));
        Validation.Summary fitted =
                Objects.requireNonNull(validation.summaries().get(Validation.Kind.FITTED));
        assertThat(fitted.measurements()).isEqualTo(2);
        assertThat(fitted.fewest()).isCloseTo(512, within(1e-6));
        assertThat(validation.of(Validation.Kind.LEFT_OUT))
                .allSatisfy(
                        one -> {
                            assertThat(one.effective()).isBetween(1.0, 300.0);
                            assertThat(one.logScore())
                                    .isLessThan(
                                            validation.of(Validation.Kind.FITTED).stream()
                                                    .filter(
                                                            other ->
                                                                    other.measurement()
                                                                            .equals(
                                                                                    one
                                                                                            .measurement()))
                                                    .findFirst()
                                                    .orElseThrow()
                                                    .logScore());
                        });
    }

    private static double density(double measured, double k, double b, double time) {
        double z = (measured - DecayStudy.amount(k, b, time)) / DecayStudy.NOISE;
        return Math.exp(-0.5 * z * z) / (DecayStudy.NOISE * Math.sqrt(2 * Math.PI));
    }

    /// Here the steps are steered by the curvature too.
    @Test
    void interruptedRunFromModesGoesOnToTheSameEnd() throws IOException {
        AnnealingOptions few = OPTIONS.withPopulation(2, 32);
        ModesToPosterior modes = ModesToPosterior.of(coordinates(), 4, 1, 2, Progress.SILENT);
        List<double[]> draws = modes.draws(64, 3);
        AnnealedSample whole =
                AnnealedSampler.start(modes, few, draws, Progress.SILENT)
                        .run(Progress.SILENT, sampler -> {});
        Path state = folder.resolve("state.tsv");
        int[] sweeps = {0};
        assertThatThrownBy(
                        () ->
                                AnnealedSampler.start(modes, few, draws, Progress.SILENT)
                                        .run(
                                                Progress.SILENT,
                                                sampler -> {
                                                    sweeps[0]++;
                                                    if (sweeps[0] == 2) {
                                                        save(sampler, state);
                                                        throw new CancellationException();
                                                    }
                                                }))
                .isInstanceOf(CancellationException.class);
        Path found = folder.resolve("modes.tsv");
        modes.save(4, 1, found);
        ModesToPosterior again = ModesToPosterior.read(coordinates(), 4, 1, found);
        AnnealedSample resumed =
                AnnealedSampler.resume(again, few, state).run(Progress.SILENT, sampler -> {});
        assertThat(again.logDensities()).isEqualTo(modes.logDensities());
        assertThatThrownBy(() -> ModesToPosterior.read(coordinates(), 5, 1, found))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("starts=4");
        assertThat(resumed.logRatios()).isEqualTo(whole.logRatios());
        assertThat(resumed.stages()).isEqualTo(whole.stages());
        assertThat(resumed.islands().getLast().getLast().position())
                .containsExactly(whole.islands().getLast().getLast().position());
    }

    private static void save(AnnealedSampler sampler, Path file) {
        try {
            sampler.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decay\tIs there an input?\tdecay alone\tbb\t0 | bb",
                "twice\tQ\ts\tb\t0;twice\tQ\ts\tb\t1 | holds b twice",
                "all\tQ\ts\tb\t0;all\tQ\ts\tk\t1 | every parameter that is estimated",
            })
    void mechanismsThatCannotBeHeldAreRefused(String rows, String message) throws IOException {
        Path mechanisms = folder.resolve("mechanisms.tsv");
        Files.writeString(
                mechanisms,
                "mechanismId\tquestion\tsentence\tparameterId\tvalue\n"
                        + rows.replace("\\t", "\t").replace(";", "\n")
                        + "\n");
        assertThatThrownBy(() -> StudyReader.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void tolerancesBelongToLimits() throws IOException {
        Path claims = folder.resolve("claims.tsv");
        Files.writeString(claims, Files.readString(claims).replace("\t0.7\t0.05", "\t\t0.05"));
        assertThatThrownBy(() -> StudyReader.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("tolerance");
    }

    @Test
    void mechanismsThatContradictThemselvesAreRefused() throws IOException {
        Path mechanisms = folder.resolve("mechanisms.tsv");
        Files.writeString(
                mechanisms,
                Files.readString(mechanisms) + "decay\tAnother question?\tdecay alone\tk\t1\n");
        assertThatThrownBy(() -> StudyReader.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("belong to one mechanism");
    }
}
