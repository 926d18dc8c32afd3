package org.tamor.calibrate.anneal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tamor.failure.BadInputException;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;

/// Carries a population along an [AnnealingPath]: annealed sequential Monte Carlo (Del Moral,
/// Doucet and Jasra, J. R. Stat. Soc. B 68 (2006) 411-436).
///
/// In turn the power of the bridge is raised as far as the weights allow (Zhou, Johansen and Aston,
/// J. Comput. Graph. Stat. 25 (2016) 701-726), the islands are resampled, and all members move
/// until they have forgotten where they were (Buchholz, Chopin and Jacob, Bayesian Anal. 16 (2021)
/// 745-771). Random numbers belong to a stage, a sweep and a member, so the result is the same for
/// any number of threads.
public final class AnnealedSampler {

    private static final int SWEEPS_WHEN_WIDENING = 3;
    private static final int LAST_WHEN_WIDENING = 10;

    private final AnnealingPath path;
    private final AnnealingOptions options;
    private final AnnealingState state;

    private AnnealedSampler(AnnealingPath path, AnnealingOptions options, AnnealingState state) {
        this.path = path;
        this.options = options;
        this.state = state;
    }

    /// Starts from draws of the path's reference, island after island.
    ///
    /// @param positions as many as the options' islands have members
    public static AnnealedSampler start(
            AnnealingPath path,
            AnnealingOptions options,
            List<double[]> positions,
            Progress progress) {
        if (positions.size() != options.members()) {
            throw new IllegalArgumentException("one position for each member");
        }
        List<Callable<Particle>> tasks = new ArrayList<>();
        for (double[] position : positions) {
            tasks.add(() -> new Particle(position, path.terms(position)));
        }
        AnnealingState state = new AnnealingState(options.islands());
        state.particles =
                new ArrayList<>(
                        ParallelTasks.run(tasks, options.threads(), "first members", progress));
        state.evaluations = positions.size();
        state.failures =
                state.particles.stream()
                        .filter(one -> one.terms().logBridge() == Double.NEGATIVE_INFINITY)
                        .count();
        return new AnnealedSampler(path, options, state);
    }

    /// Goes on from a state that [#save] has written.
    ///
    /// @throws BadInputException where the file is not a whole state, or one of a run with other
    ///   options or of another problem
    public static AnnealedSampler resume(AnnealingPath path, AnnealingOptions options, Path file) {
        AnnealingState state = AnnealingStateFile.read(file, path.dimension(), options);
        Particle first = state.particles.getFirst();
        AnnealingStateFile.check(file, first.terms(), path.terms(first.position()));
        AnnealedSampler sampler = new AnnealedSampler(path, options, state);
        if (!state.stages.isEmpty()
                && state.stages.getLast().power() == state.power
                && !sampler.ended()) {
            state.stages.removeLast(); // more sweeps are allowed than before
        }
        if (sampler.last()
                && sampler.ended()
                && (state.stages.isEmpty() || state.stages.getLast().power() != state.power)) {
            state.stages.add(sampler.stage()); // fewer are allowed than were done
        }
        return sampler;
    }

    /// Writes what is needed to go on later; between sweeps only, that is by a [Listener] or after
    /// the run.
    public void save(Path file) throws IOException {
        AnnealingStateFile.write(state, path.dimension(), options, file);
    }

    /// Hears between sweeps, on the calling thread.
    @FunctionalInterface
    public interface Listener {

        void swept(AnnealedSampler sampler);
    }

    /// Runs to the end of the path.
    ///
    /// @throws java.util.concurrent.CancellationException where the calling thread is interrupted
    public AnnealedSample run(Progress progress, Listener listener) {
        while (state.power < 1 || !ended()) {
            if (state.origins.isEmpty() || ended()) {
                new Reweighting(path, options, state).run();
            }
            new Sweep(path, options, state).run(progress);
            if (ended()) {
                state.stages.add(stage());
            }
            listener.swept(this);
        }
        return sample();
    }

    private boolean last() {
        return state.power >= 1;
    }

    private boolean ended() {
        if (path.widens() && !last()) {
            return state.sweeps >= SWEEPS_WHEN_WIDENING;
        }
        int most = last() ? options.lastSweeps() : options.sweeps();
        int least = path.widens() ? Math.min(most, LAST_WHEN_WIDENING) : 1;
        return state.sweeps >= least && (rested() || state.sweeps >= most);
    }

    private boolean rested() {
        Memory memory = Memory.of(state.origins, state.positions());
        return memory.mean() < options.memory()
                && (!last() || memory.worst() < options.lastMemory());
    }

    private Stage stage() {
        Memory memory = Memory.of(state.origins, state.positions());
        return new Stage(
                state.power,
                state.sweeps,
                state.accepted / (double) (state.sweeps * (long) options.members()),
                state.stepSize,
                memory.mean(),
                memory.worst());
    }

    private AnnealedSample sample() {
        List<List<Particle>> islands = new ArrayList<>();
        for (int island = 0; island < options.islands(); island++) {
            int from = island * options.size();
            islands.add(state.particles.subList(from, from + options.size()));
        }
        List<Double> logRatios = new ArrayList<>();
        for (double one : state.logRatios) {
            logRatios.add(one);
        }
        return new AnnealedSample(
                islands, state.stages, logRatios, state.evaluations, state.failures, rested());
    }
}
