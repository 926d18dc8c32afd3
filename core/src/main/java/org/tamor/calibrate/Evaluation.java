package org.tamor.calibrate;

import java.util.Optional;

/// How well a problem's model agrees with its measurements, or why that cannot be said. A failed
/// run yields no number.
public sealed interface Evaluation {

    /// Every experiment was simulated.
    ///
    /// @param logLikelihood of all measurements, natural logarithm, without priors
    /// @param chi2 the sum of the squared residuals
    /// @param simulations in the order of the measurements
    /// @param residuals measured minus simulated, of logarithms where the noise is logarithmic, in
    ///   units of the noise scale; in the order of the measurements
    /// @param derivatives present where they were asked for
    @SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
    record Completed(
            double logLikelihood,
            double chi2,
            double[] simulations,
            double[] residuals,
            Optional<Derivatives> derivatives)
            implements Evaluation {

        /// Without derivatives.
        public Completed(
                double logLikelihood, double chi2, double[] simulations, double[] residuals) {
            this(logLikelihood, chi2, simulations, residuals, Optional.empty());
        }
    }

    /// An experiment could not be simulated or compared.
    ///
    /// @param experiment "" for the model as it stands
    /// @param quantity the species, rule or observable at fault; "" where not one alone
    /// @param reason in words, for a person
    record Failed(String experiment, double time, String quantity, String reason)
            implements Evaluation {

        /// All of it in one sentence.
        public String describe() {
            return (experiment.isEmpty() ? "" : "experiment " + experiment + ", ")
                    + "time "
                    + time
                    + ": "
                    + reason;
        }
    }
}
