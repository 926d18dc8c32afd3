package org.tamor.calibrate.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.Observable.NoiseDistribution;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;
import org.tamor.stats.ContinuousDraws;
import org.tamor.stats.RandomStream;

/// Bands of decay from `a` at rate 1, whose value at time t is `a exp(-t)`.
class PredictorTest {

    @TempDir private Path folder = Path.of("");

    private PetabProblem problem(String noise, String measurements) throws IOException {
        Files.writeString(
                folder.resolve("model.ant"),
                "model m()\n  species A; A = a; const a = 1;\n  J: A -> ; A;\nend\n");
        Files.writeString(
                folder.resolve("problem.yaml"),
                """
                format_version: 2.0.0
                model_files:
                  m: {location: model.ant, language: antimony}
                parameter_files: [parameters.tsv]
                observable_files: [observables.tsv]
                measurement_files: [measurements.tsv]
                """);
        Files.writeString(
                folder.resolve("parameters.tsv"),
                """
                parameterId\tlowerBound\tupperBound\tnominalValue\testimate
                a\t-10\t100\t1\ttrue
                """);
        Files.writeString(
                folder.resolve("observables.tsv"),
                "observableId\tobservableFormula\tnoiseFormula\tnoiseDistribution\no\tA\t"
                        + noise
                        + "\n");
        StringBuilder table = new StringBuilder("observableId\texperimentId\ttime\tmeasurement\n");
        for (String row : measurements.split("/")) {
            table.append("o\t\t").append(row.replace(' ', '\t')).append('\n');
        }
        Files.writeString(folder.resolve("measurements.tsv"), table.toString());
        return PetabReader.read(folder.resolve("problem.yaml"));
    }

    private static Ensemble ensemble(double... weightsAndValues) {
        List<Ensemble.Member> members = new ArrayList<>();
        for (int i = 0; i < weightsAndValues.length; i += 2) {
            members.add(
                    new Ensemble.Member(
                            weightsAndValues[i], 0, new double[] {weightsAndValues[i + 1]}));
        }
        return new Ensemble(List.of("a"), members);
    }

    private static Prediction predict(PetabProblem problem, Ensemble ensemble, int threads) {
        return Predictor.predict(
                problem, ensemble, new SolverOptions(1e-9, 1e-12, 100_000), threads, Progress.SILENT);
    }

    private static Prediction.Point at(Prediction prediction, double time) {
        return prediction.points().stream()
                .filter(point -> point.what().time() == time)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void parametersAndNoiseAreApart() throws IOException {
        PetabProblem problem = problem("0.5\tnormal", "0 2.9/1 0.7/1 5");
        Prediction prediction = predict(problem, ensemble(1, 1, 6, 2, 1, 3), 2);
        Prediction.Point end = at(prediction, 1);
        double unit = Math.exp(-1);
        assertThat(end.value().q05()).isCloseTo(unit, within(1e-7));
        assertThat(end.value().median()).isCloseTo(2 * unit, within(1e-7));
        assertThat(end.value().q95()).isCloseTo(3 * unit, within(1e-7));
        assertThat(end.measurement().median()).isCloseTo(2 * unit, within(1e-5));
        double alone = 2 * unit + 0.5 * 1.6448536;
        assertThat(end.measurement().q95()).isBetween(alone, unit + alone);
        assertThat(prediction.points()).as("times between are predicted too").hasSize(41);
        assertThat(prediction.measured()).hasSize(3);
        assertThat(prediction.measured().get(1).inside()).isTrue();
        assertThat(prediction.measured().get(2).inside()).isFalse();
        assertThat(prediction.coverage()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(predict(problem, ensemble(1, 1, 6, 2, 1, 3), 1)).isEqualTo(prediction);
    }

    /// One member: quantiles of the noise itself.
    @Test
    void withOneMemberTheBandsAreTheNoise() throws IOException {
        PetabProblem problem = problem("0.3\tlog-normal", "0 2/2 1");
        Bands bands = at(predict(problem, ensemble(1, 2), 1), 0).measurement();
        assertThat(bands.median()).isCloseTo(2, within(1e-5));
        assertThat(bands.q95()).isCloseTo(2 * Math.exp(0.3 * 1.6448536), within(1e-5));
        assertThat(bands.q05()).isCloseTo(2 * Math.exp(-0.3 * 1.6448536), within(1e-5));
    }

    /// Members that fail are counted and the others stand for them.
    @Test
    void failedMembersAreLeftOut() throws IOException {
        PetabProblem problem = problem("0.3\tlog-normal", "0 2/2 1");
        Prediction prediction = predict(problem, ensemble(3, 2, 1, -1), 2);
        assertThat(prediction.members()).isEqualTo(2);
        assertThat(prediction.failed()).isEqualTo(1);
        assertThat(prediction.failedWeight()).isCloseTo(0.25, within(1e-12));
        assertThat(at(prediction, 0).value().median()).isCloseTo(2, within(1e-9));
        assertThatThrownBy(() -> predict(problem, ensemble(1, -1), 1))
                .isInstanceOf(NumericalFailureException.class)
                .hasMessageContaining("no logarithm");
    }

    /// The quantile of a mixture is where its cumulative probability says, and agrees with random
    /// numbers.
    @ParameterizedTest
    @EnumSource(NoiseDistribution.class)
    void mixtures(NoiseDistribution noise) {
        double[] weights = {0.2, 0.5, 0.3};
        double[] simulations = {1, 2, 4};
        double[] scales = {0.1, 0.5, 0.3};
        NoiseMixture mixture = new NoiseMixture(noise, weights, simulations, scales);
        RandomStream stream = RandomStream.of(9, 0);
        int below = 0;
        int draws = 40_000;
        double quantile = mixture.quantile(0.3);
        assertThat(mixture.cumulative(quantile)).isCloseTo(0.3, within(1e-6));
        for (int k = 0; k < draws; k++) {
            double u = stream.nextDouble();
            int i = u < 0.2 ? 0 : u < 0.7 ? 1 : 2;
            double z =
                    noise == NoiseDistribution.NORMAL || noise == NoiseDistribution.LOG_NORMAL
                            ? stream.nextGaussian()
                            : ContinuousDraws.laplace(stream);
            double x =
                    noise.logarithmic()
                            ? simulations[i] * Math.exp(scales[i] * z)
                            : simulations[i] + scales[i] * z;
            below += x <= quantile ? 1 : 0;
        }
        assertThat((double) below / draws).isCloseTo(0.3, within(0.01));
    }
}
