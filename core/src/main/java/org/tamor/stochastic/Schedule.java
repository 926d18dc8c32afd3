package org.tamor.stochastic;

/// What interrupts the course of reactions: output times, due events, changing comparisons.
///
/// At one time events go first, then outputs are taken, so an output at the time of an event has
/// the value after it.
final class Schedule {

    private final Trajectory trajectory;
    private final EventAgenda agenda;
    private static final int MOST_JUMPS = 1_000_000;

    private final ComparisonWatch watch;

    /// Of propensities and triggers, since the last output.
    private int jumps;

    private final boolean hasEvents;
    private final boolean hasComparisons;
    private final double[] times;
    private final double[][] values;
    private int next;
    private boolean known;
    private double stop;
    private double crossing;

    Schedule(Trajectory trajectory, double[] times) {
        this.trajectory = trajectory;
        this.times = times;
        agenda = new EventAgenda(trajectory);
        watch = new ComparisonWatch(trajectory);
        hasEvents = !trajectory.network.model.events().isEmpty();
        hasComparisons = !trajectory.network.movingComparisons.isEmpty();
        values = new double[trajectory.network.outputs.size()][times.length];
    }

    double[][] values() {
        return values;
    }

    /// Events and outputs at the start.
    void begin() {
        next = 0;
        known = false;
        agenda.begin();
        agenda.process();
        trajectory.redirect();
        watch.begin(times.length == 0 ? 0 : times[times.length - 1]);
        record();
    }

    boolean isFinished() {
        return next == times.length;
    }

    /// The time up to which nothing but reactions can happen.
    double nextStop() {
        if (!known) {
            stop = hasEvents ? Math.min(times[next], agenda.nextDue()) : times[next];
            crossing = hasComparisons ? watch.next(stop) : Double.POSITIVE_INFINITY;
            stop = Math.min(stop, crossing);
            known = true;
        }
        return stop;
    }

    /// Does what is to be done at [#nextStop], which the trajectory has reached.
    ///
    /// @return whether propensities may have jumped
    boolean arrive() {
        boolean jumped = trajectory.clock() >= crossing;
        if (jumped && ++jumps > MOST_JUMPS) {
            throw trajectory.network.refuse(
                    "stochastic.jumps",
                    "",
                    "conditions of the time, or numbers that are rounded, change more than "
                            + MOST_JUMPS
                            + " times between two outputs; ask for more output times, or smooth"
                            + " them");
        }
        if (hasEvents) {
            jumped |= agenda.process();
        }
        if (jumped) {
            restart();
        }
        record();
        known = false;
        return jumped;
    }

    /// Follows up one reaction.
    ///
    /// @return whether propensities beyond the reaction's dependents may have jumped
    boolean afterReaction(int reaction) {
        Network network = trajectory.network;
        int[] triggers = network.triggers[reaction];
        if (triggers.length > 0 && agenda.changes(triggers)) {
            boolean executed = agenda.process();
            restart();
            return executed;
        }
        if (network.changesMotion[reaction]) {
            trajectory.redirect();
            known = false;
        }
        if (network.changesComparisons[reaction]) {
            watch.hold();
            known = false;
        }
        return false;
    }

    /// Follows up many reactions.
    void afterLeap() {
        if (hasEvents) {
            agenda.process();
        }
        restart();
    }

    private void restart() {
        trajectory.redirect();
        watch.hold();
        known = false;
    }

    private void record() {
        for (; next < times.length && times[next] <= trajectory.clock(); next++) {
            trajectory.record(values, next);
            jumps = 0;
        }
    }
}
