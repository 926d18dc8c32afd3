package org.tamor.study;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tamor.calibrate.PriorDensity;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.PetabParameter;
import org.tamor.stats.Seeds;

/// Draws values of uncertain parameters: of the prior where one is given, else log-uniform between
/// the bounds where these are positive, else uniform. Bounds truncate priors.
///
/// A value depends on seed, member and parameter id only: neither on other parameters nor on the
/// order of draws.
final class ParameterDraws {

    private ParameterDraws() {}

    /// The values of one member, by parameter id.
    static Map<String, Double> draw(List<PetabParameter> parameters, long seed, int member) {
        Map<String, Double> values = new TreeMap<>();
        for (PetabParameter parameter : parameters) {
            if (parameter.estimate()) {
                values.put(parameter.id(), value(parameter, uniform(seed, member, parameter.id())));
            }
        }
        return values;
    }

    /// A number strictly between 0 and 1.
    static double uniform(long seed, int member, String parameter) {
        return Seeds.uniform(seed, member, parameter);
    }

    /// The quantile of the parameter's distribution at `u`.
    static double value(PetabParameter parameter, double u) {
        double low = parameter.lowerBound();
        double high = parameter.upperBound();
        if (low == high) {
            return low;
        }
        if (parameter.prior().isEmpty()) {
            return low > 0
                    ? Math.clamp(Math.exp(Math.log(low) + u * Math.log(high / low)), low, high)
                    : Math.clamp(low + u * (high - low), low, high);
        }
        PriorDensity prior = PriorDensity.of(parameter.prior().get());
        if (prior.logProbability(low, high) == Double.NEGATIVE_INFINITY) {
            throw new BadInputException(
                    "study.bad-prior",
                    parameter.location(),
                    "the prior of "
                            + parameter.id()
                            + " has no probability between the bounds "
                            + low
                            + " and "
                            + high
                            + "; widen the bounds or correct the prior");
        }
        return Math.clamp(prior.quantile(low, high, u), low, high);
    }
}
