package org.tamor.format.sedml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sedml.OutputDefinition.Curve;
import org.tamor.format.sedml.OutputDefinition.DataSet;
import org.tamor.format.sedml.OutputDefinition.Figure;
import org.tamor.format.sedml.OutputDefinition.Plot2D;
import org.tamor.format.sedml.OutputDefinition.Plot3D;
import org.tamor.format.sedml.OutputDefinition.Report;
import org.tamor.format.sedml.OutputDefinition.ShadedArea;
import org.tamor.format.sedml.OutputDefinition.Surface;
import org.tamor.format.sedml.Task.BasicTask;
import org.tamor.format.sedml.Task.RepeatedTask;
import org.tamor.format.sedml.Task.SetValue;

/// Finds references to what does not exist, and tasks or styles that contain themselves.
public final class SedmlChecker {

    private static final int MAXIMUM_NESTING = 50;

    /// Functions of all numbers of a variable.
    private static final List<String> REDUCTIONS = List.of("min", "max", "sum", "product");

    private final SedmlDocument document;
    private final Set<String> models;
    private final Set<String> simulations;
    private final Set<String> tasks;
    private final Set<String> generators;
    private final Set<String> dataSources;

    private SedmlChecker(SedmlDocument document) {
        this.document = document;
        models = ids(document.models(), ModelDefinition::id);
        simulations = ids(document.simulations(), Simulation::id);
        tasks = ids(document.tasks(), Task::id);
        generators = ids(document.generators(), DataGenerator::id);
        dataSources =
                document.data().stream()
                        .flatMap(one -> one.sources().stream())
                        .map(DataDescription.DataSource::id)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// @throws BadInputException at the first finding, naming the line
    public static void check(SedmlDocument document) {
        new SedmlChecker(document).check();
    }

    private static <T> Set<String> ids(List<T> items, Function<T, String> id) {
        return items.stream().map(id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void check() {
        for (ModelDefinition model : document.models()) {
            for (ModelChange change : model.changes()) {
                if (change instanceof ModelChange.ComputeChange computed) {
                    calculation(computed.calculation(), Set.of());
                }
            }
        }
        document.tasks().forEach(this::task);
        Set<String> sound = new HashSet<>();
        document.tasks().forEach(task -> acyclic(task, new LinkedHashSet<>(), sound));
        for (DataGenerator generator : document.generators()) {
            calculation(generator.calculation(), Set.of());
            for (VariableReference variable : generator.calculation().variables()) {
                if (variable.task().isEmpty() && !variable.target().isReference()) {
                    throw fail(
                            variable.where(),
                            "variable '" + variable.id() + "' names no task; add a taskReference");
                }
            }
        }
        document.outputs().forEach(this::output);
        styles();
    }

    private void task(Task task) {
        switch (task) {
            case BasicTask basic -> {
                require(models, basic.model(), "model", basic.where());
                require(simulations, basic.simulation(), "simulation", basic.where());
            }
            case RepeatedTask repeated -> repeated(repeated);
        }
    }

    private void repeated(RepeatedTask task) {
        Set<String> ranges = ids(task.ranges(), Range::id);
        if (task.ranges().isEmpty() || task.subTasks().isEmpty()) {
            throw fail(
                    task.where(),
                    "the repeated task has no "
                            + (task.ranges().isEmpty() ? "range" : "subtask")
                            + "; add one");
        }
        require(ranges, task.range(), "range", task.where());
        for (Range range : task.ranges()) {
            switch (range) {
                case Range.FunctionalRange functional -> {
                    if (!functional.range().isEmpty()) {
                        require(ranges, functional.range(), "range", functional.where());
                    }
                    calculation(functional.calculation(), ranges);
                }
                case Range.DataRange fromData ->
                        require(dataSources, fromData.source(), "data source", fromData.where());
                case Range.UniformRange _ -> {}
                case Range.VectorRange vector -> {
                    if (vector.values().isEmpty()) {
                        throw fail(vector.where(), "the range has no value; add one");
                    }
                }
            }
        }
        task.changes().forEach(change -> setValue(change, ranges));
        for (Task.SubTask subTask : task.subTasks()) {
            require(tasks, subTask.task(), "task", subTask.where());
            subTask.changes().forEach(change -> setValue(change, ranges));
        }
    }

    private void setValue(SetValue change, Set<String> ranges) {
        require(models, change.model(), "model", change.target().where());
        if (!change.range().isEmpty()) {
            require(ranges, change.range(), "range", change.target().where());
        }
        calculation(change.calculation(), ranges);
    }

    private void calculation(Calculation calculation, Set<String> ranges) {
        Set<String> known = new HashSet<>(ranges);
        known.addAll(calculation.parameters().keySet());
        for (VariableReference variable : calculation.variables()) {
            known.add(variable.id());
            if (!variable.task().isEmpty()) {
                require(tasks, variable.task(), "task", variable.where());
            }
            if (!variable.model().isEmpty()) {
                require(models, variable.model(), "model", variable.where());
            }
            Target target = variable.target();
            if (target.isReference()) {
                Set<String> both = new LinkedHashSet<>(dataSources);
                both.addAll(ranges);
                require(
                        both,
                        target.reference(),
                        "data source or range of the task",
                        variable.where());
            } else if (target.path().isEmpty()
                    && variable.symbol().isEmpty()
                    && variable.term().isEmpty()) {
                throw fail(
                        variable.where(),
                        "variable '" + variable.id() + "' has neither target nor symbol; add one");
            }
        }
        for (String symbol : Expressions.symbols(calculation.formula())) {
            if (!known.contains(symbol)) {
                throw fail(
                        calculation.where(),
                        "the formula names '"
                                + symbol
                                + "', which is no variable or parameter of the element; add it");
            }
        }
        Expressions.visit(
                calculation.formula(),
                part -> {
                    if (part instanceof Expression.Call call) {
                        checkCall(call, calculation.where());
                    }
                });
    }

    private void checkCall(Expression.Call call, Location where) {
        if (!REDUCTIONS.contains(call.function())) {
            throw fail(
                    where,
                    "the formula calls '"
                            + call.function()
                            + "', which is not computed here; there are "
                            + String.join(", ", REDUCTIONS));
        }
        if (call.arguments().size() != 1) {
            throw fail(
                    where,
                    "the formula gives "
                            + call.function()
                            + " "
                            + call.arguments().size()
                            + " arguments; it takes one");
        }
    }

    private void acyclic(Task task, Set<String> open, Set<String> sound) {
        if (sound.contains(task.id())) {
            return;
        }
        if (!open.add(task.id())) {
            throw fail(task.where(), "task '" + task.id() + "' contains itself; remove a subtask");
        }
        if (open.size() > MAXIMUM_NESTING) {
            throw fail(
                    task.where(),
                    "tasks are nested more than " + MAXIMUM_NESTING + " deep; simplify them");
        }
        if (task instanceof RepeatedTask repeated) {
            for (Task.SubTask subTask : repeated.subTasks()) {
                document.tasks().stream()
                        .filter(other -> other.id().equals(subTask.task()))
                        .findFirst()
                        .ifPresent(other -> acyclic(other, open, sound));
            }
        }
        open.remove(task.id());
        sound.add(task.id());
    }

    private void output(OutputDefinition output) {
        switch (output) {
            case Report report -> {
                if (report.dataSets().isEmpty()) {
                    throw fail(report.where(), "the report has no data set; add one");
                }
                for (DataSet set : report.dataSets()) {
                    require(generators, set.generator(), "data generator", set.where());
                }
            }
            case Plot2D plot -> {
                plot.curves().forEach(this::curve);
                for (ShadedArea area : plot.areas()) {
                    Stream.of(area.x(), area.from(), area.to())
                            .filter(id -> !id.isEmpty())
                            .forEach(id -> require(generators, id, "data generator", area.where()));
                    style(area.style(), area.where());
                }
            }
            case Plot3D plot -> {
                for (Surface surface : plot.surfaces()) {
                    Stream.of(surface.x(), surface.y(), surface.z())
                            .filter(id -> !id.isEmpty())
                            .forEach(id ->
                                    require(generators, id, "data generator", surface.where()));
                    style(surface.style(), surface.where());
                }
            }
            case Figure figure -> {
                Set<String> plots =
                        document.outputs().stream()
                                .filter(one -> one instanceof Plot2D || one instanceof Plot3D)
                                .map(OutputDefinition::id)
                                .collect(Collectors.toSet());
                figure.plots().forEach(id -> require(plots, id, "plot", figure.where()));
            }
        }
    }

    private void curve(Curve curve) {
        List<String> references = new ArrayList<>(curve.errors());
        references.add(curve.x());
        references.add(curve.y());
        for (String id : references) {
            if (!id.isEmpty()) {
                require(generators, id, "data generator", curve.where());
            }
        }
        style(curve.style(), curve.where());
    }

    private void style(String id, Location where) {
        if (!id.isEmpty()) {
            require(ids(document.styles(), PlotStyle::id), id, "style", where);
        }
    }

    private void styles() {
        for (PlotStyle style : document.styles()) {
            Set<String> open = new HashSet<>();
            Optional<PlotStyle> next = Optional.of(style);
            while (next.isPresent()) {
                PlotStyle one = next.get();
                if (!open.add(one.id())) {
                    throw fail(
                            style.where(),
                            "style '" + style.id() + "' builds on itself; remove a base");
                }
                style(one.base(), one.where());
                next =
                        document.styles().stream()
                                .filter(other -> other.id().equals(one.base()))
                                .findFirst();
            }
        }
    }

    private static void require(Set<String> known, String id, String what, Location where) {
        if (!known.contains(id)) {
            throw fail(
                    where,
                    "there is no "
                            + what
                            + " '"
                            + id
                            + "'; "
                            + (known.isEmpty()
                                    ? "define it"
                                    : "there are " + shortened(String.join(", ", known))));
        }
    }

    private static String shortened(String list) {
        return list.length() <= 200 ? list : list.substring(0, 197) + "...";
    }

    private static BadInputException fail(Location where, String message) {
        return new BadInputException("sedml.reference", where, message);
    }
}
