package org.tamor.stochastic;

import java.util.Arrays;
import org.tamor.stats.DiscreteDraws;

/// Explicit tau-leaping with the step selection of Cao, Gillespie and Petzold (J. Chem. Phys. 124
/// (2006) 044109).
///
/// A leap tau is as long as keeps the expected change of every propensity, in mean and standard
/// deviation, below epsilon of its value; by then reaction j has happened a Poisson number of times
/// with mean `a_j tau`. A reaction is critical where fewer than [#CRITICAL] executions exhaust a
/// reactant; at most one critical reaction happens in a leap. Where a leap would be shorter than
/// [#WORTHWHILE] mean reaction times, [#EXACT_STEPS] single reactions are drawn by the direct
/// method instead. Leaps end at output times, due events and changing comparisons; a condition on
/// amounts is looked at after each leap.
final class TauLeaping {

    private static final int CRITICAL = 10;
    private static final double WORTHWHILE = 10;
    private static final int EXACT_STEPS = 100;

    private final Trajectory trajectory;
    private final Network network;
    private final double epsilon;
    private final ReactantOrders orders;
    private final boolean[] critical;
    private final double[] counts;
    private final double[] amounts;
    private final double[] drift;
    private final double[] variance;

    TauLeaping(Trajectory trajectory, double epsilon) {
        this.trajectory = trajectory;
        this.epsilon = epsilon;
        network = trajectory.network;
        orders = new ReactantOrders(network);
        critical = new boolean[network.reactionCount];
        counts = new double[network.reactionCount];
        amounts = new double[trajectory.y.length];
        drift = new double[trajectory.y.length];
        variance = new double[trajectory.y.length];
    }

    /// Runs a trajectory that has been begun.
    void run(Schedule schedule) {
        schedule.begin();
        orders.begin(trajectory);
        trajectory.allPropensities();
        int single = 0;
        while (!schedule.isFinished()) {
            double total = total(false);
            double stop = schedule.nextStop();
            if (total == 0) {
                arrive(schedule, stop);
            } else if (single > 0) {
                single--;
                step(schedule, stop, total);
            } else {
                findCritical();
                double leap = leapLength();
                if (leap < WORTHWHILE / total || !leap(schedule, stop, leap, total)) {
                    single = EXACT_STEPS;
                }
            }
        }
    }

    private void arrive(Schedule schedule, double stop) {
        trajectory.moveTo(stop);
        if (schedule.arrive()) {
            trajectory.allPropensities();
        }
    }

    /// One reaction by the direct method (Gillespie, J. Phys. Chem. 81 (1977) 2340-2361).
    private void step(Schedule schedule, double stop, double total) {
        double time = trajectory.clock() + trajectory.stream().nextExponential() / total;
        if (time >= stop) {
            arrive(schedule, stop);
            return;
        }
        trajectory.moveTo(time);
        int reaction = choose(total, false);
        trajectory.execute(reaction, 1);
        if (schedule.afterReaction(reaction)) {
            trajectory.allPropensities();
        } else {
            for (int j : network.dependents[reaction]) {
                trajectory.propensity(j);
            }
        }
    }

    /// Leaps at most so far; half as far where an amount would turn negative.
    ///
    /// @return whether a leap was made that is worth its effort
    private boolean leap(Schedule schedule, double stop, double length, double total) {
        double toStop = stop - trajectory.clock();
        double criticalTotal = total(true);
        for (double longest = Math.min(length, toStop);
                longest == toStop || longest >= WORTHWHILE / total;
                longest /= 2) {
            double toCritical =
                    criticalTotal > 0
                            ? trajectory.stream().nextExponential() / criticalTotal
                            : Double.POSITIVE_INFINITY;
            double tau = Math.min(longest, toCritical);
            drawCounts(tau);
            if (tau == toCritical) {
                counts[choose(criticalTotal, true)] = 1;
            }
            if (isPossible()) {
                finish(schedule, stop, tau == toStop ? stop : trajectory.clock() + tau);
                return true;
            }
        }
        return false;
    }

    private void finish(Schedule schedule, double stop, double time) {
        for (int j = 0; j < counts.length; j++) {
            int[] states = network.changedStates[j];
            for (int i = 0; i < states.length && counts[j] > 0; i++) {
                trajectory.y[states[i]] += counts[j] * trajectory.change(j, i);
            }
        }
        trajectory.moveTo(time);
        schedule.afterLeap();
        if (time == stop) {
            schedule.arrive();
        }
        trajectory.allPropensities();
    }

    private void drawCounts(double tau) {
        for (int j = 0; j < counts.length; j++) {
            double propensity = trajectory.propensities[j];
            counts[j] =
                    critical[j] || propensity == 0
                            ? 0
                            : DiscreteDraws.poisson(trajectory.stream(), propensity * tau);
        }
    }

    /// Whether the counts leave no amount negative.
    private boolean isPossible() {
        System.arraycopy(trajectory.y, 0, amounts, 0, amounts.length);
        for (int j = 0; j < counts.length; j++) {
            int[] states = network.changedStates[j];
            for (int i = 0; i < states.length && counts[j] > 0; i++) {
                amounts[states[i]] += counts[j] * trajectory.change(j, i);
            }
        }
        for (int state : network.counted) {
            if (amounts[state] < 0) {
                return false;
            }
        }
        return true;
    }

    private void findCritical() {
        for (int j = 0; j < critical.length; j++) {
            double executions = Double.POSITIVE_INFINITY;
            int[] states = network.changedStates[j];
            for (int i = 0; i < states.length; i++) {
                double change = trajectory.change(j, i);
                if (change < 0) {
                    executions =
                            Math.min(executions, Math.floor(trajectory.y[states[i]] / -change));
                }
            }
            critical[j] = trajectory.propensities[j] > 0 && executions < CRITICAL;
        }
    }

    /// Equation 33: `min over reactants i of min(b_i / |mu_i|, b_i^2 / sigma_i^2)` with `b_i =
    /// max(epsilon x_i / g_i, 1)`.
    private double leapLength() {
        Arrays.fill(drift, 0);
        Arrays.fill(variance, 0);
        for (int j = 0; j < counts.length; j++) {
            double propensity = trajectory.propensities[j];
            int[] states = network.changedStates[j];
            for (int i = 0; i < states.length && !critical[j]; i++) {
                double change = trajectory.change(j, i);
                drift[states[i]] += change * propensity;
                variance[states[i]] += change * change * propensity;
            }
        }
        double leap = Double.POSITIVE_INFINITY;
        for (int state : orders.reactants()) {
            double amount = trajectory.y[state];
            double bound = Math.max(epsilon * amount / orders.factor(state, amount), 1);
            if (variance[state] > 0) {
                leap = Math.min(leap, bound / Math.abs(drift[state]));
                leap = Math.min(leap, bound * bound / variance[state]);
            }
        }
        return leap;
    }

    private double total(boolean criticalOnly) {
        double total = 0;
        for (int j = 0; j < critical.length; j++) {
            if (!criticalOnly || critical[j]) {
                total += trajectory.propensities[j];
            }
        }
        return total;
    }

    private int choose(double total, boolean criticalOnly) {
        double left = trajectory.stream().nextOpenDouble() * total;
        int chosen = -1;
        for (int j = 0; j < critical.length; j++) {
            if (trajectory.propensities[j] > 0 && (!criticalOnly || critical[j])) {
                chosen = j;
                left -= trajectory.propensities[j];
                if (left < 0) {
                    break;
                }
            }
        }
        return chosen;
    }
}
