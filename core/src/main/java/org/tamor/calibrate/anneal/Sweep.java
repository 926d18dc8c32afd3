package org.tamor.calibrate.anneal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;
import org.tamor.stats.RandomStream;
import org.tamor.stats.Seeds;

/// One Metropolis-Hastings step of every particle.
///
/// Every third particle steps half as far as the others, every third twice as far: which of these
/// gets around most, in units of the population's own width, is the next sweep's size.
final class Sweep {

    private static final double[] FACTORS = {0.5, 1, 2};
    private static final double[] CHANGES = {0.75, 1, 1.33};
    private static final double LEAST = 1e-3;

    private final AnnealingPath path;
    private final AnnealingOptions options;
    private final AnnealingState state;
    private final NormalReference reference;

    Sweep(AnnealingPath path, AnnealingOptions options, AnnealingState state) {
        this.path = path;
        this.options = options;
        this.state = state;
        reference = NormalReference.of(state.positions());
    }

    /// @param jump squared distance moved, in widths of the population
    private record Moved(Particle particle, boolean failed, boolean accepted, double jump) {}

    /// Moves the particles and writes down how that went.
    void run(Progress progress) {
        long seed =
                Seeds.ofMember(Seeds.ofMember(options.seed(), state.stages.size()), state.sweeps);
        List<Callable<Moved>> tasks = new ArrayList<>();
        for (int i = 0; i < state.particles.size(); i++) {
            int member = i;
            tasks.add(() -> move(member, RandomStream.of(seed, member)));
        }
        String phase =
                "stage %d (power %.2g), sweep %d"
                        .formatted(state.stages.size() + 1, state.power, state.sweeps + 1);
        List<Moved> moved = ParallelTasks.run(tasks, options.threads(), phase, progress);
        double[] jumps = new double[FACTORS.length];
        for (int i = 0; i < moved.size(); i++) {
            Moved one = moved.get(i);
            state.particles.set(i, one.particle());
            state.evaluations++;
            state.failures += one.failed() ? 1 : 0;
            state.accepted += one.accepted() ? 1 : 0;
            jumps[kind(i)] += one.jump();
        }
        state.sweeps++;
        state.stepSize = Math.clamp(state.stepSize * change(jumps), LEAST, 1);
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

    private Moved move(int member, RandomStream stream) {
        Particle now = state.particles.get(member);
        double size = Math.min(1, FACTORS[kind(member)] * state.stepSize);
        double[] position = reference.step(now.position(), size, stream);
        double limit = Math.log(stream.nextOpenDouble());
        Particle next = new Particle(position, path.terms(position));
        boolean failed = next.terms().logBridge() == Double.NEGATIVE_INFINITY;
        double gain =
                next.terms().logDensity(state.power)
                        - reference.logDensity(position)
                        - now.terms().logDensity(state.power)
                        + reference.logDensity(now.position());
        return limit < gain
                ? new Moved(next, failed, true, squaredDistance(now.position(), position))
                : new Moved(now, failed, false, 0);
    }

    private double squaredDistance(double[] from, double[] to) {
        double[] a = reference.whitened(from);
        double[] b = reference.whitened(to);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (b[i] - a[i]) * (b[i] - a[i]);
        }
        return sum;
    }
}
