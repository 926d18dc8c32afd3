package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.ProjectFiles;
import org.tamor.expr.InfixParser;
import org.tamor.failure.Location;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// The body of the study's model: the same cells in dish and mouse, and nothing lost of what is
/// given.
class TamoxifenMouseTest {

    private static final SolverOptions TIGHT = new SolverOptions(1e-10, 1e-13, 1_000_000);
    private static final double[] DAYS =
            IntStream.rangeClosed(0, 12).mapToDouble(d -> 24 * d).toArray();

    private static final StudySimulation SIMULATION =
            StudySimulation.of(StudyReader.read(ProjectFiles.tamoxifenStudy()));
    private static final Simulator SIMULATOR =
            Simulator.compile(
                    SIMULATION.model(),
                    List.of(
                            output("living"),
                            output(
                                    "bo__TAM_depot + bo__TAM_body + bo__NDM_body + bo__OHT_body +"
                                            + " bo__ENDX_body + bo__SERM_gone"),
                            output(
                                    "bo__TEMS_body + bo__TEMS_tissue + bo__SRL_body +"
                                            + " bo__rapalog_gone"),
                            output(
                                    "bo__EVER_depot + bo__EVER_body + bo__EVER_tissue +"
                                            + " bo__EVER_gone"),
                            output("bo__FULV_depot + bo__FULV_body + bo__FULV_gone"),
                            output("bo__PALBO_depot + bo__PALBO_body + bo__PALBO_gone"),
                            output("EVER_tumour_unbound / bo__EVER_unbound"),
                            output("FULV_tumour_unbound / bo__FULV_unbound"),
                            output("PALBO_tumour_unbound / bo__PALBO_unbound")));

    private static Output output(String formula) {
        return new Output(formula, InfixParser.parse(formula, Location.UNKNOWN));
    }

    private static Timeline.Setting set(String target, String formula) {
        return new Timeline.Setting(target, InfixParser.parse(formula, Location.UNKNOWN));
    }

    private static Timeline.Setting set(String target, double value) {
        return set(target, Double.toString(value));
    }

    private static TimeCourse run(
            List<Timeline.Intervention> interventions, Map<String, Double> changed) {
        Map<String, Double> values = new TreeMap<>(SIMULATION.nominal());
        values.putAll(changed);
        return ((RunResult.Completed)
                        SIMULATOR.run(
                                new Timeline(List.of(), 0, interventions), values, DAYS, TIGHT))
                .timeCourse();
    }

    /// Drugs are held at the levels of a fresh plate: in the dish because nothing is lost from the
    /// medium, in the body because the blood holds the levels that bring these about.
    private static TimeCourse held(
            boolean tumour, double e2, double oht, double rapamycin, double myrAkt) {
        List<Timeline.Setting> settings =
                new ArrayList<>(
                        List.of(
                                set("on_plate", 1),
                                set("living", 1000),
                                set("myrAkt", myrAkt),
                                set("E2_medium", e2),
                                set("OHT_medium", oht),
                                set("RAPA_medium", rapamycin)));
        if (tumour) {
            settings.addAll(
                    List.of(
                            set("in_tumour", 1),
                            set("bo__E2_plasma", e2 + " / bo__Kp_E2"),
                            set("bo__OHT_body", oht + " / bo__Kp_SERM * bo__V_OHT"),
                            set("bo__SRL_body", rapamycin + " / bo__Kp_rapalog * bo__V_SRL"),
                            set("bo__k_E2", 0),
                            set("bo__CL_OHT", 0),
                            set("bo__CL_SRL", 0)));
        }
        Map<String, Double> noLoss =
                Map.of(
                        "er__k_met_E2", 0.0,
                        "er__k_store_out", 0.0,
                        "er__k_loss_SERM", 0.0,
                        "er__k_TAM_to_OHT", 0.0);
        return run(List.of(new Timeline.Intervention(0, settings)), noLoss);
    }

    private static double rate(TimeCourse course) {
        double[] living = course.of("living");
        return Math.log(living[6] / living[3]) / 3;
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0, 0, 0",
        "0.01, 0, 0, 0",
        "10, 1000, 0, 0",
        "10, 1000, 10, 1",
        "10, 0, 10, 1"
    })
    void atTheLevelsOfThePlateATumourGrowsAsThePlateDoes(
            double e2, double oht, double rapamycin, double myrAkt) {
        double dish = rate(held(false, e2, oht, rapamycin, myrAkt));
        double mouse = rate(held(true, e2, oht, rapamycin, myrAkt));
        assertThat(mouse).isCloseTo(dish, within(1e-6));
    }

    @Test
    void oneRateConstantMovesDishAndMouse() {
        List<Timeline.Intervention> dish =
                List.of(
                        new Timeline.Intervention(
                                0, List.of(set("on_plate", 1), set("living", 1000))));
        List<Timeline.Intervention> mouse =
                List.of(
                        new Timeline.Intervention(
                                0,
                                List.of(
                                        set("on_plate", 1),
                                        set("in_tumour", 1),
                                        set("living", 1000),
                                        set("bo__pellet", 0.72))));
        Map<String, Double> slower = Map.of("cc__k_S", 0.05);
        assertThat(rate(run(dish, slower))).isLessThan(rate(run(dish, Map.of())) - 0.02);
        assertThat(rate(run(mouse, slower))).isLessThan(rate(run(mouse, Map.of())) - 0.02);
    }

    /// Where the blood holds its level, the unbound level in the tumour becomes that of the plasma:
    /// within the rounding of the shares to two digits.
    @Test
    void unboundDrugIsAlikeInPlasmaAndTumourAtRest() {
        List<Timeline.Setting> settings = new ArrayList<>(List.of(set("in_tumour", 1)));
        for (String drug : List.of("EVER", "FULV", "PALBO")) {
            settings.add(set("bo__" + drug + "_body", 100));
            settings.add(set("bo__CL_" + drug, 0));
        }
        settings.add(set("bo__Q_EVER", 0));
        TimeCourse course = run(List.of(new Timeline.Intervention(0, settings)), Map.of());
        for (String drug : List.of("EVER", "FULV", "PALBO")) {
            double[] ratio = course.of(drug + "_tumour_unbound / bo__" + drug + "_unbound");
            assertThat(ratio[1]).as(drug + " after a day").isBetween(0.9, 1.0);
            assertThat(ratio[12]).as(drug).isCloseTo(1, within(0.02));
        }
    }

    /// What was given on days 0 to 6, at once or infused, is from then on in the depot, in the body
    /// or gone, whatever the rates.
    @ParameterizedTest
    @CsvSource({"1, 1", "10, 0.3", "0.1, 3"})
    void nothingIsLostOfWhatIsGiven(double clearance, double absorption) {
        List<Timeline.Intervention> doses = new ArrayList<>();
        for (int day = 0; day <= 6; day++) {
            doses.add(
                    new Timeline.Intervention(
                            24 * day,
                            List.of(
                                    set("bo__TAM_depot", "bo__TAM_depot + 1000"),
                                    set("bo__TEMS_body", "bo__TEMS_body + 500"),
                                    set("bo__TEMS_infusion", 800),
                                    set("bo__EVER_depot", "bo__EVER_depot + 300"),
                                    set("bo__FULV_depot", "bo__FULV_depot + 200"),
                                    set("bo__PALBO_depot", "bo__PALBO_depot + 100"))));
            doses.add(
                    new Timeline.Intervention(
                            24 * day + 0.5, List.of(set("bo__TEMS_infusion", 0))));
        }
        Map<String, Double> values = new TreeMap<>();
        for (String drug :
                List.of("TAM", "NDM", "OHT", "ENDX", "TEMS", "SRL", "EVER", "FULV", "PALBO")) {
            values.put("bo__CL_" + drug, clearance);
        }
        for (String drug : List.of("TAM", "EVER", "FULV", "PALBO")) {
            values.put("bo__ka_" + drug, absorption);
        }
        TimeCourse course = run(doses, values);
        double[] given = {7000, 3500 + 7 * 400, 2100, 1400, 700};
        for (int k = 0; k < given.length; k++) {
            double[] total = course.of(course.outputs().get(k + 1));
            for (int day = 7; day <= 12; day++) {
                assertThat(total[day])
                        .as("day " + day)
                        .isCloseTo(given[k], offset(1e-9 * given[k]));
            }
        }
    }
}
