package org.tamor.expr;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The probability distributions that formulas may draw from: the functions of SBML's package
/// Distributions (Level 3, version 1), which Antimony calls by the same names.
///
/// A draw is an [Expression.Call] of the distribution's name where the model defines no function of
/// that name. Two further arguments, where allowed, truncate: the value lies between them, both
/// included.
public enum Distribution {
    /// (mean, standard deviation)
    NORMAL(2, 2, true),
    /// (minimum, maximum)
    UNIFORM(2, 2, false),
    /// (probability of 1)
    BERNOULLI(1, 1, false),
    /// (number of trials, probability of success)
    BINOMIAL(2, 2, true),
    /// (location, scale) or (scale) about 0
    CAUCHY(1, 2, true),
    /// (degrees of freedom)
    CHISQUARE(1, 1, true),
    /// (rate)
    EXPONENTIAL(1, 1, true),
    /// (shape, scale)
    GAMMA(2, 2, true),
    /// (location, scale) or (scale) about 0
    LAPLACE(1, 2, true),
    /// (mean, standard deviation) of the natural logarithm
    LOGNORMAL(2, 2, true),
    /// (rate)
    POISSON(1, 1, true),
    /// (scale)
    RAYLEIGH(1, 1, true);

    private static final Map<String, Distribution> BY_NAME = new HashMap<>();

    static {
        for (Distribution distribution : values()) {
            BY_NAME.put(distribution.symbol(), distribution);
        }
    }

    private final int minimumParameters;
    private final int maximumParameters;
    private final boolean truncates;

    Distribution(int minimumParameters, int maximumParameters, boolean truncates) {
        this.minimumParameters = minimumParameters;
        this.maximumParameters = maximumParameters;
        this.truncates = truncates;
    }

    public static Optional<Distribution> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// The name in formulas.
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a draw may have this many arguments.
    public boolean accepts(int arguments) {
        return arguments >= minimumParameters && arguments <= maximumParameters
                || isTruncated(arguments);
    }

    /// Whether the last two of this many arguments are bounds.
    public boolean isTruncated(int arguments) {
        return truncates && arguments == maximumParameters + 2;
    }

    /// The numbers of arguments that a draw may have, for messages.
    public List<Integer> arities() {
        return IntStream.rangeClosed(1, maximumParameters + 2)
                .filter(this::accepts)
                .boxed()
                .toList();
    }
}
