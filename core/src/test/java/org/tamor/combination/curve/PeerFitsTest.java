package org.tamor.combination.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.combination.PeerTables.column;
import static org.tamor.combination.PeerTables.golden;
import static org.tamor.combination.PeerTables.number;
import static org.tamor.combination.PeerTables.table;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Fits of single curves beside what other programs print.
class PeerFitsTest {

    private static final FitOptions FREE =
            FitOptions.standard().slope(0.01, 100).margin(1e4);

    private static CurveFit fit(List<NamedCsvRecord> rows, String dose, String response, FitOptions options) {
        return CurveFit.of(
                Monotherapies.single(column(rows, dose), column(rows, response)), options);
    }

    /// R package drc, LL.4 and LL.3 of the root length of ryegrass. Its standard errors come from the observed, ours from
    /// the expected information.
    @Test
    void ryegrass() {
        List<NamedCsvRecord> golden = table("golden-drc/golden.csv");
        List<NamedCsvRecord> rows = table("golden-drc/data_ryegrass.csv");
        CurveFit four = fit(rows, "conc", "rootl", FREE);
        for (int percent : new int[] {10, 50}) {
            String name = "ED" + percent;
            double dose = four.relativeDose(percent / 100.0);
            double error = four.relativeDoseError(percent / 100.0);
            assertThat(dose)
                    .isCloseTo(golden(golden, "ryegrass", "LL.4", name + ".estimate"), within(2e-5));
            assertThat(error)
                    .isCloseTo(golden(golden, "ryegrass", "LL.4", name + ".se_delta"),
                            Percentage.withPercentage(2));
            assertThat(dose - four.quantile(0.95) * error)
                    .isCloseTo(golden(golden, "ryegrass", "LL.4", name + ".lower95"), within(0.01));
        }
        double[][] covariance = four.parameterCovariance();
        double half = four.quantile(0.95) * Math.sqrt(covariance[0][0]);
        assertThat(four.hill().baseline() - half)
                .isCloseTo(golden(golden, "ryegrass", "LL.4", "d.lower95"), within(0.01));
        assertThat(four.hill().baseline() + half)
                .isCloseTo(golden(golden, "ryegrass", "LL.4", "d.upper95"), within(0.01));
        double slope = four.hill().slope();
        double slopeHalf = four.quantile(0.95) * slope * Math.sqrt(covariance[3][3]);
        assertThat(slope - slopeHalf)
                .isCloseTo(golden(golden, "ryegrass", "LL.4", "b.lower95"), within(0.04));
        assertThat(slope + slopeHalf)
                .isCloseTo(golden(golden, "ryegrass", "LL.4", "b.upper95"), within(0.04));
        CurveFit three = fit(rows, "conc", "rootl", FREE.limit(0, 0));
        assertThat(Math.sqrt(three.parameterCovariance()[0][0]))
                .isCloseTo(
                        golden(golden, "ryegrass", "LL.3", "d.se"), Percentage.withPercentage(2));
        assertThat(three.hill().slope() * Math.sqrt(three.parameterCovariance()[3][3]))
                .isCloseTo(
                        golden(golden, "ryegrass", "LL.3", "b.se"), Percentage.withPercentage(8));
        assertThat(three.hill().slope())
                .isCloseTo(golden(golden, "ryegrass", "LL.3", "b"), within(1e-4));
        assertThat(three.hill().baseline())
                .isCloseTo(golden(golden, "ryegrass", "LL.3", "d"), within(1e-4));
        assertThat(Math.sqrt(three.residualVariance()))
                .isCloseTo(golden(golden, "ryegrass", "LL.3", "rse"), within(1e-5));
    }

    @Test
    void spinach() {
        List<NamedCsvRecord> golden = table("golden-drc/golden.csv");
        List<NamedCsvRecord> rows = table("golden-drc/data_spinach.csv");
        for (int curve : new int[] {1, 3, 5}) {
            String name = Integer.toString(curve);
            List<NamedCsvRecord> own =
                    rows.stream().filter(row -> row.getField("CURVE").equals(name)).toList();
            Hill hill = fit(own, "DOSE", "SLOPE", FREE).hill();
            assertThat(hill.slope())
                    .isCloseTo(golden(golden, "spinach", "LL.4", "b:" + name), within(2e-3));
            assertThat(hill.limit())
                    .isCloseTo(golden(golden, "spinach", "LL.4", "c:" + name), within(2e-3));
            assertThat(hill.baseline())
                    .isCloseTo(golden(golden, "spinach", "LL.4", "d:" + name), within(2e-3));
            assertThat(hill.halfDose())
                    .isCloseTo(
                            golden(golden, "spinach", "LL.4", "e:" + name),
                            Percentage.withPercentage(0.5));
        }
    }

    /// R package PharmacoGx with normal losses; its own tolerance is 1e-3. Its R2 of the first is of residuals about their mean.
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void pharmacoGx(int expectation) {
        NamedCsvRecord row = table("golden-pharmacogx/hill_fits.csv").get(expectation);
        double[] doses = numbers(row.getField("conc"));
        double[] values = numbers(row.getField("viability_pct"));
        Hill hill =
                Monotherapies.single(doses, Arrays.stream(values).map(v -> v / 100).toArray())
                        .fit(FitOptions.standard().baseline(1, 1).limit(0, 1).slope(0.1, 4))
                        .curves()[0];
        assertThat(hill.slope()).isCloseTo(number(row, "HS"), within(1e-3));
        assertThat(100 * hill.limit()).isCloseTo(number(row, "E_inf_pct"), within(1e-2));
        assertThat(hill.halfDose()).isCloseTo(number(row, "EC50"), within(1e-3));
        double[] residuals = new double[doses.length];
        for (int i = 0; i < doses.length; i++) {
            residuals[i] = values[i] - 100 * hill.value(doses[i]);
        }
        assertThat(1 - variance(residuals) / variance(values))
                .isCloseTo(number(row, "Rsquare"), within(1e-3));
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(";")).mapToDouble(Double::parseDouble).toArray();
    }

    /// TidyComb's LL.4 curves of the drugs of two matrices: the same parameters but for the nearly
    /// inactive drug (block 1, col), which reaches 5 % at the highest dose: limits of 9.5 and 10.2 % both pass its five
    /// wells within 0.002 points.
    @ParameterizedTest
    @CsvSource({"1, row, true", "1, col, false", "7641, row, true", "7641, col, true"})
    void tidyComb(String block, String axis, boolean same) {
        NamedCsvRecord golden =
                table("golden-synergyfinder/tidycomb_curves.csv").stream()
                        .filter(
                                row ->
                                        row.getField("block_id").equals(block)
                                                && row.getField("axis").equals(axis))
                        .findFirst()
                        .orElseThrow();
        String other = axis.equals("row") ? "col" : "row";
        List<NamedCsvRecord> alone =
                table("golden-synergyfinder/tidycomb_scores_by_well.csv").stream()
                        .filter(
                                row ->
                                        row.getField("block_id").equals(block)
                                                && number(row, "conc_" + other + "_uM") == 0)
                        .toList();
        Monotherapies data =
                Monotherapies.single(
                        column(alone, "conc_" + axis + "_uM"), column(alone, "inhibition_pct"));
        Hill theirs =
                new Hill(
                        number(golden, "c"),
                        number(golden, "d"),
                        -number(golden, "b"),
                        number(golden, "e_or_log_e"));
        Hill ours = CurveFit.of(data, FREE).hill();
        assertThat(CurveFit.fitCost(data, ours))
                .isLessThan(CurveFit.fitCost(data, theirs) + 5e-6);
        if (same) {
            Percentage one = Percentage.withPercentage(1);
            assertThat(ours.slope()).isCloseTo(theirs.slope(), one);
            assertThat(ours.baseline()).isCloseTo(theirs.baseline(), within(2e-2));
            assertThat(ours.limit()).isCloseTo(theirs.limit(), one);
            assertThat(ours.halfDose()).isCloseTo(theirs.halfDose(), one);
        }
    }

    /// Python package synergy.
    @Test
    void pythonSynergyHill() {
        List<NamedCsvRecord> golden = table("golden-python-synergy/golden.csv");
        List<NamedCsvRecord> rows = table("golden-python-synergy/dataset_hill.csv");
        Monotherapies data = Monotherapies.single(column(rows, "drug.conc"), column(rows, "E"));
        HillFitter.Fit fit =
                data.fit(FitOptions.standard().baseline(-0.1, 1.1).limit(-0.1, 1.1));
        Hill hill = fit.curves()[0];
        String method = "Hill 4-parameter";
        assertThat(hill.baseline())
                .isCloseTo(golden(golden, "dataset_hill", method, "E0"), within(1e-5));
        assertThat(hill.limit())
                .isCloseTo(golden(golden, "dataset_hill", method, "Emax"), within(1e-5));
        assertThat(hill.slope())
                .isCloseTo(golden(golden, "dataset_hill", method, "h"), within(1e-4));
        assertThat(hill.halfDose())
                .isCloseTo(golden(golden, "dataset_hill", method, "C"), within(1e-5));
        assertThat(fit.cost() + data.pureError())
                .isCloseTo(golden(golden, "dataset_hill", method, "SSR"), within(1e-9));
        double[] affected = Arrays.stream(column(rows, "E")).map(e -> 1 - e).toArray();
        MedianEffect line =
                MedianEffect.line(column(rows, "drug.conc"), affected).orElseThrow();
        assertThat(line.slope())
                .isCloseTo(golden(golden, "dataset_hill", "median-effect", "h"), within(1e-9));
        assertThat(line.medianDose())
                .isCloseTo(golden(golden, "dataset_hill", "median-effect", "C"), within(1e-9));
    }

    /// GR values and metrics of the GR calculator; its R and Python versions agree to 1e-5.
    @Test
    void growthRateCalculator() {
        List<NamedCsvRecord> values = table("golden-gr-metrics/gr_values_python.csv");
        for (NamedCsvRecord row : values) {
            assertThat(
                            GrowthRate.value(
                                            number(row, "cell_count"),
                                            number(row, "cell_count__ctrl"),
                                            number(row, "cell_count__time0"))
                                    .value())
                    .isCloseTo(number(row, "GRvalue"), within(1e-9));
        }
        int sigmoid = 0;
        int same = 0;
        assertThat(pythonMetricsAgree(values)).isGreaterThan(50);
        for (NamedCsvRecord golden : table("golden-gr-metrics/gr_metrics_r.csv")) {
            List<NamedCsvRecord> own =
                    values.stream().filter(row -> sameExperiment(row, golden)).toList();
            GrowthRate.Metrics metrics =
                    GrowthRate.metrics(column(own, "concentration"), column(own, "GRvalue"));
            assertThat(metrics.areaOver()).isCloseTo(number(golden, "GR_AOC"), within(1e-4));
            assertThat(metrics.mostOfTwo()).isCloseTo(number(golden, "GRmax"), within(1e-9));
            if (golden.getField("fit").equals("sigmoid")) {
                sigmoid++;
                Hill theirs =
                        new Hill(
                                1,
                                number(golden, "GRinf"),
                                number(golden, "Hill"),
                                number(golden, "GEC50"));
                Monotherapies data =
                        Monotherapies.single(column(own, "concentration"), column(own, "GRvalue"));
                double cost = CurveFit.fitCost(data, metrics.fit().hill());
                double theirCost = CurveFit.fitCost(data, theirs);
                assertThat(cost).isLessThan(theirCost * (1 + 1e-6));
                if (cost > theirCost * (1 - 1e-5)) {
                    same++;
                    assertThat(metrics.limit()).isCloseTo(theirs.limit(), within(2e-3));
                    assertThat(Math.log(metrics.slope() / theirs.slope())).isCloseTo(0, within(5e-3));
                }
            } else {
                assertThat(metrics.fit().shape()).isEqualTo(CurveFit.Shape.FLAT);
            }
        }
        assertThat(sigmoid).isGreaterThan(20);
        assertThat(same).isGreaterThan(sigmoid * 9 / 10);
    }

    /// Its Python version: areas and extremes of every curve; how many there are.
    private static int pythonMetricsAgree(List<NamedCsvRecord> values) {
        List<NamedCsvRecord> all = table("golden-gr-metrics/gr_metrics_python.csv");
        for (NamedCsvRecord golden : all) {
            List<NamedCsvRecord> own =
                    values.stream().filter(row -> sameExperiment(row, golden)).toList();
            GrowthRate.Metrics metrics =
                    GrowthRate.metrics(column(own, "concentration"), column(own, "GRvalue"));
            assertThat(metrics.areaOver()).isCloseTo(number(golden, "GR_AUC"), within(1e-4));
            assertThat(metrics.mostOfTwo()).isCloseTo(number(golden, "GRmax"), within(1e-9));
            if (number(golden, "pval") < 0.05) {
                Hill theirs =
                        new Hill(
                                1,
                                number(golden, "GRinf"),
                                number(golden, "Hill"),
                                number(golden, "EC50"));
                Monotherapies data =
                        Monotherapies.single(column(own, "concentration"), column(own, "GRvalue"));
                assertThat(CurveFit.fitCost(data, metrics.fit().hill()))
                        .isLessThan(CurveFit.fitCost(data, theirs) * (1 + 1e-6));
            } else {
                assertThat(metrics.fit().shape()).isEqualTo(CurveFit.Shape.FLAT);
            }
        }
        return all.size();
    }

    private static boolean sameExperiment(NamedCsvRecord row, NamedCsvRecord golden) {
        for (String field : new String[] {"cell_line", "agent", "perturbation", "replicate", "time"}) {
            if (!row.getField(field).equals(golden.getField(field))) {
                return false;
            }
        }
        return true;
    }
}
