package org.tamor.format.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.failure.BadInputException;

/// Files that are damaged as files, before any table is seen in them.
class CorruptedFileTest {

    private static final String STYLES =
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"16\"/></cellXfs></styleSheet>";

    private static Table blocks() {
        return Table.ofBlocks();
    }

    private static Workbook workbook(Table table) {
        return new Workbook().sheet("Data", table.rows());
    }

    static Stream<Damage> texts() {
        return Stream.of(
                Damage.problem("empty", "", "plate.empty", 0, 0),
                Damage.problem("spaces only", " \n\n  \n", "plate.empty", 0, 0),
                Damage.problem("separators only", ",,,\n,,,\n", "plate.empty", 0, 0),
                Damage.problem("binary", new byte[] {7, 0, 1, 2, 0, 9, 8}, "plate.binary", 0, 0),
                Damage.problem(
                        "UTF-16 without its mark",
                        blocks().csv().getBytes(StandardCharsets.UTF_16LE),
                        "plate.binary",
                        0,
                        0),
                Damage.problem(
                                "no UTF-8 as declared",
                                blocks().set(2, 2, "µ").csv().getBytes(StandardCharsets.ISO_8859_1),
                                "plate.encoding",
                                0,
                                0)
                        .readBy("encoding: UTF-8"),
                Damage.problem(
                        "quote not closed",
                        blocks().set(5, 2, "\"fulvestrant").csv(),
                        "plate.damaged-text",
                        5,
                        2),
                Damage.problem(
                        "quote not closed in the last column",
                        blocks().set(5, 8, "\"MCF-7").csv(),
                        "plate.damaged-text",
                        5,
                        8),
                Damage.problem("too many columns", "1,".repeat(20_000), "plate.damaged-text", 0, 0),
                Damage.problem(
                        "1,234 or 1.234",
                        "drug1,conc1,drug2,conc2,viability\na,0,b,0,\"1,234\"\na,1,b,1,\"1,001\"\n",
                        "plate.decimal-ambiguous",
                        2,
                        5),
                Damage.problem(
                        "1.234 or 1234",
                        "drug1;conc1;drug2;conc2;luminescence\na;0;b;0;51.881\na;1;b;1;881\n",
                        "plate.decimal-ambiguous",
                        2,
                        5));
    }

    static Stream<Damage> workbooks() {
        byte[] whole = workbook(blocks()).bytes();
        return Stream.of(
                Damage.problem(
                        "workbook cut off",
                        Arrays.copyOf(whole, whole.length * 2 / 3),
                        "plate.damaged-workbook",
                        0,
                        0),
                Damage.problem(
                        "sheet missing",
                        workbook(blocks()).part("xl/worksheets/sheet1.xml", "<worksheet").bytes(),
                        "plate.damaged-workbook",
                        0,
                        0),
                Damage.problem(
                        "zip bomb",
                        workbook(blocks()).part("xl/media/x.xml", " ".repeat(8 << 20)).bytes(),
                        "plate.zip-bomb",
                        0,
                        0),
                Damage.problem(
                        "another zip file",
                        Workbook.zip(Map.of("data.csv", blocks().csv())),
                        "plate.not-xlsx",
                        0,
                        0),
                Damage.problem("old workbook", compound(""), "plate.old-workbook", 0, 0),
                Damage.problem("password", compound("EncryptedPackage"), "plate.encrypted", 0, 0),
                Damage.problem(
                        "entities",
                        workbook(blocks())
                                .part(
                                        "xl/sharedStrings.xml",
                                        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
                                                + "<sst><si><t>&a;</t></si></sst>")
                                .bytes(),
                        "plate.xml-entities",
                        0,
                        0),
                Damage.problem("no content", workbook(new Table()).bytes(), "plate.empty", 0, 0),
                Damage.problem(
                        "text that is not there",
                        workbook(blocks().set(3, 2, "<c t=\"s\"><v>7</v></c>")).bytes(),
                        "plate.damaged-workbook",
                        0,
                        0));
    }

    static Stream<Damage> cells() {
        return Stream.of(
                Damage.problem(
                        "formula without result",
                        workbook(blocks().set(7, 6, "<c><f>F6*2</f></c>")).bytes(),
                        "plate.uncalculated",
                        7,
                        6),
                Damage.problem(
                        "formula that failed",
                        workbook(blocks().set(7, 6, "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"))
                                .bytes(),
                        "plate.error-cell",
                        7,
                        6),
                Damage.problem(
                        "number shown as a date",
                        workbook(blocks().set(7, 4, "<c s=\"1\"><v>45352</v></c>"))
                                .part("xl/styles.xml", STYLES)
                                .bytes(),
                        "plate.date",
                        7,
                        4),
                Damage.problem(
                        "merged cell line",
                        new Workbook()
                                .sheet(
                                        "Data",
                                        blocks().set(8, 8, "").rows(),
                                        "",
                                        "<mergeCells><mergeCell ref=\"H7:H8\"/></mergeCells>")
                                .bytes(),
                        "plate.half-filled-column",
                        8,
                        8),
                Damage.warning(
                        "merged title",
                        new Workbook()
                                .sheet(
                                        "Data",
                                        blocks().rows(),
                                        "",
                                        "<mergeCells><mergeCell ref=\"J1:K1\"/></mergeCells>")
                                .bytes(),
                        "plate.merged-cells",
                        1,
                        1),
                Damage.warning(
                        "hidden sheet",
                        new Workbook()
                                .sheet("Data", blocks().rows(), "state=\"hidden\"", "")
                                .bytes(),
                        "plate.hidden-sheet",
                        1,
                        1),
                Damage.warning(
                        "sheet of notes",
                        workbook(blocks())
                                .sheet("Notes", List.of(List.of("passage 12", "by hand")))
                                .bytes(),
                        "plate.sheet-unread",
                        1,
                        1));
    }

    private static byte[] compound(String name) {
        byte[] bytes = new byte[2048];
        int[] magic = {0xD0, 0xCF, 0x11, 0xE0};
        for (int i = 0; i < magic.length; i++) {
            bytes[i] = (byte) magic[i];
        }
        byte[] entry = name.getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(entry, 0, bytes, 1024, entry.length);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource({"texts", "workbooks", "cells"})
    void isFound(Damage damage, @TempDir Path folder) throws IOException {
        damage.check(folder);
    }

    @Test
    void aCellOfAWorkbookIsNamedAsTheSpreadsheetNamesIt(@TempDir Path folder) throws IOException {
        Damage damage =
                Damage.problem(
                        "",
                        workbook(blocks().set(7, 6, "<c><f>F6*2</f></c>")).bytes(),
                        "plate.uncalculated",
                        7,
                        6);
        assertThat(damage.read(folder).findings())
                .anyMatch(finding -> finding.location().element().equals("Data!F7"));
    }

    @Test
    void aFileThatIsTooLargeIsRefusedUnread(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("huge.csv");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength((64L << 20) + 1);
        }
        refuses(file, "plate.too-large");
    }

    @Test
    void aFileThatIsNotThereIsRefused(@TempDir Path folder) {
        refuses(folder.resolve("none.csv"), "plate.unreadable");
        refuses(folder, "plate.unreadable");
    }

    private static void refuses(Path file, String code) {
        assertThatThrownBy(() -> PlateReader.read(List.of(file), Recipe.detect()))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1:1 scal: viability",
                "1:8 scale: viabillity",
                "2:3 columns:\n  respnse: x",
                "1:9 layout: table",
                "1:12 separator: '|'",
                "1:10 decimal: ';'",
                "1:8 hours: soon",
                "1:1 just words",
                "2:1 unit: uM\nunit: nM",
                "1:8 drugs: {a: b}",
                "1:15 roles: {edge: ignore}",
                "2:5 files:\n  - layout: long-table",
                "2:1 unit: [uM\n",
            })
    void aRecipeThatCannotBeIsRefusedAtItsLine(String placed, @TempDir Path folder)
            throws IOException {
        int space = placed.indexOf(' ');
        Path file = Files.writeString(folder.resolve("recipe.yaml"), placed.substring(space + 1));
        assertThatThrownBy(() -> Recipe.read(file))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo("plate.recipe");
                            assertThat(
                                            refused.location().line()
                                                    + ":"
                                                    + refused.location().column())
                                    .isEqualTo(placed.substring(0, space));
                        });
    }
}
