package org.tamor.cohort.exposure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tamor.cohort.protocol.ExposurePlan;

/// The tables of a static exposure, as rows of cells with the header first.
public final class ExposureTables {

    private ExposureTables() {}

    /// The curves: of the study's own vector, and of the quantiles of the ensemble's rates.
    public static List<List<Object>> curves(StaticExposure found) {
        List<List<Object>> rows = new ArrayList<>();
        ExposurePlan plan = found.plan();
        rows.add(List.of("curve", "branch", name(plan, plan.first()), name(plan, plan.second())));
        add(rows, "the study's own values", found.curve());
        found.band()
                .ifPresent(
                        band -> {
                            add(rows, "5 of 100 vectors", band.fewest());
                            add(rows, "half of the vectors", band.half());
                            add(rows, "95 of 100 vectors", band.most());
                        });
        return rows;
    }

    private static String name(ExposurePlan plan, ExposurePlan.Drug drug) {
        return drug.name() + " (" + plan.unit() + ", free)";
    }

    private static void add(List<List<Object>> rows, String name, StaticCurve curve) {
        for (int b = 0; b < curve.branches().size(); b++) {
            for (StaticCurve.Point one : curve.branches().get(b)) {
                rows.add(List.of(name, b + 1, one.first(), one.second()));
            }
        }
    }

    /// Net growth rates at the nodes of the grid.
    public static List<List<Object>> surface(StaticExposure found) {
        List<List<Object>> rows = new ArrayList<>();
        ExposurePlan plan = found.plan();
        List<Object> header =
                new ArrayList<>(
                        List.of(
                                name(plan, plan.first()),
                                name(plan, plan.second()),
                                "rate_per_day"));
        if (found.band().isPresent()) {
            header.addAll(List.of("rate_q05", "rate_median", "rate_q95"));
        }
        rows.add(header);
        RateSurface own = found.surface();
        for (int i = 0; i < own.first().length; i++) {
            for (int j = 0; j < own.second().length; j++) {
                List<Object> row = new ArrayList<>();
                row.add(own.first()[i]);
                row.add(own.second()[j]);
                row.add(own.rates()[i][j]);
                int column = i;
                int line = j;
                found.band()
                        .ifPresent(
                                band -> {
                                    row.add(band.low().rates()[column][line]);
                                    row.add(band.median().rates()[column][line]);
                                    row.add(band.high().rates()[column][line]);
                                });
                rows.add(row);
            }
        }
        return rows;
    }

    /// What each treatment reaches.
    public static List<List<Object>> reached(StaticExposure found) {
        List<List<Object>> rows = new ArrayList<>();
        ExposurePlan plan = found.plan();
        String first = name(plan, plan.first());
        String second = name(plan, plan.second());
        rows.add(
                List.of(
                        "treatment",
                        first + " average",
                        first + " peak",
                        second + " average",
                        second + " peak",
                        "rate_at_average",
                        "rate_as_dosed",
                        "static_multiple",
                        "share_of_vectors"));
        for (Reached one : found.reached()) {
            rows.add(
                    List.of(
                            one.name(),
                            one.exposure().first(),
                            one.exposure().firstPeak(),
                            one.exposure().second(),
                            one.exposure().secondPeak(),
                            one.rate(),
                            defined(one.asDosed()),
                            one.multiples().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(" ")),
                            defined(one.share())));
        }
        return rows;
    }

    private static Object defined(double value) {
        return Double.isNaN(value) ? "" : value;
    }
}
