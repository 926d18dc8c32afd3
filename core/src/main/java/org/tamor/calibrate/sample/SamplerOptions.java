package org.tamor.calibrate.sample;

/// How to sample.
///
/// @param method what moves the chains
/// @param chains how many walk apart from each other, 2 or more
/// @param temperatures how many rungs the ladder of each chain has; 1 for no tempering
/// @param hottest the temperature of the last rung
/// @param burnIn generations before the first draw, during which the moves are adapted
/// @param draws how many each chain keeps
/// @param thinning generations for each draw that is kept
/// @param threads how many chains walk at a time; the draws do not depend on it
public record SamplerOptions(
        Method method,
        int chains,
        int temperatures,
        double hottest,
        int burnIn,
        int draws,
        int thinning,
        long seed,
        int threads) {

    /// What moves the chains.
    public enum Method {
        /// Gaussian steps with the covariance of the burn-in.
        ADAPTIVE_METROPOLIS(1, 0),
        /// Differences of earlier positions, and snooker steps.
        DIFFERENTIAL_EVOLUTION(0, 0.9),
        /// All of them in turn.
        MIXED(0.5, 0.4);

        private final double metropolis;
        private final double evolution;

        Method(double metropolis, double evolution) {
            this.metropolis = metropolis;
            this.evolution = evolution;
        }

        /// The share of Gaussian steps.
        double metropolis() {
            return metropolis;
        }

        /// The share of steps by differences; what is left are snooker steps.
        double evolution() {
            return evolution;
        }
    }

    public SamplerOptions {
        if (chains < 2
                || temperatures < 1
                || !(hottest >= 1)
                || burnIn < 0
                || draws < 4
                || thinning < 1
                || threads < 1) {
            throw new IllegalArgumentException("sampler options out of range");
        }
    }

    /// Four chains of 1000 draws, each on a ladder of four temperatures up to 100.
    ///
    /// Without tempering a quarter of the simulations are needed, and modes may be missed without a
    /// sign of it.
    public static SamplerOptions standard() {
        return new SamplerOptions(
                Method.MIXED,
                4,
                4,
                100,
                5000,
                1000,
                10,
                1,
                Math.max(1, Runtime.getRuntime().availableProcessors()));
    }

    public SamplerOptions withMethod(Method newMethod) {
        return new SamplerOptions(
                newMethod, chains, temperatures, hottest, burnIn, draws, thinning, seed, threads);
    }

    public SamplerOptions withChains(int count) {
        return new SamplerOptions(
                method, count, temperatures, hottest, burnIn, draws, thinning, seed, threads);
    }

    public SamplerOptions withTemperatures(int count, double newHottest) {
        return new SamplerOptions(
                method, chains, count, newHottest, burnIn, draws, thinning, seed, threads);
    }

    public SamplerOptions withLength(int newBurnIn, int newDraws, int newThinning) {
        return new SamplerOptions(
                method,
                chains,
                temperatures,
                hottest,
                newBurnIn,
                newDraws,
                newThinning,
                seed,
                threads);
    }

    public SamplerOptions withSeed(long newSeed) {
        return new SamplerOptions(
                method, chains, temperatures, hottest, burnIn, draws, thinning, newSeed, threads);
    }

    public SamplerOptions withThreads(int count) {
        return new SamplerOptions(
                method, chains, temperatures, hottest, burnIn, draws, thinning, seed, count);
    }

    /// All generations of a chain.
    long generations() {
        return burnIn + (long) draws * thinning;
    }
}
