package org.tamor.format.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;

/// The same measurements, written in another way, are the same blocks.
class ReadingInvarianceTest {

    private static final int CONC1 = 4;
    private static final int RESPONSE = 6;
    private static final int UNIT = 7;

    @TempDir private Path folder;

    private List<CombinationBlock> expected = List.of();

    @BeforeEach
    void readPlainly() throws IOException {
        expected = read(Table.ofBlocks().csv().getBytes(StandardCharsets.UTF_8));
        assertThat(expected).hasSize(2);
        assertThat(expected.getFirst().data().wells()).hasSize(16);
    }

    private List<CombinationBlock> read(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("table.csv"), content);
        PlateReading reading = PlateReader.read(List.of(file), Recipe.detect());
        assertThat(reading.usable()).as("%s", reading.findings()).isTrue();
        return reading.blocks();
    }

    private List<CombinationBlock> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void toTheOrderOfRows(long seed) throws IOException {
        Table table = Table.ofBlocks();
        Collections.shuffle(table.rows().subList(1, 33), new Random(seed));
        List<CombinationBlock> blocks = new ArrayList<>(read(table.csv()));
        if (blocks.getFirst().name().equals("2")) {
            Collections.swap(blocks, 0, 1);
        }

        assertThat(blocks).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void toTheOrderOfColumns(long seed) throws IOException {
        Table table = Table.ofBlocks();
        table.rows().forEach(row -> Collections.shuffle(row, new Random(seed)));

        assertThat(read(table.csv())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"','", "';'", "'\t'"})
    void toTheSeparator(String separator) throws IOException {
        assertThat(read(Table.ofBlocks().text(separator))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"';'", "'\t'"})
    void toTheDecimalMark(String separator) throws IOException {
        assertThat(read(Table.ofBlocks().text(separator).replace('.', ','))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n"})
    void toTheEndsOfLines(String end) throws IOException {
        assertThat(read(Table.ofBlocks().csv().replace("\n", end))).isEqualTo(expected);
    }

    @Test
    void toQuotesAndTrailingEmptyColumns() throws IOException {
        Table table = Table.ofBlocks();
        table.rows().forEach(row -> row.replaceAll(text -> "\"" + text + "\""));
        assertThat(read(table.csv())).isEqualTo(expected);
        assertThat(read(Table.ofBlocks().csv().replace("\n", ",,,\n"))).isEqualTo(expected);
    }

    @Test
    void toABookOfTheSameCells() throws IOException {
        List<CombinationBlock> blocks =
                read(new Workbook().sheet("Data", Table.ofBlocks().rows()).bytes());

        assertThat(blocks).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1", "windows-1252"})
    void toTheEncoding(String name) throws IOException {
        String text = Table.ofBlocks().column(UNIT, unit -> "µM").csv();
        String mark = name.startsWith("UTF-8") || name.equals("UTF-16LE") ? "\uFEFF" : "";

        assertThat(read((mark + text).getBytes(Charset.forName(name)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "inhibition, 100, -1, INHIBITION_PERCENT",
        "inhibition, 1, -0.01, INHIBITION",
        "viability, 0, 0.01, VIABILITY",
        "response, 0, 0.01, VIABILITY",
        "response, 100, -1, INHIBITION_PERCENT",
    })
    void toTheOrientationOfTheResponse(
            String header, double offset, double factor, ResponseScale scale) throws IOException {
        List<CombinationBlock> blocks =
                read(
                        Table.ofBlocks()
                                .scale(RESPONSE, offset, factor)
                                .set(1, RESPONSE, header)
                                .csv());

        assertThat(blocks.getFirst().data().scale()).isEqualTo(scale);
        for (int block = 0; block < 2; block++) {
            assertSameCells(blocks.get(block), expected.get(block), 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"nM, 1000", "pM, 1000000", "mM, 0.001", "M, 0.000001"})
    void toTheUnit(String unit, double factor) throws IOException {
        Table table = Table.ofBlocks().scale(CONC1, 0, factor).scale(CONC1 + 1, 0, factor);
        List<CombinationBlock> blocks = read(table.column(UNIT, text -> unit).csv());

        assertThat(blocks.getFirst().data().drugs()).contains(new Drug("fulvestrant", unit));
        assertSameCells(blocks.getFirst(), expected.getFirst(), factor);
    }

    @Test
    void toAUnitThatChangesInTheColumn() throws IOException {
        Table table = Table.ofBlocks();
        for (int row = 10; row <= 17; row++) {
            for (int column = CONC1; column <= CONC1 + 1; column++) {
                double dose = Double.parseDouble(table.rows().get(row - 1).get(column - 1));
                table.set(row, column, String.valueOf(dose * 1000));
            }
            table.set(row, UNIT, "nM");
        }

        assertThat(read(table.csv())).isEqualTo(expected);
    }

    private static void assertSameCells(
            CombinationBlock block, CombinationBlock other, double unit) {
        List<DoseCell> cells = block.data().cells();
        List<DoseCell> others = other.data().cells();
        assertThat(cells).hasSameSizeAs(others);
        for (int i = 0; i < cells.size(); i++) {
            for (int drug = 0; drug < 2; drug++) {
                assertThat(cells.get(i).dose(drug))
                        .isCloseTo(others.get(i).dose(drug) * unit, within(1e-9 * unit));
            }
            assertThat(cells.get(i).mean()).isCloseTo(others.get(i).mean(), within(1e-12));
        }
    }
}
