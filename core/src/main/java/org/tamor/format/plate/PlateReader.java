package org.tamor.format.plate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.tamor.format.plate.sheet.Sheet;
import org.tamor.format.plate.sheet.SheetFile;
import org.tamor.format.plate.sheet.SheetReader;

/// Reads measurements of drug combinations.
///
/// A file may hold a long table, dose matrices or plate-reader grids ([Layout]), as delimited text
/// or XLSX. Files are read together: all their wells form the blocks of one reading.
public final class PlateReader {

    private static final int MAXIMUM_FILES = 1000;

    private final Findings findings = new Findings();
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
                                                .allMatch(PlateMapReader::recognises))
                        .toList();
        if (measured.isEmpty() && !read.isEmpty()) {
            findings.problem(
                    "plate.map-only",
                    Location.ofFile(files.getFirst().toString()),
                    "there is a plate map and no file of readings; give both");
        }
        for (SheetFile file : measured) {
            readFile(file, map, measured.size() > 1);
        }
        return new PlateReading(blocks(), findings.all(), recipe);
    }

    /// The declared plate map, else the sheets among the files that are one.
    private PlateMap map(List<SheetFile> files) {
        List<SheetFile> sources = files;
        Optional<Path> declared = recipe.plateMap();
        if (declared.isPresent()) {
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
                        || PlateMapReader.recognises(sheet)
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
        TableRecipe declared = recipe.of(file.name()).detected(file);
        String plate = several ? file.name() : "1";
        int known = 0;
        List<Sheet> unknown = new ArrayList<>();
        TableRecipe found = declared;
        for (Sheet sheet : file.sheets()) {
            if (PlateMapReader.recognises(sheet)) {
                continue;
            }
            Optional<Layout> layout = Layouts.of(sheet, declared);
            if (layout.isEmpty()) {
                unknown.add(sheet);
                continue;
            }
            known++;
            LayoutReading reading =
                    new LayoutReading(
                            recipe.declarations(),
                            declared,
                            file.decimal(),
                            plate,
                            map,
                            findings,
                            measurements);
            found = layout.get().read(sheet, reading);
        }
        recipe = recipe.withFile(found);
        for (Sheet sheet : unknown) {
            if (known > 0) {
                findings.warn(
                        "plate.sheet-unread",
                        sheet.at(1, 1),
                        "the sheet '"
                                + sheet.name()
                                + "' is laid out in no way that is known, and not read");
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
