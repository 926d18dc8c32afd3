package org.tamor.calibrate.sample;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.tamor.stats.ConvergenceDiagnostics;
import org.tamor.stats.Quantiles;

/// What the draws say of one parameter. Values are on the linear scale.
///
/// @param low the 5 % quantile
/// @param high the 95 % quantile
/// @param bulkSize effective draws for the centre
/// @param tailSize effective draws for the tails
/// @param priorLow the 5 % quantile of the prior; empty where this is no probability distribution
/// @param contraction 1 less the width of the central 90 % on the scale of the coordinate, relative
///   to that of the prior: 1 where the data say all, 0 where they say nothing
public record ParameterSummary(
        String id,
        double mean,
        double median,
        double low,
        double high,
        double rHat,
        double bulkSize,
        double tailSize,
        OptionalDouble priorLow,
        OptionalDouble priorHigh,
        OptionalDouble contraction,
        Identification identification) {

    private static final double IDENTIFIED = 0.5;
    private static final double EDGE = 0.05;
    private static final double LEANING = 2;

    /// How well the data determine a parameter.
    public enum Identification {
        IDENTIFIED("identified"),
        NARROWED_LITTLE("narrowed little"),
        BOUNDED_BY_PRIOR("bounded by the prior"),
        NO_PRIOR("no prior to compare with");

        private final String label;

        Identification(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// Summarises the draws of one coordinate.
    ///
    /// Bounded by the prior: more than twice as many draws lie in the outer 5 % of the prior at one
    /// end as the prior has there. Else identified: the central 90 % are at most half as wide as
    /// those of the prior. Else narrowed little.
    ///
    /// @param chains the coordinate's values
    static ParameterSummary of(Coordinate coordinate, double[][] chains) {
        double[] sorted = Arrays.stream(chains).flatMapToDouble(Arrays::stream).sorted().toArray();
        double low = Quantiles.ofSorted(sorted, 0.05);
        double high = Quantiles.ofSorted(sorted, 0.95);
        boolean proper = coordinate.proper();
        OptionalDouble contraction =
                proper
                        ? OptionalDouble.of(
                                1
                                        - (high - low)
                                                / (coordinate.priorQuantile(0.95)
                                                        - coordinate.priorQuantile(0.05)))
                        : OptionalDouble.empty();
        double[][] values =
                Arrays.stream(chains)
                        .map(chain -> Arrays.stream(chain).map(coordinate::linear).toArray())
                        .toArray(double[][]::new);
        return new ParameterSummary(
                coordinate.id(),
                Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElseThrow(),
                coordinate.linear(Quantiles.ofSorted(sorted, 0.5)),
                coordinate.linear(low),
                coordinate.linear(high),
                ConvergenceDiagnostics.rHat(chains),
                ConvergenceDiagnostics.bulkEffectiveSampleSize(chains),
                ConvergenceDiagnostics.tailEffectiveSampleSize(chains),
                prior(coordinate, EDGE),
                prior(coordinate, 1 - EDGE),
                contraction,
                identification(coordinate, sorted, contraction));
    }

    private static OptionalDouble prior(Coordinate coordinate, double u) {
        return coordinate.proper()
                ? OptionalDouble.of(coordinate.linear(coordinate.priorQuantile(u)))
                : OptionalDouble.empty();
    }

    private static Identification identification(
            Coordinate coordinate, double[] sorted, OptionalDouble contraction) {
        if (contraction.isEmpty()) {
            return Identification.NO_PRIOR;
        }
        double lowEdge = coordinate.priorQuantile(EDGE);
        double highEdge = coordinate.priorQuantile(1 - EDGE);
        double below = Arrays.stream(sorted).filter(x -> x < lowEdge).count();
        double above = Arrays.stream(sorted).filter(x -> x > highEdge).count();
        if (Math.max(below, above) > LEANING * EDGE * sorted.length) {
            return Identification.BOUNDED_BY_PRIOR;
        }
        return contraction.getAsDouble() >= IDENTIFIED
                ? Identification.IDENTIFIED
                : Identification.NARROWED_LITTLE;
    }
}
