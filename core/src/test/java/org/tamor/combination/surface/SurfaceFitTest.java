package org.tamor.combination.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.HillFitter;
import org.tamor.combination.curve.Monotherapies;

/// Fits of whole surfaces: to surfaces made without noise, and beside what other programs print.
class SurfaceFitTest {

    private static final List<Drug> DRUGS = List.of(new Drug("a", "uM"), new Drug("b", "uM"));
    private static final double[] DOSES = {0, 0.1, 0.3, 1, 3, 10, 30};

    interface Truth {
        double at(double first, double second);
    }

    static CombinationData data(Truth truth) {
        List<Well> wells = new ArrayList<>();
        for (double a : DOSES) {
            for (double b : DOSES) {
                wells.add(Well.of(truth.at(a, b), a, b));
            }
        }
        return CombinationData.of(DRUGS, ResponseScale.VIABILITY, wells);
    }

    private static CombinationData data(
            List<NamedCsvRecord> rows, String first, String second, String response) {
        return CombinationData.of(
                DRUGS,
                ResponseScale.VIABILITY,
                rows.stream()
                        .map(
                                row ->
                                        Well.of(
                                                number(row, response),
                                                number(row, first),
                                                number(row, second)))
                        .toList());
    }

    private static Hill[] curves(List<DoseCell> cells) {
        Monotherapies mono = Monotherapies.of(CombinationData.of(DRUGS, ResponseScale.VIABILITY, wells(cells)));
        return mono.fit(FitOptions.standard()).curves();
    }

    private static List<Well> wells(List<DoseCell> cells) {
        List<Well> wells = new ArrayList<>();
        for (DoseCell cell : cells) {
            for (double response : cell.responses()) {
                wells.add(Well.of(response, cell.doses()));
            }
        }
        return wells;
    }

    /// Some surfaces were made without single-drug wells: the rows at the least dose stand in for a start.
    private static Hill[] curvesOrStart(List<DoseCell> cells) {
        double least0 = cells.stream().mapToDouble(c -> c.dose(0)).min().orElse(0);
        double least1 = cells.stream().mapToDouble(c -> c.dose(1)).min().orElse(0);
        Hill[] curves = new Hill[2];
        for (int drug = 0; drug < 2; drug++) {
            int moving = drug;
            double fixed = drug == 0 ? least1 : least0;
            List<DoseCell> row =
                    cells.stream().filter(c -> c.dose(1 - moving) == fixed).toList();
            double[] doses = row.stream().mapToDouble(c -> c.dose(moving)).toArray();
            double[] means = row.stream().mapToDouble(DoseCell::mean).toArray();
            curves[drug] = Monotherapies.single(doses, means).fit(FitOptions.standard()).curves()[0];
        }
        return curves;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0.1", "3, 0.5, 0.2", "0.3, 10, 0.45", "20, 20, 0.3"})
    void musycComesBackFromItsOwnSurface(double alpha12, double alpha21, double limit) {
        Musyc truth =
                Musyc.pair(
                        new double[] {1, 0.45, 0.6, limit},
                        new double[] {1.2, 0.8},
                        new double[] {1, 2},
                        alpha12,
                        alpha21,
                        1,
                        1);
        List<DoseCell> cells = data(truth::value).cells();
        MusycFit fit = MusycFit.of(SurfaceData.of(cells), curves(cells), MusycFit.Bounds.ofData());
        assertThat(fit.cost()).isLessThan(1e-12);
        assertThat(fit.beta().value()).isCloseTo(truth.beta(), within(1e-4));
        assertThat(fit.logAlpha(0).value()).isCloseTo(Math.log10(alpha12), within(1e-3));
        assertThat(fit.logAlpha(1).value()).isCloseTo(Math.log10(alpha21), within(1e-3));
        assertThat(fit.model().value(0.7, 4)).isCloseTo(truth.value(0.7, 4), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 2})
    void braidComesBackFromItsOwnSurface(double kappa) {
        Braid truth =
                new Braid(
                        1, new Hill(1, 0.45, 1.2, 1), new Hill(1, 0.6, 0.8, 2), 0.2, kappa, 1);
        List<DoseCell> cells = data(truth::value).cells();
        BraidFit fit =
                BraidFit.of(
                        SurfaceData.of(cells),
                        curves(cells),
                        BraidFit.Limits.FREE,
                        BraidFit.Prior.NONE);
        assertThat(fit.model().kappa()).isCloseTo(kappa, within(1e-3));
        assertThat(fit.model().limit()).isCloseTo(0.2, within(1e-3));
    }

    @Test
    void effectiveDoseComesBackFromItsOwnSurface() {
        EffectiveDose truth =
                new EffectiveDose(
                        new double[] {1, 2},
                        new double[] {1.2, 0.8},
                        new double[][] {{0, -0.5}, {0.8, 0}});
        List<DoseCell> cells = data((a, b) -> truth.value(a, b).value()).cells();
        EffectiveDoseFit fit = EffectiveDoseFit.of(SurfaceData.of(cells), curves(cells));
        assertThat(fit.model().interaction()[0][1]).isCloseTo(-0.5, within(1e-4));
        assertThat(fit.model().interaction()[1][0]).isCloseTo(0.8, within(1e-3));
    }

    /// Generating parameters of another program's test surfaces; its tests allow 0.25 on responses and logs.
    @ParameterizedTest
    @ValueSource(strings = {"synthetic_musyc_efficacy_1", "synthetic_musyc_potency_1"})
    void pythonSynergyMusyc(String name) {
        List<NamedCsvRecord> golden = table("golden-python-synergy/golden.csv");
        List<DoseCell> cells = testSet(name);
        MusycFit fit =
                MusycFit.of(SurfaceData.of(cells), curvesOrStart(cells), MusycFit.Bounds.ofData());
        Musyc model = fit.model();
        for (int i = 0; i < 4; i++) {
            assertThat(model.responses()[i])
                    .isCloseTo(golden(golden, name, "MuSyC", "E" + i), within(0.25));
        }
        for (int i = 0; i < 2; i++) {
            assertThat(Math.log(model.slopes()[i]))
                    .isCloseTo(
                            Math.log(golden(golden, name, "MuSyC", "h" + (i + 1))), within(0.25));
            assertThat(Math.log(model.halfDoses()[i]))
                    .isCloseTo(
                            Math.log(golden(golden, name, "MuSyC", "C" + (i + 1))), within(0.25));
        }
        assertThat(Math.log(10) * fit.logAlpha(0).value())
                .isCloseTo(Math.log(golden(golden, name, "MuSyC", "alpha12")), within(0.25));
        assertThat(Math.log(10) * fit.logAlpha(1).value())
                .isCloseTo(Math.log(golden(golden, name, "MuSyC", "alpha21")), within(0.25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"synthetic_EDM_synergy_1", "synthetic_EDM_synergy_3"})
    void pythonSynergyEffectiveDose(String name) {
        List<NamedCsvRecord> golden = table("golden-python-synergy/golden.csv");
        List<DoseCell> cells = testSet(name);
        EffectiveDose model =
                EffectiveDoseFit.of(SurfaceData.of(cells), curvesOrStart(cells)).model();
        assertThat(model.interaction()[0][1])
                .isCloseTo(golden(golden, name, "Zimmer", "a12"), within(0.25));
        assertThat(model.interaction()[1][0])
                .isCloseTo(golden(golden, name, "Zimmer", "a21"), within(0.25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"synthetic_BRAID_reference_1", "synthetic_BRAID_kappa_antagonism_1"})
    void pythonSynergyBraid(String name) {
        List<NamedCsvRecord> golden = table("golden-python-synergy/golden.csv");
        List<DoseCell> cells = testSet(name);
        BraidFit fit =
                BraidFit.of(
                        SurfaceData.of(cells),
                        curvesOrStart(cells),
                        BraidFit.Limits.FREE,
                        BraidFit.Prior.NONE);
        assertThat(fit.model().kappa())
                .isCloseTo(golden(golden, name, "BRAID", "kappa"), within(0.25));
        assertThat(fit.model().limit())
                .isCloseTo(golden(golden, name, "BRAID", "E3"), within(0.25));
    }

    private static List<DoseCell> testSet(String name) {
        List<NamedCsvRecord> rows =
                table("golden-python-synergy/test_combination_datasets.csv").stream()
                        .filter(row -> row.getField("dataset").equals(name))
                        .toList();
        assertThat(rows).isNotEmpty();
        return data(rows, "d1", "d2", "E").cells();
    }

    @Test
    void pythonSynergyFitsOfItsExample() {
        List<NamedCsvRecord> golden = table("golden-python-synergy/golden.csv");
        List<DoseCell> cells =
                data(
                                table("golden-python-synergy/dataset_2d.csv"),
                                "drug1.conc",
                                "drug2.conc",
                                "E")
                        .cells();
        EffectiveDose model =
                EffectiveDoseFit.of(SurfaceData.of(cells), curves(cells)).model();
        assertThat(model.interaction()[0][1])
                .isCloseTo(golden(golden, "dataset_2d", "Zimmer", "a12"), within(6e-4));
        assertThat(model.interaction()[1][0])
                .isCloseTo(golden(golden, "dataset_2d", "Zimmer", "a21"), within(6e-4));
        BraidFit braid =
                BraidFit.of(
                        SurfaceData.of(cells),
                        curves(cells),
                        BraidFit.Limits.FREE,
                        BraidFit.Prior.NONE);
        assertThat(braid.model().kappa())
                .isCloseTo(golden(golden, "dataset_2d", "BRAID", "kappa"), within(6e-4));
        Hill first = curves(cells)[0];
        String method = "Hill fit of drug 1";
        assertThat(first.limit())
                .isCloseTo(golden(golden, "dataset_2d", method, "Emax"), within(0.02));
        assertThat(first.baseline())
                .isCloseTo(golden(golden, "dataset_2d", method, "E0"), within(0.02));
    }

    /// R package braidrm: 1 % of its printed point estimates, 0.03 of kappa.
    @ParameterizedTest
    @CsvSource({
        "synergisticExample, BRAID kappa1, SHARED", "additiveExample, BRAID kappa2, FURTHER"
    })
    void braidrm(String name, String method, BraidFit.Limits limits) {
        List<NamedCsvRecord> golden = table("golden-braidrm/golden.csv");
        List<DoseCell> cells = braidrmCells(name);
        Hill[] rising = rising(cells);
        BraidFit fit =
                BraidFit.of(SurfaceData.of(cells), rising, limits, BraidFit.Prior.MODERATE);
        Percentage one = Percentage.withPercentage(1);
        Braid model = fit.model();
        assertThat(model.kappa())
                .isCloseTo(golden(golden, name, method, "kappa.est"), within(0.03));
        assertThat(model.first().halfDose())
                .isCloseTo(golden(golden, name, method, "IDMA.est"), one);
        assertThat(model.second().halfDose())
                .isCloseTo(golden(golden, name, method, "IDMB.est"), one);
        assertThat(model.first().slope()).isCloseTo(golden(golden, name, method, "na.est"), one);
        assertThat(model.second().slope()).isCloseTo(golden(golden, name, method, "nb.est"), one);
    }

    private static List<DoseCell> braidrmCells(String name) {
        return data(table("golden-braidrm/" + name + ".csv"), "concA", "concB", "measure").cells();
    }

    private static Hill[] rising(List<DoseCell> cells) {
        HillFitter.Fit fit =
                Monotherapies.of(CombinationData.of(DRUGS, ResponseScale.VIABILITY, wells(cells)))
                        .fit(FitOptions.standard());
        return fit.curves();
    }
}
