package org.tamor.regimen;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.tamor.expr.InfixPrinter;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.format.petab.Condition;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.format.petab.PetabWriter;
import org.tamor.model.Model;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.Timeline;

/// Regimens as conditions of PEtab: what they say, what they do, and the way back.
class DosingTest {

    private static final String MODEL =
            """
            model m()
              var depot = 0;
              var blood = 0;
              var clock = 0;
              reduced = 0;
              infusion = 0;
              depot' = 0;
              blood' = infusion - 0*blood;
              clock' = 1;
            end
            """;

    @TempDir private Path folder = Path.of("");

    private Model model() throws IOException {
        Path file = folder.resolve("m.ant");
        Files.writeString(file, MODEL);
        return AntimonyReader.read(file);
    }

    private Dosing dosing(String parts) {
        RegimenFile file = RegimenFixture.file(folder, parts);
        return Dosing.of(file, file.regimens().getFirst());
    }

    /// The value of a state at the end of a run with the doses.
    private double after(String parts, String state, double hours) throws IOException {
        Dosing dosing = dosing(parts);
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
        RunResult result =
                Simulator.compile(model(), List.of(new Output(state, new Expression.Symbol(state))))
                        .run(
                                new Timeline(List.of(), 0, interventions),
                                Map.of(),
                                new double[] {hours},
                                SolverOptions.DEFAULT);
        return ((RunResult.Completed) result).timeCourse().of(state)[0];
    }

    @Test
    void likeDosesShareACondition() {
        Dosing dosing =
                dosing(
                        "doses: [{drug: tamoxifen, amount: 100 nmol/kg, route: sc, every: 1 d,"
                                + " doses: 3}]");
        assertThat(dosing.conditions()).hasSize(1);
        assertThat(dosing.conditions().getFirst().id()).isEqualTo("r");
        assertThat(InfixPrinter.print(dosing.conditions().getFirst().changes().getFirst().value()))
                .isEqualTo("depot + 100");
        assertThat(dosing.periods())
                .extracting(Experiment.Period::time)
                .containsExactly(0.0, 24.0, 48.0);
    }

    @Test
    void anInfusionSetsItsRateAndEndsIt() throws IOException {
        String parts =
                "doses: [{drug: temsirolimus, amount: 100 nmol/kg, route: iv, over: 2 h, every: 1"
                    + " d, doses: 3}]";
        assertThat(dosing(parts).periods())
                .extracting(Experiment.Period::time)
                .containsExactly(0.0, 2.0, 24.0, 26.0, 48.0, 50.0);
        assertThat(after(parts, "blood", 25)).isCloseTo(150, within(1e-4));
        assertThat(after(parts, "blood", 60)).isCloseTo(300, within(1e-4));
    }

    @Test
    void infusionsBackToBackGoOn() throws IOException {
        String parts =
                "doses: [{drug: temsirolimus, amount: 24 nmol/kg, route: iv, over: 24 h, every: 1"
                    + " d, doses: 3}]";
        assertThat(dosing(parts).periods()).hasSize(4);
        assertThat(after(parts, "blood", 36)).isCloseTo(36, within(1e-4));
        assertThat(after(parts, "blood", 100)).isCloseTo(72, within(1e-4));
    }

    /// Doses at 0, 24, ... 120 h; the clock reads the time just before each.
    @Test
    void aRuleLooksAtTheModelWhenTheDoseIsDue() throws IOException {
        String doses =
                "doses: [{drug: tamoxifen, amount: 100 nmol/kg, route: sc, every: 1 d, doses:"
                    + " 6}]\n";
        assertThat(after(doses, "depot", 130)).isCloseTo(600, within(1e-6));
        assertThat(
                        after(
                                doses
                                        + "rules: [{hold: tamoxifen, while: clock > 30 && clock <"
                                        + " 100}]",
                                "depot",
                                130))
                .as("the doses at 48, 72 and 96 h are held")
                .isCloseTo(300, within(1e-6));
        assertThat(
                        after(
                                doses + "rules: [{reduce: all, to: 25 %, while: clock > 60}]",
                                "depot",
                                130))
                .as("the doses at 72, 96 and 120 h are quarters")
                .isCloseTo(375, within(1e-6));
    }

    @Test
    void aLastingRuleRemembers() throws IOException {
        String doses =
                "doses: [{drug: tamoxifen, amount: 100 nmol/kg, route: sc, every: 1 d, doses:"
                    + " 6}]\n";
        String once = "clock > 30 && clock < 60, memory: reduced}]";
        assertThat(
                        after(
                                doses + "rules: [{reduce: tamoxifen, to: 50 %, once: " + once,
                                "depot",
                                130))
                .as("halves from the dose at 48 h on")
                .isCloseTo(400, within(1e-6));
        assertThat(after(doses + "rules: [{hold: tamoxifen, once: " + once, "depot", 130))
                .as("none from the dose at 48 h on")
                .isCloseTo(200, within(1e-6));
    }

    /// Regimen, tables of PEtab, problem, doses: the same doses.
    @Test
    void dosesComeBackFromTheTables() throws IOException {
        RegimenFile file =
                RegimenFixture.file(
                        folder,
                        """
                        doses:
                          - {drug: tamoxifen, amount: 50 mg/kg, route: sc, start: 7 d, days: 5 on 2 off, cycles: 4, missed: [3]}
                          - {drug: temsirolimus, amount: 100 nmol/kg, route: iv, over: 30 min, at: [7 d, 14 d, 15 d]}
                          - {drug: temsirolimus, amount: 7 nmol/kg, route: iv, at: [7 d]}
                        """);
        Regimen regimen = file.regimens().getFirst();
        Dosing dosing = Dosing.of(file, regimen);
        Files.writeString(folder.resolve("m.ant"), MODEL);
        PetabWriter.writeTables(
                dosing.conditions(), List.of(new Experiment("r", dosing.periods())), folder);
        Files.writeString(
                folder.resolve("problem.yaml"),
                """
                format_version: 2.0.0
                model_files:
                  m: {location: m.ant, language: antimony}
                condition_files: [conditions.tsv]
                experiment_files: [experiments.tsv]
                """);
        PetabProblem problem = PetabReader.read(folder.resolve("problem.yaml"));
        PetabDoses.Found found = PetabDoses.in(problem);
        assertThat(found.others()).isEmpty();
        List<Dose> before = Schedule.of(file, regimen).doses();
        List<Dose> back =
                Schedule.of(found.regimens(), found.regimens().regimens().getFirst()).doses();
        assertThat(summary(back, found.regimens())).isEqualTo(summary(before, file));
    }

    /// Time, target, amount and duration of each dose, in a fixed order.
    private static List<String> summary(List<Dose> doses, RegimenFile file) {
        return doses.stream()
                .map(
                        dose ->
                                "%s h %s %.9g %.9g"
                                        .formatted(
                                                dose.time(),
                                                file.route(dose.drug(), dose.route()).into(),
                                                dose.amount(),
                                                dose.duration()))
                .sorted()
                .toList();
    }
}
