package org.tamor.stochastic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.jit.CompiledModel;
import org.tamor.jit.Component;
import org.tamor.jit.EventEquations;
import org.tamor.jit.ReactionSystem;
import org.tamor.jit.ReactionSystem.Change;
import org.tamor.model.Model;
import org.tamor.simulate.Output;

/// What all trajectories of a model share: the compiled reactions, and what each of them affects.
final class Network {

    /// The draws of one event.
    record EventDraws(List<Draw> delay, List<Draw> priority, List<Draw> assignments) {}

    final CompiledModel model;
    final ReactionSystem system;
    final List<String> outputs;
    final List<EventDraws> eventDraws;
    final int reactionCount;

    /// By reaction, the states that it changes, and which of these changes consume.
    final int[][] changedStates;

    /// By reaction, the reactions whose propensities read a state that it changes.
    final int[][] dependents;

    /// By reaction, the events whose triggers read a state that it changes.
    final int[][] triggers;

    /// By reaction, whether it changes the rate of a rate rule.
    final boolean[] changesMotion;

    /// By reaction, whether it changes what a comparison with time or a moving variable reads.
    final boolean[] changesComparisons;

    /// By reaction, whether its propensity changes smoothly while no reaction happens.
    final boolean[] moving;

    final int[] movingReactions;

    /// The comparisons that change while no reaction happens.
    final List<ReactionSystem.Comparison> movingComparisons;

    /// The states whose values are numbers of molecules.
    final int[] counted;

    private final List<Draw> initialDraws;
    private final String name;
    private final double[] initialState;
    private final double[] initialParameters;

    Network(Model original, List<Output> wanted) {
        name = original.id();
        DrawReplacement replacement = new DrawReplacement(original);
        model =
                CompiledModel.compile(
                        replacement.model(), wanted.stream().map(Output::value).toList());
        checkDifferential();
        system = model.reactionSystem();
        outputs = wanted.stream().map(Output::id).toList();
        initialDraws = compile(replacement.initial());
        eventDraws =
                replacement.events().stream()
                        .map(e ->
                                new EventDraws(
                                        compile(e.delay()),
                                        compile(e.priority()),
                                        compile(e.assignments())))
                        .toList();
        reactionCount = system.reactions().size();

        BitSet continuous = new BitSet();
        system.rateRules().forEach(rule -> continuous.set(rule.index()));
        checkMotion(continuous);
        checkStoichiometries();
        counted = IntStream.range(0, model.dimension()).filter(i -> !continuous.get(i)).toArray();
        moving = new boolean[reactionCount];
        for (int j = 0; j < reactionCount; j++) {
            Component rate = system.reactions().get(j).rate();
            moving[j] = rate.smoothTime() || readsAny(rate.smoothStates(), continuous);
        }
        movingReactions = IntStream.range(0, reactionCount).filter(j -> moving[j]).toArray();
        movingComparisons =
                system.comparisons().stream()
                        .filter(c ->
                                c.difference().readsTime()
                                        || readsAny(c.difference().states(), continuous))
                        .toList();
        changedStates =
                system.reactions().stream()
                        .map(r -> r.changes().stream().mapToInt(Change::state).toArray())
                        .toArray(int[][]::new);
        dependents = new int[reactionCount][];
        triggers = new int[reactionCount][];
        changesMotion = new boolean[reactionCount];
        changesComparisons = new boolean[reactionCount];
        findEffects();
        initialState = new double[model.dimension()];
        initialParameters = new double[model.parameterLength()];
        if (initialDraws.isEmpty()) {
            model.initialize(0, Map.of(), initialState, initialParameters);
        }
    }

    private List<Draw> compile(List<DrawReplacement.Replaced> replaced) {
        return replaced.stream().map(r -> Draw.compile(r, model)).toList();
    }

    private static boolean readsAny(List<Integer> states, BitSet among) {
        return states.stream().anyMatch(among::get);
    }

    private void findEffects() {
        List<Component> rates = system.reactions().stream().map(r -> r.rate()).toList();
        List<Component> differences =
                movingComparisons.stream().map(ReactionSystem.Comparison::difference).toList();
        int[][] readers = readers(rates);
        int[][] triggered = readers(system.triggers());
        int[][] compared = readers(differences);
        int[][] moved = readers(system.rateRules());
        for (int j = 0; j < reactionCount; j++) {
            dependents[j] = affected(j, readers);
            triggers[j] = affected(j, triggered);
            changesComparisons[j] = affected(j, compared).length > 0;
            changesMotion[j] = affected(j, moved).length > 0;
        }
    }

    /// By state, the positions in the list of those that read it.
    private int[][] readers(List<Component> components) {
        List<List<Integer>> found = new ArrayList<>();
        for (int i = 0; i < model.dimension(); i++) {
            found.add(new ArrayList<>());
        }
        for (int c = 0; c < components.size(); c++) {
            for (int state : components.get(c).states()) {
                found.get(state).add(c);
            }
        }
        return found.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private int[] affected(int reaction, int[][] readers) {
        BitSet found = new BitSet();
        for (int state : changedStates[reaction]) {
            for (int reader : readers[state]) {
                found.set(reader);
            }
        }
        return found.stream().toArray();
    }

    private void checkDifferential() {
        if (model.differential() < model.dimension()) {
            String id = model.states().get(model.differential());
            throw refuse(
                    "stochastic.unsupported",
                    id,
                    "'"
                            + id
                            + "' stands for an algebraic rule, a delayed value or a fast reaction,"
                            + " which stochastic simulation does not have; replace it by an"
                            + " assignment rule or reactions");
        }
    }

    private void checkMotion(BitSet continuous) {
        for (Component rule : system.rateRules()) {
            if (rule.smoothTime() || readsAny(rule.smoothStates(), continuous)) {
                String id = model.states().get(rule.index());
                throw refuse(
                        "stochastic.rate-rule",
                        id,
                        "the rate of "
                                + id
                                + " changes smoothly with time, which stochastic simulation does not"
                                + " integrate; give it a rate that is constant between events, or an"
                                + " assignment rule of time");
            }
        }
    }

    private void checkStoichiometries() {
        BitSet settable = new BitSet();
        for (EventEquations event : model.events()) {
            for (EventEquations.Assignment assignment : event.assignments()) {
                int parameter = assignment.target().slot() - model.dimension();
                if (parameter >= 0) {
                    settable.set(parameter);
                }
            }
        }
        for (ReactionSystem.Reaction reaction : system.reactions()) {
            for (Change change : reaction.changes()) {
                if (!change.amount().isFixed() || change.amount().readsParameter(settable)) {
                    throw refuse(
                            "stochastic.stoichiometry",
                            reaction.id(),
                            "the stoichiometry of "
                                    + model.states().get(change.state())
                                    + " in reaction "
                                    + reaction.id()
                                    + " changes during the simulation; keep it constant");
                }
            }
        }
    }

    /// Writes state and prepared parameters at the start.
    void initialize(Trajectory trajectory) {
        if (initialDraws.isEmpty()) {
            System.arraycopy(initialState, 0, trajectory.y, 0, initialState.length);
            System.arraycopy(initialParameters, 0, trajectory.p, 0, initialParameters.length);
        } else {
            InitialDraws.initialize(model, initialDraws, trajectory);
        }
        model.prepare(trajectory.p, trajectory.w);
    }

    BadInputException refuse(String code, String element, String message) {
        return new BadInputException(code, Location.ofFile(name).withElement(element), message);
    }
}
