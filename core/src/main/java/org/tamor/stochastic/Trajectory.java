package org.tamor.stochastic;

import java.util.List;
import org.tamor.jit.Component;
import org.tamor.jit.Kernel;
import org.tamor.jit.ReactionSystem;
import org.tamor.jit.ReactionSystem.Change;
import org.tamor.stats.RandomStream;

/// The state of one trajectory and the elementary steps on it; reused by later trajectories.
final class Trajectory {

    /// How far from a whole number an amount may lie, relative to its size.
    private static final double WHOLE = 1e-9;

    /// The largest amount; beyond, doubles do not hold every whole number.
    private static final double LARGEST = 0x1p53;

    final Network network;
    final double[] y;
    final double[] p;
    final double[] w;

    /// The propensities; those of moving reactions as they were when last computed.
    final double[] propensities;

    private final Kernel[] rates;
    private final double[][] changes;
    private final double[] base;
    private final double[] slopes;
    private final double[] triggers;
    private final double[] outputs;
    private final int[] movingStates;
    private double origin;
    private double clock;
    private RandomStream stream = RandomStream.of(0, 0);

    Trajectory(Network network) {
        this.network = network;
        y = new double[network.model.dimension()];
        p = new double[network.model.parameterLength()];
        w = new double[Math.max(network.model.workspaceLength(), network.system.workspaceLength())];
        propensities = new double[network.reactionCount];
        rates =
                network.system.reactions().stream()
                        .map(r -> r.rate().kernel())
                        .toArray(Kernel[]::new);
        changes = new double[network.reactionCount][];
        base = new double[y.length];
        slopes = new double[y.length];
        movingStates = network.system.rateRules().stream().mapToInt(Component::index).toArray();
        triggers = new double[network.system.triggers().size()];
        outputs = new double[network.outputs.size()];
    }

    RandomStream stream() {
        return stream;
    }

    double clock() {
        return clock;
    }

    /// Goes back to time 0.
    void begin(RandomStream newStream) {
        stream = newStream;
        clock = 0;
        origin = 0;
        network.initialize(this);
        network.model
                .missingValue(y, p)
                .ifPresent(id -> {
                    throw network.refuse(
                            "stochastic.no-value",
                            id,
                            id + " has no value; give it an initial value");
                });
        countMolecules("at the start");
        List<ReactionSystem.Reaction> reactions = network.system.reactions();
        for (int j = 0; j < changes.length; j++) {
            changes[j] = changes(reactions.get(j));
        }
    }

    private double[] changes(ReactionSystem.Reaction reaction) {
        double[] amounts = new double[reaction.changes().size()];
        for (int i = 0; i < amounts.length; i++) {
            Change change = reaction.changes().get(i);
            amounts[i] = change.amount().evaluate(0, y, p);
            if (amounts[i] != Math.rint(amounts[i])) {
                throw network.refuse(
                        "stochastic.stoichiometry",
                        reaction.id(),
                        "reaction "
                                + reaction.id()
                                + " changes "
                                + network.model.states().get(change.state())
                                + " by "
                                + amounts[i]
                                + ", not by a whole number of molecules; use whole stoichiometries");
            }
        }
        return amounts;
    }

    /// Checks that the amounts of reacting species are whole, and makes them exactly so.
    void countMolecules(String when) {
        for (int state : network.counted) {
            double whole = Math.rint(y[state]);
            if (!(Math.abs(y[state] - whole) <= WHOLE * Math.max(1, Math.abs(whole)))
                    || whole < 0
                    || whole > LARGEST) {
                String id = network.model.states().get(state);
                throw network.refuse(
                        "stochastic.amount",
                        id,
                        "the amount of "
                                + id
                                + " "
                                + when
                                + " is "
                                + y[state]
                                + ", not a number of molecules; give whole amounts from 0 to 2^53,"
                                + " with floor() or round where a formula sets them");
            }
            y[state] = whole;
        }
    }

    /// Lets time pass without a reaction.
    void moveTo(double time) {
        clock = time;
        for (int state : movingStates) {
            y[state] = base[state] + slopes[state] * (time - origin);
        }
    }

    /// Takes up new rates of rate rules.
    void redirect() {
        origin = clock;
        for (Component rule : network.system.rateRules()) {
            base[rule.index()] = y[rule.index()];
            rule.kernel().evaluate(clock, y, p, w, slopes);
        }
    }

    /// Computes the propensity of one reaction.
    double propensity(int reaction) {
        rates[reaction].evaluate(clock, y, p, w, propensities);
        double value = propensities[reaction];
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw badRate(reaction, value);
        }
        return value;
    }

    void allPropensities() {
        for (int j = 0; j < propensities.length; j++) {
            propensity(j);
        }
    }

    private RuntimeException badRate(int reaction, double value) {
        String id = network.system.reactions().get(reaction).id();
        return network.refuse(
                "stochastic.rate",
                id,
                "the rate of reaction "
                        + id
                        + " is "
                        + value
                        + " at time "
                        + clock
                        + (value < 0
                                ? "; split a reversible reaction into a forward and a backward one,"
                                        + " each with a rate that is never negative"
                                : "; a stochastic simulation needs finite rates"));
    }

    /// Executes a reaction so many times.
    void execute(int reaction, double times) {
        int[] states = network.changedStates[reaction];
        double[] amounts = changes[reaction];
        for (int i = 0; i < states.length; i++) {
            double value = y[states[i]] + times * amounts[i];
            if (value < 0 || value > LARGEST) {
                throw badAmount(reaction, states[i], value);
            }
            y[states[i]] = value;
        }
    }

    double change(int reaction, int position) {
        return changes[reaction][position];
    }

    private RuntimeException badAmount(int reaction, int state, double value) {
        String id = network.system.reactions().get(reaction).id();
        return network.refuse(
                "stochastic.amount",
                id,
                "reaction "
                        + id
                        + " takes the amount of "
                        + network.model.states().get(state)
                        + " to "
                        + value
                        + " at time "
                        + clock
                        + (value < 0
                                ? "; its rate law must be 0 where there are too few reactants, such"
                                        + " as k*X*(X-1) for 2 X"
                                : "; amounts beyond 2^53 cannot be counted"));
    }

    /// Whether an event's condition holds now.
    boolean trigger(int event) {
        network.system.triggers().get(event).kernel().evaluate(clock, y, p, w, triggers);
        return triggers[event] != 0;
    }

    /// Writes the outputs into column k.
    void record(double[][] values, int k) {
        network.model.outputs().evaluate(clock, y, p, w, outputs);
        for (int o = 0; o < outputs.length; o++) {
            values[o][k] = outputs[o];
        }
    }
}
