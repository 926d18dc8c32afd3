package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.format.sheet.Sheet;

/// Matrices of SynergyFinder: lines `Drug1:`, `Drug2:`, `Cell:`, `ConcUnit:`, then a grid with the
/// doses of Drug1 before its rows and of Drug2 above its columns; several under one another.
final class MatrixBlocks implements Layout {

    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    Map.entry("drug1", "drug1"),
                    Map.entry("drugrow", "drug1"),
                    Map.entry("drug2", "drug2"),
                    Map.entry("drugcol", "drug2"),
                    Map.entry("cell", "cell"),
                    Map.entry("cellline", "cell"),
                    Map.entry("concunit", "unit"),
                    Map.entry("unit", "unit"),
                    Map.entry("concunit1", "unit1"),
                    Map.entry("concunit2", "unit2"));

    private record Label(String role, List<String> values) {}

    @Override
    public String name() {
        return "matrix-blocks";
    }

    @Override
    public boolean recognises(Sheet sheet, TableRecipe declared) {
        Set<String> roles = new java.util.HashSet<>();
        for (Sheet.Row row : sheet.rows()) {
            label(row).ifPresent(label -> roles.add(label.role));
        }
        return roles.contains("drug1")
                && (roles.contains("drug2") || roles.contains("unit") || roles.contains("cell"));
    }

    /// A line such as `Drug1:,ibrutinib` or `Drug1: ibrutinib`. A row of several headers is none.
    private static Optional<Label> label(Sheet.Row row) {
        String first = row.text(1);
        int colon = first.indexOf(':');
        String name = colon < 0 ? first : first.substring(0, colon);
        String role = LABELS.get(name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", ""));
        if (role == null || row.width() > 4) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        if (colon >= 0 && colon + 1 < first.length()) {
            values.add(first.substring(colon + 1).strip());
        }
        for (int column = 2; column <= row.width(); column++) {
            if (!row.text(column).isEmpty()) {
                values.add(row.text(column));
            }
        }
        return Optional.of(new Label(role, values));
    }

    @Override
    public TableRecipe read(Sheet sheet, LayoutReading reading) {
        Map<String, List<String>> labels = new HashMap<>();
        List<Sheet.Row> grid = new ArrayList<>();
        int matrices = 0;
        int last = 0;
        for (Sheet.Row row : sheet.rows()) {
            Optional<Label> label = label(row);
            boolean gap = row.number() > last + 1 || row.isBlank();
            last = row.number();
            if (!grid.isEmpty() && (label.isPresent() || gap)) {
                matrix(sheet, reading, labels, grid, ++matrices);
                grid.clear();
                labels.clear();
            }
            if (label.isPresent()) {
                repeated(sheet, reading, labels, label.get(), row);
                labels.put(label.get().role, label.get().values);
            } else if (!row.isBlank()) {
                grid.add(row);
            }
        }
        if (!grid.isEmpty()) {
            matrix(sheet, reading, labels, grid, ++matrices);
        } else if (!labels.isEmpty()) {
            reading.remarks()
                    .problem(
                            "plate.missing-grid",
                            sheet.at(last, 1),
                            "there is no grid of responses after these labels");
        }
        if (matrices == 0 && labels.isEmpty()) {
            reading.remarks()
                    .problem(
                            "plate.recipe-contradicts",
                            sheet.at(1, 1),
                            "no matrix with labels (Drug1:, Drug2:, …) is found here; correct the"
                                    + " recipe's layout");
        }
        return reading.table().withLayout(name(), Map.of());
    }

    private static void repeated(
            Sheet sheet,
            LayoutReading reading,
            Map<String, List<String>> labels,
            Label label,
            Sheet.Row row) {
        if (labels.containsKey(label.role)) {
            reading.remarks()
                    .problem(
                            "plate.missing-grid",
                            sheet.at(row.number(), 1),
                            "'" + row.text(1) + "' comes again before any grid of responses");
        }
    }

    private static void matrix(
            Sheet sheet,
            LayoutReading reading,
            Map<String, List<String>> labels,
            List<Sheet.Row> grid,
            int index) {
        Sheet.Row header = grid.getFirst();
        Optional<String> first = value(labels, "drug1");
        Optional<String> second = value(labels, "drug2");
        if (first.isEmpty() || second.isEmpty()) {
            reading.remarks()
                    .problem(
                            "plate.missing-label",
                            sheet.at(header.number(), 1),
                            "the grid that begins here has no line '"
                                    + (first.isEmpty() ? "Drug1:" : "Drug2:")
                                    + "' above it with the name of the drug");
            return;
        }
        if (first.get().equals(second.get())) {
            reading.remarks()
                    .problem(
                            "plate.same-drug",
                            sheet.at(header.number(), 1),
                            "both drugs are called '"
                                    + first.get()
                                    + "'; give the second another name");
            return;
        }
        boolean swapped = isSwapped(sheet, reading, header, first.get(), second.get());
        List<String> both = labels.getOrDefault("unit", List.of());
        String unit1 = value(labels, "unit1").orElse(both.isEmpty() ? "" : both.getFirst());
        String unit2 = value(labels, "unit2").orElse(both.isEmpty() ? "" : both.getLast());
        if (index == 1) {
            reading.remarks()
                    .note(
                            "plate.matrix-axes",
                            sheet.at(header.number(), 1),
                            "the rows are doses of "
                                    + (swapped ? second : first).get()
                                    + ", the columns of "
                                    + (swapped ? first : second).get()
                                    + "; declare the drug of the rows first (drugs: […]) if that is"
                                    + " wrong");
        }
        String cellLine = value(labels, "cell").orElse(reading.declared().cellLine());
        String plate = index == 1 ? reading.plate() : reading.plate() + "." + index;
        MatrixGrid.Labels axes =
                swapped
                        ? new MatrixGrid.Labels(
                                second.get(),
                                DoseUnit.normalise(unit2),
                                first.get(),
                                DoseUnit.normalise(unit1),
                                cellLine,
                                plate)
                        : new MatrixGrid.Labels(
                                first.get(),
                                DoseUnit.normalise(unit1),
                                second.get(),
                                DoseUnit.normalise(unit2),
                                cellLine,
                                plate);
        if (grid.size() < 2) {
            reading.remarks()
                    .problem(
                            "plate.missing-grid",
                            sheet.at(header.number(), 1),
                            "there are no responses below the doses");
            return;
        }
        new MatrixGrid(sheet, reading, axes).read(header, grid.subList(1, grid.size()));
    }

    /// Whether the recipe says that the rows belong to the second drug.
    private static boolean isSwapped(
            Sheet sheet, LayoutReading reading, Sheet.Row header, String first, String second) {
        List<String> declared = reading.declared().drugs();
        if (declared.equals(List.of(second, first))) {
            return true;
        }
        if (!declared.isEmpty() && !declared.equals(List.of(first, second))) {
            reading.remarks()
                    .problem(
                            "plate.recipe-contradicts",
                            sheet.at(header.number(), 1),
                            "the recipe names the drugs "
                                    + declared
                                    + ", the file "
                                    + first
                                    + " and "
                                    + second);
        }
        return false;
    }

    private static Optional<String> value(Map<String, List<String>> labels, String role) {
        return labels.getOrDefault(role, List.of()).stream()
                .findFirst()
                .filter(text -> !text.isEmpty());
    }
}
