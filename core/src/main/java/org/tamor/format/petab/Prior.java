package org.tamor.format.petab;

import java.util.List;

/// The prior distribution of a parameter; in version 2, bounds of the parameter truncate it.
///
/// @param scale what the distribution is of: the value, or its logarithm
public record Prior(Distribution distribution, List<Double> parameters, ParameterScale scale) {

    /// A distribution of the value itself.
    public Prior(Distribution distribution, List<Double> parameters) {
        this(distribution, parameters, ParameterScale.LINEAR);
    }

    public Prior {
        parameters = List.copyOf(parameters);
        if (parameters.size() != distribution.parameterCount()) {
            throw new IllegalArgumentException(
                    distribution.label()
                            + " takes "
                            + distribution.parameterCount()
                            + " parameters");
        }
    }

    /// The distributions of PEtab, with the number of their parameters.
    public enum Distribution {
        CAUCHY("cauchy", 2),
        CHI_SQUARE("chisquare", 1),
        EXPONENTIAL("exponential", 1),
        GAMMA("gamma", 2),
        LAPLACE("laplace", 2),
        LOG_LAPLACE("log-laplace", 2),
        LOG_NORMAL("log-normal", 2),
        LOG_UNIFORM("log-uniform", 2),
        NORMAL("normal", 2),
        RAYLEIGH("rayleigh", 1),
        UNIFORM("uniform", 2);

        private final String label;
        private final int parameterCount;

        Distribution(String label, int parameterCount) {
            this.label = label;
            this.parameterCount = parameterCount;
        }

        /// The name that the files use.
        public String label() {
            return label;
        }

        public int parameterCount() {
            return parameterCount;
        }

        /// What is wrong with values of the parameters, and what to do; "" where nothing is.
        ///
        /// @param values as many as there are parameters
        String fault(List<Double> values) {
            double first = values.getFirst();
            double last = values.getLast();
            return switch (this) {
                case UNIFORM ->
                        first < last ? "" : "the first bound must be below the second; swap them";
                case LOG_UNIFORM ->
                        first > 0 && first < last
                                ? ""
                                : "the bounds must be above 0 and the first below the second;"
                                        + " write the values themselves, not their logarithms";
                case CHI_SQUARE, EXPONENTIAL, RAYLEIGH ->
                        first > 0 ? "" : "the parameter must be above 0; correct it";
                case GAMMA ->
                        first > 0 && last > 0
                                ? ""
                                : "shape and scale must be above 0; correct them";
                case CAUCHY, LAPLACE, LOG_LAPLACE, LOG_NORMAL, NORMAL ->
                        last > 0
                                ? ""
                                : "the second parameter is a width and must be above 0; correct it";
            };
        }
    }
}
