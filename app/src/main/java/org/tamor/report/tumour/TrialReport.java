package org.tamor.report.tumour;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.cohort.Coverage;
import org.tamor.cohort.Trial;
import org.tamor.cohort.TrialTables;
import org.tamor.cohort.protocol.MeasurementPlan;
import org.tamor.cohort.protocol.PlannedArm;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.cohort.protocol.Randomisation;
import org.tamor.report.FigurePage;
import org.tamor.report.Html;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.Words;
import org.tamor.report.figure.tumour.TrialFigures;
import org.tamor.report.figure.tumour.TumourBlotFigure;
import org.tamor.report.figure.tumour.TumourFigures;
import org.tamor.tumour.analysis.TumourAnalysis;

/// Writes what a virtual study found beside what is true, as a page with its figures.
public final class TrialReport {

    private TrialReport() {}

    /// Writes `report.html` and `figures/`.
    ///
    /// @param analysis of the first study's volumes
    /// @param names of the observables that blots read, by id
    /// @param source what was run, by name
    public static void write(
            Trial trial,
            TumourAnalysis analysis,
            Map<String, String> names,
            Map<String, String> source,
            Path folder)
            throws IOException {
        Protocol protocol = trial.protocol();
        Map<String, String> run = new LinkedHashMap<>();
        run.put("protocol", protocol.file());
        run.put("study", protocol.study().toString());
        run.put("studies carried out", Integer.toString(trial.repetitions().size()));
        run.put("seed", Long.toString(protocol.seed()));
        run.put(
                "truth",
                trial.truth().animals()
                        + " animals, each in every arm, from "
                        + trial.truth().cohorts()
                        + " allotments");
        run.putAll(source);
        List<Figure> volumes = new ArrayList<>(TumourFigures.draw(analysis));
        List<FigurePage.Part> parts = new ArrayList<>();
        parts.add(new FigurePage.Part("protocol", "What was planned", plan(trial), List.of()));
        parts.add(
                new FigurePage.Part(
                        "truth",
                        "Found and true",
                        trial.repetitions().size() > 1 ? coverage(trial) : "",
                        TrialFigures.draw(trial)));
        parts.add(
                new FigurePage.Part(
                        "volumes",
                        "Volumes of the first study",
                        "<p>What <code>tamor mouse</code> says of them in full: <a"
                                + " href=\"analysis/report.html\">analysis/report.html</a>.</p>",
                        volumes));
        if (!trial.study().blots().isEmpty()) {
            parts.add(
                    new FigurePage.Part(
                            "blots",
                            "Blots of the first study",
                            "",
                            List.of(
                                    TumourBlotFigure.draw(
                                            trial.study(),
                                            analysis,
                                            id -> shortName(names.getOrDefault(id, id))))));
        }
        new FigurePage("Tamor: virtual study", protocol.title(), parts, FigurePage.facts(run))
                .write(folder);
    }

    /// What is blotted, without assay and unit: `S6 pS235/236` of `S6 pS235/236, western blot
    /// (band, arbitrary units)`.
    private static String shortName(String name) {
        String bare = name.replaceFirst("(, western blot)?( \\([^()]*\\))?$", "").strip();
        return Words.prose(bare.isEmpty() ? name : bare);
    }

    private static String plan(Trial trial) {
        Protocol protocol = trial.protocol();
        List<List<String>> arms = new ArrayList<>();
        arms.add(List.of("arm", "experiment", "animals"));
        for (PlannedArm arm : protocol.arms()) {
            arms.add(List.of(arm.name(), arm.experiment(), Integer.toString(arm.animals())));
        }
        return "<p>"
                + Html.escape(allotment(trial))
                + "</p><p>"
                + Html.escape(measurement(protocol.measurement()))
                + "</p>"
                + FigurePage.table(arms, 2)
                + "<h3>How animals differ</h3>"
                + FigurePage.table(texts(TrialTables.variability(protocol.variability())), 9);
    }

    private static String allotment(Trial trial) {
        Randomisation plan = trial.protocol().randomisation();
        String days =
                String.join(
                        ", ",
                        TrialTables.allottedDays(trial.study()).stream()
                                .map(Numbers::text)
                                .toList());
        return "%d tumours are engrafted; %s %s mm3; allotment is %s. In the first study that was on day %s after engraftment."
                .formatted(
                        plan.engrafted(),
                        plan.rule() == Randomisation.Rule.MEAN
                                ? "all are allotted on the day on which their mean volume has"
                                        + " reached"
                                : "each is allotted on the day on which its volume has reached",
                        Numbers.text(plan.volume()),
                        Randomisation.key(plan.method()),
                        days);
    }

    private static String measurement(MeasurementPlan plan) {
        return "Measured on days %s from the start of treatment, with an error of %s by calipers%s; %s; %s."
                .formatted(
                        String.join(", ", plan.days().stream().map(Numbers::text).toList()),
                        Numbers.percent(plan.caliperVariation()),
                        plan.rounding() > 0
                                ? " and lengths to " + Numbers.text(plan.rounding()) + " mm"
                                : "",
                        Double.isInfinite(plan.limit())
                                ? "no animal is killed for the size of its tumour"
                                : "an animal is killed after a reading of "
                                        + Numbers.text(plan.limit(), 5)
                                        + " mm3",
                        plan.dropOut() > 0
                                ? "others are lost at " + Numbers.text(plan.dropOut()) + " per day"
                                : "no animal is lost for another reason");
    }

    private static String coverage(Trial trial) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "quantity",
                        "arm",
                        "studies",
                        "truth",
                        "limit",
                        "mean estimate",
                        "half width",
                        "holds the truth",
                        "holds the limit",
                        "power"));
        for (Coverage one : trial.coverage()) {
            rows.add(
                    List.of(
                            one.kind().text() + ", " + one.kind().unit(),
                            one.arm(),
                            Integer.toString(one.studies()),
                            number(one.truth()),
                            number(one.limit()),
                            number(one.estimate()),
                            number(one.width()),
                            share(one.covered()),
                            share(one.coveredLimit()),
                            share(one.detected())));
        }
        return "<p>Every study is analysed alone and its intervals are compared with the truth up"
                + " to the day that its own analysis used. <em>Power</em> is the share of studies"
                + " whose interval excludes 0. With "
                + trial.repetitions().size()
                + " studies a true share of 95 % is seen as one within "
                + Numbers.text(196 * Math.sqrt(0.95 * 0.05 / trial.repetitions().size()), 2)
                + " points of it.</p>"
                + FigurePage.table(rows, 2);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Numbers.text(value);
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "" : Numbers.text(100 * value) + " %";
    }

    private static List<List<String>> texts(List<List<Object>> rows) {
        return rows.stream().map(row -> row.stream().map(String::valueOf).toList()).toList();
    }
}
