package org.tamor.calibrate.sample;

import java.util.Optional;
import org.tamor.calibrate.PriorDensity;
import org.tamor.format.petab.ParameterScale;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.Prior;

/// How a sampler sees one parameter: the scale on which it is moved, and its prior there.
///
/// The scale is the parameter's own, or the natural logarithm where its own is linear and its lower
/// bound, or the support of its prior, is positive. The distribution is the same on any scale: a
/// density f of the value s on the scale of the prior is `f(s) |ds/du|` for the coordinate u.
///
/// @param id of the parameter
/// @param scale of the coordinate
/// @param base the scale that the prior is a distribution of; without prior, the parameter's own,
///   on which it is uniform between the bounds
/// @param density empty for uniform
/// @param lower bound, on the linear scale
/// @param upper bound, on the linear scale
public record Coordinate(
        String id,
        ParameterScale scale,
        ParameterScale base,
        Optional<PriorDensity> density,
        double lower,
        double upper) {

    static Coordinate of(PetabParameter parameter) {
        ParameterScale base = parameter.prior().map(Prior::scale).orElse(parameter.scale());
        Optional<PriorDensity> density = parameter.prior().map(PriorDensity::of);
        boolean positive =
                parameter.lowerBound() > 0
                        || base == ParameterScale.LINEAR
                                && density.map(PriorDensity::logarithmic).orElse(false);
        ParameterScale scale =
                parameter.scale() == ParameterScale.LINEAR && positive
                        ? ParameterScale.NATURAL_LOGARITHM
                        : parameter.scale();
        return new Coordinate(
                parameter.id(),
                scale,
                base,
                density,
                parameter.lowerBound(),
                parameter.upperBound());
    }

    /// The value on the linear scale, within the bounds.
    public double linear(double coordinate) {
        double value =
                switch (scale) {
                    case LINEAR -> coordinate;
                    case NATURAL_LOGARITHM -> Math.exp(coordinate);
                    case COMMON_LOGARITHM -> Math.pow(10, coordinate);
                };
        return Math.clamp(value, lower, upper);
    }

    /// A value of the linear scale as coordinate.
    public double coordinate(double value) {
        return scale.scale(value);
    }

    double lowerCoordinate() {
        return scale == ParameterScale.LINEAR ? lower : scale.scale(Math.max(lower, 0));
    }

    double upperCoordinate() {
        return scale.scale(upper);
    }

    /// The logarithm of the prior density of the coordinate, without the factor that makes a
    /// truncated density integrate to 1.
    double logPrior(double coordinate) {
        double value = linear(coordinate);
        double onBase = base.scale(value);
        double logDensity = density.map(one -> one.logDensity(onBase)).orElse(0.0);
        double logSlope =
                base == ParameterScale.LINEAR
                        ? switch (scale) {
                            case LINEAR -> 0;
                            case NATURAL_LOGARITHM -> Math.log(value);
                            case COMMON_LOGARITHM -> Math.log(value) + Math.log(Math.log(10));
                        }
                        : 0;
        double result = logDensity + logSlope;
        return Double.isNaN(result) ? Double.NEGATIVE_INFINITY : result;
    }

    /// Whether the prior is a probability distribution.
    public boolean proper() {
        return density.isPresent() || !Double.isInfinite(base.scale(upper) - baseLower());
    }

    private double baseLower() {
        return base == ParameterScale.LINEAR ? lower : base.scale(Math.max(lower, 0));
    }

    /// The coordinate below which the share u of the prior lies; only where it is [#proper].
    ///
    /// @param u strictly between 0 and 1
    public double priorQuantile(double u) {
        double low = baseLower();
        double high = base.scale(upper);
        double onBase =
                density.isPresent() ? density.get().quantile(low, high, u) : low + u * (high - low);
        if (base == scale) {
            return onBase;
        }
        return scale.scale(Math.clamp(onBase, lower, upper));
    }

    /// The share of the prior at or below a value of the linear scale; only where it is [#proper].
    public double priorProbability(double value) {
        double low = baseLower();
        double high = base.scale(upper);
        double onBase = base.scale(value);
        if (density.isEmpty()) {
            return (onBase - low) / (high - low);
        }
        double below = density.get().cumulative(low);
        return (density.get().cumulative(onBase) - below)
                / (density.get().cumulative(high) - below);
    }

    /// The density of the prior at a coordinate, with an integral of 1; only where it is [#proper].
    public double priorDensity(double coordinate) {
        double low = baseLower();
        double high = base.scale(upper);
        double logMass =
                density.isPresent()
                        ? density.get().logProbability(low, high)
                        : Math.log(high - low);
        return Math.exp(logPrior(coordinate) - logMass);
    }
}
