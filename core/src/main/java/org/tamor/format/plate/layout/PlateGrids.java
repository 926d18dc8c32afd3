package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tamor.format.sheet.Cell;
import org.tamor.format.sheet.Sheet;

/// The output of plate readers: plates of 8 x 12 or 16 x 24 wells with any text around them. What
/// is in a well comes from a [PlateMap].
final class PlateGrids implements Layout {

    @Override
    public String name() {
        return "plate-grid";
    }

    @Override
    public boolean recognises(Sheet sheet, TableRecipe declared) {
        return !PlateGrid.find(sheet).isEmpty();
    }

    private record Titled(PlateGrid grid, GridHeading heading) {}

    @Override
    public TableRecipe read(Sheet sheet, LayoutReading reading) {
        List<Titled> grids = new ArrayList<>();
        for (PlateGrid grid : PlateGrid.find(sheet)) {
            if (PlateMapReader.factor(sheet, grid).isEmpty()) {
                grids.add(new Titled(grid, GridHeading.of(grid.headings())));
            }
        }
        TableRecipe result = reading.table().withLayout(name(), Map.of());
        String wanted = reading.table().read();
        if (!wanted.isEmpty()) {
            grids.removeIf(titled -> !titled.heading.label().equals(wanted));
        }
        if (grids.isEmpty()) {
            reading.remarks()
                    .problem(
                            "plate.recipe-contradicts",
                            sheet.at(1, 1),
                            wanted.isEmpty()
                                    ? "no plate of 8 x 12 or 16 x 24 wells is found here; correct"
                                            + " the recipe's layout"
                                    : "no plate has the heading '"
                                            + wanted
                                            + "' that the recipe asks for");
            return result;
        }
        if (reading.map().isEmpty()) {
            PlateGrid first = grids.getFirst().grid;
            reading.remarks()
                    .problem(
                            "plate.map-missing",
                            sheet.at(first.header().number(), first.offset()),
                            "a plate map is needed to know what is in these wells; give it with the"
                                    + " plates");
            return result;
        }
        readGrids(sheet, reading, grids);
        return result;
    }

    private static void readGrids(Sheet sheet, LayoutReading reading, List<Titled> grids) {
        Map<List<Object>, String> seen = new HashMap<>();
        boolean readings = grids.stream().anyMatch(titled -> titled.heading.namesReading());
        for (int i = 0; i < grids.size(); i++) {
            Titled titled = grids.get(i);
            if (!titled.grid.isWhole(sheet, reading.remarks())) {
                continue;
            }
            boolean timed = !Double.isNaN(titled.heading.hours());
            String named = titled.heading.plate();
            String numbered =
                    timed || readings || grids.size() == 1
                            ? reading.plate()
                            : reading.plate() + "." + (i + 1);
            String ofSheet =
                    sheet.name().isEmpty()
                            ? numbered
                            : sheet.name()
                                    + (timed || readings || grids.size() == 1 ? "" : "." + (i + 1));
            String plate = named.isEmpty() ? ofSheet : named;
            double hours = timed ? titled.heading.hours() : reading.declared().hours();
            String before = seen.put(List.of(plate, hours), titled.heading.label());
            if (before != null) {
                reading.remarks()
                        .problem(
                                "plate.several-reads",
                                sheet.at(titled.grid.header().number(), titled.grid.offset()),
                                "the plate "
                                        + plate
                                        + " is read twice ('"
                                        + before
                                        + "' and '"
                                        + titled.heading.label()
                                        + "'); declare the one to use in the recipe (read: …)");
                continue;
            }
            if (named.isEmpty() && numbered.contains(".") && !timed) {
                reading.remarks()
                        .note(
                                "plate.plate-numbered",
                                sheet.at(titled.grid.header().number(), titled.grid.offset()),
                                "the plate has no name; it is called " + plate);
            }
            if (timed) {
                reading.remarks()
                        .note(
                                "plate.time-of-heading",
                                sheet.at(titled.grid.header().number(), titled.grid.offset()),
                                "the text above says that the plate was read after "
                                        + hours
                                        + " h");
            }
            readGrid(sheet, reading, titled.grid, plate, hours, titled.heading.label());
        }
    }

    private static void readGrid(
            Sheet sheet,
            LayoutReading reading,
            PlateGrid grid,
            String plate,
            double hours,
            String label) {
        Map<String, PlateMap.Entry> map = reading.map().ofPlate(plate);
        Map<String, PlateMap.Entry> unknown = new TreeMap<>(map);
        for (WellName well : grid.wells()) {
            Cell cell = grid.cell(well);
            unknown.remove(well.toString());
            Optional<PlateMap.Entry> entry = Optional.ofNullable(map.get(well.toString()));
            if (entry.isEmpty()) {
                if (!cell.isBlank()) {
                    reading.remarks()
                            .problem(
                                    "plate.map-lacks-well",
                                    sheet.at(cell),
                                    "the plate map says nothing of the well "
                                            + well
                                            + " of plate "
                                            + plate
                                            + ", which has a reading; add it (role: unused to leave"
                                            + " it out)");
                }
            } else if (entry.get().used()) {
                String cellLine =
                        entry.get().cellLine().isEmpty()
                                ? reading.declared().cellLine()
                                : entry.get().cellLine();
                String replicate =
                        entry.get().replicate().isEmpty() ? "1" : entry.get().replicate();
                double response = reading.response(cell, sheet.at(cell));
                reading.measurements()
                        .add(
                                new Measurement(
                                        sheet.at(cell),
                                        "",
                                        cellLine,
                                        hours,
                                        entry.get().doses(),
                                        response,
                                        plate,
                                        well.toString(),
                                        replicate,
                                        entry.get().role(),
                                        label));
            }
        }
        unknown.forEach(
                (well, entry) ->
                        reading.remarks()
                                .problem(
                                        "plate.well-outside",
                                        entry.where(),
                                        "the well "
                                                + well
                                                + " of the plate map lies outside a plate of "
                                                + grid.rowCount()
                                                + " x "
                                                + grid.columns()
                                                + " wells"));
    }
}
