package org.tamor.combination.analysis;

import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.inference.InferenceOptions;
import org.tamor.combination.inference.VarianceModel;

/// What is decided before the data are looked at.
///
/// @param primary short name of the reference whose test counts; the others are sensitivity
/// @param draws plates simulated for bands and intervals of a block; 0 for none
/// @param seed the same seed gives the same numbers for any number of threads
/// @param threads at work at the same time
/// @param level of intervals and bands
/// @param robust whether wells far from the single-drug curves count less
/// @param detailed how many blocks, in the order given, get everything; the others are screened:
///   curves, scores and the primary test, without simulation and fitted surfaces
public record AnalysisOptions(
        String primary,
        int draws,
        long seed,
        int threads,
        double level,
        boolean robust,
        int detailed) {

    /// Bliss, 999 draws, seed 1, all processors, 95 %, 12 blocks in detail.
    public static AnalysisOptions standard() {
        return new AnalysisOptions(
                "bliss", 999, 1, Runtime.getRuntime().availableProcessors(), 0.95, false, 12);
    }

    /// With another primary reference.
    public AnalysisOptions primary(String key) {
        return new AnalysisOptions(key, draws, seed, threads, level, robust, detailed);
    }

    /// With another number of draws.
    public AnalysisOptions draws(int count) {
        return new AnalysisOptions(primary, count, seed, threads, level, robust, detailed);
    }

    /// With another seed.
    public AnalysisOptions seed(long value) {
        return new AnalysisOptions(primary, draws, value, threads, level, robust, detailed);
    }

    /// With another number of threads.
    public AnalysisOptions threads(int count) {
        return new AnalysisOptions(primary, draws, seed, count, level, robust, detailed);
    }

    /// With robust single-drug curves.
    public AnalysisOptions robustly() {
        return new AnalysisOptions(primary, draws, seed, threads, level, true, detailed);
    }

    /// With another number of blocks in detail.
    public AnalysisOptions detailed(int count) {
        return new AnalysisOptions(primary, draws, seed, threads, level, robust, count);
    }

    FitOptions fit() {
        return robust ? FitOptions.standard().robustly() : FitOptions.standard();
    }

    InferenceOptions inference() {
        return new InferenceOptions(
                Math.max(1, draws), seed, level, VarianceModel.estimated(), FitOptions.standard());
    }
}
