package org.tamor.format.sedml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tamor.failure.Location;
import org.tamor.format.sbml.XmlCursor;
import org.tamor.format.sedml.Task.BasicTask;
import org.tamor.format.sedml.Task.RepeatedTask;
import org.tamor.format.sedml.Task.SetValue;
import org.tamor.format.sedml.Task.SubTask;

/// Reads `listOfTasks`.
final class TaskSection {

    private final ElementReader reader;
    private final XmlCursor cursor;

    TaskSection(ElementReader reader) {
        this.reader = reader;
        cursor = reader.cursor();
    }

    List<Task> read() {
        List<Task> tasks = new ArrayList<>();
        reader.items(kind ->
                tasks.add(
                        switch (kind) {
                            case "task" -> basic();
                            case "repeatedTask" -> repeated();
                            case "parameterEstimationTask" ->
                                    throw cursor.fail(
                                            "sedml.unsupported",
                                            "parameter estimation is not done from SED-ML; use a PEtab problem");
                            default -> throw cursor.unexpected();
                        }));
        return tasks;
    }

    private Task basic() {
        BasicTask task =
                new BasicTask(
                        reader.newId(),
                        reader.text("name"),
                        cursor.required("modelReference"),
                        cursor.required("simulationReference"),
                        cursor.location());
        reader.empty();
        return task;
    }

    private Task repeated() {
        String id = reader.newId();
        String name = reader.text("name");
        Location where = cursor.location();
        String range = reader.text("range", "rangeId");
        boolean reset = reader.flag("resetModel", true);
        Optional<Boolean> concatenate = reader.optionalFlag("concatenate");
        List<Range> ranges = new ArrayList<>();
        List<SetValue> changes = new ArrayList<>();
        List<Ordered> subTasks = new ArrayList<>();
        reader.children(list -> {
            switch (list) {
                case "listOfRanges" -> reader.items(kind -> ranges.add(range(kind, ranges)));
                case "listOfChanges" -> setValues(changes);
                case "listOfSubTasks" -> reader.items(kind -> subTasks.add(subTask(kind)));
                default -> throw cursor.unexpected();
            }
        });
        subTasks.sort(Comparator.comparingInt(Ordered::order));
        return new RepeatedTask(
                id,
                name,
                range.isEmpty() && ranges.size() == 1 ? ranges.getFirst().id() : range,
                reset,
                concatenate,
                ranges,
                changes,
                subTasks.stream().map(Ordered::subTask).toList(),
                where);
    }

    private record Ordered(int order, SubTask subTask) {}

    private Ordered subTask(String kind) {
        if (!kind.equals("subTask")) {
            throw cursor.unexpected();
        }
        int order = reader.count("order", 0);
        String id = reader.optionalId();
        String task = cursor.required("task");
        Location where = cursor.location();
        List<SetValue> changes = new ArrayList<>();
        reader.children(list -> {
            if (!list.equals("listOfChanges")) {
                throw cursor.unexpected();
            }
            setValues(changes);
        });
        return new Ordered(order, new SubTask(id, task, changes, where));
    }

    private void setValues(List<SetValue> changes) {
        reader.items(kind -> {
            if (!kind.equals("setValue")) {
                throw cursor.unexpected();
            }
            String model = cursor.required("modelReference");
            String symbol = reader.text("symbol");
            String range = reader.text("range");
            Target target = reader.requiredTarget();
            ElementReader.CalculationBuilder calculation = reader.new CalculationBuilder();
            reader.children(child -> {
                if (!calculation.child(child)) {
                    throw cursor.unexpected();
                }
            });
            changes.add(new SetValue(model, target, symbol, range, calculation.build()));
        });
    }

    private Range range(String kind, List<Range> earlier) {
        String id = reader.localId();
        Set<String> known = new HashSet<>();
        earlier.forEach(one -> known.add(one.id()));
        if (known.contains(id)) {
            throw cursor.fail(
                    "sedml.duplicate-id", "the task already has a range '" + id + "'; rename one");
        }
        Location where = cursor.location();
        return switch (kind) {
            case "uniformRange" -> {
                String type = reader.text("type");
                boolean logarithmic =
                        switch (type) {
                            case "", "linear", "lin" -> false;
                            case "log", "logarithmic", "log10" -> true;
                            default ->
                                    throw cursor.fail(
                                            "sedml.attribute",
                                            "attribute 'type' is '"
                                                    + XmlCursor.shown(type)
                                                    + "'; write linear or log");
                        };
                double start = reader.number("start");
                double end = reader.number("end");
                if (logarithmic && !(start > 0 && end > 0)) {
                    throw cursor.fail(
                            "sedml.range",
                            "a logarithmic range must start and end above 0, here "
                                    + start
                                    + " and "
                                    + end);
                }
                Range range =
                        new Range.UniformRange(id, start, end, reader.steps(), logarithmic, where);
                reader.empty();
                yield range;
            }
            case "vectorRange" -> {
                List<Double> values = new ArrayList<>();
                reader.children(name -> {
                    if (!name.equals("value")) {
                        throw cursor.unexpected();
                    }
                    values.add(cursor.finite(cursor.text(), "'value'"));
                });
                yield new Range.VectorRange(id, values, where);
            }
            case "functionalRange" -> {
                String range = reader.text("range", "index");
                ElementReader.CalculationBuilder calculation = reader.new CalculationBuilder();
                reader.children(child -> {
                    if (!calculation.child(child)) {
                        throw cursor.unexpected();
                    }
                });
                yield new Range.FunctionalRange(id, range, calculation.build(), where);
            }
            case "dataRange" -> {
                String source = reader.text("sourceReference", "sourceRef");
                if (source.isEmpty()) {
                    throw cursor.missing("sourceReference");
                }
                reader.empty();
                yield new Range.DataRange(id, source, where);
            }
            default -> throw cursor.unexpected();
        };
    }
}
