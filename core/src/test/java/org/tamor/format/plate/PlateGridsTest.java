package org.tamor.format.plate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.Drug;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;

/// Plate-reader output with its plate map: every well is read, at its doses.
class PlateGridsTest {

    @TempDir private Path folder;

    private PlateReading read(String... texts) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            files.add(Files.writeString(folder.resolve("file" + i + ".csv"), texts[i]));
        }
        PlateReading reading = PlateReader.read(files, Recipe.detect());
        assertThat(reading.usable()).as("%s", reading.findings()).isTrue();
        return reading;
    }

    @Test
    void everyWellIsReadAtItsDoses() throws IOException {
        String headed =
                "Reader,X-200,Date,2024-03-01\nTime: 14:32:10\nPlate type,96 flat\n"
                        + Grids.signals("Luminescence")
                        + "End of file\n";
        CombinationBlock block = read(headed, Grids.map()).blocks().getFirst();

        assertThat(block.data().drugs())
                .containsExactly(new Drug("alpelisib", "uM"), new Drug("everolimus", "nM"));
        assertThat(block.hours()).as("the clock of the day is no time of treatment").isNaN();
        assertThat(block.data().wells()).hasSize(96);
        assertThat(block.data().wells())
                .filteredOn(well -> well.role() == WellRole.BLANK)
                .hasSize(12);
        for (Well well : block.data().wells()) {
            if (well.role() == WellRole.TREATED) {
                double first = well.doses()[0];
                double second = well.doses()[1];
                assertThat(well.response())
                        .isEqualTo(Math.rint(50_000 / ((1 + first / 3) * (1 + second / 10))));
            }
        }
    }

    @Test
    void mapsAsGridsAndAsATableSayTheSame() throws IOException {
        List<CombinationBlock> grids = read(Grids.signals("Luminescence"), Grids.map()).blocks();
        List<CombinationBlock> table =
                read(Grids.signals("Luminescence"), Grids.mapTable()).blocks();

        assertThat(table).hasSize(1);
        assertThat(table.getFirst().data().cells()).isEqualTo(grids.getFirst().data().cells());
        assertThat(table.getFirst().data().drugs()).isEqualTo(grids.getFirst().data().drugs());
    }

    @Test
    void platesOfAFileKeepTheirNamesAndTimesMakeBlocks() throws IOException {
        PlateReading named =
                read(
                        "Barcode: P1\n"
                                + Grids.signals("Luminescence")
                                + "Barcode: P2\n"
                                + Grids.signals("Luminescence"),
                        Grids.map());
        assertThat(named.blocks()).hasSize(1);
        assertThat(named.blocks().getFirst().data().wells())
                .extracting(Well::plate)
                .containsOnly("P1", "P2")
                .hasSize(192);

        PlateReading timed =
                read(Grids.signals("Time: 24:00") + Grids.signals("Time: 72:30:00"), Grids.map());
        assertThat(timed.blocks()).extracting(CombinationBlock::hours).containsExactly(24.0, 72.5);
    }

    @Test
    void wellsOfA384PlateAreFoundInTheirPlaces() throws IOException {
        String plate =
                Grids.grid(
                        "Luminescence",
                        16,
                        24,
                        (row, column) -> String.valueOf(1000 + 24 * row + column));
        StringBuilder map = new StringBuilder("well,drug1,dose1_uM,drug2,dose2_uM,role\n");
        for (int row = 0; row < 16; row++) {
            for (int column = 0; column < 24; column++) {
                boolean corner = row == 15 && column == 23;
                map.append((char) ('A' + row))
                        .append("%02d".formatted(column + 1))
                        .append(corner ? ",a,2,b,3,treated\n" : ",,,,,untreated\n");
            }
        }
        CombinationBlock block = read(plate, map.toString()).blocks().getFirst();

        assertThat(block.data().wells()).hasSize(384);
        assertThat(block.data().wells().getLast().response()).isEqualTo(1383);
        assertThat(block.data().wells().getLast().doses()).containsExactly(2, 3);
    }

    @Test
    void aLongTableOfWellsTakesItsDosesFromTheMap() throws IOException {
        StringBuilder text = new StringBuilder("well,luminescence\n");
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 12; column++) {
                text.append(
                        "%c%02d,%s\n".formatted('A' + row, column + 1, Grids.signal(row, column)));
            }
        }
        CombinationBlock block = read(text.toString(), Grids.mapTable()).blocks().getFirst();
        CombinationBlock grid =
                read(Grids.signals("Luminescence"), Grids.mapTable()).blocks().getFirst();

        assertThat(block.data().cells()).isEqualTo(grid.data().cells());
    }

    @Test
    void aWorkbookMayHoldPlateAndMap() throws IOException {
        Path file =
                Files.write(
                        folder.resolve("plate.xlsx"),
                        new Workbook()
                                .sheet("P1", Table.of(Grids.signals("Luminescence")).rows())
                                .sheet("Map", Table.of(Grids.map()).rows())
                                .bytes());
        PlateReading reading = PlateReader.read(List.of(file), Recipe.detect());
        CombinationBlock text =
                read(Grids.signals("Luminescence"), Grids.map()).blocks().getFirst();

        assertThat(reading.usable()).as("%s", reading.findings()).isTrue();
        assertThat(reading.blocks().getFirst().data().cells()).isEqualTo(text.data().cells());
    }
}
