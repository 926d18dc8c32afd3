package org.tamor.stochastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.tamor.expr.InfixParser;
import org.tamor.failure.Location;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.simulate.Output;

/// Shorthand of the tests of stochastic simulation.
final class Networks {

    private Networks() {}

    /// Compiles an Antimony text with outputs that are formulas and bear their own text as ids.
    static StochasticSimulator compile(String antimony, String... outputs) {
        List<Output> all =
                Arrays.stream(outputs)
                        .map(o -> new Output(o, InfixParser.parse(o, Location.UNKNOWN)))
                        .toList();
        return StochasticSimulator.compile(AntimonyReader.read(antimony, "test.ant"), all);
    }

    /// Asserts mean and variance of an output at time index k to within 4.5 standard errors.
    ///
    /// @param kurtosis the fourth central moment over the squared variance
    static void assertMoments(
            EnsembleMoments moments,
            int output,
            int k,
            double mean,
            double variance,
            double kurtosis) {
        double n = moments.members();
        double z = (moments.mean()[output][k] - mean) / Math.sqrt(variance / n);
        double s = moments.standardDeviation()[output][k];
        double y = (s * s / variance - 1) / Math.sqrt((kurtosis - 1) / n);
        assertThat(z)
                .as("standard errors of the mean %s from %s", moments.mean()[output][k], mean)
                .isBetween(-4.5, 4.5);
        assertThat(y)
                .as("standard errors of the variance %s from %s", s * s, variance)
                .isBetween(-4.5, 4.5);
    }
}
