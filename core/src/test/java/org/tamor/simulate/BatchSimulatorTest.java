package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.completed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.SharedData;
import org.tamor.expr.Expression;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;

class BatchSimulatorTest {

    private static final SolverOptions OPTIONS = new SolverOptions(1e-8, 1e-12, 100_000);
    private static final double[] TIMES = {0, 0.1, 0.5, 1, 2, 5, 10};

    /// Binding and turnover with saturation, a long sum, a power, and an explicit time.
    private static final String NETWORK =
            """
            model network
              species A = 4, B = 3, C = 0, D = 0.1, E = 1
              kon = 2; koff = 0.5; v = 3; k = 0.7; n = 2.5; s = 1
              bind: A + B -> C; kon*A*B - koff*C
              make: -> D; v*C^n/(k^n + C^n) + 0.1*A + 0.2*B + 0.3*C + 0.1*A*E + 0.2*B*E + 0.3*C*E + 0.1*s*sin(time)^2
              lose: D -> ; k*D*exp(-0.1*E)
              turn: E -> A; 0.2*E
            end
            """;

    private static List<Map<String, Double>> members(int count) {
        List<Map<String, Double>> members = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            members.add(
                    Map.of(
                            "kon",
                            0.5 + 0.1 * (m % 37),
                            "v",
                            1.0 + m % 11,
                            "n",
                            1 + 0.25 * (m % 5)));
        }
        return members;
    }

    private static void assertSame(TimeCourse one, TimeCourse other, double relative) {
        for (int o = 0; o < one.outputs().size(); o++) {
            double largest = 0;
            for (double value : other.values()[o]) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int k = 0; k < one.times().length; k++) {
                assertThat(one.values()[o][k])
                        .as(one.outputs().get(o) + " at " + one.times()[k])
                        .isCloseTo(other.values()[o][k], within(relative * largest + 1e-11));
            }
        }
    }

    @Test
    void membersComeOutAsAlone() {
        Simulator simulator = compile(NETWORK, "A", "B", "C", "D", "E", "A + C");
        BatchSimulator batches = simulator.batches();
        assertThat(batches.isBatched()).isTrue();
        List<Map<String, Double>> members = members(250);
        List<RunResult> together = batches.run(members, TIMES, OPTIONS);
        for (int m = 0; m < members.size(); m++) {
            TimeCourse alone =
                    completed(
                            simulator.run(
                                    Timeline.plain(), members.get(m), TIMES, TestModels.TIGHT));
            assertSame(completed(together.get(m)), alone, 3e-7);
        }
    }

    /// See [ChoiceOfMethodTest#saturatedRatesHoldAStateAtZero].
    @Test
    void saturatedRatesHoldAStateAtZero() {
        BatchSimulator batches =
                compile("model m\n x' = s - x/(1e-8 + x); x = 1; s = 0.1\nend\n", "x").batches();
        List<Map<String, Double>> members =
                List.of(Map.of(), Map.of("s", 0.2), Map.of("s", 0.3), Map.of("x", 2.0));
        for (RunResult result : batches.run(members, new double[] {0, 4}, OPTIONS)) {
            assertThat(completed(result).of("x")[1]).isBetween(1e-9, 5e-9);
        }
    }

    @Test
    void neighboursAndOrderChangeNoBit() {
        BatchSimulator batches = compile(NETWORK, "A", "C", "D").batches();
        List<Map<String, Double>> members = members(120);
        List<RunResult> forwards = batches.run(members, TIMES, OPTIONS);
        List<RunResult> backwards = batches.run(members.reversed(), TIMES, OPTIONS);
        for (int m = 0; m < members.size(); m++) {
            double[][] expected = completed(forwards.get(m)).values();
            assertThat(completed(backwards.get(members.size() - 1 - m)).values())
                    .isDeepEqualTo(expected);
            if (m % 40 == 0) {
                assertThat(
                                completed(
                                                batches.run(List.of(members.get(m)), TIMES, OPTIONS)
                                                        .getFirst())
                                        .values())
                        .isDeepEqualTo(expected);
            }
        }
    }

    private static final String WITH_EVENT =
            """
            model e
              kon = 1; v = 1; n = 1
              D' = -kon*D; D = v
              at D < 0.5: D = n
            end
            """;

    @ParameterizedTest
    @ValueSource(strings = {NETWORK, WITH_EVENT})
    void resultsMayBeTakenOneByOne(String text) {
        BatchSimulator batches = compile(text, "D").batches();
        List<Map<String, Double>> members = members(150);
        List<RunResult> kept = batches.run(members, TIMES, OPTIONS);
        RunResult[] taken = new RunResult[members.size()];
        batches.run(
                members,
                TIMES,
                OPTIONS,
                (result, member) -> {
                    assertThat(taken[member]).isNull();
                    taken[member] = result;
                });
        for (int m = 0; m < taken.length; m++) {
            assertThat(completed(taken[m]).values()).isDeepEqualTo(completed(kept.get(m)).values());
        }
    }

    @Test
    void conservedTotalsStay() {
        Simulator simulator = compile(NETWORK, "B + C");
        for (RunResult result : simulator.batches().run(members(40), TIMES, OPTIONS)) {
            for (double total : completed(result).values()[0]) {
                assertThat(total).isCloseTo(3, within(1e-11));
            }
        }
    }

    @Test
    void modelsWithEventsRunAloneToTheSameResult() {
        Simulator simulator =
                compile("model m; x = 1; k = 0.5; x' = -k*x; E1: at x < 0.5: x = 1; end", "x");
        BatchSimulator batches = simulator.batches();
        assertThat(batches.isBatched()).isFalse();
        List<Map<String, Double>> members = List.of(Map.of("k", 0.5), Map.of("k", 2.0));
        List<RunResult> together = batches.run(members, TIMES, OPTIONS);
        for (int m = 0; m < 2; m++) {
            assertThat(completed(together.get(m)).values())
                    .isDeepEqualTo(
                            completed(
                                            simulator.run(
                                                    Timeline.plain(),
                                                    members.get(m),
                                                    TIMES,
                                                    OPTIONS))
                                    .values());
        }
    }

    @Test
    void aMemberThatCannotBeFinishedSaysWhereAndLeavesTheOthersAlone() {
        Simulator simulator = compile("model m; x = 1; k = 0; x' = k*x^2 - x*0.1; end", "x");
        List<RunResult> results =
                simulator
                        .batches()
                        .run(
                                List.of(Map.of(), Map.of("k", 1.0), Map.of("k", 0.01)),
                                TIMES,
                                OPTIONS);
        assertThat(completed(results.get(0)).values()[0][3])
                .isCloseTo(Math.exp(-0.1), within(1e-7));
        assertThat(results.get(1)).isInstanceOf(RunResult.Failed.class);
        assertThat(((RunResult.Failed) results.get(1)).time()).isBetween(1.0, 1.1);
        assertThat(results.get(2)).isInstanceOf(RunResult.Completed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"boehm", "bachmann"})
    void benchmarkModelsComeOutAsAlone(String name) {
        Model model = SbmlReader.read(SharedData.require("bench-models/" + name + ".xml"));
        Simulator simulator =
                Simulator.compile(
                        model,
                        model.species().stream()
                                .map(s -> new Output(s.id(), new Expression.Symbol(s.id())))
                                .toList());
        double[] times = {0, 10, 60, 240};
        List<Map<String, Double>> members = List.of(Map.of());
        SolverOptions options = new SolverOptions(1e-6, 1e-12, 100_000);
        assertThat(simulator.batches().isBatched()).isTrue();
        assertSame(
                completed(simulator.batches().run(members, times, options).getFirst()),
                completed(simulator.run(Timeline.plain(), Map.of(), times, TestModels.TIGHT)),
                1e-5);
    }
}
