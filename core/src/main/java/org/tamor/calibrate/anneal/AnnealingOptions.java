package org.tamor.calibrate.anneal;

/// How to anneal.
///
/// @param islands populations that are resampled apart from each other, 2 or more: what they agree
///   on is believed
/// @param size members of each island
/// @param effective the share of effective members that a stage may bring the weights down to
/// @param memory a stage ends when the correlation of the members with where they started, on
///   average over the coordinates, is below this
/// @param lastMemory the same for the last stage, for every coordinate
/// @param sweeps the most steps of each member in a stage
/// @param lastSweeps the same in the last stage
/// @param threads the draws do not depend on it
public record AnnealingOptions(
        int islands,
        int size,
        double effective,
        double memory,
        double lastMemory,
        int sweeps,
        int lastSweeps,
        long seed,
        int threads) {

    public AnnealingOptions {
        if (islands < 2
                || size < 4
                || !(effective > 0 && effective < 1)
                || !(memory > 0 && memory <= 1)
                || !(lastMemory > 0 && lastMemory <= 1)
                || sweeps < 1
                || lastSweeps < 1
                || threads < 1) {
            throw new IllegalArgumentException("annealing options out of range");
        }
    }

    /// Four islands of 256.
    public static AnnealingOptions standard() {
        return new AnnealingOptions(
                4,
                256,
                0.5,
                0.7,
                0.2,
                10,
                100,
                1,
                Math.max(1, Runtime.getRuntime().availableProcessors()));
    }

    public AnnealingOptions withPopulation(int newIslands, int newSize) {
        return new AnnealingOptions(
                newIslands,
                newSize,
                effective,
                memory,
                lastMemory,
                sweeps,
                lastSweeps,
                seed,
                threads);
    }

    public AnnealingOptions withSweeps(int most, int mostInLast) {
        return new AnnealingOptions(
                islands, size, effective, memory, lastMemory, most, mostInLast, seed, threads);
    }

    public AnnealingOptions withSeed(long newSeed) {
        return new AnnealingOptions(
                islands, size, effective, memory, lastMemory, sweeps, lastSweeps, newSeed, threads);
    }

    public AnnealingOptions withThreads(int count) {
        return new AnnealingOptions(
                islands, size, effective, memory, lastMemory, sweeps, lastSweeps, seed, count);
    }

    /// All members.
    int members() {
        return islands * size;
    }
}
