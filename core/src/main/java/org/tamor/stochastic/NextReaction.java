package org.tamor.stochastic;

/// The next-reaction method of Gibson and Bruck (J. Phys. Chem. A 104 (2000) 1876-1889).
///
/// When a reaction happens only the propensities that read what it changed are computed anew; a
/// reaction whose propensity went from a to a' keeps its tentative time t' by `t' := t + (a / a')
/// (t' - t)`, so that one exponential number is drawn for each reaction that happens.
final class NextReaction {

    private final Trajectory trajectory;
    private final Network network;
    private final ReactionQueue queue;
    private final MovingHazard hazard;

    NextReaction(Trajectory trajectory) {
        this.trajectory = trajectory;
        network = trajectory.network;
        queue = new ReactionQueue(network.reactionCount);
        hazard = new MovingHazard(trajectory);
    }

    /// Runs a trajectory that has been begun.
    void run(Schedule schedule) {
        schedule.begin();
        trajectory.allPropensities();
        for (int j = 0; j < network.reactionCount; j++) {
            queue.set(j, network.moving[j] ? Double.POSITIVE_INFINITY : freshTime(j));
        }
        boolean moving = !hazard.isEmpty();
        if (moving) {
            hazard.begin();
        }
        while (!schedule.isFinished()) {
            double stop = schedule.nextStop();
            int first = queue.first();
            double due = first < 0 ? Double.POSITIVE_INFINITY : queue.time(first);
            if (moving) {
                double time = hazard.advance(Math.min(stop, due));
                if (time < Double.POSITIVE_INFINITY) {
                    trajectory.moveTo(time);
                    execute(hazard.choose(), schedule);
                    continue;
                }
            }
            if (due < stop) {
                trajectory.moveTo(due);
                execute(first, schedule);
            } else {
                trajectory.moveTo(stop);
                if (schedule.arrive()) {
                    updateAll(-1);
                }
            }
        }
    }

    private void execute(int reaction, Schedule schedule) {
        trajectory.execute(reaction, 1);
        if (schedule.afterReaction(reaction)) {
            updateAll(reaction);
            return;
        }
        boolean self = false;
        for (int j : network.dependents[reaction]) {
            if (j == reaction) {
                self = true;
            } else if (!network.moving[j]) {
                update(j);
            }
        }
        if (!network.moving[reaction]) {
            if (self) {
                trajectory.propensity(reaction);
            }
            queue.set(reaction, freshTime(reaction));
        }
    }

    /// @param happened the reaction that happened just now, or -1
    private void updateAll(int happened) {
        for (int j = 0; j < network.reactionCount; j++) {
            if (network.moving[j]) {
                trajectory.propensity(j);
            } else if (j == happened) {
                trajectory.propensity(j);
                queue.set(j, freshTime(j));
            } else {
                update(j);
            }
        }
    }

    private void update(int reaction) {
        double before = trajectory.propensities[reaction];
        double after = trajectory.propensity(reaction);
        if (after == before) {
            return;
        }
        if (before > 0 && after > 0) {
            double now = trajectory.clock();
            queue.set(reaction, now + before / after * (queue.time(reaction) - now));
        } else {
            queue.set(reaction, freshTime(reaction));
        }
    }

    private double freshTime(int reaction) {
        double propensity = trajectory.propensities[reaction];
        return propensity > 0
                ? trajectory.clock() + trajectory.stream().nextExponential() / propensity
                : Double.POSITIVE_INFINITY;
    }
}
