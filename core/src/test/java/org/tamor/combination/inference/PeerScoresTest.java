package org.tamor.combination.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.combination.PeerTables.golden;
import static org.tamor.combination.PeerTables.number;
import static org.tamor.combination.PeerTables.table;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.Interpolated;
import org.tamor.combination.curve.Monotherapies;
import org.tamor.combination.surface.Bliss;
import org.tamor.combination.surface.CombinationSensitivity;
import org.tamor.combination.surface.HighestSingleAgent;
import org.tamor.combination.surface.Loewe;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.combination.surface.Zip;

/// Scores of real and simulated matrices beside what other programs print.
class PeerScoresTest {

    private static final List<Drug> DRUGS = List.of(new Drug("a", "uM"), new Drug("b", "uM"));

    private static CombinationData data(
            List<NamedCsvRecord> rows,
            ResponseScale scale,
            String first,
            String second,
            String response) {
        return CombinationData.of(
                DRUGS,
                scale,
                rows.stream()
                        .map(
                                row ->
                                        Well.of(
                                                number(row, response),
                                                number(row, first),
                                                number(row, second)))
                        .toList());
    }

    /// HSA and Bliss of raw monotherapies reproduce to 1e-6 percent.
    @ParameterizedTest
    @CsvSource({"1", "7641", "62898", "62899", "62900"})
    void synergyfinder(String block) {
        List<NamedCsvRecord> rows =
                table("golden-synergyfinder/tidycomb_scores_by_well.csv").stream()
                        .filter(row -> row.getField("block_id").equals(block))
                        .toList();
        CombinationData data =
                data(
                        rows,
                        ResponseScale.INHIBITION_PERCENT,
                        "conc_row_uM",
                        "conc_col_uM",
                        "inhibition_pct");
        ScoreTable bliss = synergyfinderScore(data, Bliss.plain());
        ScoreTable hsa = synergyfinderScore(data, new HighestSingleAgent());
        int combinations = 0;
        for (NamedCsvRecord row : rows) {
            double a = number(row, "conc_row_uM");
            double b = number(row, "conc_col_uM");
            if (a > 0 && b > 0) {
                combinations++;
                assertThat(100 * bliss.excessAt(a, b).value())
                        .isCloseTo(number(row, "bliss"), within(1e-6));
                assertThat(100 * hsa.excessAt(a, b).value())
                        .isCloseTo(number(row, "hsa"), within(1e-6));
            }
        }
        assertThat(combinations).isEqualTo(bliss.cells().size());
    }

    /// Loewe and ZIP of fitted curves. Block 1 holds a nearly inactive drug, on which the other program's fits of ZIP
    /// did not settle; its Loewe scores agree to 1 point there.
    @Test
    void synergyfinderOfFittedCurves() {
        assertThat(largestDifference("7641", "loewe")).isLessThan(0.05);
        assertThat(largestDifference("7641", "zip")).isLessThan(0.05);
        assertThat(largestDifference("1", "loewe")).isLessThan(1);
    }

    /// The smooth surface behind TidyComb's ZIP of block 1 (its score and the Bliss independence of the curves) lies up to 20
    /// points from the wells of the nearly inactive drug; ours follows them.
    @Test
    void zipOfTheNearlyInactiveDrug() {
        List<NamedCsvRecord> rows =
                table("golden-synergyfinder/tidycomb_scores_by_well.csv").stream()
                        .filter(row -> row.getField("block_id").equals("1"))
                        .toList();
        CombinationData data =
                data(
                        rows,
                        ResponseScale.INHIBITION_PERCENT,
                        "conc_row_uM",
                        "conc_col_uM",
                        "inhibition_pct");
        ScoreTable zip = Scorer.zip(data, Zip.Variant.ZERO_LIMIT, FitOptions.standard());
        double ours = 0;
        double theirs = 0;
        double largest = 0;
        for (NamedCsvRecord row : rows) {
            double a = number(row, "conc_row_uM");
            double b = number(row, "conc_col_uM");
            if (a > 0 && b > 0) {
                CellScore cell =
                        zip.cells().stream()
                                .filter(c -> c.doses()[0] == a && c.doses()[1] == b)
                                .findFirst()
                                .orElseThrow();
                double reference = 100 * cell.expected().value();
                double measured = 100 * cell.observed();
                double own = reference - 100 * cell.excess().value() - measured;
                double other = reference - number(row, "zip") - measured;
                ours += own * own;
                theirs += other * other;
                largest = Math.max(largest, Math.abs(other));
            }
        }
        assertThat(largest).isGreaterThan(20);
        assertThat(ours).isLessThan(0.5 * theirs);
    }

    private static double largestDifference(String block, String score) {
        List<NamedCsvRecord> rows =
                table("golden-synergyfinder/tidycomb_scores_by_well.csv").stream()
                        .filter(row -> row.getField("block_id").equals(block))
                        .toList();
        CombinationData data =
                data(
                        rows,
                        ResponseScale.INHIBITION_PERCENT,
                        "conc_row_uM",
                        "conc_col_uM",
                        "inhibition_pct");
        ScoreTable ours =
                score.equals("zip")
                        ? Scorer.zip(data, Zip.Variant.ZERO_LIMIT, FitOptions.standard())
                        : Scorer.score(data, new Loewe(Loewe.Ceiling.STRONGEST_AT_SUM));
        double largest = 0;
        for (NamedCsvRecord row : rows) {
            double a = number(row, "conc_row_uM");
            double b = number(row, "conc_col_uM");
            if (a > 0 && b > 0) {
                double difference =
                        100 * ours.excessAt(a, b).value() - number(row, score);
                largest = Math.max(largest, Math.abs(difference));
            }
        }
        return largest;
    }

    /// CSS of TidyComb takes the tested row nearest to the IC50, ours interpolates between rows: within 6 points.
    @ParameterizedTest
    @CsvSource({"1", "7641"})
    void combinationSensitivity(String block) {
        List<NamedCsvRecord> rows =
                table("golden-synergyfinder/tidycomb_scores_by_well.csv").stream()
                        .filter(row -> row.getField("block_id").equals(block))
                        .toList();
        CombinationData data =
                data(
                        rows,
                        ResponseScale.INHIBITION_PERCENT,
                        "conc_row_uM",
                        "conc_col_uM",
                        "inhibition_pct");
        CombinationSensitivity css =
                CombinationSensitivity.of(
                        data.cells(), Monotherapies.of(data).fit(FitOptions.standard()).curves());
        NamedCsvRecord golden =
                table("golden-synergyfinder/tidycomb_block_summary.csv").stream()
                        .filter(row -> row.getField("block_id").equals(block))
                        .findFirst()
                        .orElseThrow();
        assertThat(css.firstAlone()).isCloseTo(number(golden, "ri_row"), within(1.0));
        assertThat(css.secondAlone()).isCloseTo(number(golden, "ri_col"), within(1.0));
        assertThat(css.score()).isCloseTo(number(golden, "css"), within(6.0));
    }

    private static ScoreTable synergyfinderScore(CombinationData data, ReferenceModel model) {
        return Scorer.score(
                data,
                model,
                ScoreIdentity.Source.MEASURED,
                ScoreIdentity.Convention.SYNERGYFINDER,
                FitOptions.standard());
    }

    /// Mean deviations of R package braidrm, all printed digits for Bliss and HSA; Loewe and ZIP come
    /// from other curve fits and agree to 0.01.
    @ParameterizedTest
    @CsvSource({"additiveExample", "synergisticExample"})
    void braidrm(String name) {
        List<NamedCsvRecord> golden = table("golden-braidrm/golden.csv");
        List<NamedCsvRecord> grid = table("golden-braidrm/additiveExample.csv");
        List<NamedCsvRecord> rows = table("golden-braidrm/" + name + ".csv");
        Map<String, Double> secondDose = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            secondDose.put(rows.get(i).getField("measure"), number(grid.get(i), "concB"));
        }
        CombinationData data =
                CombinationData.of(
                        DRUGS,
                        ResponseScale.INHIBITION,
                        rows.stream()
                                .map(
                                        row ->
                                                Well.of(
                                                        number(row, "measure"),
                                                        number(row, "concA"),
                                                        secondDose.getOrDefault(
                                                        row.getField("measure"), Double.NaN)))
                                .toList());
        String method = "mean deviation surface";
        assertThat(braidrmMean(data, Bliss.plain()))
                .isCloseTo(golden(golden, name, method, "Bliss"), within(6e-8));
        assertThat(braidrmMean(data, new HighestSingleAgent()))
                .isCloseTo(golden(golden, name, method, "HSA"), within(6e-8));
        double share = 49.0 / 64;
        double loewe =
                share
                        * Scorer.score(data, new Loewe(Loewe.Ceiling.INFINITE_DOSE))
                                .mean()
                                .value();
        assertThat(loewe).isCloseTo(golden(golden, name, method, "Loewe"), within(0.02));
        double zip =
                share
                        * Scorer.zip(data, Zip.Variant.FREE_LIMIT, FitOptions.standard())
                                .mean()
                                .value();
        assertThat(zip).isCloseTo(golden(golden, name, method, "ZIP"), within(0.02));
    }

    private static double braidrmMean(CombinationData data, ReferenceModel model) {
        return Scorer.score(
                        data,
                        model,
                        ScoreIdentity.Source.MEASURED,
                        ScoreIdentity.Convention.BRAIDRM,
                        FitOptions.standard())
                .mean()
                .value();
    }

    /// ZIP of python package synergy: another rule for the limits, so 0.017 in a cell and 0.01 in the mean.
    @Test
    void pythonSynergyZip() {
        CombinationData data =
                data(
                        table("golden-python-synergy/dataset_2d.csv"),
                        ResponseScale.VIABILITY,
                        "drug1.conc",
                        "drug2.conc",
                        "E");
        ScoreTable zip = Scorer.zip(data, Zip.Variant.FREE_LIMIT, FitOptions.standard());
        double theirs = 0;
        double ours = 0;
        double largest = 0;
        int count = 0;
        for (NamedCsvRecord row : table("golden-python-synergy/zip_surface_2d.csv")) {
            double a = Math.pow(10, number(row, "log10_d1_as_plotted"));
            double b = Math.pow(10, number(row, "log10_d2_as_plotted"));
            for (CellScore cell : zip.cells()) {
                if (Math.abs(cell.doses()[0] / a - 1) < 1e-3
                        && Math.abs(cell.doses()[1] / b - 1) < 1e-3) {
                    theirs += number(row, "value");
                    ours += cell.excess().value();
                    largest =
                            Math.max(
                                    largest,
                                    Math.abs(number(row, "value") - cell.excess().value()));
                    count++;
                }
            }
        }
        assertThat(count).isEqualTo(zip.cells().size());
        assertThat(ours / count).isCloseTo(theirs / count, within(0.01));
        assertThat(largest).isLessThan(0.017);
    }

    /// Every combination well of NCI-ALMANAC: expected growth and score as printed.
    @Test
    void nciAlmanac() {
        Bliss model = new Bliss(Bliss.Variant.NCI_ALMANAC);
        List<NamedCsvRecord> rows = table("nci-almanac/almanac_subset_five_lines.csv");
        Map<String, List<Double>> singles = new HashMap<>();
        for (NamedCsvRecord row : rows) {
            if (row.getField("DRUG2").isEmpty()) {
                singles.computeIfAbsent(
                                key(row, row.getField("DRUG1"), row.getField("CONC1_M")),
                                key -> new ArrayList<>())
                        .add(number(row, "PERCENTGROWTH"));
            }
        }
        int combinations = 0;
        int reproduced = 0;
        for (NamedCsvRecord row : rows) {
            if (row.getField("DRUG2").isEmpty() || row.getField("EXPECTEDGROWTH").isEmpty()) {
                continue;
            }
            combinations++;
            double golden = number(row, "EXPECTEDGROWTH");
            boolean found = false;
            for (double a : alone(singles, row, "DRUG1", "CONC1_M")) {
                for (double b : alone(singles, row, "DRUG2", "CONC2_M")) {
                    DoseResponse[] curves = {constant(a / 100), constant(b / 100)};
                    double expected = 100 * model.expected(curves, new double[] {1, 1}).value();
                    if (!found && Math.abs(expected - golden) < 2e-3) {
                        found = true;
                        assertThat(expected - number(row, "PERCENTGROWTH"))
                                .isCloseTo(number(row, "SCORE"), within(0.51));
                    }
                }
            }
            reproduced += found ? 1 : 0;
        }
        assertThat(combinations).isEqualTo(927);
        assertThat(reproduced).isEqualTo(combinations);
    }

    private static List<Double> alone(
            Map<String, List<Double>> singles, NamedCsvRecord row, String drug, String dose) {
        return singles.getOrDefault(key(row, row.getField(drug), row.getField(dose)), List.of());
    }

    private static String key(NamedCsvRecord row, String drug, String dose) {
        return row.getField("CELLNAME") + "|" + drug + "|" + Double.parseDouble(dose);
    }

    private static DoseResponse constant(double response) {
        return Interpolated.through(1, new double[] {1}, new double[] {response});
    }

    /// The authors' Bliss matrix of BI2536 and TH588 in MCF7, from raw counts of three plates.
    @Test
    void visage() {
        List<NamedCsvRecord> raw =
                table("visage-bi2536-th588/raw_mcf7_zr751.csv").stream()
                        .filter(row -> row.getField("cell_line").equals("MCF7"))
                        .toList();
        Map<String, Double> controls = new HashMap<>();
        for (NamedCsvRecord row : raw) {
            if (number(row, "BI2536_M") == 0 && number(row, "TH588_M") == 0) {
                controls.put(row.getField("replicate"), number(row, "luminescence_counts_day5"));
            }
        }
        CombinationData data =
                CombinationData.of(
                        DRUGS,
                        ResponseScale.VIABILITY,
                        raw.stream()
                                .map(
                                        row ->
                                                new Well(
                                                        new double[] {
                                                            number(row, "BI2536_M"),
                                                            number(row, "TH588_M")
                                                        },
                                                        number(row, "luminescence_counts_day5")
                                                                / controls.getOrDefault(
                                                                        row.getField("replicate"), Double.NaN),
                                                        row.getField("replicate"),
                                                        row.getField("replicate"),
                                                        WellRole.TREATED))
                                .toList());
        ScoreTable bliss =
                Scorer.score(
                        data,
                        Bliss.plain(),
                        ScoreIdentity.Source.MEASURED,
                        ScoreIdentity.Convention.BRAIDRM,
                        FitOptions.standard());
        double[] first = raw.stream().mapToDouble(r -> number(r, "BI2536_M")).distinct().sorted().toArray();
        double[] second = raw.stream().mapToDouble(r -> number(r, "TH588_M")).distinct().sorted().toArray();
        int checked = 0;
        for (NamedCsvRecord row : table("visage-bi2536-th588/golden_bliss_mcf7.csv")) {
            String quantity = row.getField("quantity");
            if (!quantity.contains("[") || !row.getField("section").contains("normalised")) {
                continue;
            }
            String[] numbers = quantity.replaceAll("^[^#]*#(\\d+)[^#]*#(\\d+).*", "$1 $2").split(" ");
            int i = Integer.parseInt(numbers[0]);
            int j = Integer.parseInt(numbers[1]);
            if (i == 0 || j == 0) {
                continue;
            }
            for (CellScore cell : bliss.cells()) {
                if (cell.doses()[0] == first[i] && cell.doses()[1] == second[j]) {
                    double ours =
                            quantity.startsWith("Expected")
                                    ? cell.expected().value()
                                    : quantity.startsWith("Observed")
                                            ? cell.observed()
                                            : cell.excess().value();
                    assertThat(ours).as(quantity).isCloseTo(number(row, "value"), within(1e-9));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(3 * 45);
        assertThat(volume(bliss, first, second, true)).isCloseTo(0.398045087986445, within(1e-9));
        assertThat(volume(bliss, first, second, false)).isCloseTo(0.43783701015753, within(1e-9));
    }

    /// The authors' Bliss volume: the mean inhibition of the combinations by the trapezoidal rule over the logarithms of both
    /// doses.
    private static double volume(
            ScoreTable table, double[] first, double[] second, boolean expected) {
        double sum = 0;
        double area = 0;
        for (int i = 1; i + 1 < first.length; i++) {
            for (int j = 1; j + 1 < second.length; j++) {
                double tile = Math.log(first[i + 1] / first[i]) * Math.log(second[j + 1] / second[j]);
                area += tile;
                for (int corner = 0; corner < 4; corner++) {
                    double a = first[i + corner % 2];
                    double b = second[j + corner / 2];
                    CellScore cell =
                            table.cells().stream()
                                    .filter(c -> c.doses()[0] == a && c.doses()[1] == b)
                                    .findFirst()
                                    .orElseThrow();
                    sum += 0.25 * tile * (1 - (expected ? cell.expected().value() : cell.observed()));
                }
            }
        }
        return sum / area;
    }
}
