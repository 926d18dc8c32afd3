package org.tamor.format.plate.layout;

import java.util.List;
import java.util.Optional;
import org.tamor.format.sheet.Sheet;

/// The layouts that are known, those that say more about themselves first.
public final class Layouts {

    private static final List<Layout> ALL =
            List.of(new PlateGrids(), new MatrixBlocks(), new LongTable(), new DoseMatrix());

    /// As recipes call them.
    public static final List<String> NAMES = ALL.stream().map(Layout::name).toList();

    private Layouts() {}

    /// The declared layout, else the first that recognises the sheet.
    public static Optional<Layout> of(Sheet sheet, TableRecipe declared) {
        return ALL.stream()
                .filter(
                        layout ->
                                declared.layout().isEmpty()
                                        ? layout.recognises(sheet, declared)
                                        : layout.name().equals(declared.layout()))
                .findFirst();
    }
}
