package org.tamor.study;

import java.util.OptionalDouble;
import org.tamor.format.petab.Measurement;

/// A measurement beside what the model says.
///
/// @param use whether the measurement belongs to the problem or is kept aside for validation
/// @param simulated in the units of the measurement; empty where the run failed
/// @param noise the scale of the noise (the standard deviation where normal, of the natural
///   logarithm where log-normal)
/// @param residual (measured - simulated)/noise, of the natural logarithms where the noise is
///   logarithmic
/// @param logLikelihood natural logarithm of the probability density of the measurement
/// @param explanation why a value is missing; "" otherwise
public record MeasurementFit(
        Measurement measurement,
        Claim.Use use,
        OptionalDouble simulated,
        OptionalDouble noise,
        OptionalDouble residual,
        OptionalDouble logLikelihood,
        String explanation) {}
