package org.tamor.sedml;

import java.util.List;

/// A report as a table.
///
/// @param labels of the columns
/// @param columns of equal or different lengths
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record ReportTable(String id, String title, List<String> labels, List<double[]> columns) {

    public ReportTable {
        labels = List.copyOf(labels);
        columns = List.copyOf(columns);
    }

    public int rows() {
        return columns.stream().mapToInt(column -> column.length).max().orElse(0);
    }
}
