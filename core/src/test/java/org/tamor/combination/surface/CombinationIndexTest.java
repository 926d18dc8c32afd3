package org.tamor.combination.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.combination.PeerTables.column;
import static org.tamor.combination.PeerTables.golden;
import static org.tamor.combination.PeerTables.number;
import static org.tamor.combination.PeerTables.table;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Drug;
import org.tamor.combination.Evaluation;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Status;
import org.tamor.combination.Well;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.MedianEffect;

class CombinationIndexTest {

    private static final MedianEffect FIRST = new MedianEffect(1.2, 1, 1, List.of());
    private static final MedianEffect SECOND = new MedianEffect(0.8, 2, 1, List.of());
    private static final CombinationIndex INDEX =
            new CombinationIndex(new MedianEffect[] {FIRST, SECOND}, true);

    @Test
    void isTheSumOfReciprocalDoseReductions() {
        double affected = 0.6;
        double first = INDEX.doseReduction(0, 0.5, affected).value();
        double second = INDEX.doseReduction(1, 1, affected).value();
        assertThat(INDEX.index(new double[] {0.5, 1}, affected).value())
                .isCloseTo(1 / first + 1 / second, within(1e-12));
        double both =
                new CombinationIndex(new MedianEffect[] {FIRST, SECOND}, false)
                        .index(new double[] {0.5, 1}, affected)
                        .value();
        assertThat(both).isCloseTo(1 / first + 1 / second + 1 / (first * second), within(1e-12));
    }

    @Test
    void isOneForADrugWithItself() {
        CombinationIndex sham = new CombinationIndex(new MedianEffect[] {FIRST, FIRST}, true);
        double affected = 1 - FIRST.curve().value(1.5);
        assertThat(sham.index(new double[] {0.5, 1}, affected).value()).isCloseTo(1, within(1e-12));
        assertThat(sham.sham(FIRST.curve(), 0, 0.7).value()).isCloseTo(1, within(1e-12));
    }

    @Test
    void effectsOutsideTheLineHaveNoIndex() {
        assertThat(INDEX.index(new double[] {1, 1}, 1).isDefined()).isFalse();
        assertThat(INDEX.index(new double[] {1, 1}, -0.1).status()).isEqualTo(Status.WRONG_SIDE);
    }

    @Test
    void aDrugOfPartialEfficacyIsFlagged() {
        Evaluation gate =
                CombinationIndex.gate(
                        new DoseResponse[] {new Hill(1, 0.05, 1, 1), new Hill(1, 0.4, 1, 1)},
                        List.of("tamoxifen", "rapamycin"));
        assertThat(gate.status()).isEqualTo(Status.UNDEFINED_MODEL);
        assertThat(gate.reason()).contains("rapamycin").contains("full efficacy");
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, VERY_STRONG_SYNERGISM",
        "0.5, SYNERGISM",
        "1, NEARLY_ADDITIVE",
        "2, ANTAGONISM"
    })
    void grades(double index, CombinationIndex.Grade grade) {
        assertThat(CombinationIndex.Grade.of(index)).isEqualTo(grade);
    }

    /// Chou 1994, 833K cells (values from a repository under the MIT licence): the mixture of
    /// paclitaxel and topotecan is antagonistic to additive at low effect and synergistic at high
    /// effect; on the ray, index and points agree.
    @Test
    void constantRatioMixture() {
        double[] paclitaxel = {0.002, 0.004, 0.005, 0.01, 0.02};
        double[] topotecan = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
        MedianEffect first = line(paclitaxel, 0.429, 0.708, 0.761, 0.882, 0.932);
        MedianEffect second = line(topotecan, 0.069, 0.213, 0.373, 0.785, 0.94, 0.991);
        MedianEffect ray =
                line(new double[] {0.011, 0.022, 0.055, 0.11}, 0.274, 0.579, 0.901, 0.965);
        CombinationIndex index = new CombinationIndex(new MedianEffect[] {first, second}, true);
        double[] shares = {1.0 / 11, 10.0 / 11};
        double low = index.onRay(ray, shares, 0.3).value();
        double high = index.onRay(ray, shares, 0.95).value();
        assertThat(high).isLessThan(low).isLessThan(0.85);
        assertThat(index.index(new double[] {0.005, 0.05}, 0.901).value())
                .isCloseTo(index.onRay(ray, shares, 0.901).value(), within(0.1));
    }

    private static MedianEffect line(double[] doses, double... affected) {
        return MedianEffect.line(doses, affected).orElseThrow();
    }

    /// Tsai 1989 as CombiTool's page prints it; its table is rounded, so within one standard error.
    @Test
    void cisplatinOfTsai() {
        List<NamedCsvRecord> rows =
                table("chou-talalay/tsai1989_etoposide_cisplatin.csv").stream()
                        .filter(row -> number(row, "etoposide_uM") == 0)
                        .toList();
        MedianEffect line =
                MedianEffect.nonlinear(
                        column(rows, "cisplatin_uM"), column(rows, "fraction_affected"));
        assertThat(line.medianDose()).isCloseTo(2.615, within(5e-3));
        assertThat(line.slope()).isCloseTo(1.337, within(5e-3));
        List<NamedCsvRecord> golden = table("chou-talalay/golden.csv");
        assertThat(line.medianDose())
                .isCloseTo(golden(golden, "tsai1989 cisplatin alone", "median", "a"), within(0.2301));
        MedianEffect printed =
                new MedianEffect(
                        golden(golden, "tsai1989 cisplatin alone", "same", "m"),
                        golden(golden, "tsai1989 cisplatin alone", "median", "a"),
                        1,
                        List.of());
        assertThat(line.slope()).isCloseTo(printed.slope(), within(0.13342));
        assertThat(1 - printed.curve().value(0.0054)).isCloseTo(0.0002, within(1e-4));
        assertThat(1 - printed.curve().value(0.0168)).isCloseTo(0.0011, within(1e-4));
    }

    /// R package mixlow: Loewe index of a mixture in constant ratio from its printed curve
    /// parameters.
    @Test
    void mixlowLoeweIndex() {
        List<NamedCsvRecord> parameters = table("golden-mixlow/parameters.csv");
        Hill topotecan = mixlowCurve(parameters, "topo");
        Hill vincristine = mixlowCurve(parameters, "vin");
        Hill mixture = mixlowCurve(parameters, "mixture");
        int checked = 0;
        for (NamedCsvRecord row : table("golden-mixlow/loewe_index.csv")) {
            double survival = 1 - number(row, "fraction_affected");
            double total = mixture.inverse(survival);
            Evaluation index =
                    Loewe.interactionIndex(
                            new DoseResponse[] {topotecan, vincristine},
                            new double[] {0.5 * total, 0.5 * total},
                            survival);
            if (index.status() == Status.OK) {
                checked++;
                assertThat(index.value())
                        .isCloseTo(
                                number(row, "loewe_index_as_stored"),
                                Percentage.withPercentage(1e-6));
            }
        }
        assertThat(checked).isGreaterThan(30);
    }

    private static Hill mixlowCurve(List<NamedCsvRecord> parameters, String drug) {
        NamedCsvRecord row =
                parameters.stream()
                        .filter(r -> r.getField("drug").equals(drug))
                        .findFirst()
                        .orElseThrow();
        return new Hill(
                1,
                number(row, "lambda"),
                Math.exp(number(row, "gamma_log_slope")),
                Math.exp(number(row, "psi_log_ic50")));
    }

    @Test
    void isobologramOfAnAdditiveSurfaceIsTheLine() {
        Hill first = new Hill(1, 0, 1.3, 1);
        Hill second = new Hill(1, 0, 1.3, 4);
        DoseResponse[] curves = {first, second};
        List<Well> wells = new ArrayList<>();
        Loewe loewe = new Loewe(Loewe.Ceiling.INFINITE_DOSE);
        for (int i = 0; i < 25; i++) {
            for (int j = 0; j < 25; j++) {
                double a = i == 0 ? 0 : 0.05 * Math.pow(1.25, i);
                double b = j == 0 ? 0 : 0.2 * Math.pow(1.25, j);
                wells.add(Well.of(loewe.expected(curves, new double[] {a, b}).value(), a, b));
            }
        }
        List<DoseCell> cells =
                CombinationData.of(
                                List.of(new Drug("a", "uM"), new Drug("b", "uM")),
                                ResponseScale.VIABILITY,
                                wells)
                        .cells();
        Isobologram isobole = Isobologram.at(0.5, cells, curves);
        assertThat(isobole.first().value()).isCloseTo(1, within(1e-12));
        assertThat(isobole.points()).hasSizeGreaterThan(15);
        assertThat(isobole.points())
                .allSatisfy(
                        point -> {
                            assertThat(point.index()).isCloseTo(1, within(0.01));
                            assertThat(isobole.additive(point.first()))
                                    .isCloseTo(point.second(), within(0.1));
                        });
    }

    @Test
    void interactionIndexSaysWhereItEnds() {
        DoseResponse[] curves = {new Hill(1, 0.45, 1, 1), new Hill(1, 0.6, 0.8, 2)};
        double[] doses = {1, 2};
        assertThat(Loewe.interactionIndex(curves, doses, 0.691324).value())
                .isCloseTo(1, within(1e-5));
        assertThat(Loewe.interactionIndex(curves, doses, 0.5).status())
                .isEqualTo(Status.OUT_OF_RANGE_WEAK);
        assertThat(Loewe.interactionIndex(curves, doses, 0.4).status())
                .isEqualTo(Status.OUT_OF_RANGE_BOTH);
        assertThat(Loewe.interactionIndex(curves, doses, 1.1).status())
                .isEqualTo(Status.WRONG_SIDE);
    }
}
