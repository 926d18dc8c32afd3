package org.tamor.cli.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tamor.model.Model;
import org.tamor.simulate.Output;
import org.tamor.simulate.TimeCourse;
import org.tamor.stochastic.EnsembleMoments;
import org.tamor.stochastic.StochasticMethod;
import org.tamor.stochastic.StochasticSimulator;
import picocli.CommandLine.Option;

/// The options of `tamor simulate` for random trajectories.
final class StochasticOptions {

    /// The names of the methods on the command line.
    enum Method {
        EXACT,
        TAU_LEAPING;

        StochasticMethod method() {
            return switch (this) {
                case EXACT -> StochasticMethod.EXACT;
                case TAU_LEAPING -> StochasticMethod.TAU_LEAPING;
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Method> named(String name) {
            for (Method method : values()) {
                if (method.toString().equals(name)) {
                    return Optional.of(method);
                }
            }
            return Optional.empty();
        }
    }

    @Option(
            names = "--stochastic",
            description =
                    "draw random trajectories of whole molecules instead of solving the rate"
                        + " equations")
    private boolean stochastic;

    @Option(
            names = "--trajectories",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "with --stochastic: one trajectory, or mean and standard deviation over several"
                            + " (default ${DEFAULT-VALUE})")
    private int trajectories;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description =
                    "with --stochastic: a number that fixes the trajectories (default"
                        + " ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--method",
            defaultValue = "exact",
            paramLabel = "exact|tau-leaping",
            description = "with --stochastic (default ${DEFAULT-VALUE})")
    private String method = "exact";

    boolean isStochastic() {
        return stochastic;
    }

    /// What is wrong with the options; empty where nothing is.
    Optional<String> problem() {
        if (trajectories < 1 || trajectories > 100_000_000) {
            return Optional.of("--trajectories must lie between 1 and 100000000");
        }
        if (Method.named(method).isEmpty()) {
            return Optional.of("--method must be exact or tau-leaping, not '" + method + "'");
        }
        if (!stochastic && (trajectories > 1 || !method.equals("exact"))) {
            return Optional.of("--trajectories and --method need --stochastic");
        }
        return Optional.empty();
    }

    /// One trajectory, or columns `X-mean` and `X-sd` for each output X.
    TimeCourse run(Model model, List<Output> outputs, double[] times) {
        StochasticSimulator simulator =
                StochasticSimulator.compile(model, outputs)
                        .using(Method.named(method).orElseThrow().method());
        if (trajectories == 1) {
            return simulator.run(times, seed, 0);
        }
        int threads = Runtime.getRuntime().availableProcessors();
        EnsembleMoments moments = simulator.ensemble(times, seed, trajectories, threads);
        List<String> columns = new ArrayList<>();
        double[][] values = new double[2 * moments.outputs().size()][];
        for (int o = 0; o < moments.outputs().size(); o++) {
            columns.add(moments.outputs().get(o) + "-mean");
            columns.add(moments.outputs().get(o) + "-sd");
            values[2 * o] = moments.mean()[o];
            values[2 * o + 1] = moments.standardDeviation()[o];
        }
        return new TimeCourse(columns, times, values);
    }
}
