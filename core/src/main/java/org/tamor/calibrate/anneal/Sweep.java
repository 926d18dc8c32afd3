package org.tamor.calibrate.anneal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;
import org.tamor.stats.RandomStream;
import org.tamor.stats.Seeds;

/// One Metropolis-Hastings step of every particle.
///
/// The islands take turns. The normal distribution that steers the steps of one is that of the
/// others, so a step is fair whatever they look like (as in affine-invariant samplers: Goodman and
/// Weare, Comm. App. Math. Comp. Sci. 5 (2010) 65-80). Were a population steered by itself, it
/// would shrink: its own covariance fits its chance.
///
/// Every third particle steps half as far as the others, every third twice as far: which of these
/// gets around most, in units of the population's own width, is the next sweep's size.
final class Sweep {

    private static final double[] FACTORS = {0.5, 1, 2};
    private static final double[] CHANGES = {0.75, 1, 1.33};
    private static final double LEAST = 1e-3;
    private static final double STRETCH = 1.25;

    private final AnnealingPath path;
    private final AnnealingOptions options;
    private final AnnealingState state;

    Sweep(AnnealingPath path, AnnealingOptions options, AnnealingState state) {
        this.path = path;
        this.options = options;
        this.state = state;
    }

    /// @param jump squared distance moved, in widths of the population
    private record Moved(Particle particle, boolean failed, boolean accepted, double jump) {}

    /// Moves the particles and writes down how that went.
    void run(Progress progress) {
        String phase =
                "stage %d (power %.2g), sweep %d"
                        .formatted(state.stages.size() + 1, state.power, state.sweeps + 1);
        double[] jumps = new double[FACTORS.length];
        for (int island = 0; island < options.islands(); island++) {
            move(island, jumps, phase, progress);
        }
        state.sweeps++;
        state.stepSize = Math.clamp(state.stepSize * change(jumps), LEAST, 1);
    }

    private void move(int island, double[] jumps, String phase, Progress progress) {
        List<double[]> others = othersThan(island);
        NormalReference like =
                path.expected()
                        .map(expected -> NormalReference.of(others, expected))
                        .orElseGet(() -> NormalReference.of(others));
        NormalReference reference = path.widens() ? like.stretched(STRETCH) : like;
        long seed =
                Seeds.ofMember(Seeds.ofMember(options.seed(), state.stages.size()), state.sweeps);
        int from = island * options.size();
        List<Callable<Moved>> tasks = new ArrayList<>();
        for (int i = from; i < from + options.size(); i++) {
            int member = i;
            tasks.add(() -> move(member, reference, RandomStream.of(seed, member)));
        }
        Progress whole =
                (name, done, total) -> progress.report(name, from + done, options.members());
        List<Moved> moved = ParallelTasks.run(tasks, options.threads(), phase, whole);
        for (int i = 0; i < moved.size(); i++) {
            Moved one = moved.get(i);
            state.particles.set(from + i, one.particle());
            state.evaluations++;
            state.failures += one.failed() ? 1 : 0;
            state.accepted += one.accepted() ? 1 : 0;
            jumps[kind(from + i)] += one.jump();
        }
    }

    private List<double[]> othersThan(int island) {
        List<double[]> others = new ArrayList<>();
        for (int i = 0; i < state.particles.size(); i++) {
            if (i / options.size() != island) {
                others.add(state.particles.get(i).position());
            }
        }
        return others;
    }

    private int kind(int member) {
        return (member + state.sweeps) % FACTORS.length;
    }

    private static double change(double[] jumps) {
        int best = 0;
        for (int k = 1; k < jumps.length; k++) {
            best = jumps[k] > jumps[best] ? k : best;
        }
        return CHANGES[best];
    }

    private Moved move(int member, NormalReference reference, RandomStream stream) {
        Particle now = state.particles.get(member);
        double size = Math.min(1, FACTORS[kind(member)] * state.stepSize);
        double[] position = reference.step(now.position(), size, stream);
        double limit = Math.log(stream.nextOpenDouble());
        double before = now.terms().logDensity(state.power) - reference.logDensity(now.position());
        double steered = reference.logDensity(position);
        Optional<AnnealingPath.Terms> terms =
                path.terms(position, state.power, limit + before + steered);
        if (terms.isEmpty()) {
            return new Moved(now, false, false, 0);
        }
        Particle next = new Particle(position, terms.get());
        boolean failed = next.terms().logBridge() == Double.NEGATIVE_INFINITY;
        return limit < next.terms().logDensity(state.power) - steered - before
                ? new Moved(next, failed, true, reference.squaredDistance(now.position(), position))
                : new Moved(now, failed, false, 0);
    }
}
