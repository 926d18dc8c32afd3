package org.tamor.format.plate.layout;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.format.sheet.DecimalMark;
import org.tamor.format.sheet.SheetFile;

/// How one file is read. Whatever is empty is detected.
///
/// @param file name without its folder; empty where it holds for every file
/// @param sheet of a workbook with several; empty where it holds for every sheet
/// @param layout name of a [Layout]
/// @param separator of fields
/// @param read the heading of the grids to use, where a plate-reader file has several
/// @param columns the headers of each role of a long table, such as `dose1`; several headers of
///   `response` are replicates in one row
public record TableRecipe(
        String file,
        String sheet,
        String layout,
        String encoding,
        String separator,
        DecimalMark decimal,
        String read,
        Map<String, List<String>> columns) {

    public TableRecipe {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /// Nothing declared.
    public static TableRecipe detect(String file) {
        return new TableRecipe(file, "", "", "", "", DecimalMark.UNDECIDED, "", Map.of());
    }

    /// How the cells of the file are to be read.
    public SheetFile.Format format() {
        return new SheetFile.Format(encoding, separator, decimal);
    }

    TableRecipe withLayout(String newLayout, Map<String, List<String>> newColumns) {
        return new TableRecipe(
                file, sheet, newLayout, encoding, separator, decimal, read, newColumns);
    }

    /// This recipe for a sheet of a file, as it was found to be.
    ///
    /// @param newSheet empty where the file has one sheet only
    public TableRecipe detected(SheetFile found, String newSheet) {
        return new TableRecipe(
                found.name(),
                newSheet,
                layout,
                found.encoding(),
                found.separator(),
                found.decimal(),
                read,
                columns);
    }
}
