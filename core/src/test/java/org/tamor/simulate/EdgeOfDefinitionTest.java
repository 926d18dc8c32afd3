package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tamor.expr.Expression;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;

/// Rates at the edge of where they are defined, large jumps, events without end.
class EdgeOfDefinitionTest {

    private static final SolverOptions OPTIONS = new SolverOptions(1e-8, 1e-12, 100_000);

    /// The slope of `x^0.5` is infinite at 0, and x may come out as -1e-17 while y feeds it.
    @Test
    void rootsOfWhatBeginsAtZero() {
        TimeCourse course =
                run("model m\n x = 0; y = 0\n x' = 4*y - x^0.5\n y' = x^0.5 - 4*y + 0.1*time^2\nend\n", 0, 1, 10);
        assertThat(course.of("x")).doesNotContain(Double.NaN);
        assertThat(course.of("x")[2] + course.of("y")[2]).isCloseTo(100 / 3.0, within(1e-5));
    }

    /// An amount of 0 that makes itself grow stays 0, whatever else is in the model.
    @Test
    void absentSpeciesStayAbsent() {
        TimeCourse course =
                run(
                        """
                        model m
                          e = 0; b = 0; c = 1e5
                          e' = 40*e*b/(b + 1e3)
                          b' = 6.5e5 - 0.1*b - e*b
                          c' = 1e-3*c - e*c
                        end
                        """,
                        0,
                        3,
                        100);
        assertThat(course.of("e")).containsOnly(0);
        assertThat(course.of("b")[2]).isCloseTo(6.5e6 * (1 - Math.exp(-10)), within(10.0));
    }

    /// The rate jumps by 1000 at a state of 0: what it changes within the resolution of time is
    /// above the tolerance.
    @Test
    void pulsesOfLargeRates() {
        TimeCourse course =
                run("model m\n v = 0\n v' = piecewise(1e6, sin(time*0.03) > 0.999, 0)\nend\n", 0, 100);
        assertThat(course.of("v")[1]).isCloseTo(2 * Math.acos(0.999) / 0.03 * 1e6, within(1.0));
    }

    /// A pulse in the state that lies between two steps.
    @Test
    void shortPulsesAreSeenWithShortSteps() {
        String model = "model m\n x = 0; v = 0\n x' = 1\n v' = piecewise(1, x > 50 && x < 50.01, 0)\nend\n";
        SolverOptions small =
                new SolverOptions(
                        1e-8,
                        1e-12,
                        1_000_000,
                        0.005,
                        SolverOptions.Method.BACKWARD_DIFFERENTIATION);
        RunResult result =
                Simulator.compile(AntimonyReader.read(model, "m.ant"), outputs("v"))
                        .run(Timeline.plain(), Map.of(), new double[] {0, 100}, small);
        assertThat(((RunResult.Completed) result).timeCourse().of("v")[1]).isCloseTo(0.01, within(1e-6));
    }

    @Test
    void eventsThatAlternateForEverAreStopped() {
        String model =
                """
                model m
                  a = 0.7; b = 0
                  at 1e-12 after a < 0.5, t0=false: a = 1
                  at 1e-12 after a > 0.5, t0=false: a = 0
                  b' = 1
                end
                """;
        RunResult result =
                Simulator.compile(AntimonyReader.read(model, "m.ant"), outputs("b"))
                        .run(Timeline.plain(), Map.of(), new double[] {0, 1}, OPTIONS);
        assertThat(result).isInstanceOf(RunResult.Failed.class);
        assertThat(((RunResult.Failed) result).reason()).contains("100000 steps");
        assertThat(((RunResult.Failed) result).time()).isBetween(0.0, 1e-3);
    }

    /// COPASI's way to say rateOf before Level 3 Version 2.
    @Test
    void functionsThatStandForDerivatives() {
        String math = "<math xmlns='http://www.w3.org/1998/Math/MathML'>";
        String sbml =
                "<sbml xmlns='http://www.sbml.org/sbml/level3/version1/core' level='3' version='1'><model id='m'>"
                        + "<listOfFunctionDefinitions><functionDefinition id='slope'><annotation><symbols"
                        + " xmlns='http://sbml.org/annotations/symbols'"
                        + " definition='http://en.wikipedia.org/wiki/Derivative'/></annotation>" + math
                        + "<lambda><bvar><ci>a</ci></bvar><notanumber/></lambda></math></functionDefinition>"
                        + "</listOfFunctionDefinitions><listOfParameters>"
                        + "<parameter id='x' value='1' constant='false'/><parameter id='y' constant='false'/>"
                        + "</listOfParameters><listOfRules><rateRule variable='x'>" + math
                        + "<apply><minus/><ci>x</ci></apply></math></rateRule><assignmentRule variable='y'>" + math
                        + "<apply><ci>slope</ci><ci>x</ci></apply></math></assignmentRule></listOfRules>"
                        + "</model></sbml>";
        Model model =
                SbmlReader.read(new ByteArrayInputStream(sbml.getBytes(StandardCharsets.UTF_8)), "m.xml");
        assertThat(model.functions()).isEmpty();
        RunResult result =
                Simulator.compile(model, outputs("y")).run(Timeline.plain(), Map.of(), new double[] {0, 1}, OPTIONS);
        assertThat(((RunResult.Completed) result).timeCourse().of("y")[1]).isCloseTo(-Math.exp(-1), within(1e-7));
    }

    private static List<Output> outputs(String... ids) {
        return java.util.Arrays.stream(ids).map(id -> new Output(id, new Expression.Symbol(id))).toList();
    }

    private static TimeCourse run(String text, double... times) {
        Model model = AntimonyReader.read(text, "m.ant");
        String[] ids =
                model.rules().stream()
                        .map(rule -> ((org.tamor.model.Rule.RateRule) rule).variable())
                        .toArray(String[]::new);
        RunResult result = Simulator.compile(model, outputs(ids)).run(Timeline.plain(), Map.of(), times, OPTIONS);
        assertThat(result).isInstanceOf(RunResult.Completed.class);
        return ((RunResult.Completed) result).timeCourse();
    }
}
