package org.tamor.cli.console;

import java.io.PrintWriter;
import java.util.List;

/// Prints rows with aligned columns.
public final class ConsoleTable {

    private ConsoleTable() {}

    /// @param rows the first one is the heading; all of the same length
    public static void print(List<List<String>> rows, PrintWriter console) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            console.println(line.toString().stripTrailing());
        }
    }
}
