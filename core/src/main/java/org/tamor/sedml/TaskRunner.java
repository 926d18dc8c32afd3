package org.tamor.sedml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tamor.expr.Bindings;
import org.tamor.expr.Evaluator;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.sedml.Calculation;
import org.tamor.format.sedml.Range;
import org.tamor.format.sedml.SedmlDocument;
import org.tamor.format.sedml.Simulation;
import org.tamor.format.sedml.Task;
import org.tamor.format.sedml.Task.BasicTask;
import org.tamor.format.sedml.Task.RepeatedTask;
import org.tamor.format.sedml.Task.SetValue;
import org.tamor.format.sedml.VariableReference;
import org.tamor.simulate.SolverOptions;

/// Runs one task of an experiment with all that it contains, from the initial state of its models.
final class TaskRunner {

    private static final long MAXIMUM_RUNS = 1_000_000;
    private static final long MAXIMUM_NUMBERS = 50_000_000;

    /// An assignment that an enclosing repeated task has made.
    private record Made(String model, String id, Expression value) {}

    private final SedmlDocument document;
    private final ModelLibrary models;
    private final DataTables data;
    private final Kisao kisao;
    private final List<String> notes;
    private final Map<String, ModelRunner> runners = new HashMap<>();
    private final Map<String, StochasticRunner> stochastic = new HashMap<>();
    private final Map<String, Kisao.Method> methods = new HashMap<>();
    private final Map<String, ModelState> states = new HashMap<>();
    private final Integration integration;
    private final Deque<List<Made>> enclosing = new ArrayDeque<>();
    private final Map<String, List<String>> variables;
    private final int[] members;
    private long numbers;

    /// @param variables for each model the keys of what is to be recorded, in the order of the
    ///   runner's quantities
    /// @param members how many random trajectories the experiment has drawn so far
    TaskRunner(
            SedmlDocument document,
            ModelLibrary models,
            DataTables data,
            Kisao kisao,
            List<String> notes,
            Map<String, ModelRunner> runners,
            Map<String, List<String>> variables,
            int[] members) {
        this.document = document;
        this.models = models;
        this.data = data;
        this.kisao = kisao;
        this.notes = notes;
        integration = new Integration(String.valueOf(document.file()), this::note);
        this.runners.putAll(runners);
        this.variables = variables;
        this.members = members;
    }

    /// Runs the task and returns what was recorded, by the keys of the variables.
    Map<String, NumericArray> run(Task task) {
        return run(task, false);
    }

    private Map<String, NumericArray> run(Task task, boolean carry) {
        return switch (task) {
            case BasicTask basic -> basic(basic, carry);
            case RepeatedTask repeated -> repeated(repeated, carry);
        };
    }

    private Task task(String id) {
        return document.tasks().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
    }

    /// The models that a task runs.
    static Set<String> models(Task task, SedmlDocument document) {
        Set<String> found = new TreeSet<>();
        Deque<Task> open = new ArrayDeque<>(List.of(task));
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case BasicTask basic -> found.add(basic.model());
                case RepeatedTask repeated ->
                        repeated.subTasks()
                                .forEach(
                                        sub -> {
                                            if (seen.add(sub.task())) {
                                                document.tasks().stream()
                                                        .filter(t -> t.id().equals(sub.task()))
                                                        .forEach(open::push);
                                            }
                                        });
            }
        }
        return found;
    }

    private ModelRunner runner(String model) {
        return runners.computeIfAbsent(model, id -> new ModelRunner(models.get(id), List.of()));
    }

    private ModelState state(String model) {
        return states.computeIfAbsent(model, _ -> new ModelState());
    }

    private Map<String, NumericArray> basic(BasicTask task, boolean carry) {
        if (++members[1] > MAXIMUM_RUNS) {
            throw new BadInputException(
                    "sedml.too-large",
                    task.where(),
                    "the experiment has more than " + MAXIMUM_RUNS + " runs; repeat less often");
        }
        ModelRunner runner = runner(task.model());
        ModelState state = state(task.model());
        if (!state.isFresh() && runner.forgets()) {
            note(
                    document.file()
                            + ": model "
                            + task.model()
                            + " goes on from one run to the next, where delayed events that wait"
                            + " and values that delay() remembers are lost");
        }
        Simulation simulation =
                document.simulations().stream()
                        .filter(s -> s.id().equals(task.simulation()))
                        .findFirst()
                        .orElseThrow();
        Kisao.Method method =
                methods.computeIfAbsent(
                        simulation.id(),
                        _ ->
                                kisao.method(
                                        simulation.algorithm(),
                                        document.parameters(),
                                        simulation instanceof Simulation.SteadyState));
        if (method instanceof Kisao.Method.FluxBalance) {
            return single(task, FluxBalanceRun.values(runner, state, task.where()));
        }
        return switch (simulation) {
            case Simulation.UniformTimeCourse course -> {
                double[][] values =
                        integrate(task, method, course.initialTime(), grid(course), carry);
                yield rows(task, values);
            }
            case Simulation.OneStep step -> {
                double start = state.clock();
                double[] times = {start + step.step()};
                yield single(task, firsts(integrate(task, method, start, times, carry)));
            }
            case Simulation.SteadyState _ -> {
                if (!(method instanceof Kisao.Method.Deterministic(SolverOptions options))) {
                    throw new IllegalStateException("a steady state of a stochastic model");
                }
                double[] atRest = {Double.POSITIVE_INFINITY};
                yield single(
                        task,
                        firsts(
                                runner.solve(
                                        state,
                                        state.clock(),
                                        atRest,
                                        options,
                                        carry,
                                        task.where())));
            }
            case Simulation.Analysis analysis ->
                    throw new BadInputException(
                            "sedml.unsupported",
                            analysis.where(),
                            "analyses other than flux balance (KISAO:0000437) are not done here;"
                                + " use a uniformTimeCourse, oneStep or steadyState");
        };
    }

    private double[][] integrate(
            BasicTask task, Kisao.Method method, double start, double[] times, boolean carry) {
        ModelRunner runner = runner(task.model());
        ModelState state = state(task.model());
        count((long) times.length * Math.max(1, runner.wanted().size()), task.where());
        return switch (method) {
            case Kisao.Method.Deterministic(SolverOptions options) ->
                    integration.solve(runner, state, task, start, times, options, carry);
            case Kisao.Method.Stochastic random -> {
                double[][] values =
                        stochastic
                                .computeIfAbsent(task.model(), _ -> new StochasticRunner(runner))
                                .draw(
                                        state,
                                        start,
                                        times,
                                        random,
                                        members[0]++,
                                        carry,
                                        task.where());
                for (int i = 0; i < values.length; i++) {
                    if (runner.wanted().get(i) instanceof Expression.Time) {
                        values[i] = times.clone();
                    }
                }
                yield values;
            }
            case Kisao.Method.FluxBalance _ ->
                    throw new IllegalStateException("flux balance has no time");
        };
    }

    private void count(long more, Location where) {
        numbers += more;
        if (numbers > MAXIMUM_NUMBERS) {
            throw new BadInputException(
                    "sedml.too-large",
                    where,
                    "the task records more than "
                            + MAXIMUM_NUMBERS
                            + " numbers; ask for fewer points, repetitions or variables");
        }
    }

    private static double[] grid(Simulation.UniformTimeCourse course) {
        double[] times = new double[course.steps() + 1];
        for (int k = 0; k < times.length; k++) {
            double share = course.steps() == 0 ? 0 : (double) k / course.steps();
            times[k] = course.outputStart() + (course.outputEnd() - course.outputStart()) * share;
        }
        return times;
    }

    private static double[] firsts(double[][] values) {
        double[] firsts = new double[values.length];
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = values[i][0];
        }
        return firsts;
    }

    private Map<String, NumericArray> single(BasicTask task, double[] values) {
        Map<String, NumericArray> results = new LinkedHashMap<>();
        List<String> keys = variables.getOrDefault(task.model(), List.of());
        for (int i = 0; i < keys.size(); i++) {
            results.put(keys.get(i), NumericArray.of(values[i]));
        }
        return results;
    }

    private Map<String, NumericArray> rows(BasicTask task, double[][] values) {
        Map<String, NumericArray> results = new LinkedHashMap<>();
        List<String> keys = variables.getOrDefault(task.model(), List.of());
        for (int i = 0; i < keys.size(); i++) {
            results.put(keys.get(i), NumericArray.of(values[i], Set.of(task.id())));
        }
        return results;
    }

    private Map<String, NumericArray> repeated(RepeatedTask task, boolean carry) {
        RangeValues ranges = new RangeValues(task, data, this::present);
        int iterations = ranges.iterations();
        Map<String, List<NumericArray>> collected = new LinkedHashMap<>();
        for (int i = 0; i < iterations; i++) {
            try {
                iteration(
                        task,
                        ranges.at(i),
                        carry || !task.resetModel() && i + 1 < iterations,
                        collected);
            } catch (NumericalFailureException failure) {
                throw new NumericalFailureException(
                        failure.code(),
                        failure.location(),
                        "iteration " + (i + 1) + " of " + task.id() + ": " + failure.getMessage());
            }
        }
        boolean joins = task.concatenate().orElseGet(() -> isStepping(task));
        Map<String, NumericArray> results = new LinkedHashMap<>();
        collected.forEach(
                (key, parts) ->
                        results.put(key, joins ? joined(parts, task) : stacked(parts, task)));
        return results;
    }

    private static NumericArray stacked(List<NumericArray> parts, RepeatedTask task) {
        return NumericArray.stacked(parts, Set.of(task.id()));
    }

    private static NumericArray joined(List<NumericArray> parts, RepeatedTask task) {
        Set<String> axis =
                parts.stream()
                        .flatMap(p -> p.axes().stream())
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet());
        axis.add(task.id());
        return NumericArray.joined(parts, axis);
    }

    /// Whether each iteration goes on from the last one by single steps, which make one course.
    private boolean isStepping(RepeatedTask task) {
        return !task.resetModel()
                && task.subTasks().stream()
                        .allMatch(
                                sub ->
                                        task(sub.task()) instanceof BasicTask basic
                                                && document.simulations().stream()
                                                        .anyMatch(
                                                                s ->
                                                                        s.id().equals(
                                                                                                basic
                                                                                                        .simulation())
                                                                                && s
                                                                                        instanceof
                                                                                        Simulation
                                                                                                .OneStep));
    }

    private void iteration(
            RepeatedTask task,
            Map<String, Double> ranges,
            boolean carry,
            Map<String, List<NumericArray>> collected) {
        if (task.resetModel()) {
            Set<String> involved = models(task, document);
            task.changes().forEach(change -> involved.add(change.model()));
            states.keySet().removeAll(involved);
            enclosing
                    .descendingIterator()
                    .forEachRemaining(
                            level ->
                                    level.stream()
                                            .filter(made -> involved.contains(made.model()))
                                            .forEach(
                                                    made ->
                                                            state(made.model())
                                                                    .set(made.id(), made.value())));
        }
        List<Made> made = new ArrayList<>();
        enclosing.push(made);
        set(task, task.changes(), ranges, made);
        Map<String, List<NumericArray>> parts = new LinkedHashMap<>();
        for (int j = 0; j < task.subTasks().size(); j++) {
            Task.SubTask subTask = task.subTasks().get(j);
            set(task, subTask.changes(), ranges, made);
            boolean goesOn = carry || j + 1 < task.subTasks().size();
            Set<String> own = subTask.id().isEmpty() ? Set.of() : Set.of(subTask.id());
            run(task(subTask.task()), goesOn)
                    .forEach(
                            (key, array) ->
                                    parts.computeIfAbsent(key, _ -> new ArrayList<>())
                                            .add(labelled(array, own)));
        }
        enclosing.pop();
        parts.forEach(
                (key, arrays) ->
                        collected
                                .computeIfAbsent(key, _ -> new ArrayList<>())
                                .add(inOneIteration(arrays)));
    }

    /// The same array, its last dimension also known by the subtask's id.
    private static NumericArray labelled(NumericArray array, Set<String> more) {
        if (more.isEmpty() || array.rank() == 0) {
            return array;
        }
        List<Set<String>> axes = new ArrayList<>(array.axes());
        Set<String> last = new TreeSet<>(axes.removeLast());
        last.addAll(more);
        axes.add(last);
        return new NumericArray(array.shape(), axes, array.values());
    }

    /// Subtasks follow each other as one simulation.
    private static NumericArray inOneIteration(List<NumericArray> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        Set<String> axis =
                parts.stream()
                        .flatMap(p -> p.axes().stream())
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet());
        return NumericArray.joined(parts, axis);
    }

    private void set(
            RepeatedTask task,
            List<SetValue> changes,
            Map<String, Double> ranges,
            List<Made> made) {
        List<Made> next = new ArrayList<>();
        for (SetValue change : changes) {
            LoadedModel model = models.get(change.model());
            Location where = change.target().where();
            Quantity quantity = Quantity.resolve(model, change.target(), change.symbol(), where);
            double value =
                    Evaluator.evaluate(
                            change.calculation().formula(),
                            names(task, change.calculation(), ranges));
            if (!Double.isFinite(value)) {
                throw new BadInputException(
                        "sedml.set-value",
                        where,
                        "the value to set computes to " + value + "; correct the formula");
            }
            Expression assigned = quantity.assigned(model, value, where);
            runner(change.model()).checkSettable(quantity.id(), where);
            next.add(new Made(change.model(), quantity.id(), assigned));
        }
        next.forEach(one -> state(one.model()).set(one.id(), one.value()));
        made.addAll(next);
    }

    private Bindings names(RepeatedTask task, Calculation calculation, Map<String, Double> ranges) {
        Map<String, Double> names = new HashMap<>(ranges);
        names.putAll(calculation.parameters());
        for (VariableReference variable : calculation.variables()) {
            String reference = variable.target().isReference() ? variable.target().reference() : "";
            boolean isRange = task.ranges().stream().map(Range::id).toList().contains(reference);
            names.put(
                    variable.id(),
                    isRange
                            ? ranges.getOrDefault(reference, Double.NaN)
                            : reference.isEmpty()
                                    ? present(variable)
                                    : data.number(reference, variable.where()));
        }
        return Bindings.of(names);
    }

    /// The present value of a quantity of a model.
    private double present(VariableReference variable) {
        String id = variable.model();
        if (id.isEmpty() && document.models().size() == 1) {
            id = document.models().getFirst().id();
        }
        if (id.isEmpty()) {
            throw new BadInputException(
                    "sedml.reference",
                    variable.where(),
                    "variable '" + variable.id() + "' names no model; add a modelReference");
        }
        LoadedModel model = models.get(id);
        Quantity quantity =
                Quantity.resolve(model, variable.target(), variable.symbol(), variable.where());
        return runner(id).value(state(id), quantity.expression(model), variable.where());
    }

    private void note(String line) {
        if (!notes.contains(line)) {
            notes.add(line);
        }
    }
}
