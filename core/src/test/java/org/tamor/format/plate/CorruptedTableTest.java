package org.tamor.format.plate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Long tables with something wrong in them: each is refused, or warned of, at the row and column.
class CorruptedTableTest {

    private static final int BLOCK = 1;
    private static final int DRUG2 = 3;
    private static final int CONC1 = 4;
    private static final int CONC2 = 5;
    private static final int RESPONSE = 6;
    private static final int UNIT = 7;
    private static final int CELLS = 8;

    private static Table blocks() {
        return Table.ofBlocks();
    }

    private static String with(int row, int column, String text) {
        return blocks().set(row, column, text).csv();
    }

    static Stream<Damage> cells() {
        return Stream.of(
                Damage.problem("dose below 0", with(7, CONC1, "-1"), "plate.negative-dose", 7, 4),
                Damage.problem(
                        "dose with its unit", with(9, CONC1, "10 uM"), "plate.unit-in-cell", 9, 4),
                Damage.problem("dose NA", with(9, CONC2, "NA"), "plate.missing-dose", 9, 5),
                Damage.problem("dose empty", with(9, CONC2, ""), "plate.missing-dose", 9, 5),
                Damage.problem(
                        "dose below a limit", with(9, CONC2, "<0.1"), "plate.missing-dose", 9, 5),
                Damage.problem(
                        "two decimal marks",
                        with(5, RESPONSE, "\"71,43\""),
                        "plate.decimal-mixed",
                        5,
                        6),
                Damage.problem(
                        "scientific with comma",
                        with(5, RESPONSE, "\"7,1E+01\""),
                        "plate.decimal-mixed",
                        5,
                        6),
                Damage.problem(
                        "thousands separator",
                        with(5, RESPONSE, "\"1,234.5\""),
                        "plate.thousands-separator",
                        5,
                        6),
                Damage.problem(
                        "thousands space",
                        with(5, RESPONSE, "1 234"),
                        "plate.thousands-separator",
                        5,
                        6),
                Damage.problem(
                        "percent sign", with(5, RESPONSE, "71%"), "plate.percent-sign", 5, 6),
                Damage.problem(
                        "date of a spreadsheet", with(5, RESPONSE, "1-Mar"), "plate.date", 5, 6),
                Damage.problem("date in numbers", with(5, CONC1, "03/01/2024"), "plate.date", 5, 4),
                Damage.problem("infinite", with(5, RESPONSE, "Inf"), "plate.infinite", 5, 6),
                Damage.problem("beyond double", with(5, RESPONSE, "1e999"), "plate.infinite", 5, 6),
                Damage.problem("1e308", with(5, RESPONSE, "1e308"), "plate.number-too-large", 5, 6),
                Damage.problem(
                        "dose 1e308", with(5, CONC1, "1e308"), "plate.number-too-large", 5, 4),
                Damage.problem(
                        "error of a formula",
                        with(5, RESPONSE, "#DIV/0!"),
                        "plate.error-cell",
                        5,
                        6),
                Damage.problem(
                        "a word", with(5, RESPONSE, "contaminated"), "plate.not-a-number", 5, 6),
                Damage.problem(
                        "dose of no drug", with(8, DRUG2, ""), "plate.dose-without-drug", 8, 5),
                Damage.problem(
                        "one drug twice", with(8, DRUG2, "fulvestrant"), "plate.same-drug", 8, 5),
                Damage.problem(
                        "units that don't convert",
                        with(8, UNIT, "ug/ml"),
                        "plate.unit-mixed",
                        8,
                        6),
                Damage.problem("one unit missing", with(8, UNIT, ""), "plate.unit-mixed", 8, 6),
                Damage.problem(
                        "cell line in one row only",
                        with(8, CELLS, ""),
                        "plate.half-filled-column",
                        8,
                        8),
                Damage.problem(
                        "block in one row only",
                        with(8, BLOCK, "NaN"),
                        "plate.half-filled-column",
                        8,
                        1));
    }

    static Stream<Damage> shapes() {
        return Stream.of(
                Damage.problem(
                        "decimal comma parts a cell",
                        with(6, CONC1, "1,0"),
                        "plate.ragged-row",
                        6,
                        9),
                Damage.problem(
                        "header shifted", blocks().drop(1, 1).csv(), "plate.ragged-row", 2, 8),
                Damage.problem(
                        "row ends early",
                        blocks().drop(6, 8).drop(6, 7).drop(6, 6).csv(),
                        "plate.ragged-row",
                        6,
                        6),
                Damage.problem(
                        "row of labels only",
                        blocks().insert(
                                        4,
                                        "1",
                                        "fulvestrant",
                                        "everolimus",
                                        "",
                                        "",
                                        "",
                                        "",
                                        "MCF-7")
                                .csv(),
                        "plate.half-empty-row",
                        4,
                        6),
                Damage.problem(
                        "header in two rows",
                        "Drug A,,Drug B,,\nname,conc,name,conc,response\nx,1,y,2,50\nx,0,y,2,60\n",
                        "plate.duplicate-header",
                        2,
                        4),
                Damage.problem(
                        "header twice", with(1, CONC2, "conc1"), "plate.duplicate-header", 1, 5),
                Damage.problem(
                        "two responses",
                        with(1, UNIT, "viability"),
                        "plate.response-unclear",
                        1,
                        7),
                Damage.problem("no response", with(1, RESPONSE, "x"), "plate.missing-column", 1, 1),
                Damage.problem(
                        "second dose unnamed", with(1, CONC2, "x"), "plate.missing-column", 1, 3),
                Damage.problem(
                        "no header", blocks().dropRow(1).csv(), "plate.layout-unknown", 1, 1),
                Damage.problem(
                        "another table below",
                        blocks().csv() + "drug1,conc1,drug2,conc2,viability\na,1,b,2,50\n",
                        "plate.second-table",
                        34,
                        1),
                Damage.problem(
                        "doses as logarithms",
                        blocks().column(CONC1, text -> text.equals("0.0") ? "-9" : "-6").csv(),
                        "plate.log-dose",
                        2,
                        4),
                Damage.problem(
                        "a letter",
                        "Dear all,\nplease find the data attached.\n",
                        "plate.layout-unknown",
                        1,
                        1),
                Damage.problem(
                        "wells without doses",
                        "well,viability\nA1,100\nA2,50\n",
                        "plate.map-missing",
                        1,
                        1),
                Damage.problem(
                        "a well twice",
                        """
                        plate,well,drug1,conc1,drug2,conc2,viability
                        p,A1,a,1,b,0,90
                        p,A01,a,2,b,0,80
                        """,
                        "plate.duplicate-well",
                        3,
                        7));
    }

    static Stream<Damage> meanings() {
        String high = "drug1,conc1,drug2,conc2,response\n";
        return Stream.of(
                Damage.problem(
                        "viability or inhibition",
                        high + "a,1,b,1,55\na,2,b,1,48\na,1,b,2,52\n",
                        "plate.scale-unclear",
                        2,
                        5),
                Damage.problem(
                        "percent or fraction",
                        blocks().scale(RESPONSE, 0, 0.03).csv(),
                        "plate.scale-unclear",
                        2,
                        6),
                Damage.problem(
                        "growth percent called response",
                        blocks().scale(RESPONSE, -60, 1.6).csv(),
                        "plate.scale-unclear",
                        2,
                        6),
                Damage.problem(
                        "name against numbers",
                        blocks().set(1, RESPONSE, "inhibition").csv(),
                        "plate.scale-unclear",
                        2,
                        6),
                Damage.problem(
                        "signal that rises",
                        blocks().scale(RESPONSE, 120_000, -1000).csv(),
                        "plate.scale-unclear",
                        2,
                        6),
                Damage.problem(
                        "one block in fractions", mixedScales().csv(), "plate.scale-mixed", 18, 6),
                Damage.problem(
                        "raw signal without control",
                        blocks().set(1, RESPONSE, "luminescence").dropRow(18).dropRow(2).csv(),
                        "plate.no-control",
                        2,
                        6),
                Damage.problem(
                                "no reading at all",
                                blocks().column(RESPONSE, text -> "NA").csv(),
                                "plate.no-readings",
                                2,
                                6)
                        .readBy("scale: viability-percent"),
                Damage.problem(
                                "declared otherwise",
                                blocks().csv(),
                                "plate.scale-contradicts",
                                2,
                                6)
                        .readBy("scale: viability"),
                Damage.problem(
                        "controls only",
                        "drug1,conc1,viability\nDMSO,0,100\n,0,98\n",
                        "plate.empty",
                        2,
                        3));
    }

    private static Table mixedScales() {
        Table table = blocks();
        for (int row = 18; row <= 33; row++) {
            double percent = Double.parseDouble(table.rows().get(row - 1).get(RESPONSE - 1));
            table.set(row, RESPONSE, String.valueOf(percent / 100));
        }
        return table;
    }

    static Stream<Damage> recipes() {
        String unnamed = blocks().dropColumn(DRUG2).dropColumn(2).csv();
        String three =
                "conc1,conc2,conc3,viability\n0,0,0,100\n1,0,0,40\n0,1,0,50\n0,0,1,60\n1,1,1,9\n";
        return Stream.of(
                Damage.problem(
                                "column that is not there",
                                blocks().csv(),
                                "plate.missing-column",
                                1,
                                1)
                        .readBy("columns:", "  response: cell_viability"),
                Damage.problem(
                                "recipe of another file",
                                blocks().csv(),
                                "plate.recipe-contradicts",
                                0,
                                0)
                        .readBy("files:", "  - file: other.csv", "    decimal: '.'"),
                Damage.problem(
                                "layout that is not there",
                                blocks().csv(),
                                "plate.recipe-contradicts",
                                1,
                                1)
                        .readBy("layout: plate-grid"),
                Damage.problem("three drugs, two declared", three, "plate.recipe-contradicts", 2, 4)
                        .readBy("drugs: [a, b]"),
                Damage.problem(
                                "drugs of another file",
                                blocks().csv(),
                                "plate.recipe-contradicts",
                                2,
                                6)
                        .readBy("drugs: [alpelisib, ribociclib]"),
                Damage.problem("unit of an unknown drug", unnamed, "plate.recipe-contradicts", 2, 4)
                        .readBy("units:", "  fulvestrant: nM"),
                Damage.problem(
                                "unit against the file",
                                blocks().csv(),
                                "plate.unit-contradicts",
                                6,
                                6)
                        .readBy("units:", "  fulvestrant: ug/ml"),
                Damage.problem("encoding unknown", blocks().csv(), "plate.encoding", 0, 0)
                        .readBy("encoding: UTF-99"),
                Damage.problem("wrong separator", blocks().csv(), "plate.layout-unknown", 1, 1)
                        .readBy("separator: ';'"),
                Damage.problem("wrong decimal mark", blocks().csv(), "plate.decimal-mixed", 2, 4)
                        .readBy("decimal: ','"));
    }

    static Stream<Damage> warnings() {
        return Stream.of(
                Damage.warning(
                        "reader overflow", with(9, RESPONSE, "OVER"), "plate.out-of-range", 9, 6),
                Damage.warning(
                        "below detection", with(9, RESPONSE, "<LOD"), "plate.out-of-range", 9, 6),
                Damage.warning("saturated", with(9, RESPONSE, "#SAT"), "plate.out-of-range", 9, 6),
                Damage.warning(
                        "row twice",
                        blocks().insert(5, blocks().rows().get(3).toArray(String[]::new)).csv(),
                        "plate.duplicate-row",
                        5,
                        1),
                Damage.warning(
                                "last cell missing",
                                blocks().drop(6, 8).csv(),
                                "plate.short-row",
                                6,
                                8)
                        .readBy("cell-line: MCF-7"),
                Damage.warning(
                        "two spellings",
                        with(13, DRUG2, "Everolimus"),
                        "plate.drug-spelling",
                        13,
                        6),
                Damage.warning(
                        "no unit", blocks().dropColumn(UNIT).csv(), "plate.unit-missing", 2, 6),
                Damage.warning(
                        "unit not known",
                        blocks().column(UNIT, unit -> "spoons").csv(),
                        "plate.unit-unknown",
                        6,
                        6),
                Damage.warning(
                        "no untreated well", blocks().dropRow(2).csv(), "plate.no-control", 2, 6),
                Damage.warning(
                        "second drug never alone",
                        withoutSecondAlone(),
                        "plate.no-monotherapy",
                        2,
                        6),
                Damage.warning(
                        "single drugs only",
                        "drug1,conc1,drug2,conc2,viability\na,0,b,0,100\na,1,b,0,40\na,0,b,1,50\n",
                        "plate.no-combination",
                        2,
                        5),
                Damage.warning(
                        "header again",
                        blocks().insert(18, blocks().rows().getFirst().toArray(String[]::new))
                                .csv(),
                        "plate.repeated-header",
                        18,
                        1),
                Damage.warning(
                                "declared against the numbers",
                                blocks().csv(),
                                "plate.scale-doubtful",
                                2,
                                6)
                        .readBy("scale: inhibition-percent"),
                Damage.warning(
                                "fractions declared percent",
                                blocks().scale(RESPONSE, 1, -0.01).csv(),
                                "plate.scale-doubtful",
                                2,
                                6)
                        .readBy("scale: inhibition-percent"),
                Damage.warning(
                        "a role not known",
                        blocks().set(1, UNIT, "well type").set(9, UNIT, "edge").csv(),
                        "plate.unknown-role",
                        2,
                        7),
                Damage.warning(
                        "a time without time zero",
                        growth("0,,0,300\n", "T47D"),
                        "plate.no-time-zero",
                        6,
                        5),
                Damage.warning(
                        "control does not grow",
                        growth("0,,0,1300\n", "MCF-7"),
                        "plate.control-not-growing",
                        3,
                        5),
                Damage.warning(
                        "signal below 0",
                        growth("0,,0,300\n72,a,9,-4\n", "MCF-7"),
                        "plate.negative-signal",
                        3,
                        5),
                Damage.warning(
                        "replicate in one row only",
                        """
                        drug1,conc1,drug2,conc2,viability,replicate
                        a,0,b,0,100,1
                        a,1,b,0,40,
                        a,0,b,1,50,1
                        a,1,b,1,9,1
                        """,
                        "plate.half-filled-column",
                        3,
                        6),
                Damage.warning(
                        "replicate without combinations",
                        """
                        drug1,conc1,drug2,conc2,viability,replicate
                        a,0,b,0,100,1
                        a,1,b,0,40,1
                        a,0,b,1,50,1
                        a,1,b,1,9,1
                        a,1,b,1,9,2
                        a,1,b,0,42,3
                        """,
                        "plate.replicate-incomplete",
                        7,
                        5),
                Damage.warning(
                                "file the recipe is silent of",
                                twoFiles(),
                                "plate.recipe-silent",
                                0,
                                0)
                        .readBy("files:", "  - file: one.csv", "    decimal: '.'"));
    }

    private static Map<String, String> twoFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("one.csv", blocks().csv());
        files.put("two.csv", blocks().csv());
        return files;
    }

    private static String withoutSecondAlone() {
        Table table = blocks();
        List.of(21, 20, 19, 5, 4, 3).forEach(table::dropRow);
        return table.csv();
    }

    /// Stacked counts of two lines; the rows of time 0 belong to one.
    private static String growth(String more, String line) {
        String rows = "cell_line,time,treatment,concentration,cell_count\n";
        for (String row : more.lines().toList()) {
            rows += "MCF-7," + row + "\n";
        }
        for (String cells : List.of("MCF-7", line)) {
            rows += cells + ",72,,0,1200\n" + cells + ",72,a,1,900\n" + cells + ",72,a,9,400\n";
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource({"cells", "shapes", "meanings", "recipes", "warnings"})
    void isFoundAtItsRowAndColumn(Damage damage, @TempDir Path folder) throws IOException {
        damage.check(folder);
    }
}
