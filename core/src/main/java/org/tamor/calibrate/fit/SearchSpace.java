package org.tamor.calibrate.fit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.ParameterScale;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.Prior;

/// The box that a fit searches: the estimated parameters, each on its scale between its bounds.
///
/// In version 1 the scale is that of the parameter table. Version 2 has none; there, parameters
/// with bounds above 0 are searched on the common logarithm where these are at least a factor of
/// 100 apart or the prior is one of the logarithm.
public final class SearchSpace {

    private static final double WIDE = 100;

    private final List<PetabParameter> parameters;
    private final List<ParameterScale> scales;
    private final double[] lower;
    private final double[] upper;

    private SearchSpace(List<PetabParameter> parameters, List<ParameterScale> scales) {
        this.parameters = parameters;
        this.scales = scales;
        lower = new double[parameters.size()];
        upper = new double[parameters.size()];
        for (int k = 0; k < lower.length; k++) {
            lower[k] = scales.get(k).scale(parameters.get(k).lowerBound());
            upper[k] = scales.get(k).scale(parameters.get(k).upperBound());
        }
    }

    /// @throws BadInputException where nothing is estimated or bounds do not make a box
    public static SearchSpace of(PetabProblem problem) {
        List<PetabParameter> estimated =
                problem.parameters().stream().filter(PetabParameter::estimate).toList();
        if (estimated.isEmpty()) {
            throw new BadInputException(
                    "fit.nothing-estimated",
                    Location.ofFile(problem.file().toString()),
                    "no parameter has estimate 1; set it for those to be fitted");
        }
        List<ParameterScale> scales =
                estimated.stream()
                        .map(parameter -> scale(parameter, problem.isVersion1()))
                        .toList();
        for (int k = 0; k < scales.size(); k++) {
            check(estimated.get(k), scales.get(k));
        }
        return new SearchSpace(estimated, scales);
    }

    private static ParameterScale scale(PetabParameter parameter, boolean version1) {
        if (version1) {
            return parameter.scale();
        }
        double lower = parameter.lowerBound();
        boolean wide = parameter.upperBound() >= WIDE * lower;
        return lower > 0 && (wide || parameter.prior().filter(SearchSpace::ofLogarithm).isPresent())
                ? ParameterScale.COMMON_LOGARITHM
                : ParameterScale.LINEAR;
    }

    private static boolean ofLogarithm(Prior prior) {
        return switch (prior.distribution()) {
            case LOG_LAPLACE, LOG_NORMAL, LOG_UNIFORM -> true;
            default -> false;
        };
    }

    private static void check(PetabParameter parameter, ParameterScale scale) {
        double lower = parameter.lowerBound();
        double upper = parameter.upperBound();
        if (Double.isInfinite(lower) || Double.isInfinite(upper)) {
            throw bad(
                    "fit.infinite-bound",
                    parameter,
                    "has an infinite bound; a fit draws its starts between the bounds, write finite"
                            + " ones");
        }
        if (scale != ParameterScale.LINEAR && lower <= 0) {
            throw bad(
                    "fit.bound-without-logarithm",
                    parameter,
                    "is fitted on the scale "
                            + scale.label()
                            + ", where its lower bound "
                            + lower
                            + " has no place; write one above 0 or choose the scale lin");
        }
        if (!(lower < upper)) {
            throw bad(
                    "fit.empty-bounds",
                    parameter,
                    "has the lower bound "
                            + lower
                            + " and the upper bound "
                            + upper
                            + ", so there is nothing to search; widen them or set estimate to 0");
        }
        if (parameter.nominalValue().isPresent()) {
            double nominal = parameter.nominalValue().getAsDouble();
            double slack = 1e-9 * Math.max(Math.abs(lower), Math.abs(upper));
            if (nominal < lower - slack || nominal > upper + slack) {
                throw bad(
                        "fit.nominal-outside",
                        parameter,
                        "has the nominal value "
                                + nominal
                                + " outside its bounds "
                                + lower
                                + " and "
                                + upper
                                + "; correct one of them or leave the nominal value blank");
            }
        }
    }

    private static BadInputException bad(String code, PetabParameter parameter, String fault) {
        return new BadInputException(
                code, parameter.location(), "the parameter " + parameter.id() + " " + fault);
    }

    public int dimension() {
        return lower.length;
    }

    public List<String> ids() {
        return parameters.stream().map(PetabParameter::id).toList();
    }

    public PetabParameter parameter(int index) {
        return parameters.get(index);
    }

    public ParameterScale scale(int index) {
        return scales.get(index);
    }

    /// The lower bounds on the scales.
    public double[] lower() {
        return lower.clone();
    }

    /// The upper bounds on the scales.
    public double[] upper() {
        return upper.clone();
    }

    /// Values on the linear scale by id. Those on a bound are the bound itself.
    public Map<String, Double> values(double[] x) {
        Map<String, Double> values = HashMap.newHashMap(x.length);
        for (int k = 0; k < x.length; k++) {
            values.put(parameters.get(k).id(), value(k, x[k]));
        }
        return values;
    }

    /// The value on the linear scale of one parameter.
    public double value(int index, double scaled) {
        PetabParameter parameter = parameters.get(index);
        if (scaled == lower[index]) {
            return parameter.lowerBound();
        }
        if (scaled == upper[index]) {
            return parameter.upperBound();
        }
        return unscaled(scales.get(index), scaled);
    }

    static double unscaled(ParameterScale scale, double scaled) {
        return switch (scale) {
            case LINEAR -> scaled;
            case NATURAL_LOGARITHM -> Math.exp(scaled);
            case COMMON_LOGARITHM -> Math.pow(10, scaled);
        };
    }

    /// The point of values on the linear scale, moved into the box.
    ///
    /// @param values of all estimated parameters by id
    public double[] point(Map<String, Double> values) {
        double[] x = new double[lower.length];
        for (int k = 0; k < x.length; k++) {
            Double value = values.get(parameters.get(k).id());
            if (value == null) {
                throw new IllegalArgumentException("no value for " + parameters.get(k).id());
            }
            x[k] = Math.clamp(scales.get(k).scale(value), lower[k], upper[k]);
        }
        return x;
    }

    /// The derivative of a value by the scaled one.
    double slope(int index, double value) {
        return switch (scales.get(index)) {
            case LINEAR -> 1;
            case NATURAL_LOGARITHM -> value;
            case COMMON_LOGARITHM -> value * Math.log(10);
        };
    }
}
