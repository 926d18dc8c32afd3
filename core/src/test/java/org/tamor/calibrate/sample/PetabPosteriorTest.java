package org.tamor.calibrate.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.calibrate.PriorDensity;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.ParameterScale;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.Prior;
import org.tamor.simulate.SolverOptions;
import org.tamor.stats.RandomStream;

/// Posterior distributions of a straight line, which are known.
class PetabPosteriorTest {

    private static final SamplerOptions OPTIONS =
            SamplerOptions.standard()
                    .withTemperatures(1, 100)
                    .withLength(1000, 1000, 5)
                    .withSeed(3)
                    .withThreads(2);

    private static final int REPEATS = 30;

    @TempDir private Path folder = Path.of("");

    private static PosteriorSample sample(PetabPosterior posterior) {
        return Targets.sample(posterior, OPTIONS, posterior.position(Map.of()));
    }

    /// Priors a ~ N(1, 2^2), b ~ N(0, 1); noise 0.5; measurements at times 0 to 3. The posterior is
    /// normal with precision `diag(1/4, 1) + X^T X / 0.25`, so that with `X^T X = (4 6; 6 14)` and
    /// `X^T y = (10, 21)`: precision (16.25 24; 24 57), right-hand side (1/4 + 40, 84).
    @Test
    void straightLineWithNormalPriors() throws IOException {
        PetabProblem problem =
                LineProblem.write(
                        folder,
                        "a -inf inf 1 true normal 1;2\nb -inf inf 0.5 true normal 0;1\n",
                        "0.5",
                        "0 1\n1 2\n2 2\n3 5\n");
        PetabPosterior posterior = PetabPosterior.of(problem, SolverOptions.DEFAULT);
        PosteriorSample sample = sample(posterior);
        double determinant = 16.25 * 57 - 24 * 24;
        double a = (57 * 40.25 - 24 * 84) / determinant;
        double b = (16.25 * 84 - 24 * 40.25) / determinant;
        assertThat(Targets.mean(sample.of(0))).isCloseTo(a, within(0.04));
        assertThat(Targets.mean(sample.of(1))).isCloseTo(b, within(0.02));
        assertThat(Targets.variance(sample.of(0)))
                .isCloseTo(57 / determinant, within(0.15 * 57 / determinant));
        assertThat(Targets.variance(sample.of(1)))
                .isCloseTo(16.25 / determinant, within(0.15 * 16.25 / determinant));
        PosteriorSummary summary =
                PosteriorSummary.of(sample, posterior.coordinates(), ConvergenceGate.STANDARD);
        assertThat(summary.converged()).isTrue();
        ParameterSummary first = summary.parameters().getFirst();
        assertThat(first.priorLow().orElseThrow()).isCloseTo(1 - 2 * 1.6448536, within(1e-6));
        assertThat(first.contraction().orElseThrow())
                .isCloseTo(1 - Math.sqrt(57 / determinant) / 2, within(0.02));
        assertThat(first.identification()).isEqualTo(ParameterSummary.Identification.IDENTIFIED);
        Ensemble ensemble = PosteriorEnsemble.of(sample, posterior, 200);
        assertThat(ensemble.members()).hasSize(200);
        assertThat(ensemble.members().stream().mapToDouble(m -> m.values()[1]).average())
                .hasValueCloseTo(b, within(0.05));
    }

    /// Truths of the prior, measurements made from them: intervals must hold the truth as often as
    /// they say. Of 30 intervals of 90 % at least 22 hold it with probability 0.998, of 30 of 50 %
    /// from 7 to 23 with 0.997.
    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() throws IOException {
        int narrow = 0;
        int wide = 0;
        for (int k = 0; k < REPEATS; k++) {
            RandomStream stream = RandomStream.of(2004, k);
            double a = 1 + 2 * stream.nextGaussian();
            double b = stream.nextGaussian();
            StringBuilder rows = new StringBuilder();
            for (int time = 0; time < 4; time++) {
                double measured = a + b * time + 0.5 * stream.nextGaussian();
                rows.append(time).append(' ').append(measured).append('\n');
            }
            PetabProblem problem =
                    LineProblem.write(
                            folder,
                            "a -inf inf 1 true normal 1;2\nb -inf inf 0.5 true normal 0;1\n",
                            "0.5",
                            rows.toString());
            PosteriorSample sample =
                    Targets.sample(
                            PetabPosterior.of(problem, SolverOptions.DEFAULT),
                            OPTIONS.withLength(500, 300, 3).withSeed(k),
                            1,
                            0.5);
            double below = 1 - Targets.above(sample.of(1), b);
            wide += below > 0.05 && below < 0.95 ? 1 : 0;
            narrow += below > 0.25 && below < 0.75 ? 1 : 0;
        }
        assertThat(wide).isGreaterThanOrEqualTo(22);
        assertThat(narrow).isBetween(7, 23);
    }

    /// Where the measurements say nothing of a parameter, its draws are those of the prior:
    /// log-normal, truncated uniform on the linear scale, and log-uniform.
    @Test
    void withoutInformationThePriorComesBack() throws IOException {
        PetabProblem problem =
                LineProblem.write(
                        folder,
                        """
                        a 2 50 10 true log-normal 2;0.5
                        b 1 9 3 true
                        s 0.01 100 1 true log-uniform 0.01;100
                        """,
                        "1e9",
                        "0 0\n");
        PetabPosterior posterior = PetabPosterior.of(problem, SolverOptions.DEFAULT);
        assertThat(posterior.coordinates())
                .allMatch(c -> c.scale() == ParameterScale.NATURAL_LOGARITHM);
        PosteriorSample sample = sample(posterior);
        for (int i = 0; i < 3; i++) {
            Coordinate coordinate = posterior.coordinates().get(i);
            for (double u : new double[] {0.1, 0.5, 0.9}) {
                assertThat(Targets.above(sample.of(i), coordinate.priorQuantile(u)))
                        .as("%s at %s", coordinate.id(), u)
                        .isCloseTo(1 - u, within(0.05));
            }
        }
        assertThat(
                        posterior
                                .coordinates()
                                .get(1)
                                .linear(posterior.coordinates().get(1).priorQuantile(0.5)))
                .isCloseTo(5, within(1e-9));
        PosteriorSummary summary =
                PosteriorSummary.of(sample, posterior.coordinates(), ConvergenceGate.STANDARD);
        assertThat(summary.parameters())
                .allMatch(
                        one ->
                                one.identification()
                                        == ParameterSummary.Identification.NARROWED_LITTLE)
                .allMatch(one -> Math.abs(one.contraction().orElseThrow()) < 0.1);
    }

    /// A measured value far above what the bounds allow drives a parameter to its bound.
    @Test
    void aParameterAtItsBoundIsBoundedByThePrior() throws IOException {
        PetabProblem problem = LineProblem.write(folder, "a 0 1 0.5 true\n", "0.5", "0 3\n1 3\n");
        PetabPosterior posterior = PetabPosterior.of(problem, SolverOptions.DEFAULT);
        PosteriorSummary summary =
                PosteriorSummary.of(
                        sample(posterior), posterior.coordinates(), ConvergenceGate.STANDARD);
        assertThat(summary.parameters().getFirst().identification())
                .isEqualTo(ParameterSummary.Identification.BOUNDED_BY_PRIOR);
    }

    @Test
    void refusesConclusionsBelowTheGate() throws IOException {
        PetabProblem problem = LineProblem.write(folder, "a 0 1 0.5 true\n", "0.5", "0 3\n1 3\n");
        PetabPosterior posterior = PetabPosterior.of(problem, SolverOptions.DEFAULT);
        PosteriorSample sample =
                Targets.sample(posterior, OPTIONS.withLength(0, 4, 1), new double[] {0.5});
        PosteriorSummary summary =
                PosteriorSummary.of(sample, posterior.coordinates(), ConvergenceGate.STANDARD);
        assertThat(summary.converged()).isFalse();
        assertThat(summary.faults().get("a")).contains("effective draws");
        assertThat(SampleTables.summary(summary)).contains(",not converged,false");
        assertThat(SampleTables.draws(sample, posterior, false)).contains("1,1,false,");
    }

    /// The density of a prior on a logarithmic coordinate integrates to 1 and has the quantiles
    /// that the coordinate says.
    @Test
    void priorsChangeWithTheScale() {
        Coordinate coordinate =
                new Coordinate(
                        "p",
                        ParameterScale.COMMON_LOGARITHM,
                        ParameterScale.LINEAR,
                        Optional.of(
                                PriorDensity.of(
                                        new Prior(Prior.Distribution.NORMAL, List.of(3.0, 1.0)))),
                        1,
                        6);
        double sum = 0;
        double below = 0;
        double median = coordinate.priorQuantile(0.5);
        int steps = 20_000;
        double width = Math.log10(6) / steps;
        for (int k = 0; k < steps; k++) {
            double x = (k + 0.5) * width;
            sum += width * coordinate.priorDensity(x);
            below += x < median ? width * coordinate.priorDensity(x) : 0;
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
        assertThat(below).isCloseTo(0.5, within(1e-4));
    }

    @Test
    void startsMustLieInsideTheBounds() throws IOException {
        PetabProblem problem = LineProblem.write(folder, "a 0 1 0.5 true\n", "1", "0 1\n");
        PetabPosterior posterior = PetabPosterior.of(problem, SolverOptions.DEFAULT);
        assertThatThrownBy(() -> posterior.position(Map.of("a", 2.0)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("outside its bounds");
    }

    @Test
    void aProblemMustEstimateSomething() throws IOException {
        PetabProblem problem = LineProblem.write(folder, "a 0 1 0.5 false\n", "1", "0 1\n");
        assertThatThrownBy(() -> PetabPosterior.of(problem, SolverOptions.DEFAULT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("estimates no parameter");
    }
}
