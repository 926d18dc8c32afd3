package org.tamor.calibrate.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.tamor.calibrate.anneal.AnnealedSample;
import org.tamor.calibrate.anneal.AnnealedSampler;
import org.tamor.calibrate.anneal.AnnealingOptions;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.validation.MeasurementGroup.Grouping;
import org.tamor.calibrate.validation.Validation.Kind;
import org.tamor.calibrate.validation.Validation.Scored;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;

/// Leaving measurements out, against integrals over the prior: `A' = b - k A` from 2, measured at
/// the times 1 and 2; k is log-uniform from 0.1 to 10, b uniform from 0 to 1.
class LeftOutTest {

    private static final SolverOptions SOLVER = new SolverOptions(1e-7, 1e-10, 20_000);
    private static final int GRID = 60;
    private static final double NOISE = 0.1;

    private final PetabProblem problem =
            PetabReader.read(Path.of("src", "test", "resources", "studies", "decay", "study.yaml"));
    private final Measurement first = problem.measurements().getFirst();
    private final Measurement second = problem.measurements().getLast();

    private static double density(Measurement measured, double k, double b) {
        double amount = b / k + (2 - b / k) * Math.exp(-k * measured.time());
        double z = (measured.value() - amount) / NOISE;
        return Math.exp(-0.5 * z * z) / (NOISE * Math.sqrt(2 * Math.PI));
    }

    private static double rate(int i, int n) {
        return 0.1 * Math.pow(100, (i + 0.5) / n);
    }

    private static double mean(DoubleBinaryOperator function) {
        int n = 400;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sum += function.applyAsDouble(rate(i, n), (j + 0.5) / n);
            }
        }
        return sum / n / n;
    }

    private double both(double k, double b) {
        return density(first, k, b) * density(second, k, b);
    }

    /// The posterior on a grid.
    private Ensemble posterior() {
        List<Ensemble.Member> members = new ArrayList<>();
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < GRID; j++) {
                double k = rate(i, GRID);
                double b = (j + 0.5) / GRID;
                members.add(new Ensemble.Member(both(k, b), Double.NaN, new double[] {k, b}));
            }
        }
        return new Ensemble(List.of("k", "b"), members);
    }

    private AnnealedSample annealed(WithoutGroup path) {
        AnnealingOptions options = AnnealingOptions.standard().withPopulation(4, 128).withSeed(5);
        return AnnealedSampler.start(path, options, path.starts(), Progress.SILENT)
                .run(Progress.SILENT, sampler -> {});
    }

    private static double meanLogRate(Ensemble ensemble) {
        return ensemble.members().stream()
                .mapToDouble(member -> Math.log(member.values()[0]))
                .average()
                .orElseThrow();
    }

    @Test
    void drawsForgetWhatWasLeftOut() {
        MeasurementGroup group = new MeasurementGroup("first", List.of(first));
        WithoutGroup path = WithoutGroup.of(problem, group, posterior(), 512, SOLVER);
        AnnealedSample annealed = annealed(path);
        double rest = mean((k, b) -> density(second, k, b));
        WithoutGroup.Outcome without = path.outcome(annealed);
        assertThat(without.ensemble().members()).hasSize(512);
        assertThat(meanLogRate(without.ensemble()))
                .isCloseTo(
                        mean((k, b) -> Math.log(k) * density(second, k, b)) / rest, within(0.08));
        assertThat(without.effective()).isBetween(100.0, 600.0);
        assertThat(without.rHat()).isLessThan(1.05);
        Scored scored =
                Validator.leftOut(problem, group, without, SOLVER, 2, Progress.SILENT).getFirst();
        assertThat(scored.logScore()).isCloseTo(Math.log(mean(this::both) / rest), within(0.15));
        assertThat(scored.annealed()).isTrue();
    }

    @Test
    void weightsForgetWhatWasLeftOut() {
        List<MeasurementGroup> groups = List.of(new MeasurementGroup("second", List.of(second)));
        Ensemble ensemble = posterior();
        Validation validation =
                Validator.validate(
                        problem, List.of(), ensemble, groups, SOLVER, 2, Progress.SILENT);
        Scored scored = validation.of(Kind.LEFT_OUT).getFirst();
        double rest = mean((k, b) -> density(first, k, b));
        assertThat(scored.logScore()).isCloseTo(Math.log(mean(this::both) / rest), within(0.1));
        assertThat(scored.annealed()).isFalse();
        assertThat(validation.of(Kind.FITTED)).hasSize(2);
        assertThat(validation.leftOut().keySet()).containsExactly("second");
    }

    /// A measurement 1,000 standard deviations away has a density of `exp(-500,000)`, which is no
    /// number; its logarithm is one, and the same by a single vector and by that vector as nominal.
    @Test
    void theScoreOfWhatNobodyForetoldHasNoFloor() {
        Measurement far =
                new Measurement(
                        first.model(),
                        first.observable(),
                        first.experiment(),
                        first.time(),
                        100,
                        first.observableParameters(),
                        first.noiseParameters(),
                        "",
                        "",
                        first.location());
        double[] values = {1, 0.5};
        Ensemble one =
                new Ensemble(
                        List.of("k", "b"), List.of(new Ensemble.Member(1, Double.NaN, values)));
        Scored scored =
                Validator.validate(
                                problem, List.of(far), one, List.of(), SOLVER, 1, Progress.SILENT)
                        .of(Kind.KEPT_ASIDE)
                        .getFirst();
        double amount = 0.5 + 1.5 * Math.exp(-far.time());
        double z = (100 - amount) / NOISE;
        assertThat(scored.logScore())
                .isCloseTo(
                        -0.5 * z * z - Math.log(NOISE * Math.sqrt(2 * Math.PI)),
                        withinPercentage(0.01));
    }

    /// Without its only experiment an ensemble is the prior.
    @Test
    void groupsHoldWhatBelongsTogether() {
        List<MeasurementGroup> groups = Grouping.EXPERIMENT.groups(problem);
        assertThat(groups).singleElement().extracting(MeasurementGroup::name).isEqualTo("e");
        assertThat(groups.getFirst().leftOutOf(problem).measurements()).isEmpty();
        assertThat(new MeasurementGroup("", List.of(first)).leftOutOf(problem).measurements())
                .containsExactly(second);
        WithoutGroup path = WithoutGroup.of(problem, groups.getFirst(), posterior(), 512, SOLVER);
        double logRate = meanLogRate(path.outcome(annealed(path)).ensemble());
        assertThat(logRate).isCloseTo(0, within(0.2));
    }
}
