package org.tamor.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tamor.expr.Expression;
import org.tamor.expr.InfixParser;
import org.tamor.failure.Location;
import org.tamor.format.antimony.AntimonyReader;

/// Shorthand of the tests of simulation.
final class TestModels {

    static final SolverOptions TIGHT = new SolverOptions(1e-9, 1e-12, 100_000);

    private TestModels() {}

    /// Compiles an Antimony text with outputs that are infix formulas and bear their own text as
    /// ids.
    static Simulator compile(String antimony, String... outputs) {
        return Simulator.compile(
                AntimonyReader.read(antimony, "test.ant"),
                Arrays.stream(outputs).map(o -> new Output(o, expression(o))).toList());
    }

    static Expression expression(String text) {
        return InfixParser.parse(text, Location.UNKNOWN);
    }

    static Timeline.Setting set(String target, String value) {
        return new Timeline.Setting(target, expression(value));
    }

    static Timeline.Intervention at(double time, Timeline.Setting... settings) {
        return new Timeline.Intervention(time, List.of(settings));
    }

    static Timeline timeline(double start, Timeline.Intervention... interventions) {
        return new Timeline(List.of(), start, List.of(interventions));
    }

    static TimeCourse completed(RunResult result) {
        if (result instanceof RunResult.Completed(TimeCourse course)) {
            return course;
        }
        throw new AssertionError(result.toString());
    }

    static TimeCourse run(Simulator simulator, SolverOptions.Method method, double... times) {
        return completed(
                simulator.run(
                        Timeline.plain(),
                        Map.of(),
                        times,
                        new SolverOptions(1e-7, 1e-12, 100_000, Double.POSITIVE_INFINITY, method)));
    }

    static TimeCourse run(Simulator simulator, Timeline timeline, double... times) {
        return completed(simulator.run(timeline, Map.of(), times, TIGHT));
    }
}
