package org.tamor.stochastic;

import java.util.List;
import org.tamor.expr.Distribution;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.jit.CompiledModel;
import org.tamor.jit.Formula;
import org.tamor.stats.RandomStream;

/// A draw from a distribution; formulas read the value from a parameter that stands in its place.
///
/// @param parameter the index of that parameter
/// @param element where the draw stands, for messages
record Draw(Distribution distribution, List<Formula> arguments, int parameter, String element) {

    static Draw compile(DrawReplacement.Replaced replaced, CompiledModel model) {
        return new Draw(
                replaced.distribution(),
                replaced.arguments().stream().map(model::formula).toList(),
                model.target(replaced.parameter()).slot() - model.dimension(),
                replaced.element());
    }

    /// Draws anew and stores the value.
    void store(double time, double[] y, double[] p, RandomStream stream) {
        p[parameter] = value(time, y, p, stream);
    }

    /// Whether an argument has no value yet.
    boolean lacksArgument(double time, double[] y, double[] p) {
        return arguments.stream().anyMatch(a -> Double.isNaN(a.evaluate(time, y, p)));
    }

    double value(double time, double[] y, double[] p, RandomStream stream) {
        double[] values = new double[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).evaluate(time, y, p);
        }
        try {
            return DistributionSampler.draw(distribution, values, stream);
        } catch (IllegalArgumentException problem) {
            throw new BadInputException(
                    "stochastic.distribution",
                    Location.UNKNOWN.withElement(element),
                    "the draw from "
                            + distribution.symbol()
                            + " at time "
                            + time
                            + " is impossible: "
                            + problem.getMessage()
                            + "; correct its arguments");
        }
    }
}
