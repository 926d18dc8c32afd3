package org.tamor.calibrate.fit;

import java.util.Optional;
import org.tamor.format.petab.ParameterScale;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.Prior;

/// The log-prior of a parameter x as `power ln x - (t - mean)^2 / (2 width^2)` and a constant, with
/// t = x or t = ln x.
///
/// @param width infinite where there is no such term
/// @param ofLogarithm whether t is the logarithm
record InnerPrior(double power, double mean, double width, boolean ofLogarithm) {

    private static final InnerPrior FLAT = new InnerPrior(0, 0, Double.POSITIVE_INFINITY, false);

    /// Empty where the prior has another form, or none between the bounds.
    ///
    /// @param timesValue whether the density is multiplied by the value, see [PriorOnScales]
    static Optional<InnerPrior> of(PetabParameter parameter, boolean timesValue) {
        Optional<InnerPrior> form =
                parameter.prior().isEmpty()
                        ? Optional.of(FLAT)
                        : of(parameter, parameter.prior().get());
        return form.map(
                one ->
                        new InnerPrior(
                                one.power + (timesValue ? 1 : 0),
                                one.mean,
                                one.width,
                                one.ofLogarithm));
    }

    private static Optional<InnerPrior> of(PetabParameter parameter, Prior prior) {
        double first = prior.parameters().getFirst();
        double last = prior.parameters().getLast();
        boolean ofValue = prior.scale() == ParameterScale.LINEAR;
        double unit = prior.scale() == ParameterScale.COMMON_LOGARITHM ? Math.log(10) : 1;
        return switch (prior.distribution()) {
            case UNIFORM -> covers(parameter, prior) ? Optional.of(FLAT) : Optional.empty();
            case LOG_UNIFORM ->
                    ofValue && covers(parameter, prior)
                            ? Optional.of(new InnerPrior(-1, 0, Double.POSITIVE_INFINITY, false))
                            : Optional.empty();
            case NORMAL -> Optional.of(new InnerPrior(0, unit * first, unit * last, !ofValue));
            case LOG_NORMAL ->
                    ofValue ? Optional.of(new InnerPrior(-1, first, last, true)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// Whether a uniform prior has its density everywhere between the bounds.
    private static boolean covers(PetabParameter parameter, Prior prior) {
        double lower = prior.scale().scale(parameter.lowerBound());
        double upper = prior.scale().scale(parameter.upperBound());
        double slack = 1e-12 * Math.max(Math.abs(lower), Math.abs(upper));
        return prior.parameters().getFirst() <= lower + slack
                && prior.parameters().getLast() >= upper - slack;
    }

    boolean isFlat() {
        return power == 0 && Double.isInfinite(width);
    }

    /// Whether it is a quadratic function of x (of ln x where logarithmic).
    boolean isQuadratic(boolean logarithmic) {
        return logarithmic
                ? ofLogarithm || Double.isInfinite(width)
                : power == 0 && (!ofLogarithm || Double.isInfinite(width));
    }
}
