package org.tamor.format.sheet;

/// A cell of a sheet.
///
/// @param text as written, without the spaces around it
/// @param row 1-based: the line of a text file, the row of a worksheet
/// @param column 1-based
public record Cell(String text, int row, int column, Kind kind) {

    /// What a spreadsheet says a cell is. Every cell of a text file is [#TEXT].
    public enum Kind {
        TEXT,
        /// A number, with a decimal point whatever the language of the spreadsheet.
        NUMBER,
        /// A number shown as a date.
        DATE,
        /// `#N/A`, `#DIV/0!` and the like.
        ERROR,
        /// A formula that was saved without its result.
        UNCALCULATED
    }

    public boolean isBlank() {
        return text.isEmpty() && kind != Kind.UNCALCULATED;
    }
}
