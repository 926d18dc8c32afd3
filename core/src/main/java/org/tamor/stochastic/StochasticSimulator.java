package org.tamor.stochastic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Model;
import org.tamor.simulate.Output;
import org.tamor.simulate.TimeCourse;
import org.tamor.stats.RandomStream;

/// Draws trajectories of one compiled model from time 0; see the package for what they are.
///
/// A trajectory depends on the seed and the number of the member alone. A simulator may be used by
/// several threads.
public final class StochasticSimulator {

    /// The most parts into which an ensemble is cut; each is summed up by one thread, and the sums
    /// are merged in the order of the parts.
    private static final int PARTS = 256;

    private final Network network;
    private final StochasticMethod method;

    private StochasticSimulator(Network network, StochasticMethod method) {
        this.network = network;
        this.method = method;
    }

    /// Compiles a model with what is to be recorded, for the exact method.
    ///
    /// @throws BadInputException where the model has something that cannot be simulated so, naming
    ///   the element
    public static StochasticSimulator compile(Model model, List<Output> outputs) {
        return new StochasticSimulator(new Network(model, outputs), StochasticMethod.EXACT);
    }

    /// The same model under another method.
    ///
    /// @throws BadInputException where the method cannot simulate the model
    public StochasticSimulator using(StochasticMethod other) {
        if (other instanceof StochasticMethod.TauLeaping && network.movingReactions.length > 0) {
            String id = network.system.reactions().get(network.movingReactions[0]).id();
            throw network.refuse(
                    "stochastic.tau-leaping",
                    id,
                    "the rate of reaction "
                            + id
                            + " changes smoothly with time, which tau-leaping does not follow; use"
                            + " the exact method");
        }
        return new StochasticSimulator(network, other);
    }

    /// One trajectory.
    ///
    /// @param times when to take outputs: finite, ascending, none before 0
    /// @param member the number of the trajectory under this seed
    public TimeCourse run(double[] times, long seed, int member) {
        check(times);
        Schedule schedule = new Worker(times).run(seed, member);
        return new TimeCourse(network.outputs, times.clone(), schedule.values());
    }

    /// Mean and standard deviation over the members 0, 1, ... of a seed, the same for any number of
    /// threads.
    ///
    /// @param times as for [#run]
    public EnsembleMoments ensemble(double[] times, long seed, int members, int threads) {
        check(times);
        if (members < 1 || threads < 1) {
            throw new IllegalArgumentException("members and threads must be positive");
        }
        int partLength = (members + PARTS - 1) / PARTS;
        List<Callable<Moments>> parts = new ArrayList<>();
        for (int from = 0; from < members; from += partLength) {
            int first = from;
            int end = Math.min(members, from + partLength);
            parts.add(() -> part(times, seed, first, end));
        }
        Moments total = new Moments(network.outputs.size(), times.length);
        try (ExecutorService pool =
                Executors.newFixedThreadPool(
                        Math.min(threads, parts.size()),
                        Thread.ofPlatform().daemon().name("tamor-stochastic-", 0).factory())) {
            try {
                List<Future<Moments>> futures = parts.stream().map(pool::submit).toList();
                for (Future<Moments> future : futures) {
                    total.merge(future.get());
                }
            } finally {
                pool.shutdownNow();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the simulation was interrupted");
        } catch (ExecutionException failure) {
            throw switch (failure.getCause()) {
                case RuntimeException problem -> problem;
                case Error error -> throw error;
                case null, default -> new IllegalStateException(failure);
            };
        }
        return total.result(network.outputs, times);
    }

    private Moments part(double[] times, long seed, int from, int end) {
        Moments moments = new Moments(network.outputs.size(), times.length);
        Worker worker = new Worker(times);
        for (int member = from; member < end; member++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the simulation was interrupted");
            }
            moments.add(worker.run(seed, member).values());
        }
        return moments;
    }

    /// The arrays of one trajectory at a time.
    private final class Worker {
        private final Trajectory trajectory = new Trajectory(network);
        private final Schedule schedule;
        private final Runnable solver;

        Worker(double[] times) {
            schedule = new Schedule(trajectory, times);
            solver =
                    switch (method) {
                        case StochasticMethod.NextReaction _ -> {
                            NextReaction exact = new NextReaction(trajectory);
                            yield () -> exact.run(schedule);
                        }
                        case StochasticMethod.TauLeaping(double epsilon) -> {
                            TauLeaping leaping = new TauLeaping(trajectory, epsilon);
                            yield () -> leaping.run(schedule);
                        }
                    };
        }

        Schedule run(long seed, int member) {
            trajectory.begin(RandomStream.of(seed, member));
            solver.run();
            return schedule;
        }
    }

    private static void check(double[] times) {
        double last = 0;
        for (double time : times) {
            if (!(time >= last && time < Double.POSITIVE_INFINITY)) {
                throw new BadInputException(
                        "simulate.times",
                        Location.UNKNOWN,
                        "output times must be finite, ascend and not precede 0; found "
                                + time
                                + " after "
                                + last);
            }
            last = time;
        }
    }
}
