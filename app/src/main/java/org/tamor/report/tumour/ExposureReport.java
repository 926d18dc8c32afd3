package org.tamor.report.tumour;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.cohort.exposure.Exposure;
import org.tamor.cohort.exposure.Reached;
import org.tamor.cohort.exposure.StaticExposure;
import org.tamor.cohort.protocol.ExposurePlan;
import org.tamor.files.WholeFile;
import org.tamor.report.FigurePage;
import org.tamor.report.Html;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.tumour.ExposureFigures;
import tools.jackson.databind.json.JsonMapper;

/// Writes static exposures as a page with its figures, and as JSON.
public final class ExposureReport {

    private ExposureReport() {}

    /// Writes `report.html`, `figures/` and `exposure.json`.
    ///
    /// @param source what was run, by name
    public static void write(StaticExposure found, Map<String, String> source, Path folder)
            throws IOException {
        ExposurePlan plan = found.plan();
        Map<String, String> run = new LinkedHashMap<>();
        run.put("plan", plan.file());
        run.put("protocol", plan.protocol().file());
        run.put("study", plan.protocol().study().toString());
        run.put(
                "edges that were cut",
                found.cut().isEmpty() ? "none" : String.join(", ", found.cut()));
        run.putAll(source);
        List<FigurePage.Part> parts =
                List.of(
                        new FigurePage.Part(
                                "exposure",
                                "Static exposure",
                                sentences(found),
                                ExposureFigures.draw(found)),
                        new FigurePage.Part(
                                "reached", "What is reached", reached(found), List.of()),
                        new FigurePage.Part("method", "What was held", method(found), List.of()));
        new FigurePage("Tamor: static exposure", plan.title(), parts, FigurePage.facts(run))
                .write(folder);
        WholeFile.write(
                folder.resolve("exposure.json"),
                JsonMapper.builder().build().writeValueAsString(json(found)));
    }

    private static String sentences(StaticExposure found) {
        StringBuilder html = new StringBuilder("<ul>");
        ExposureSentences.of(found)
                .forEach(one -> html.append("<li>").append(Html.escape(one)).append("</li>"));
        return html.append("</ul>").toString();
    }

    private static String reached(StaticExposure found) {
        ExposurePlan plan = found.plan();
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "treatment",
                        plan.first().name() + ", average (peak), " + plan.unit(),
                        plan.second().name() + ", average (peak), " + plan.unit(),
                        "net rate at the average, per day",
                        "as dosed, per day",
                        "static at this multiple",
                        "vectors for which it is static"));
        for (Reached one : found.reached()) {
            Exposure own = one.exposure();
            rows.add(
                    List.of(
                            one.name(),
                            Numbers.text(own.first()) + " (" + Numbers.text(own.firstPeak()) + ")",
                            Numbers.text(own.second())
                                    + " ("
                                    + Numbers.text(own.secondPeak())
                                    + ")",
                            Numbers.text(one.rate()),
                            Double.isNaN(one.asDosed()) ? "" : Numbers.text(one.asDosed()),
                            one.multiples().isEmpty()
                                    ? "none"
                                    : String.join(
                                            ", ",
                                            one.multiples().stream().map(Numbers::text).toList()),
                            Double.isNaN(one.share()) ? "" : Numbers.probability(one.share())));
        }
        return FigurePage.table(rows, 1);
    }

    private static String method(StaticExposure found) {
        ExposurePlan plan = found.plan();
        StringBuilder html = new StringBuilder("<p>");
        html.append(
                "The animal in the middle, whose tumour has %s mm3 on day %s after engraftment, when the levels begin. The net rate is ln(V/V) from day %s to day %s after that, per day; without either drug it is %s. Levels of the arms are averaged over the same days."
                        .formatted(
                                Numbers.text(found.volume()),
                                Numbers.text(found.allotted()),
                                Numbers.text(plan.from()),
                                Numbers.text(plan.to()),
                                Numbers.text(found.untreated())));
        if (!Double.isNaN(found.interpolation())) {
            html.append(
                    " The line of the study's own values is exact to 1e-6 of a level at its corners; those of the ensemble are interpolated between the computed levels, which on the study's own values alone misses by a factor of %s at most."
                            .formatted(Numbers.text(found.interpolation(), 3)));
        }
        html.append("</p>");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("drug", "quantity that is held", "free share", "searched range"));
        for (ExposurePlan.Drug drug : plan.drugs()) {
            double[] levels =
                    drug.equals(plan.first()) ? found.surface().first() : found.surface().second();
            for (ExposurePlan.Substance one : drug.substances()) {
                rows.add(
                        List.of(
                                drug.name(),
                                one.quantity(),
                                one.free(),
                                Numbers.text(levels[1])
                                        + " to "
                                        + Numbers.text(levels[levels.length - 1])
                                        + " "
                                        + plan.unit()));
            }
        }
        return html + FigurePage.table(rows, 4);
    }

    private static Map<String, Object> json(StaticExposure found) {
        ExposurePlan plan = found.plan();
        List<Object> reached = new ArrayList<>();
        for (Reached one : found.reached()) {
            Map<String, Object> row =
                    Json.object(
                            "treatment", one.name(),
                            "first", one.exposure().first(),
                            "second", one.exposure().second(),
                            "ratePerDay", one.rate(),
                            "staticMultiples", one.multiples());
            if (!Double.isNaN(one.share())) {
                row.put("shareOfVectors", one.share());
            }
            reached.add(row);
        }
        Map<String, Object> json =
                Json.object(
                        "first", plan.first().name(),
                        "second", plan.second().name(),
                        "unit", plan.unit(),
                        "targetPerDay", plan.target(),
                        "untreatedPerDay", found.untreated(),
                        "exists", found.curve().exists(),
                        "firstAlone", found.curve().firstAlone(),
                        "secondAlone", found.curve().secondAlone(),
                        "curve", found.curve().branches(),
                        "reached", reached);
        found.band()
                .ifPresent(
                        band ->
                                json.put(
                                        "ensemble",
                                        Json.object(
                                                "vectors", band.vectors(),
                                                "failed", band.failed(),
                                                "shareWithStaticExposure", band.weight(),
                                                "fewest", band.fewest().branches(),
                                                "half", band.half().branches(),
                                                "most", band.most().branches())));
        return json;
    }
}
