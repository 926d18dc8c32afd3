package org.tamor.sedml;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.tamor.failure.BadInputException;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.sedml.Task.BasicTask;
import org.tamor.simulate.SolverOptions;

/// Solves the differential equations of tasks by the method that each names. Where an explicit one
/// does not get through, the implicit one does it, which then is kept for the task.
final class Integration {

    private final String file;
    private final Consumer<String> notes;
    private final Set<String> stiff = new HashSet<>();

    /// @param file of the tasks, for notes
    Integration(String file, Consumer<String> notes) {
        this.file = file;
        this.notes = notes;
    }

    /// As [ModelRunner#solve].
    double[][] solve(
            ModelRunner runner,
            ModelState state,
            BasicTask task,
            double start,
            double[] times,
            SolverOptions options,
            boolean carry) {
        if (options.method() != SolverOptions.Method.EXPLICIT) {
            return runner.solve(state, start, times, options, carry, task.where());
        }
        if (!stiff.contains(task.id())) {
            try {
                return runner.solve(state, start, times, options, carry, task.where());
            } catch (NumericalFailureException | BadInputException failure) {
                stiff.add(task.id());
                notes.accept(
                        file
                                + ": the explicit method that task "
                                + task.id()
                                + " names does not get through ("
                                + failure.getMessage()
                                + "); done by the implicit one");
            }
        }
        SolverOptions implicit =
                new SolverOptions(
                        options.relativeTolerance(),
                        options.absoluteTolerance(),
                        Kisao.DEFAULT.maximumSteps());
        return runner.solve(state, start, times, implicit, carry, task.where());
    }
}
