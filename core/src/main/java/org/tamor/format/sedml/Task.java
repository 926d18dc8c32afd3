package org.tamor.format.sedml;

import java.util.List;
import java.util.Optional;
import org.tamor.failure.Location;

/// What is run.
public sealed interface Task {

    String id();

    String name();

    Location where();

    /// One model by one simulation.
    record BasicTask(String id, String name, String model, String simulation, Location where)
            implements Task {}

    /// Tasks run again and again while ranges are gone through.
    ///
    /// @param range the id of the range that says how often
    /// @param concatenate whether the results follow each other in one row; empty where not given
    /// @param subTasks in the order in which they are run
    record RepeatedTask(
            String id,
            String name,
            String range,
            boolean resetModel,
            Optional<Boolean> concatenate,
            List<Range> ranges,
            List<SetValue> changes,
            List<SubTask> subTasks,
            Location where)
            implements Task {

        public RepeatedTask {
            ranges = List.copyOf(ranges);
            changes = List.copyOf(changes);
            subTasks = List.copyOf(subTasks);
        }
    }

    /// A task inside another.
    record SubTask(String id, String task, List<SetValue> changes, Location where) {
        public SubTask {
            changes = List.copyOf(changes);
        }
    }

    /// A quantity of a model gets a value before a task is run.
    ///
    /// @param range the id of a range that the formula may name; "" where not given
    record SetValue(
            String model, Target target, String symbol, String range, Calculation calculation) {}
}
