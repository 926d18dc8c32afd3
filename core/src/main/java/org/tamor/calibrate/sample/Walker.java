package org.tamor.calibrate.sample;

/// Where a chain stands at one temperature.
///
/// @param position treated as read-only
@SuppressWarnings("ArrayRecordComponent")
record Walker(double[] position, double logPrior, double logLikelihood) {

    /// The logarithm of the tempered density `likelihood^inverseTemperature * prior`.
    double logDensity(double inverseTemperature) {
        return inverseTemperature * logLikelihood + logPrior;
    }
}
