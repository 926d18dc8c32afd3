package org.tamor.calibrate.sample;

/// A distribution to draw from: likelihood times prior, known up to a factor.
///
/// Both logarithms are finite or minus infinity, never NaN. May be used by several threads.
public interface LogDensity {

    int dimension();

    /// The least value of a coordinate; minus infinity where there is none.
    double lower(int coordinate);

    /// The greatest value of a coordinate; infinity where there is none.
    double upper(int coordinate);

    /// The logarithm of the prior density at a position within the bounds.
    double logPrior(double[] position);

    /// The logarithm of the likelihood at a position within the bounds; minus infinity where it
    /// cannot be computed, which the sampler counts.
    double logLikelihood(double[] position);
}
