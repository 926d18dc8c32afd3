package org.tamor.tumour.mixed;

/// A fitted linear mixed model.
///
/// @param coefficients of the fixed effects
/// @param random D, the covariance of the random effects
/// @param variance sigma^2 of a reading about its subject's line
/// @param logLikelihood of the kind that was maximised
/// @param readings how many
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record MixedModelFit(
        Likelihood likelihood,
        double[] coefficients,
        double[][] random,
        double variance,
        double logLikelihood,
        int readings,
        KenwardRoger covariance) {

    /// `c' beta` with the standard error and degrees of freedom of Kenward and Roger.
    public Contrast contrast(double[] weights) {
        double estimate = 0;
        for (int j = 0; j < weights.length; j++) {
            estimate += weights[j] * coefficients[j];
        }
        return new Contrast(
                estimate,
                Math.sqrt(covariance.variance(weights)),
                covariance.degreesOfFreedom(weights));
    }

    /// The standard error that would hold were the variances known.
    public double plainError(double[] weights) {
        double[] image = covariance.plain().operate(weights);
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * image[j];
        }
        return Math.sqrt(sum);
    }

    /// Akaike's information criterion with the correction for small samples; compare fits by full
    /// likelihood.
    public double informationCriterion() {
        int q = random.length;
        double k = coefficients.length + q * (q + 1) / 2.0 + 1;
        return -2 * logLikelihood + 2 * k + 2 * k * (k + 1) / Math.max(1, readings - k - 1);
    }
}
