package org.tamor.sedml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Model;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.simulate.Output;
import org.tamor.simulate.TimeCourse;
import org.tamor.stochastic.StochasticSimulator;

/// Draws random trajectories of a model from state to state.
///
/// The trajectories of an experiment are members 0, 1, ... of the seed in the order in which they
/// are drawn. A state to start from becomes the numbers of the model; initial assignments of other
/// quantities are computed with them.
final class StochasticRunner {

    private final ModelRunner runner;

    /// What a compiled model depends on.
    private record Beginning(Map<String, Double> values, List<Boolean> triggers) {}

    private final Map<Beginning, StochasticSimulator> compiled = new HashMap<>();

    StochasticRunner(ModelRunner runner) {
        this.runner = runner;
    }

    /// One trajectory.
    ///
    /// @param start the time of the model at the beginning, which is 0 unless its formulas do not
    ///   name time
    /// @return the wanted quantities
    double[][] draw(
            ModelState state,
            double start,
            double[] times,
            Kisao.Method.Stochastic method,
            int member,
            boolean carry,
            Location where) {
        Model model = runner.loaded().model();
        if (start != 0 && namesTime(model)) {
            throw new BadInputException(
                    "sedml.unsupported",
                    where,
                    "a stochastic run that begins at time "
                            + start
                            + " needs a model whose formulas do not name time; begin at 0");
        }
        Map<String, Double> values = new HashMap<>(state.values());
        state.pending().forEach((id, value) -> values.put(id, number(id, value, where)));
        if (!state.isFresh()) {
            model = ModelRunner.withTriggers(model, state.triggers());
        }
        Model begun = model;
        StochasticSimulator simulator =
                compiled.computeIfAbsent(
                        new Beginning(Map.copyOf(values), state.triggers()),
                        _ ->
                                StochasticSimulator.compile(
                                        values.isEmpty()
                                                ? begun
                                                : ModelNumbers.startingFrom(begun, values),
                                        outputs(begun)));
        double[] fromZero = java.util.Arrays.stream(times).map(time -> time - start).toArray();
        TimeCourse course = simulator.using(method.method()).run(fromZero, method.seed(), member);
        if (compiled.size() > 64) {
            compiled.clear();
        }
        if (carry) {
            arrive(state, course, times);
        }
        return java.util.Arrays.copyOf(course.values(), runner.wanted().size());
    }

    private void arrive(ModelState state, TimeCourse course, double[] times) {
        Map<String, Double> reached = new HashMap<>();
        List<Boolean> held = new ArrayList<>();
        int last = times.length - 1;
        for (int i = runner.wanted().size(); i < course.outputs().size(); i++) {
            double value = course.values()[i][last];
            String name = course.outputs().get(i);
            if (name.startsWith("state ")) {
                reached.put(name.substring("state ".length()), value);
            } else {
                held.add(value != 0);
            }
        }
        state.arrive(times[last], reached, held);
    }

    private List<Output> outputs(Model model) {
        List<Output> outputs = new ArrayList<>();
        for (Expression expression : runner.wanted()) {
            outputs.add(new Output("wanted " + outputs.size(), expression));
        }
        for (Species species : model.species()) {
            if (runner.loaded().index().assignmentRule(species.id()).isEmpty()) {
                outputs.add(
                        new Output("state " + species.id(), new Expression.Symbol(species.id())));
            }
        }
        model.parameters().stream()
                .filter(p -> !p.constant())
                .filter(p -> runner.loaded().index().assignmentRule(p.id()).isEmpty())
                .forEach(p ->
                        outputs.add(new Output("state " + p.id(), new Expression.Symbol(p.id()))));
        model.events()
                .forEach(event ->
                        outputs.add(
                                new Output(
                                        "trigger " + outputs.size(),
                                        new Expression.Piecewise(
                                                List.of(
                                                        new Expression.Branch(
                                                                new Expression.Constant(1),
                                                                event.trigger().condition())),
                                                java.util.Optional.of(
                                                        new Expression.Constant(0))))));
        return outputs;
    }

    private double number(String id, Expression value, Location where) {
        return value instanceof Expression.Constant constant
                ? constant.value()
                : ModelLibrary.valueAtStart(runner.loaded(), value, where.withElement(id));
    }

    private static boolean namesTime(Model model) {
        return model.reactions().stream()
                        .flatMap(r -> r.rateLaw().stream())
                        .anyMatch(Expressions::containsTime)
                || model.events().stream()
                        .anyMatch(e -> Expressions.containsTime(e.trigger().condition()))
                || model.rules().stream()
                        .map(rule ->
                                switch (rule) {
                                    case Rule.AssignmentRule(var _, var value) -> value;
                                    case Rule.RateRule(var _, var rate) -> rate;
                                    case Rule.AlgebraicRule(var residual) -> residual;
                                })
                        .anyMatch(Expressions::containsTime);
    }
}
