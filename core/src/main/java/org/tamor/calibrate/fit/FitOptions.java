package org.tamor.calibrate.fit;

/// How to fit.
///
/// @param starts how many local fits
/// @param seed of the starting points
/// @param candidates how many points each start chooses the best of
/// @param maximumIterations of each local fit
/// @param threads how many local fits at once; results do not depend on it
public record FitOptions(
        int starts,
        long seed,
        FitMethod method,
        int candidates,
        int maximumIterations,
        int threads) {

    public static final FitOptions STANDARD =
            new FitOptions(100, 1, FitMethod.AUTOMATIC, 5, 1000, 1);

    public FitOptions {
        if (starts < 1 || candidates < 1 || maximumIterations < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "starts, candidates, iterations and threads must be at least 1");
        }
    }
}
