package org.tamor.combination.inference;

import org.tamor.combination.curve.FitOptions;

/// How a test is made.
///
/// @param draws plates simulated under the null; 999 or more for a number to print
/// @param seed the same seed gives the same numbers for any number of threads
/// @param level of intervals and bands
public record InferenceOptions(
        int draws, long seed, double level, VarianceModel variance, FitOptions fit) {

    /// 1,999 draws, 95 %, the variance a function of the response that is estimated.
    public static InferenceOptions standard(long seed) {
        return new InferenceOptions(
                1999, seed, 0.95, VarianceModel.estimated(), FitOptions.standard());
    }

    /// With another number of draws.
    public InferenceOptions draws(int count) {
        return new InferenceOptions(count, seed, level, variance, fit);
    }

    /// With another variance model.
    public InferenceOptions variance(VarianceModel model) {
        return new InferenceOptions(draws, seed, level, model, fit);
    }
}
