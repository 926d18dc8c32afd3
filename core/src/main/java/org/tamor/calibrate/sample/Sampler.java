package org.tamor.calibrate.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Draws from a distribution with several chains.
///
/// The chains walk in blocks of generations. At the end of each block of the burn-in what they have
/// seen goes into the [Adaptation]; after the burn-in nothing is adapted any more. Within a block
/// chains know nothing of each other, so the draws are the same for any number of threads.
public final class Sampler {

    private static final int BLOCK = 50;
    private static final double SAME = 1e-6;

    private final LogDensity target;
    private final SamplerOptions options;
    private final SamplerState state;

    private Sampler(LogDensity target, SamplerOptions options, SamplerState state) {
        this.target = target;
        this.options = options;
        this.state = state;
    }

    /// A sampler at its start.
    public static Sampler start(LogDensity target, SamplerOptions options, StartingPoints starts) {
        SamplerState state = new SamplerState(target.dimension(), options);
        for (int c = 0; c < options.chains(); c++) {
            Walker start = starts.walkers().get(c);
            List<Walker> ladder = new ArrayList<>();
            for (int t = 0; t < options.temperatures(); t++) {
                ladder.add(start);
            }
            state.walkers.add(ladder);
        }
        state.adaptation.archives.forEach(archive -> archive.addAll(starts.cloud()));
        return new Sampler(target, options, state);
    }

    /// A sampler that goes on from a state that [#save] has written.
    ///
    /// More draws may be asked for than before; they are those that one long run would have kept.
    ///
    /// @throws BadInputException where the file is not a whole state, one of a run with other
    ///   options, or one of another target: its likelihoods are not those of now
    public static Sampler resume(LogDensity target, SamplerOptions options, Path file) {
        SamplerState state = SamplerStateFile.read(file, target.dimension(), options);
        Walker walker = state.walkers.getFirst().getFirst();
        double now = target.logLikelihood(walker.position());
        if (!(Math.abs(now - walker.logLikelihood()) <= SAME * Math.max(1, Math.abs(now)))) {
            throw new BadInputException(
                    "resume.state",
                    Location.ofFile(file.toString()),
                    "the interrupted run was one of another problem, or the problem has changed: a"
                            + " log-likelihood is "
                            + now
                            + " and was "
                            + walker.logLikelihood()
                            + "; start without --resume");
        }
        return new Sampler(target, options, state);
    }

    /// Writes what is needed to go on later; between blocks only, that is by a [Listener] or after
    /// the run.
    public void save(Path file) throws IOException {
        SamplerStateFile.write(state, target.dimension(), options, file);
    }

    /// Hears how far the chains have come, between blocks and on the calling thread.
    @FunctionalInterface
    public interface Listener {

        /// @param generation done
        /// @param last the last one
        void passed(Sampler sampler, long generation, long last);
    }

    /// Walks to the end.
    ///
    /// @throws CancellationException where the calling thread is interrupted; it stays marked as
    ///   interrupted
    public PosteriorSample run(Listener listener) {
        ExecutorService pool =
                Executors.newFixedThreadPool(
                        Math.min(options.threads(), options.chains()),
                        Thread.ofPlatform().daemon().name("tamor-chain-", 0).factory());
        try {
            List<Proposal> proposals = state.adaptation.proposals(target, options.method());
            while (state.generation < options.generations()) {
                listener.passed(this, state.generation, options.generations());
                List<ChainBlock.Result> results = walk(pool, proposals);
                if (burningIn(results)) {
                    proposals = state.adaptation.proposals(target, options.method());
                }
            }
            listener.passed(this, options.generations(), options.generations());
            return sample();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("sampling was interrupted");
        } finally {
            pool.shutdownNow();
        }
    }

    private List<ChainBlock.Result> walk(ExecutorService pool, List<Proposal> proposals)
            throws InterruptedException {
        double[] inverseTemperatures = state.adaptation.inverseTemperatures();
        boolean burnIn = state.generation < options.burnIn();
        int length = burnIn ? (int) Math.min(BLOCK, options.burnIn() - state.generation) : BLOCK;
        List<Future<ChainBlock.Result>> futures = new ArrayList<>();
        for (int c = 0; c < options.chains(); c++) {
            ChainBlock block =
                    new ChainBlock(
                            target,
                            proposals,
                            inverseTemperatures,
                            state.walkers.get(c),
                            options.seed(),
                            c,
                            state.block);
            futures.add(
                    pool.submit(
                            () ->
                                    block.run(
                                            state.generation + 1,
                                            length,
                                            options.burnIn(),
                                            options.thinning())));
        }
        List<ChainBlock.Result> results = new ArrayList<>();
        for (Future<ChainBlock.Result> future : futures) {
            results.add(result(future));
        }
        state.generation += length;
        state.block++;
        return results;
    }

    private static ChainBlock.Result result(Future<ChainBlock.Result> future)
            throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException failure -> failure;
                case Error error -> throw error;
                case null, default -> new IllegalStateException(e);
            };
        }
    }

    /// Takes in the results of a block, and says whether it belonged to the burn-in.
    private boolean burningIn(List<ChainBlock.Result> results) {
        boolean burnIn = state.generation <= options.burnIn();
        for (int c = 0; c < results.size(); c++) {
            ChainBlock.Result result = results.get(c);
            state.walkers.set(c, result.walkers());
            state.kept.get(c).addAll(result.kept());
            state.counts.add(result.counts());
        }
        if (burnIn) {
            state.adaptation.learn(state.block - 1, results);
        }
        if (state.generation == options.burnIn()) {
            state.counts.forgetSteps();
        }
        return burnIn;
    }

    private PosteriorSample sample() {
        List<List<PosteriorSample.Draw>> chains = new ArrayList<>();
        for (List<Walker> kept : state.kept) {
            chains.add(
                    kept.stream()
                            .limit(options.draws())
                            .map(
                                    walker ->
                                            new PosteriorSample.Draw(
                                                    walker.position(),
                                                    walker.logPrior(),
                                                    walker.logLikelihood()))
                            .toList());
        }
        List<Double> temperatures = new ArrayList<>();
        for (double inverse : state.adaptation.inverseTemperatures()) {
            temperatures.add(1 / inverse);
        }
        Map<String, Double> acceptance = new LinkedHashMap<>();
        for (Proposal.Kind kind : Proposal.Kind.values()) {
            double share = state.counts.acceptance(0, kind);
            if (!Double.isNaN(share)) {
                acceptance.put(kind.label(), share);
            }
        }
        for (int t = 0; t + 1 < options.temperatures(); t++) {
            acceptance.put("exchange " + (t + 1), state.counts.exchangeAcceptance(t));
        }
        return new PosteriorSample(
                chains, state.counts.evaluations, state.counts.failures, temperatures, acceptance);
    }
}
