package org.tamor.format.plate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.ResponseScale;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.plate.layout.Layout;
import org.tamor.format.plate.layout.LayoutReading;
import org.tamor.format.plate.layout.Layouts;
import org.tamor.format.plate.layout.Measurement;
import org.tamor.format.plate.layout.PlateMap;
import org.tamor.format.plate.layout.PlateMapReader;
import org.tamor.format.plate.layout.TableRecipe;
import org.tamor.format.sheet.Finding;
import org.tamor.format.sheet.Findings;
import org.tamor.format.sheet.Sheet;
import org.tamor.format.sheet.SheetFile;
import org.tamor.format.sheet.SheetReader;

/// Reads measurements of drug combinations.
///
/// A file may hold a long table, dose matrices or plate-reader grids ([Layout]), as delimited text
/// or XLSX. Files are read together: all their wells form the blocks of one reading.
public final class PlateReader {

    private static final int MAXIMUM_FILES = 1000;
    private static final int MOST_FINDINGS = 100;

    private final Findings findings = new Findings(MOST_FINDINGS);
    private final List<Measurement> measurements = new ArrayList<>();
    private Recipe recipe;

    private PlateReader(Recipe recipe) {
        this.recipe = recipe;
    }

    /// Reads files as the recipe declares, and detects what it leaves open. What is wrong or
    /// ambiguous is a finding; a reading with a [Finding.Severity#PROBLEM] has no blocks.
    ///
    /// @throws BadInputException `plate.unreadable` or `plate.too-large` where a file can't be read
    ///   at all, `plate.no-file` where there is none
    public static PlateReading read(List<Path> files, Recipe recipe) {
        if (files.isEmpty() || files.size() > MAXIMUM_FILES) {
            throw new BadInputException(
                    "plate.no-file", Location.UNKNOWN, "give 1 to " + MAXIMUM_FILES + " files");
        }
        return new PlateReader(recipe).read(files);
    }

    private PlateReading read(List<Path> files) {
        List<SheetFile> read = new ArrayList<>();
        for (Path file : files) {
            Path name = file.getFileName();
            TableRecipe declared = recipe.of(name == null ? "" : name.toString());
            SheetReader.read(file, declared.format(), findings).ifPresent(read::add);
        }
        PlateMap map = map(read);
        List<SheetFile> measured =
                read.stream()
                        .filter(
                                file ->
                                        !file.sheets().stream()
                                                .allMatch(sheet -> isMap(file, sheet)))
                        .toList();
        checkFiles(measured);
        if (measured.isEmpty() && !read.isEmpty()) {
            findings.problem(
                    "plate.map-only",
                    Location.ofFile(files.getFirst().toString()),
                    "there is a plate map and no file of readings; give both");
        }
        for (SheetFile file : measured) {
            readFile(file, map, measured.size() > 1);
        }
        checkMap(map);
        return new PlateReading(blocks(), findings.all(), recipe);
    }

    private boolean isMap(SheetFile file, Sheet sheet) {
        return PlateMapReader.recognises(
                sheet, recipe.of(file.name(), sheet.name()).orElse(recipe.common()));
    }

    /// Says where the recipe speaks of other files than those that are read.
    private void checkFiles(List<SheetFile> measured) {
        List<String> known = recipe.files().stream().map(TableRecipe::file).distinct().toList();
        List<SheetFile> unknown =
                measured.stream()
                        .filter(file -> !known.isEmpty() && !known.contains(file.name()))
                        .toList();
        String others = " (it names " + String.join(", ", known) + ")";
        for (SheetFile file : unknown) {
            Location where = Location.ofFile(file.sheets().getFirst().file());
            if (unknown.size() == measured.size()) {
                findings.problem(
                        "plate.recipe-contradicts",
                        where,
                        "the recipe says nothing of this file" + others + "; correct its names");
            } else {
                findings.warn(
                        "plate.recipe-silent",
                        where,
                        "the recipe says nothing of this file" + others + "; it is detected");
            }
        }
    }

    /// Says where the plate map, or plates of it, are of no use.
    private void checkMap(PlateMap map) {
        Set<String> plates = new HashSet<>();
        measurements.forEach(measurement -> plates.add(measurement.plate()));
        boolean used =
                recipe.files().stream()
                        .anyMatch(
                                table ->
                                        table.columns().keySet().stream()
                                                .noneMatch(role -> role.startsWith("dose")));
        map.wells()
                .forEach(
                        (plate, wells) -> {
                            boolean read = plate.isEmpty() || plates.contains(plate);
                            if (!measurements.isEmpty() && !(used && read)) {
                                findings.warn(
                                        "plate.map-unused",
                                        wells.values().iterator().next().where(),
                                        read
                                                ? "the plate map is not used: the tables of"
                                                        + " readings give the doses"
                                                : "no reading is of the plate '"
                                                        + plate
                                                        + "' of the map; compare the names");
                            }
                        });
    }

    /// The declared plate map, else the sheets among the files that are one.
    private PlateMap map(List<SheetFile> files) {
        List<SheetFile> sources = files;
        Optional<Path> declared = recipe.plateMap();
        if (declared.isPresent()) {
            files.stream()
                    .filter(file -> file.sheets().stream().anyMatch(sheet -> isMap(file, sheet)))
                    .forEach(
                            file ->
                                    findings.problem(
                                            "plate.map-twice",
                                            Location.ofFile(file.sheets().getFirst().file()),
                                            "this is a plate map, and another is declared; give"
                                                    + " one"));
            sources =
                    SheetReader.read(
                                    declared.get(),
                                    recipe.of(declared.get().getFileName() + "").format(),
                                    findings)
                            .stream()
                            .toList();
        }
        PlateMap map = PlateMap.NONE;
        for (SheetFile source : sources) {
            LayoutReading reading =
                    new LayoutReading(
                            recipe.declarations(),
                            TableRecipe.detect(""),
                            source.decimal(),
                            "",
                            PlateMap.NONE,
                            findings,
                            new ArrayList<>());
            PlateMapReader reader = new PlateMapReader(reading);
            for (Sheet sheet : source.sheets()) {
                if (declared.isPresent()
                        || isMap(source, sheet)
                        || PlateMapReader.hasFactor(sheet)) {
                    reader.read(sheet);
                }
            }
            reader.finish();
            if (!reader.map().isEmpty() && !map.isEmpty()) {
                findings.problem(
                        "plate.map-twice",
                        Location.ofFile(source.name()),
                        "there are two plate maps; give one");
            }
            map = reader.map().isEmpty() ? map : reader.map();
        }
        return map;
    }

    private void readFile(SheetFile file, PlateMap map, boolean several) {
        String plate = several ? file.name() : "1";
        List<TableRecipe> found = new ArrayList<>();
        List<Sheet> unknown = new ArrayList<>();
        for (Sheet sheet : file.sheets()) {
            if (isMap(file, sheet)) {
                continue;
            }
            String name = file.sheets().size() > 1 ? sheet.name() : "";
            Optional<TableRecipe> table =
                    recipe.of(file.name(), sheet.name()).map(of -> of.detected(file, name));
            Optional<Layout> layout = table.flatMap(of -> Layouts.of(sheet, of));
            if (table.isEmpty() || layout.isEmpty()) {
                unknown.add(sheet);
                continue;
            }
            TableRecipe declared = table.get();
            LayoutReading reading =
                    new LayoutReading(
                            recipe.declarations(),
                            declared,
                            file.decimal(),
                            plate,
                            map,
                            findings,
                            measurements);
            found.add(layout.get().read(sheet, reading));
        }
        for (TableRecipe table : found) {
            recipe = recipe.withFile(table);
        }
        for (Sheet sheet : unknown) {
            if (!found.isEmpty()) {
                findings.warn(
                        "plate.sheet-unread",
                        sheet.at(1, 1),
                        "the sheet '"
                                + sheet.name()
                                + "' is laid out in no way that is known or not in the recipe; it"
                                + " is not read");
            } else {
                findings.problem("plate.layout-unknown", sheet.at(1, 1), UNKNOWN_LAYOUT);
            }
        }
    }

    private static final String UNKNOWN_LAYOUT =
            "no table is recognised: neither headers of a long table (such as drug1, conc1, drug2,"
                + " conc2, response), nor a dose matrix, nor a plate of 8 x 12 or 16 x 24 wells."
                + " Declare layout and columns in a recipe";

    private List<CombinationBlock> blocks() {
        if (measurements.isEmpty()) {
            if (!findings.hasProblem()) {
                findings.problem("plate.empty", Location.UNKNOWN, "the files hold no well");
            }
            return List.of();
        }
        List<DraftBlock> drafts = new BlockAssembly(recipe, findings).blocks(measurements);
        if (drafts.isEmpty()) {
            if (!findings.hasProblem()) {
                findings.problem(
                        "plate.empty", measurements.getFirst().where(), "no well has a drug");
            }
            return List.of();
        }
        Optional<ResponseScale> scale = new ScaleDetection(findings).scale(drafts, recipe);
        if (scale.isEmpty()) {
            return List.of();
        }
        recipe = recipe.withScale(scale.get());
        List<String> names = BlockNames.of(drafts);
        BlockChecks checks = new BlockChecks(findings);
        for (int i = 0; i < drafts.size(); i++) {
            checks.check(drafts.get(i), names.get(i), scale.get());
        }
        checks.checkTimeZero(drafts, names);
        if (findings.hasProblem()) {
            return List.of();
        }
        List<CombinationBlock> blocks = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            blocks.add(drafts.get(i).block(names.get(i), scale.get()));
        }
        return blocks;
    }
}
