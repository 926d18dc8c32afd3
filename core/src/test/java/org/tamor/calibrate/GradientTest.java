package org.tamor.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.Prior;
import org.tamor.simulate.SolverOptions;

/// Gradients of a small problem with condition tables, placeholders and noise parameters.
class GradientTest {

    private static final SolverOptions OPTIONS = new SolverOptions(1e-11, 1e-14, 100_000);

    @TempDir private Path folder = Path.of("");

    private PetabProblem problem(String noise) {
        return new Version1Files()
                .with(
                        "conditions.tsv",
                        """
                        conditionId\tconditionName\ta0\tk\toffset
                        c0\tbefore\tstart\tlossRate\t0
                        c1\tfirst\tstart\tlossRate\tshift
                        c2\tsecond\t1\tloss2\t0.5
                        """)
                .with(
                        "observables.tsv",
                        "observableId\tobservableFormula\tnoiseFormula\tobservableTransformation\tnoiseDistribution\n"
                                + "obs\tobservableParameter1_obs * A + offset\tnoiseParameter1_obs + 0.1 * obs\tlin\t"
                                + noise
                                + "\n")
                .with(
                        "measurements.tsv",
                        """
                        observableId\tpreequilibrationConditionId\tsimulationConditionId\tmeasurement\ttime\tnoiseParameters\tobservableParameters
                        obs\t\tc1\t3\t0\t1\t1
                        obs\t\tc1\t2\t2\tsd\tfactor
                        obs\t\tc2\t1\t2\tsd\tfactor
                        obs\tc0\tc2\t1.4\t1\tsd\t2
                        obs\tc0\tc2\t1.5\tinf\tsd\t2
                        """)
                .with(
                        "parameters.tsv",
                        """
                        parameterId\tparameterScale\tlowerBound\tupperBound\tnominalValue\testimate
                        shift\tlog10\t0.01\t10\t0.25\t1
                        start\tlog\t0.01\t10\t2.5\t1
                        lossRate\tlog10\t0.01\t10\t0.7\t1
                        loss2\tlin\t0.01\t10\t1.3\t1
                        factor\tlin\t0.01\t10\t1.2\t1
                        s\tlin\t0.01\t10\t0.6\t1
                        sd\tlin\t0\t10\t0.5\t1
                        """)
                .read(folder);
    }

    private static Evaluation.Completed completed(Evaluation evaluation) {
        assertThat(evaluation).isInstanceOf(Evaluation.Completed.class);
        return (Evaluation.Completed) evaluation;
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal", "laplace"})
    void everyParameterAgainstDifferences(String noise) {
        PetabEvaluation evaluation = PetabEvaluation.of(problem(noise));
        Map<String, Double> values = evaluation.complete(Map.of());
        Evaluation.Completed made =
                completed(
                        evaluation.evaluate(Map.of(), OPTIONS, GradientOptions.WITH_JACOBIANS));
        Derivatives derivatives = made.derivatives().orElseThrow();
        List<String> ids = derivatives.parameters();
        assertThat(ids)
                .containsExactly("shift", "start", "lossRate", "loss2", "factor", "s", "sd");
        Derivatives.Jacobians jacobians = derivatives.jacobians().orElseThrow();
        for (int k = 0; k < ids.size(); k++) {
            double value = values.getOrDefault(ids.get(k), 0.0);
            double h = 1e-5 * value;
            Map<String, Double> moved = new HashMap<>();
            moved.put(ids.get(k), value + h);
            Evaluation.Completed up = completed(evaluation.evaluate(moved, OPTIONS));
            moved.put(ids.get(k), value - h);
            Evaluation.Completed down = completed(evaluation.evaluate(moved, OPTIONS));
            assertThat(derivatives.logLikelihood()[k])
                    .as(ids.get(k))
                    .isCloseTo(
                            (up.logLikelihood() - down.logLikelihood()) / (2 * h), within(2e-5));
            for (int i = 0; i < made.simulations().length; i++) {
                assertThat(jacobians.simulations()[i][k])
                        .isCloseTo(
                                (up.simulations()[i] - down.simulations()[i]) / (2 * h),
                                within(2e-5));
                assertThat(jacobians.residuals()[i][k])
                        .as("residual %d by %s", i, ids.get(k))
                        .isCloseTo(
                                (up.residuals()[i] - down.residuals()[i]) / (2 * h), within(2e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(GradientMethod.class)
    void allMethodsAgree(GradientMethod method) {
        PetabEvaluation evaluation = PetabEvaluation.of(problem("normal"));
        double[] forward = gradient(evaluation, GradientMethod.FORWARD);
        double[] other = gradient(evaluation, method);
        for (int k = 0; k < forward.length; k++) {
            assertThat(other[k]).isCloseTo(forward[k], within(1e-7));
        }
        assertThat(gradient(evaluation, method)).containsExactly(other);
    }

    private static double[] gradient(PetabEvaluation evaluation, GradientMethod method) {
        return completed(evaluation.evaluate(Map.of(), OPTIONS, GradientOptions.of(method)))
                .derivatives()
                .orElseThrow()
                .logLikelihood();
    }

    @Test
    void scalesFollowTheChainRule() {
        PetabEvaluation evaluation = PetabEvaluation.of(problem("normal"));
        double[] linear = {1, 1, 1, 1, 1, 1, 1};
        double[] scaled = evaluation.estimated().onScales(linear, evaluation.complete(Map.of()));
        assertThat(scaled[0]).isCloseTo(0.25 * Math.log(10), within(1e-15));
        assertThat(scaled[1]).isEqualTo(2.5);
        assertThat(scaled[3]).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Prior.Distribution.class)
    void priorsAgainstDifferences(Prior.Distribution distribution) {
        List<Double> parameters =
                distribution.parameterCount() == 1 ? List.of(3.0) : List.of(0.5, 2.0);
        PriorDensity density = PriorDensity.of(new Prior(distribution, parameters));
        double x = 1.3;
        double h = 1e-6;
        assertThat(density.logDensityDerivative(x))
                .isCloseTo(
                        (density.logDensity(x + h) - density.logDensity(x - h)) / (2 * h),
                        within(1e-7));
    }
}
