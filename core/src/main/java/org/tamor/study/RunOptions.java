package org.tamor.study;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.simulate.SolverOptions;

/// How a study is run.
///
/// @param cuts ids of the edges to cut
/// @param overrides values that stand in place of the study's parameters
/// @param threads how many runs go on at once; results do not depend on it
/// @param draws over how many draws of the uncertain parameters the claims are judged too; 0 for
///   none
/// @param seed of the draws
/// @param claimsOnly whether only the experiments that claims read are run
/// @param ensemble parameter vectors that stand in place of draws; parameters that it lacks keep
///   the study's values
/// @param sentenceEnsemble vectors that agree with the study's sentences too, on which the claims
///   are judged beside those of the ensemble; where it is empty those are weighted by how well they
///   agree with the sentences
public record RunOptions(
        List<String> cuts,
        Map<String, Double> overrides,
        SolverOptions solver,
        int threads,
        int draws,
        long seed,
        boolean claimsOnly,
        Optional<Ensemble> ensemble,
        Optional<Ensemble> sentenceEnsemble) {

    public RunOptions {
        cuts = List.copyOf(cuts);
        overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
        if (threads < 1 || draws < 0) {
            throw new IllegalArgumentException("threads " + threads + ", draws " + draws);
        }
    }

    /// Everything in the study, on all processors, no draws.
    public static RunOptions standard() {
        return new RunOptions(
                List.of(),
                Map.of(),
                SolverOptions.DEFAULT,
                Math.max(1, Runtime.getRuntime().availableProcessors()),
                0,
                1,
                false,
                Optional.empty(),
                Optional.empty());
    }

    public RunOptions withCuts(List<String> edges) {
        return new RunOptions(edges, overrides, solver, threads, draws, seed, claimsOnly, ensemble, sentenceEnsemble);
    }

    public RunOptions withOverrides(Map<String, Double> values) {
        return new RunOptions(cuts, values, solver, threads, draws, seed, claimsOnly, ensemble, sentenceEnsemble);
    }

    public RunOptions withSolver(SolverOptions options) {
        return new RunOptions(cuts, overrides, options, threads, draws, seed, claimsOnly, ensemble, sentenceEnsemble);
    }

    public RunOptions withThreads(int count) {
        return new RunOptions(cuts, overrides, solver, count, draws, seed, claimsOnly, ensemble, sentenceEnsemble);
    }

    public RunOptions withDraws(int count, long newSeed) {
        return new RunOptions(
                cuts, overrides, solver, threads, count, newSeed, claimsOnly, ensemble, sentenceEnsemble);
    }

    public RunOptions withClaimsOnly(boolean only) {
        return new RunOptions(cuts, overrides, solver, threads, draws, seed, only, ensemble, sentenceEnsemble);
    }

    public RunOptions withEnsemble(Ensemble vectors) {
        return new RunOptions(
                cuts,
                overrides,
                solver,
                threads,
                draws,
                seed,
                claimsOnly,
                Optional.of(vectors),
                sentenceEnsemble);
    }

    public RunOptions withSentenceEnsemble(Ensemble vectors) {
        return new RunOptions(
                cuts,
                overrides,
                solver,
                threads,
                draws,
                seed,
                claimsOnly,
                ensemble,
                Optional.of(vectors));
    }
}
