package org.tamor.format.plate.layout;

import org.tamor.format.sheet.Sheet;

/// A way in which people lay out their measurements on a sheet.
public interface Layout {

    /// As recipes call it.
    String name();

    /// Whether a sheet is laid out so.
    boolean recognises(Sheet sheet, TableRecipe declared);

    /// Reads a sheet into the reading's measurements and remarks.
    ///
    /// @return the recipe with what was detected about the sheet
    TableRecipe read(Sheet sheet, LayoutReading reading);
}
