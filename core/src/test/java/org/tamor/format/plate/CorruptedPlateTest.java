package org.tamor.format.plate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plate-reader grids, plate maps and dose matrices with something wrong in them.
class CorruptedPlateTest {

    private static final String SIGNALS = Grids.signals("Luminescence");
    private static final String MATRIX =
            "everolimus (nM) \\ alpelisib (uM),0,1,10\n0,100,60,20\n3,70,40,10\n30,30,15,5\n";
    private static final String LABELLED =
            """
            Drug1:,everolimus
            Drug2:,alpelisib
            Cell:,MCF-7
            ConcUnit:,nM
            ,0,1,10
            0,100,60,20
            3,70,40,10
            30,30,15,5
            """;

    private static Map<String, String> both(String plate, String map) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("plate.csv", plate);
        files.put("map.csv", map);
        return files;
    }

    private static String well(String name) {
        return Grids.mapTable().replace("A12,alpelisib", name + ",alpelisib");
    }

    static Stream<Damage> plates() {
        return Stream.of(
                Damage.problem("no map", SIGNALS, "plate.map-missing", 2, 1),
                Damage.problem("map only", Grids.map(), "plate.map-only", 0, 0),
                Damage.problem(
                        "well beyond the plate",
                        both(SIGNALS, well("P25")),
                        "plate.well-outside",
                        13,
                        1),
                Damage.problem(
                        "no name of a well",
                        both(SIGNALS, well("well 12")),
                        "plate.well-outside",
                        13,
                        1),
                Damage.problem(
                        "well not in the map",
                        both(
                                SIGNALS,
                                well("A11").replace("A11,alpelisib,0.0", "A11,gedatolisib,0.0")),
                        "plate.map-lacks-well",
                        3,
                        13),
                Damage.problem(
                        "well in the map twice",
                        both(SIGNALS, well("A11")),
                        "plate.duplicate-well",
                        13,
                        1),
                Damage.problem(
                        "row missing",
                        both(SIGNALS.replaceFirst("C,[^\n]*\n", ""), Grids.map()),
                        "plate.grid-row-missing",
                        5,
                        1),
                Damage.problem(
                        "column number wrong",
                        both(SIGNALS.replaceFirst(",7,", ",70,"), Grids.map()),
                        "plate.grid-columns",
                        2,
                        8),
                Damage.problem(
                        "row too many",
                        both(SIGNALS.stripTrailing() + "\nI" + ",1".repeat(12) + "\n", Grids.map()),
                        "plate.well-outside",
                        11,
                        1),
                Damage.problem(
                        "the same plate twice",
                        both(SIGNALS + SIGNALS, Grids.map()),
                        "plate.several-reads",
                        13,
                        1),
                Damage.problem(
                        "a barcode twice",
                        both("Barcode: P7\n" + SIGNALS + "Barcode: P7\n" + SIGNALS, Grids.map()),
                        "plate.several-reads",
                        15,
                        1),
                Damage.problem(
                        "two plates beside one another",
                        both(SIGNALS.replace(",12\n", ",12,,1,2,3\n"), Grids.map()),
                        "plate.grid-beside",
                        2,
                        15),
                Damage.problem(
                        "two maps",
                        Map.of("a.csv", SIGNALS, "b.csv", Grids.map(), "c.csv", Grids.mapTable()),
                        "plate.map-twice",
                        0,
                        0),
                Damage.problem(
                        "two grids of a factor",
                        both(
                                SIGNALS,
                                Grids.map()
                                        + Grids.grid("role", 8, 12, (row, column) -> "treated")),
                        "plate.map-twice",
                        57,
                        1),
                Damage.problem(
                        "reading that is no number",
                        both(SIGNALS.replaceFirst(",50000,", ",fifty,"), Grids.map()),
                        "plate.not-a-number",
                        3,
                        2),
                Damage.problem(
                        "dose of no drug in the map",
                        both(
                                SIGNALS,
                                Grids.map()
                                        .replaceFirst(
                                                "A,alpelisib,alpelisib,alpelisib",
                                                "A,alpelisib,alpelisib,")),
                        "plate.dose-without-drug",
                        14,
                        4),
                Damage.problem(
                        "negative dose in the map",
                        both(SIGNALS, Grids.map().replaceFirst("A,0.0", "A,-1")),
                        "plate.negative-dose",
                        14,
                        2),
                Damage.problem(
                        "384 wells, map of 96",
                        both(Grids.grid("Luminescence", 16, 24, (row, column) -> "9"), Grids.map()),
                        "plate.map-lacks-well",
                        3,
                        14),
                Damage.problem("map that is none", SIGNALS, "plate.map-unknown", 1, 1)
                        .readBy("plate-map: recipe.yaml"),
                Damage.problem(
                                "heading not there",
                                both(SIGNALS, Grids.map()),
                                "plate.recipe-contradicts",
                                1,
                                1)
                        .readBy("read: Absorbance"),
                Damage.warning(
                        "overflow",
                        both(SIGNALS.replaceFirst(",50000,", ",OVER,"), Grids.map()),
                        "plate.out-of-range",
                        3,
                        2),
                Damage.warning(
                        "role not known",
                        both(SIGNALS, Grids.map().replaceFirst("A,treated", "A,edge")),
                        "plate.unknown-role",
                        47,
                        2));
    }

    static Stream<Damage> maps() {
        String elsewhere =
                Grids.mapTable()
                        .stripTrailing()
                        .replaceFirst("well", "plate,well")
                        .replace("\n", "\nP9,");
        String here = "Barcode: P1\n" + SIGNALS;
        String table = Table.ofBlocks().csv();
        return Stream.of(
                Damage.warning(
                        "map without need", both(table, Grids.map()), "plate.map-unused", 3, 2),
                Damage.problem(
                        "map of another plate",
                        both(here, elsewhere),
                        "plate.map-lacks-well",
                        4,
                        2),
                Damage.problem(
                                "map given twice",
                                both(SIGNALS, Grids.map()),
                                "plate.map-twice",
                                0,
                                0)
                        .readBy("plate-map: map.csv"));
    }

    static Stream<Damage> matrices() {
        return Stream.of(
                Damage.problem(
                        "dose twice above",
                        MATRIX.replace(",1,10", ",1,1"),
                        "plate.duplicate-dose",
                        1,
                        4),
                Damage.problem(
                        "dose twice before",
                        MATRIX.replace("\n30,", "\n3,"),
                        "plate.duplicate-dose",
                        4,
                        1),
                Damage.problem(
                        "row too long",
                        MATRIX.replace("70,40,10", "70,40,10,3"),
                        "plate.ragged-row",
                        3,
                        5),
                Damage.problem(
                        "row too short",
                        MATRIX.replace("70,40,10", "70,40"),
                        "plate.ragged-row",
                        3,
                        4),
                Damage.problem(
                        "dose missing", MATRIX.replace("\n3,", "\n,"), "plate.missing-dose", 3, 1),
                Damage.problem(
                        "dose with its unit",
                        MATRIX.replace("\n3,", "\n3 nM,"),
                        "plate.unit-in-cell",
                        3,
                        1),
                Damage.problem(
                        "text below the doses",
                        MATRIX + "measured by hand,x\n",
                        "plate.ragged-row",
                        5,
                        3),
                Damage.problem(
                        "second drug not named",
                        LABELLED.replace("Drug2:,alpelisib\n", ""),
                        "plate.missing-label",
                        4,
                        1),
                Damage.problem(
                        "one drug on both axes",
                        LABELLED.replace("alpelisib", "everolimus"),
                        "plate.same-drug",
                        5,
                        1),
                Damage.problem(
                        "labels without a grid",
                        LABELLED.substring(0, LABELLED.indexOf(",0,1,10")),
                        "plate.missing-grid",
                        4,
                        1),
                Damage.problem(
                        "doses without responses",
                        LABELLED.substring(0, LABELLED.indexOf("0,100")),
                        "plate.missing-grid",
                        5,
                        1),
                Damage.problem(
                        "labels again before a grid",
                        LABELLED.replace("Cell:", "Drug1:,x\nCell:"),
                        "plate.missing-grid",
                        3,
                        1),
                Damage.problem(
                                "drugs of a recipe elsewhere",
                                LABELLED,
                                "plate.recipe-contradicts",
                                5,
                                1)
                        .readBy("drugs: [x, y]"),
                Damage.problem("labels asked for", MATRIX, "plate.missing-label", 1, 1)
                        .readBy("layout: matrix-blocks"),
                Damage.problem(
                                "matrix asked for",
                                Table.ofBlocks().csv(),
                                "plate.recipe-contradicts",
                                1,
                                1)
                        .readBy("layout: dose-matrix"),
                Damage.warning(
                        "text below the matrix",
                        MATRIX + "\nmeasured by hand,x\n",
                        "plate.row-unread",
                        6,
                        1),
                Damage.warning(
                        "drug never alone",
                        MATRIX.replace("\n0,100,60,20", ""),
                        "plate.no-monotherapy",
                        2,
                        2));
    }

    @ParameterizedTest
    @MethodSource({"plates", "maps", "matrices"})
    void isFoundAtItsRowAndColumn(Damage damage, @TempDir Path folder) throws IOException {
        damage.check(folder);
    }
}
