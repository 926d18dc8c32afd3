package org.tamor.report.figure.combination;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.combination.analysis.DoseResponses;
import org.tamor.combination.analysis.SingleDrug;
import org.tamor.combination.curve.CurveFit;
import org.tamor.combination.curve.Hill;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.Words;

/// Each drug alone: the wells, the curve and its band.
final class MonotherapyFigure {

    private static final int HEIGHT = 300;
    private static final int LEFT = 66;
    private static final int STEPS = 120;

    private MonotherapyFigure() {}

    static Figure build(String id, DoseResponses alone) {
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder("drug", "kind", "dose", "response_percent", "low", "high");
        double factor = 100 / alone.unit();
        double most = 105;
        double least = 0;
        CombinationData measured = alone.block().data();
        for (Well well : measured.wells()) {
            if (well.role() == WellRole.TREATED && present(well) <= 1) {
                double value = factor * measured.scale().canonical(well.response());
                most = Math.max(most, value);
                least = Math.min(least, value);
            }
        }
        int columns = Math.min(2, alone.drugs().size());
        int cellWidth = PanelPlot.WIDTH / columns;
        String unit = CombinationGrid.unitOf(measured.scale());
        for (int i = 0; i < alone.drugs().size(); i++) {
            SingleDrug drug = alone.drugs().get(i);
            CurveFit fit = drug.fit();
            String dose =
                    drug.drug().name()
                            + (drug.drug().unit().isEmpty()
                                    ? ""
                                    : " (" + Words.prose(drug.drug().unit()) + ")");
            ChartParts.Frame frame =
                    chart.frame(
                            drug.drug().name() + ": " + description(drug),
                            i % columns * cellWidth + LEFT,
                            i / columns * HEIGHT + 40,
                            cellWidth - LEFT - 90,
                            HEIGHT - 100,
                            PlotAxis.decades(dose, fit.leastDose(), fit.mostDose()),
                            PlotAxis.round(unit, least, most));
            draw(chart, frame, alone, i, factor, data);
        }
        return new Figure(
                id,
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Dose-response of each drug alone",
                "Points are single wells, the line is the fitted curve, the band its 95 % interval;"
                    + " the dashed line is the mean of the untreated wells. The dotted upright line"
                    + " is the relative EC50.",
                String.format(
                        Locale.ROOT, "Dose-response curves of %d drugs.", alone.drugs().size()),
                (alone.drugs().size() + columns - 1) / columns * HEIGHT,
                chart.option(),
                data.build(),
                List.of());
    }

    private static int present(Well well) {
        int count = 0;
        for (double dose : well.doses()) {
            count += dose > 0 ? 1 : 0;
        }
        return count;
    }

    private static String description(SingleDrug drug) {
        return switch (drug.fit().shape()) {
            case FLAT -> "no effect (flat)";
            case SIGMOID ->
                    "EC50 "
                            + Numbers.text(drug.fit().hill().halfDose())
                            + " "
                            + Words.prose(drug.drug().unit());
            case BIPHASIC -> "two phases";
            case NON_MONOTONE -> "rises and falls";
        };
    }

    private static void draw(
            ChartParts chart,
            ChartParts.Frame frame,
            DoseResponses alone,
            int drug,
            double factor,
            DataTable.Builder data) {
        SingleDrug single = alone.drugs().get(drug);
        CurveFit fit = single.fit();
        double[] x = new double[STEPS + 1];
        double[] y = new double[STEPS + 1];
        double[] low = new double[STEPS + 1];
        double[] high = new double[STEPS + 1];
        double quantile = fit.degreesOfFreedom() > 0 ? fit.quantile(0.95) : Double.NaN;
        for (int k = 0; k <= STEPS; k++) {
            x[k] = fit.leastDose() * Math.pow(fit.mostDose() / fit.leastDose(), (double) k / STEPS);
            y[k] = factor * fit.curve().value(x[k]);
            double half = factor * quantile * error(fit, x[k]);
            low[k] = y[k] - half;
            high[k] = y[k] + half;
            data.add(
                    single.drug().name(),
                    "curve",
                    Numbers.round(x[k], 8),
                    Numbers.round(y[k], 8),
                    DataTable.number(low[k]),
                    DataTable.number(high[k]));
        }
        boolean hasBand = fit.shape() == CurveFit.Shape.SIGMOID && Double.isFinite(low[0]);
        if (hasBand) {
            chart.band(frame, x, low, high, Style.BLUE);
        }
        chart.line(frame, "curve", x, y, Style.BLUE, "solid");
        List<Double> doses = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        CombinationData measured = alone.block().data();
        for (Well well : measured.wells()) {
            if (well.role() == WellRole.TREATED && well.doses()[drug] > 0 && present(well) == 1) {
                doses.add(well.doses()[drug]);
                values.add(factor * measured.scale().canonical(well.response()));
                data.add(
                        single.drug().name(),
                        "well",
                        doses.getLast(),
                        Numbers.round(values.getLast(), 8),
                        "",
                        "");
            }
        }
        chart.points(
                frame,
                "well",
                Numbers.array(doses),
                Numbers.array(values),
                Style.INK,
                "circle",
                true);
        if (alone.quality().controls() > 0) {
            chart.horizontal(frame, factor * alone.quality().controlMean(), "untreated");
        }
        double half = fit.hill().halfDose();
        if (fit.shape() == CurveFit.Shape.SIGMOID && frame.x().holds(half)) {
            chart.rule(
                    frame.px(half),
                    frame.top(),
                    frame.px(half),
                    frame.top() + frame.height(),
                    Style.GREY,
                    1,
                    true);
        }
    }

    /// The standard error of the curve at a dose by the delta method on E0, Em, ln C and ln h.
    private static double error(CurveFit fit, double dose) {
        Hill hill = fit.hill();
        double share = hill.share(dose);
        double span = hill.limit() - hill.baseline();
        double ramp = span * share * (1 - share) * hill.slope();
        double[] gradient = {1 - share, share, -ramp, ramp * Math.log(dose / hill.halfDose())};
        double variance = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                variance += gradient[i] * fit.parameterCovariance()[i][j] * gradient[j];
            }
        }
        return Math.sqrt(Math.max(0, variance));
    }
}
