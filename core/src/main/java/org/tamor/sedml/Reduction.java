package org.tamor.sedml;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/// The functions of KiSAO that make one number of many.
final class Reduction {

    private static final Map<Integer, ToDoubleFunction<double[]>> BY_TERM =
            Map.ofEntries(
                    Map.entry(825, ignoringMissing(Reduction::mean)),
                    Map.entry(826, ignoringMissing(Reduction::standardDeviation)),
                    Map.entry(827, ignoringMissing(Reduction::standardError)),
                    Map.entry(828, ignoringMissing(Reduction::maximum)),
                    Map.entry(829, ignoringMissing(Reduction::minimum)),
                    Map.entry(830, Reduction::maximum),
                    Map.entry(840, Reduction::minimum),
                    Map.entry(841, Reduction::mean),
                    Map.entry(842, Reduction::standardDeviation),
                    Map.entry(843, Reduction::standardError),
                    Map.entry(844, ignoringMissing(Reduction::sum)),
                    Map.entry(845, Reduction::sum),
                    Map.entry(846, ignoringMissing(Reduction::product)),
                    Map.entry(847, Reduction::product),
                    Map.entry(852, ignoringMissing(values -> values.length)),
                    Map.entry(853, values -> values.length),
                    Map.entry(856, ignoringMissing(Reduction::median)),
                    Map.entry(857, Reduction::median),
                    Map.entry(858, ignoringMissing(Reduction::variance)),
                    Map.entry(859, Reduction::variance));

    private Reduction() {}

    static Optional<ToDoubleFunction<double[]>> ofTerm(int kisao) {
        return Optional.ofNullable(BY_TERM.get(kisao));
    }

    /// The functions that formulas call on all numbers of a variable; missing ones do not count.
    static Optional<ToDoubleFunction<double[]>> named(String function) {
        return switch (function) {
            case "min" -> ofTerm(829);
            case "max" -> ofTerm(828);
            case "sum" -> ofTerm(844);
            case "product" -> ofTerm(846);
            default -> Optional.empty();
        };
    }

    private static ToDoubleFunction<double[]> ignoringMissing(ToDoubleFunction<double[]> function) {
        return values ->
                function.applyAsDouble(
                        Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray());
    }

    private static double mean(double[] values) {
        return sum(values) / values.length;
    }

    /// With the divisor n - 1.
    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    private static double standardDeviation(double[] values) {
        return Math.sqrt(variance(values));
    }

    private static double standardError(double[] values) {
        return standardDeviation(values) / Math.sqrt(values.length);
    }

    private static double maximum(double[] values) {
        return extreme(values, Math::max);
    }

    private static double minimum(double[] values) {
        return extreme(values, Math::min);
    }

    private static double extreme(double[] values, java.util.function.DoubleBinaryOperator which) {
        return Arrays.stream(values).reduce(which).orElse(Double.NaN);
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static double product(double[] values) {
        return DoubleStream.of(values).reduce(1, (a, b) -> a * b);
    }

    private static double median(double[] values) {
        if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
