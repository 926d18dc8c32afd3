package org.tamor.format.plate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A table of text for tests, to be damaged cell by cell. Rows and columns are 1-based.
final class Table {

    static final double[] DOSES = {0, 1, 3, 10};

    private final List<List<String>> rows = new ArrayList<>();

    /// Two blocks of 4 x 4 doses of viability in percent: rows 2-17 and 18-33.
    static Table ofBlocks() {
        Table table = new Table();
        table.add(
                "block_id",
                "drug1",
                "drug2",
                "conc1",
                "conc2",
                "response",
                "conc_unit",
                "cell_line_name");
        for (String block : List.of("1", "2")) {
            for (double first : DOSES) {
                for (double second : DOSES) {
                    table.add(
                            block,
                            "fulvestrant",
                            "everolimus",
                            String.valueOf(first),
                            String.valueOf(second),
                            String.valueOf(viability(first, second)),
                            "uM",
                            block.equals("1") ? "MCF-7" : "T47D");
                }
            }
        }
        return table;
    }

    /// In percent, of two independent drugs.
    static double viability(double first, double second) {
        return Math.round(1e4 / ((1 + first / 2) * (1 + second / 5))) / 100.0;
    }

    static Table of(String text) {
        Table table = new Table();
        text.lines().forEach(line -> table.add(line.split(",", -1)));
        return table;
    }

    Table add(String... cells) {
        rows.add(new ArrayList<>(List.of(cells)));
        return this;
    }

    Table set(int row, int column, String text) {
        rows.get(row - 1).set(column - 1, text);
        return this;
    }

    /// Changes a column below the header.
    Table column(int column, UnaryOperator<String> change) {
        for (List<String> row : rows.subList(1, rows.size())) {
            row.set(column - 1, change.apply(row.get(column - 1)));
        }
        return this;
    }

    Table scale(int column, double offset, double factor) {
        return column(column, text -> String.valueOf(offset + factor * Double.parseDouble(text)));
    }

    Table drop(int row, int column) {
        rows.get(row - 1).remove(column - 1);
        return this;
    }

    Table dropColumn(int column) {
        rows.forEach(row -> row.remove(column - 1));
        return this;
    }

    Table insert(int row, String... cells) {
        rows.add(row - 1, new ArrayList<>(List.of(cells)));
        return this;
    }

    Table dropRow(int row) {
        rows.remove(row - 1);
        return this;
    }

    List<List<String>> rows() {
        return rows;
    }

    String csv() {
        return text(",");
    }

    String text(String separator) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(String.join(separator, row)).append('\n'));
        return text.toString();
    }
}
