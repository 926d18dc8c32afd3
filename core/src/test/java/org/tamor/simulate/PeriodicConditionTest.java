package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.expr.Expression;
import org.tamor.expr.Expression.Branch;
import org.tamor.expr.Expression.Constant;
import org.tamor.expr.Expression.Piecewise;
import org.tamor.expr.Expression.Symbol;
import org.tamor.expr.InfixParser;
import org.tamor.failure.Location;
import org.tamor.model.Model;
import org.tamor.model.Model.ModelUnits;
import org.tamor.model.Parameter;
import org.tamor.model.Rule;

/// Conditions that come and go with the clock: every pulse counts, however long the solver's steps are.
class PeriodicConditionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"time - 24 * floor(time / 24) < 1 | 10", "ceil(time / 24) - time / 24 < 0.5 | 120"})
    void everyPulseCounts(String condition, double total) {
        Expression pulse = new Piecewise(
                List.of(new Branch(new Constant(1), InfixParser.parse(condition, Location.UNKNOWN))),
                Optional.of(new Constant(0)));
        Model model = new Model(
                "pulses",
                "",
                ModelUnits.NONE,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Parameter("x", "", OptionalDouble.of(0), "", false)),
                List.of(),
                List.of(new Rule.RateRule("x", pulse)),
                List.of(),
                List.of(),
                List.of());
        RunResult result = Simulator.compile(model, List.of(new Output("x", new Symbol("x"))))
                .run(Timeline.plain(), Map.of(), new double[] {0, 240}, SolverOptions.DEFAULT);
        assertThat(result).isInstanceOf(RunResult.Completed.class);
        assertThat(((RunResult.Completed) result).timeCourse().of("x")[1]).isCloseTo(total, within(1e-3));
    }
}
