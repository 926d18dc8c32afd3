package org.tamor.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.format.nonmem.NonmemData;
import org.tamor.format.nonmem.NonmemWriter;
import org.tamor.format.petab.Condition;
import org.tamor.format.petab.Experiment;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// Cycles of a week with doses of 100 on days 1 and 2, delayed while a clock stands in a window.
class CycleDelayTest {

    private static final String MODEL =
            """
            model m()
              var depot = 0;
              var blood = 0;
              var clock = 0;
              shift = 0;
              waited = 0;
              step = 0;
              infusion = 0;
              depot' = 0;
              blood' = infusion - 0*blood;
              clock' = 1;
            end
            """;

    private static final String DOSES =
            "doses: [{drug: tamoxifen, amount: 100 nmol/kg, route: sc, days: 2 on 5 off, cycles:"
                    + " 3}]\n";

    @TempDir private Path folder = Path.of("");

    /// Values of a quantity on days, just after what happens at their beginning.
    private double[] course(String parts, String quantity, double... days) {
        try {
            RegimenFile file = RegimenFixture.file(folder, parts);
            Dosing dosing = Dosing.of(file, file.regimens().getFirst());
            Map<String, Condition> conditions = new HashMap<>();
            dosing.conditions().forEach(condition -> conditions.put(condition.id(), condition));
            List<Timeline.Intervention> interventions = new ArrayList<>();
            for (Experiment.Period period : dosing.periods()) {
                Condition condition =
                        Objects.requireNonNull(conditions.get(period.conditions().getFirst()));
                interventions.add(
                        new Timeline.Intervention(
                                period.time(),
                                condition.changes().stream()
                                        .map(
                                                change ->
                                                        new Timeline.Setting(
                                                                change.target(), change.value()))
                                        .toList()));
            }
            Path model = folder.resolve("m.ant");
            Files.writeString(model, MODEL);
            double[] hours = new double[days.length];
            for (int k = 0; k < days.length; k++) {
                hours[k] = 24 * days[k];
            }
            RunResult result =
                    Simulator.compile(
                                    AntimonyReader.read(model),
                                    List.of(new Output(quantity, new Expression.Symbol(quantity))))
                            .run(
                                    new Timeline(List.of(), 0, interventions),
                                    Map.of(),
                                    hours,
                                    SolverOptions.DEFAULT);
            TimeCourse course = ((RunResult.Completed) result).timeCourse();
            return course.of(quantity);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String delay(String until, String more) {
        return "delay: {until: "
                + until
                + ", look: 2 d, at_most: 4 d, memory: {shift: shift, waited: waited"
                + more
                + "}\n";
    }

    @Test
    void withoutACauseNothingMoves() {
        String parts = DOSES + delay("clock >= 0", "}");
        assertThat(course(parts, "depot", 0, 1, 6, 7, 8, 14, 15, 40))
                .containsExactly(
                        new double[] {100, 200, 200, 300, 400, 500, 600, 600}, within(1e-6));
        assertThat(course(parts, "shift", 40)[0]).isZero();
    }

    /// The second cycle, due on day 7, begins on day 11; the third moves to day 18.
    @Test
    void aCycleWaitsAndTheRestMovesWithIt() {
        String parts = DOSES + delay("clock < 160 || clock > 240", "}");
        assertThat(course(parts, "depot", 1, 7, 9, 11, 12, 14, 15, 18, 19, 40))
                .containsExactly(
                        new double[] {200, 200, 200, 300, 400, 400, 400, 500, 600, 600},
                        within(1e-6));
        assertThat(course(parts, "shift", 6, 7, 9, 11, 40)).containsExactly(0, 48, 96, 96, 96);
        assertThat(course(parts, "waited", 7, 9, 11)).containsExactly(48, 96, 0);
    }

    /// Doses on days 0 to 4; the second cycle, due on day 7, begins on day 14 and not before.
    @Test
    void nothingIsGivenWhileACycleWaits() {
        String parts =
                "doses: [{drug: tamoxifen, amount: 100 nmol/kg, route: sc, days: 5 on 2 off,"
                        + " cycles: 2}]\n"
                        + "delay: {until: clock < 160 || clock > 300, look: 7 d, at_most: 14 d,"
                        + " memory: {shift: shift, waited: waited}}\n";
        assertThat(course(parts, "depot", 6, 7, 9, 12, 13, 14, 15, 18, 40))
                .containsExactly(
                        new double[] {500, 500, 500, 500, 500, 600, 700, 1000, 1000}, within(1e-6));
    }

    /// Due on day 7, looked at on days 9 and 11, and given up then.
    @Test
    void aCycleThatWaitsTooLongEndsTheTreatment() {
        String parts = DOSES + delay("clock < 160 || clock > 300", "}");
        assertThat(course(parts, "depot", 1, 11, 13, 40))
                .containsExactly(new double[] {200, 200, 200, 200}, within(1e-6));
        assertThat(course(parts, "shift", 10, 11)).containsExactly(96, -1);
    }

    /// A delay of two looks counts once; the second delay takes the second step.
    @Test
    void everyDelayLowersTheDoseByAStep() {
        String parts =
                DOSES
                        + delay(
                                "clock < 160 || clock > 240 && clock < 420 || clock > 440",
                                ", step: step}, steps: [75 %, 50 %]");
        assertThat(course(parts, "depot", 1, 11, 12, 18, 20, 21, 40))
                .containsExactly(new double[] {200, 275, 350, 350, 400, 450, 450}, within(1e-6));
        assertThat(course(parts, "step", 6, 7, 9, 18, 40)).containsExactly(0, 1, 1, 2, 2);
    }

    @Test
    void nothingIsGivenAfterTheEnd() {
        String parts = "end: 16 d\n" + DOSES + delay("clock < 160 || clock > 240", "}");
        assertThat(course(parts, "depot", 40)[0]).isCloseTo(400, within(1e-6));
    }

    @Test
    void infusionsMoveToo() {
        String parts =
                "doses: [{drug: temsirolimus, amount: 100 nmol/kg, route: iv, over: 2 h, days: 1 on"
                        + " 6 off, cycles: 2}]\n"
                        + delay("clock < 160 || clock > 180", "}");
        assertThat(course(parts, "blood", 1, 8, 9, 10, 40))
                .containsExactly(new double[] {100, 100, 100, 200, 200}, within(1e-4));
    }

    @Test
    void comesBackFromItsFileAndIsNoTableOfRecords() throws IOException {
        RegimenFile file =
                RegimenFixture.file(
                        folder, DOSES + delay("clock < 160", ", step: step}, steps: [75 %, 50 %]"));
        Path again = folder.resolve("again.yaml");
        Files.writeString(again, RegimenWriter.text(file));
        RegimenFile read = RegimenReader.read(again);
        assertThat(Dosing.of(read, read.regimens().getFirst()).conditions())
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(org.tamor.failure.Location.class)
                .isEqualTo(Dosing.of(file, file.regimens().getFirst()).conditions());
        assertThatThrownBy(() -> NonmemWriter.text(NonmemData.of(file)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cannot delay a cycle until clock < 160");
    }

    @Test
    void refusesWhatCannotBeDelayed() {
        assertThatThrownBy(
                        () ->
                                course(
                                        "doses: [{drug: tamoxifen, amount: 1 nmol/kg, route: sc,"
                                                + " every: 1 d, doses: 3}]\n"
                                                + delay("clock < 9", "}"),
                                        "depot",
                                        1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("only cycles can be delayed");
        assertThatThrownBy(
                        () ->
                                course(
                                        DOSES
                                                + "rules: [{hold: all, once: clock > 1, memory:"
                                                + " step}]\n"
                                                + delay("clock < 9", "}"),
                                        "depot",
                                        1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not go with a delay");
        assertThatThrownBy(
                        () ->
                                course(
                                        DOSES
                                                + "delay: {until: clock < 9, look: 2 d, at_most: 4"
                                                + " d}",
                                        "depot",
                                        1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("memory: {shift: PARAMETER, waited: PARAMETER}");
        assertThatThrownBy(() -> course(DOSES + delay("clock", "}"), "depot", 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no comparison");
    }
}
