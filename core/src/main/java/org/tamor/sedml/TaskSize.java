package org.tamor.sedml;

import java.util.HashMap;
import java.util.Map;
import org.tamor.failure.BadInputException;
import org.tamor.format.sedml.Range;
import org.tamor.format.sedml.SedmlDocument;
import org.tamor.format.sedml.Simulation;
import org.tamor.format.sedml.Task;
import org.tamor.format.sedml.Task.BasicTask;
import org.tamor.format.sedml.Task.RepeatedTask;

/// Counts what a task will run and record, so that too much is refused before anything is run.
final class TaskSize {

    private static final double MAXIMUM_RUNS = 1e6;
    private static final double MAXIMUM_NUMBERS = 5e7;

    /// @param runs of basic tasks
    /// @param times at which they record
    private record Size(double runs, double times) {}

    private final SedmlDocument document;
    private final DataTables data;
    private final Map<String, Size> known = new HashMap<>();

    TaskSize(SedmlDocument document, DataTables data) {
        this.document = document;
        this.data = data;
    }

    /// @param variables how many quantities are recorded at each time
    /// @throws BadInputException where the task is too large
    void check(Task task, int variables) {
        Size size = size(task);
        if (size.runs() > MAXIMUM_RUNS) {
            throw fail(task, "has more than 1000000 runs; repeat less often");
        }
        if (size.times() * Math.max(1, variables) > MAXIMUM_NUMBERS) {
            throw fail(
                    task,
                    "records more than 50000000 numbers; ask for fewer points, repetitions or variables");
        }
    }

    private static BadInputException fail(Task task, String reason) {
        return new BadInputException(
                "sedml.too-large", task.where(), "task '" + task.id() + "' " + reason);
    }

    private Size size(Task task) {
        Size before = known.get(task.id());
        if (before != null) {
            return before;
        }
        Size size =
                switch (task) {
                    case BasicTask basic -> new Size(1, times(basic));
                    case RepeatedTask repeated -> {
                        double length = length(repeated, repeated.range(), 0);
                        double runs = 0;
                        double times = 0;
                        for (Task.SubTask sub : repeated.subTasks()) {
                            Size inner = size(task(sub.task()));
                            runs += inner.runs();
                            times += inner.times();
                        }
                        yield new Size(length * runs, length * times);
                    }
                };
        known.put(task.id(), size);
        return size;
    }

    private Task task(String id) {
        return document.tasks().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
    }

    private double times(BasicTask task) {
        return document.simulations().stream()
                .filter(simulation -> simulation.id().equals(task.simulation()))
                .mapToDouble(simulation ->
                        simulation instanceof Simulation.UniformTimeCourse course
                                ? course.steps() + 1.0
                                : 1)
                .findFirst()
                .orElse(1);
    }

    /// How many values a range has; a functional one as many as the range that it names.
    private double length(RepeatedTask task, String id, int depth) {
        Range range =
                task.ranges().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
        return switch (range) {
            case Range.UniformRange uniform -> uniform.steps() + 1.0;
            case Range.VectorRange vector -> vector.values().size();
            case Range.DataRange source -> data.get(source.source()).values().length;
            case Range.FunctionalRange functional ->
                    functional.range().isEmpty() || depth > task.ranges().size()
                            ? 1
                            : length(task, functional.range(), depth + 1);
        };
    }
}
