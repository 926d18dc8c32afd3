package org.tamor.format.sheet;

import java.util.List;

/// The sheets of a file, and how they were read.
///
/// @param name of the file, without its folder
/// @param encoding empty for a workbook
/// @param separator of fields; empty for a workbook
public record SheetFile(
        String name, List<Sheet> sheets, String encoding, String separator, DecimalMark decimal) {

    public SheetFile {
        sheets = List.copyOf(sheets);
    }

    /// How a file is to be read; empty and [DecimalMark#UNDECIDED] where that is to be seen.
    public record Format(String encoding, String separator, DecimalMark decimal) {

        public static final Format DETECT = new Format("", "", DecimalMark.UNDECIDED);
    }
}
