package org.tamor.fuzz;

import java.util.List;
import java.util.Map;
import org.tamor.expr.Expression;
import org.tamor.failure.TamorException;
import org.tamor.format.antimony.AntimonyWriter;
import org.tamor.format.sbml.SbmlWriter;
import org.tamor.model.Model;
import org.tamor.model.ModelValidator;
import org.tamor.model.Species;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// What is done with a model that was read from a damaged file: checked, written in both languages,
/// compiled, and simulated for a while where it is small.
final class Trial {

    static final SolverOptions OPTIONS = new SolverOptions(1e-6, 1e-12, 500);

    private static final int LARGEST = 100;
    private static final double[] TIMES = {0, 0.5, 1, 2, 5, 10};

    private Trial() {}

    static Outcome of(Model model, String name) {
        write(model);
        ModelValidator.validate(model, name);
        List<Output> outputs =
                model.species().stream()
                        .map(Species::id)
                        .map(id -> new Output(id, new Expression.Symbol(id)))
                        .toList();
        Simulator simulator = Simulator.compile(model, outputs);
        if (simulator.states() > LARGEST) {
            return Outcome.of(Outcome.Ending.READ);
        }
        return switch (simulator.run(Timeline.plain(), Map.of(), TIMES, OPTIONS)) {
            case RunResult.Failed(double time, String quantity, String reason) ->
                    Outcome.stopped(time, quantity, reason);
            case RunResult.Completed(TimeCourse course) -> judge(course);
        };
    }

    /// Writers may refuse what their language cannot say, but nothing else.
    private static void write(Model model) {
        try {
            SbmlWriter.toText(model);
        } catch (TamorException refused) {
            check(refused);
        }
        try {
            AntimonyWriter.toText(model);
        } catch (TamorException refused) {
            check(refused);
        }
    }

    private static void check(TamorException refusal) {
        if (refusal.code().isBlank()) {
            throw new IllegalStateException("a refusal without a code", refusal);
        }
    }

    private static Outcome judge(TimeCourse course) {
        for (double[] values : course.values()) {
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    return Outcome.of(Outcome.Ending.UNDEFINED_VALUES);
                }
            }
        }
        return Outcome.of(Outcome.Ending.SIMULATED);
    }
}
