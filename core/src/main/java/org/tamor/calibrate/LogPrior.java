package org.tamor.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.ParameterScale;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.Prior;

/// The logarithm of the prior density of a problem's estimated parameters.
///
/// In version 2, a parameter without prior is uniform between its bounds, and bounds a and b
/// truncate a prior with density f and distribution F: `ln f(x) - ln(F(b) - F(a))`, minus infinity
/// outside; without prior and without finite bounds the density counts as 1. In version 1, only
/// parameters with an objective prior count, untruncated; a prior on the parameter's scale is the
/// density of the scaled value.
public final class LogPrior {

    private final List<Term> terms;

    private LogPrior(List<Term> terms) {
        this.terms = terms;
    }

    /// @param density empty for uniform between the bounds
    private record Term(
            String id,
            Optional<PriorDensity> density,
            ParameterScale scale,
            double lower,
            double upper,
            double logMass) {

        double value(double x) {
            if (x < lower || x > upper) {
                return Double.NEGATIVE_INFINITY;
            }
            double scaled = scale.scale(x);
            if (Double.isNaN(scaled)) { // no logarithm
                return Double.NEGATIVE_INFINITY;
            }
            return density.map(one -> one.logDensity(scaled)).orElse(0.0) - logMass;
        }

        double derivative(double x) {
            if (density.isEmpty() || x < lower || x > upper) {
                return 0;
            }
            double byScaled = density.get().logDensityDerivative(scale.scale(x));
            return switch (scale) {
                case LINEAR -> byScaled;
                case NATURAL_LOGARITHM -> byScaled / x;
                case COMMON_LOGARITHM -> byScaled / (x * Math.log(10));
            };
        }
    }

    /// @throws BadInputException where a prior has no probability between the bounds
    public static LogPrior of(PetabProblem problem) {
        List<Term> terms = new ArrayList<>();
        for (PetabParameter parameter : problem.parameters()) {
            if (!parameter.estimate()) {
                continue;
            }
            Optional<PriorDensity> density = parameter.prior().map(PriorDensity::of);
            ParameterScale scale =
                    parameter.prior().map(Prior::scale).orElse(ParameterScale.LINEAR);
            double lower = parameter.lowerBound();
            double upper = parameter.upperBound();
            if (problem.isVersion1()) {
                density.ifPresent(one ->
                        terms.add(
                                new Term(
                                        parameter.id(),
                                        density,
                                        scale,
                                        Double.NEGATIVE_INFINITY,
                                        Double.POSITIVE_INFINITY,
                                        0)));
            } else if (lower < upper) {
                terms.add(
                        new Term(
                                parameter.id(), density, scale, lower, upper,
                                logMass(parameter, density)));
            }
        }
        return new LogPrior(terms);
    }

    private static double logMass(PetabParameter parameter, Optional<PriorDensity> density) {
        double lower = parameter.lowerBound();
        double upper = parameter.upperBound();
        if (density.isEmpty()) {
            return Double.isInfinite(upper - lower) ? 0 : Math.log(upper - lower);
        }
        double mass = density.get().logProbability(lower, upper);
        if (mass == Double.NEGATIVE_INFINITY) {
            throw new BadInputException(
                    "evaluate.bad-prior",
                    parameter.location(),
                    "the prior of "
                            + parameter.id()
                            + " has no probability between the bounds "
                            + lower
                            + " and "
                            + upper
                            + "; widen the bounds or correct the prior");
        }
        return mass;
    }

    /// The term of each parameter that has a prior.
    ///
    /// @param values of all estimated parameters, on the linear scale
    public Map<String, Double> terms(Map<String, Double> values) {
        Map<String, Double> result = new LinkedHashMap<>();
        for (Term term : terms) {
            Double value = values.get(term.id);
            if (value == null) {
                throw new IllegalArgumentException("no value for " + term.id);
            }
            result.put(term.id, term.value(value));
        }
        return result;
    }

    /// The derivative of each term by its parameter, on the linear scale; 0 outside the bounds, where
    /// there is none.
    ///
    /// @param values of all estimated parameters, on the linear scale
    public Map<String, Double> derivatives(Map<String, Double> values) {
        Map<String, Double> result = new LinkedHashMap<>();
        for (Term term : terms) {
            result.put(term.id, term.derivative(values.getOrDefault(term.id, Double.NaN)));
        }
        return result;
    }

    /// The sum of the terms.
    public double value(Map<String, Double> values) {
        return terms(values).values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
