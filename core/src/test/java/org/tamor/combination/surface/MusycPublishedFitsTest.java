package org.tamor.combination.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.combination.PeerTables.number;
import static org.tamor.combination.PeerTables.table;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.Monotherapies;

/// MuSyC fits of MCF7 plates (doxorubicin, paclitaxel, disulfiram) beside the results of the MuSyC web tool.
///
/// Its parameters are medians of a Monte Carlo sample, so surfaces are compared, not parameters: on most plates theirs
/// returns its published R2, and ours must not fit worse on any.
class MusycPublishedFitsTest {

    @Test
    void publishedSurfacesReturnTheirR2AndOursFitAtLeastAsWell() {
        List<NamedCsvRecord> wells = table("emond2024-er-musyc/dose_response_mcf7.csv");
        int plates = 0;
        int close = 0;
        for (NamedCsvRecord golden : table("emond2024-er-musyc/musyc_web_results_mcf7.csv")) {
            List<DoseCell> cells = plate(wells, golden);
            Musyc theirs =
                    Musyc.pair(
                            new double[] {
                                number(golden, "E0"),
                                number(golden, "E1"),
                                number(golden, "E2"),
                                number(golden, "E3")
                            },
                            new double[] {number(golden, "h1"), number(golden, "h2")},
                            new double[] {number(golden, "C1"), number(golden, "C2")},
                            Math.pow(10, number(golden, "log_alpha12")),
                            Math.pow(10, number(golden, "log_alpha21")),
                            1,
                            1);
            assertThat(theirs.beta()).isCloseTo(number(golden, "beta"), within(1e-9));
            double published = number(golden, "R2");
            close += Math.abs(determination(cells, theirs) - published) < 0.021 ? 1 : 0;
            Hill[] start =
                    Monotherapies.of(data(cells)).fit(FitOptions.standard()).curves();
            MusycFit fit =
                    MusycFit.of(
                            SurfaceData.of(cells), start, new MusycFit.Bounds(0, 2));
            assertThat(determination(cells, fit.model())).isGreaterThan(published - 1e-3);
            plates++;
        }
        assertThat(plates).isEqualTo(16);
        assertThat(close).isGreaterThanOrEqualTo(13);
    }

    private static List<DoseCell> plate(List<NamedCsvRecord> wells, NamedCsvRecord golden) {
        return CombinationData.of(
                        List.of(new Drug("a", "nM"), new Drug("b", "nM")),
                        ResponseScale.VIABILITY,
                        wells.stream()
                                .filter(
                                        row ->
                                                row.getField("dataset")
                                                                .equals(golden.getField("dataset"))
                                                        && row.getField("batch")
                                                                .equals(golden.getField("batch")))
                                .map(
                                        row ->
                                                Well.of(
                                                        number(row, "effect_fraction_of_control"),
                                                        number(row, "conc1"),
                                                        number(row, "conc2")))
                                .toList())
                .cells();
    }

    private static CombinationData data(List<DoseCell> cells) {
        return CombinationData.of(
                List.of(new Drug("a", "nM"), new Drug("b", "nM")),
                ResponseScale.VIABILITY,
                cells.stream()
                        .flatMap(
                                cell ->
                                        java.util.Arrays.stream(cell.responses())
                                                .mapToObj(y -> Well.of(y, cell.doses())))
                        .toList());
    }

    private static double determination(List<DoseCell> cells, Musyc model) {
        double sum = 0;
        int count = 0;
        for (DoseCell cell : cells) {
            sum += cell.mean() * cell.count();
            count += cell.count();
        }
        double mean = sum / count;
        double residual = 0;
        double total = 0;
        for (DoseCell cell : cells) {
            double expected = model.value(cell.doses());
            for (double y : cell.responses()) {
                residual += (y - expected) * (y - expected);
                total += (y - mean) * (y - mean);
            }
        }
        return 1 - residual / total;
    }
}
