package org.tamor.format.plate.layout;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.format.plate.sheet.DecimalMark;
import org.tamor.format.plate.sheet.SheetFile;

/// How one file is read. Whatever is empty is detected.
///
/// @param file name without its folder; empty where it holds for every file
/// @param layout name of a [Layout]
/// @param separator of fields
/// @param read the heading of the grids to use, where a plate-reader file has several
/// @param columns the headers of each role of a long table, such as `dose1`; several headers of
///   `response` are replicates in one row
public record TableRecipe(
        String file,
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
        return new TableRecipe(file, "", "", "", DecimalMark.UNDECIDED, "", Map.of());
    }

    /// How the cells of the file are to be read.
    public SheetFile.Format format() {
        return new SheetFile.Format(encoding, separator, decimal);
    }

    TableRecipe withLayout(String newLayout, Map<String, List<String>> newColumns) {
        return new TableRecipe(file, newLayout, encoding, separator, decimal, read, newColumns);
    }

    /// This recipe for a file of the given name, as it was found to be.
    public TableRecipe detected(SheetFile found) {
        return new TableRecipe(
                found.name(),
                layout,
                found.encoding(),
                found.separator(),
                found.decimal(),
                read,
                columns);
    }
}
