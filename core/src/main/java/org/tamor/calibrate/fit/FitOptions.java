package org.tamor.calibrate.fit;

/// How to fit.
///
/// @param starts how many local fits
/// @param seed of the starting points
/// @param candidates how many points each start chooses the best of
/// @param maximumIterations of each local fit
/// @param threads how many local fits at once; results do not depend on it
/// @param hierarchical whether parameters are eliminated where their best values follow from the
///   others
/// @param density what the density of priors is of
public record FitOptions(
        int starts,
        long seed,
        FitMethod method,
        int candidates,
        int maximumIterations,
        int threads,
        boolean hierarchical,
        Density density) {

    public static final FitOptions STANDARD =
            new FitOptions(100, 1, FitMethod.AUTOMATIC, 5, 1000, 1);

    /// With every parameter searched and the densities that PEtab defines.
    public FitOptions(
            int starts,
            long seed,
            FitMethod method,
            int candidates,
            int maximumIterations,
            int threads) {
        this(starts, seed, method, candidates, maximumIterations, threads, false, Density.VALUE);
    }

    public FitOptions {
        if (starts < 1 || candidates < 1 || maximumIterations < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "starts, candidates, iterations and threads must be at least 1");
        }
    }
}
