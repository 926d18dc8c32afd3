package org.tamor.report.combination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.format.plate.PlateReader;
import org.tamor.format.plate.PlateReading;
import org.tamor.format.plate.Recipe;

/// What is written for other programs is read back as the same measurements.
class CombinationExportTest {

    private static final double[] DOSES = {0, 30, 100, 1000};

    @TempDir private Path folder;

    private CombinationBlock raw = block(ResponseScale.RAW_SIGNAL, 40_000);

    @BeforeEach
    void addTimeZero() {
        List<Well> wells = new ArrayList<>(raw.data().wells());
        wells.add(new Well(new double[] {0, 0}, 9000, "p0", "1", WellRole.TIME_ZERO));
        raw =
                new CombinationBlock(
                        raw.name(),
                        raw.cellLine(),
                        raw.hours(),
                        CombinationData.of(raw.data().drugs(), ResponseScale.RAW_SIGNAL, wells));
    }

    /// Two readings of each pair of doses.
    private static CombinationBlock block(ResponseScale scale, double control) {
        List<Well> wells = new ArrayList<>();
        for (double first : DOSES) {
            for (double second : DOSES) {
                for (int copy = 0; copy < 2; copy++) {
                    double viability = (1 - 0.02 * copy) / ((1 + first / 90) * (1 + second / 400));
                    wells.add(
                            new Well(
                                    new double[] {first, second / 1000},
                                    scale.fromCanonical(control * viability),
                                    "p1",
                                    "1",
                                    WellRole.TREATED));
                }
            }
        }
        return new CombinationBlock(
                "one",
                "MCF-7",
                72,
                CombinationData.of(
                        List.of(new Drug("4-OHT, \"Z\"", "nM"), new Drug("rapamycin", "uM")),
                        scale,
                        wells));
    }

    private PlateReading read(String format, CombinationBlock block, ResponseScale scale)
            throws IOException {
        assertThat(CombinationExport.write(List.of(block), List.of(format), folder)).isEmpty();
        Path file = folder.resolve(format + ".csv");
        Path numbered = folder.resolve(format + "-001.csv");
        PlateReading reading =
                PlateReader.read(
                        List.of(Files.exists(file) ? file : numbered),
                        Recipe.detect().withScale(scale));
        assertThat(reading.usable()).as("%s", reading.findings()).isTrue();
        assertThat(reading.blocks()).hasSize(1);
        return reading;
    }

    @ParameterizedTest
    @CsvSource({
        "synergyfinder, VIABILITY_PERCENT, 1, 1",
        "synergyfinder-matrix, VIABILITY_PERCENT, 1, 1",
        "python-synergy, VIABILITY, 1, 1",
        "bigl, VIABILITY, 1, 1",
        "pharmacogx, VIABILITY_PERCENT, 0.001, 1",
        "gdr, RAW_SIGNAL, 0.001, 100",
    })
    void isReadBackFromEveryScale(String format, ResponseScale scale, double dose, double unit)
            throws IOException {
        for (ResponseScale from :
                List.of(
                        ResponseScale.VIABILITY,
                        ResponseScale.VIABILITY_PERCENT,
                        ResponseScale.INHIBITION,
                        ResponseScale.INHIBITION_PERCENT)) {
            CombinationBlock block = block(from, 1);
            CombinationBlock again = read(format, block, scale).blocks().getFirst();
            assertSameCells(again, block, dose, unit);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "synergyfinder, VIABILITY_PERCENT, 1",
        "synergyfinder-matrix, VIABILITY_PERCENT, 1",
        "python-synergy, VIABILITY, 1",
        "pharmacogx, VIABILITY_PERCENT, 0.001",
    })
    void aRawSignalIsDividedByItsControl(String format, ResponseScale scale, double dose)
            throws IOException {
        CombinationBlock again = read(format, raw, scale).blocks().getFirst();

        assertSameCells(again, raw, dose, 1 / (40_000 * 0.99));
    }

    @Test
    void gdrKeepsRawSignalsTimesAndTimeZero() throws IOException {
        CombinationBlock again = read("gdr", raw, ResponseScale.RAW_SIGNAL).blocks().getFirst();

        assertThat(again.hours()).isEqualTo(72);
        assertThat(again.data().wells())
                .filteredOn(well -> well.role() == WellRole.TIME_ZERO)
                .extracting(Well::response)
                .containsExactly(9000.0);
        assertSameCells(again, raw, 0.001, 1);
    }

    @Test
    void synergyFinderKeepsNamesUnitsAndCells() throws IOException {
        for (String format : List.of("synergyfinder", "synergyfinder-matrix")) {
            CombinationBlock again =
                    read(format, raw, ResponseScale.VIABILITY_PERCENT).blocks().getFirst();
            assertThat(again.data().drugs()).isEqualTo(raw.data().drugs());
            assertThat(again.cellLine()).isEqualTo("MCF-7");
        }
    }

    @Test
    void growthIsToldOf() throws IOException {
        List<CombinationBlock> growth = List.of(block(ResponseScale.GROWTH_RATE, 1));

        assertThat(CombinationExport.write(growth, List.of("bigl"), folder))
                .singleElement()
                .asString()
                .contains("growth");
    }

    @Test
    void threeDrugsGoWhereTheyCanAndAreToldOfElsewhere() throws IOException {
        List<Well> wells =
                List.of(
                        Well.of(1, 0, 0, 0),
                        Well.of(0.5, 1, 0, 0),
                        Well.of(0.6, 0, 1, 0),
                        Well.of(0.7, 0, 0, 1),
                        Well.of(0.1, 1, 1, 1));
        CombinationBlock three =
                new CombinationBlock(
                        "three",
                        "",
                        Double.NaN,
                        CombinationData.of(
                                List.of(
                                        new Drug("a", "uM"),
                                        new Drug("b", "uM"),
                                        new Drug("c", "uM")),
                                ResponseScale.VIABILITY,
                                wells));
        for (String format : List.of("synergyfinder", "python-synergy")) {
            ResponseScale scale =
                    format.equals("synergyfinder")
                            ? ResponseScale.VIABILITY_PERCENT
                            : ResponseScale.VIABILITY;
            assertSameCells(read(format, three, scale).blocks().getFirst(), three, 1, 1);
        }
        assertThat(CombinationExport.write(List.of(three), List.of("bigl"), folder))
                .containsExactly(
                        "blocks of other than two drugs (1) are not in the files for bigl");
    }

    /// @param dose factor of the first drug's doses
    private static void assertSameCells(
            CombinationBlock again, CombinationBlock block, double dose, double response) {
        List<DoseCell> cells = again.data().cells();
        List<DoseCell> expected = block.data().cells();
        assertThat(cells).hasSameSizeAs(expected);
        for (int i = 0; i < cells.size(); i++) {
            assertThat(cells.get(i).count()).isEqualTo(expected.get(i).count());
            assertThat(cells.get(i).dose(0))
                    .isCloseTo(expected.get(i).dose(0) * dose, within(1e-12));
            assertThat(cells.get(i).dose(1)).isEqualTo(expected.get(i).dose(1));
            double mean = expected.get(i).mean() * response;
            assertThat(cells.get(i).mean()).isCloseTo(mean, within(1e-12 * Math.abs(mean)));
        }
    }
}
