package org.tamor.format.plate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tamor.combination.ResponseScale;
import org.tamor.format.plate.layout.Declarations;
import org.tamor.format.plate.layout.TableRecipe;

/// How files are read: what a person declares about them, and what was detected.
///
/// A recipe is kept as YAML beside the data. Reading the same files with the recipe of a
/// [PlateReading] gives the same blocks.
///
/// @param scale of the response; empty where it is to be detected
/// @param unit of the doses where a file names none; empty where none is declared
/// @param units of single drugs, which go before `unit`
/// @param drugs names of the drugs in order, where a file names none
/// @param cellLine where a file names none
/// @param hours from the addition of the drugs to the reading, where a file does not say; else NaN
/// @param plateMap what is in which well of plate-reader grids
/// @param roles what the labels of wells mean: `untreated`, `positive`, `blank`, `time-zero`,
///   `treated` or `unused`
/// @param common holds for every file
/// @param files hold for the file (and the sheet) of their name
public record Recipe(
        Optional<ResponseScale> scale,
        String unit,
        Map<String, String> units,
        List<String> drugs,
        String cellLine,
        double hours,
        Optional<Path> plateMap,
        Map<String, String> roles,
        TableRecipe common,
        List<TableRecipe> files) {

    public Recipe {
        units = Collections.unmodifiableMap(new TreeMap<>(units));
        roles = Collections.unmodifiableMap(new TreeMap<>(roles));
        drugs = List.copyOf(drugs);
        files = List.copyOf(files);
    }

    /// Nothing is declared.
    public static Recipe detect() {
        return new Recipe(
                Optional.empty(),
                "",
                Map.of(),
                List.of(),
                "",
                Double.NaN,
                Optional.empty(),
                Map.of(),
                TableRecipe.detect(""),
                List.of());
    }

    /// Reads a recipe.
    ///
    /// @throws org.tamor.failure.BadInputException `plate.recipe` with the line of what is unknown
    ///   or can't be
    public static Recipe read(Path file) {
        return RecipeFile.read(file);
    }

    /// Writes the recipe as YAML. The plate map is named relative to the file's folder.
    public void write(Path file) {
        RecipeFile.write(this, file);
    }

    public Recipe withScale(ResponseScale declared) {
        return new Recipe(
                Optional.of(declared),
                unit,
                units,
                drugs,
                cellLine,
                hours,
                plateMap,
                roles,
                common,
                files);
    }

    public Recipe withUnit(String declared) {
        return new Recipe(
                scale, declared, units, drugs, cellLine, hours, plateMap, roles, common, files);
    }

    public Recipe withPlateMap(Path declared) {
        return new Recipe(
                scale,
                unit,
                units,
                drugs,
                cellLine,
                hours,
                Optional.of(declared),
                roles,
                common,
                files);
    }

    public Recipe withDrugs(List<String> declared) {
        return new Recipe(
                scale, unit, units, declared, cellLine, hours, plateMap, roles, common, files);
    }

    /// Holds for every file.
    public Recipe withCommon(TableRecipe declared) {
        return new Recipe(
                scale, unit, units, drugs, cellLine, hours, plateMap, roles, declared, files);
    }

    Declarations declarations() {
        return new Declarations(drugs, cellLine, hours, roles);
    }

    /// This recipe with how a file was read, in place of what it said of that file before.
    Recipe withFile(TableRecipe found) {
        List<TableRecipe> changed = new ArrayList<>(files);
        changed.removeIf(
                other ->
                        other.file().equals(found.file())
                                && (other.sheet().isEmpty()
                                        || other.sheet().equals(found.sheet())));
        changed.add(found);
        return new Recipe(
                scale, unit, units, drugs, cellLine, hours, plateMap, roles, common, changed);
    }

    /// What is declared of a file.
    TableRecipe of(String file) {
        return files.stream().filter(table -> table.file().equals(file)).findFirst().orElse(common);
    }

    /// What is declared of a sheet; empty where the recipe names other sheets of the file and not
    /// this one.
    Optional<TableRecipe> of(String file, String sheet) {
        List<TableRecipe> ofFile =
                files.stream().filter(table -> table.file().equals(file)).toList();
        return ofFile.isEmpty()
                ? Optional.of(common)
                : ofFile.stream()
                        .filter(table -> table.sheet().isEmpty() || table.sheet().equals(sheet))
                        .findFirst();
    }
}
