package org.tamor.format.petab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.format.petab.PetabModel.Language;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;
import org.tamor.model.ModelValidator;

/// Reads PEtab problems with all their files.
///
/// Those of version 1 are turned into the form of version 2, see [Version1Reader]. Models may be
/// SBML or, in version 2, Antimony. Files must lie in the folder of the problem file. Columns that
/// PEtab does not know are passed over, unless they look like a known one misspelt.
public final class PetabReader {

    private static final Set<String> KEYS =
            Set.of(
                    "format_version",
                    "id",
                    "model_files",
                    "parameter_files",
                    "condition_files",
                    "experiment_files",
                    "observable_files",
                    "measurement_files",
                    "mapping_files",
                    "visualization_files",
                    "extensions");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");

    private final YamlFile yaml;
    private final InputFolder folder;

    private PetabReader(YamlFile yaml, InputFolder folder) {
        this.yaml = yaml;
        this.folder = folder;
    }

    /// Reads and checks a problem.
    ///
    /// @param file the problem (YAML) file
    public static PetabProblem read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(
                    "petab.missing-file",
                    Location.ofFile(file.toString()),
                    "there is no such file; name the YAML file of a PEtab problem");
        }
        YamlFile yaml = YamlFile.read(file);
        InputFolder folder = InputFolder.of(file);
        PetabProblem problem =
                PetabProblem.isVersion1(yaml.text("/format_version"))
                        ? new Version1Reader(yaml, folder).problem(file)
                        : new PetabReader(yaml, folder).problem(file);
        PetabChecker.check(problem);
        return problem;
    }

    /// Checks a problem that was put together from one that was read.
    public static void check(PetabProblem problem) {
        PetabChecker.check(problem);
    }

    /// Reads and checks a further measurement table of a problem.
    public static List<Measurement> readMeasurements(Path table, PetabProblem problem) {
        List<Measurement> measurements = PetabTables.measurements(table);
        PetabChecker.check(problem, measurements);
        return measurements;
    }

    private PetabProblem problem(Path file) {
        checkVersion();
        for (String key : yaml.content().keySet()) {
            if (!KEYS.contains(key)) {
                throw new BadInputException(
                        "petab.unknown-key",
                        yaml.location("/" + key),
                        "the entry "
                                + key
                                + " is not known; "
                                + NearestNames.hint(
                                        key, KEYS, "put further entries under extensions"));
            }
        }
        return new PetabProblem(
                file,
                yaml.text("/id"),
                yaml.text("/format_version"),
                models(),
                tables("parameter_files", PetabTables::parameters),
                PetabTables.conditions(files("condition_files")),
                PetabTables.experiments(files("experiment_files")),
                tables("observable_files", PetabTables::observables),
                tables("measurement_files", PetabTables::measurements),
                tables("mapping_files", PetabTables::mappings),
                extensions());
    }

    private void checkVersion() {
        String version = yaml.text("/format_version");
        Location where = yaml.location("/format_version");
        if (version.isEmpty()) {
            throw new BadInputException(
                    "petab.version",
                    where,
                    "format_version is missing; write format_version: 2.0.0");
        }
        if (!version.equals("2") && !version.startsWith("2.")) {
            throw new BadInputException(
                    "petab.version",
                    where,
                    "this is a problem of PEtab version "
                            + version
                            + ", only versions 1 and 2 are read; check format_version");
        }
    }

    private List<PetabModel> models() {
        List<PetabModel> models = new ArrayList<>();
        Map<String, Object> entries = yaml.mapping("/model_files");
        if (entries.isEmpty()) {
            throw new BadInputException(
                    "petab.no-model",
                    yaml.location("/model_files"),
                    "the problem names no model; add model_files with location and language");
        }
        for (String id : entries.keySet()) {
            String path = "/model_files/" + id;
            if (!IDENTIFIER.matcher(id).matches()) {
                throw new BadInputException(
                        "petab.bad-identifier",
                        yaml.location(path),
                        "'" + id + "' is no identifier; rename the model");
            }
            Map<String, Object> entry = yaml.mapping(path);
            if (!entry.containsKey("location") || !entry.containsKey("language")) {
                throw new BadInputException(
                        "petab.no-model",
                        yaml.location(path),
                        "the model needs location and language; add them");
            }
            Path file =
                    folder.resolve(
                            yaml.text(path + "/location"), yaml.location(path + "/location"));
            Language language = language(path + "/language");
            Model model =
                    switch (language) {
                        case SBML -> SbmlReader.read(file);
                        case ANTIMONY -> AntimonyReader.read(file);
                    };
            ModelValidator.validate(model, file.toString());
            models.add(new PetabModel(id, file, language, model));
        }
        return models;
    }

    private Language language(String path) {
        String language = yaml.text(path);
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "sbml" -> Language.SBML;
            case "antimony" -> Language.ANTIMONY;
            default ->
                    throw new BadInputException(
                            "petab.model-language",
                            yaml.location(path),
                            "models in "
                                    + language
                                    + " are not read; convert the model to sbml or antimony");
        };
    }

    private List<Path> files(String key) {
        List<Path> files = new ArrayList<>();
        for (String name : yaml.texts("/" + key)) {
            files.add(folder.resolve(name, yaml.location("/" + key)));
        }
        return files;
    }

    private <T> List<T> tables(String key, Function<Path, List<T>> reader) {
        return PetabTables.all(files(key), reader);
    }

    private Map<String, Map<String, Object>> extensions() {
        Map<String, Map<String, Object>> extensions = new LinkedHashMap<>();
        for (String name : yaml.mapping("/extensions").keySet()) {
            Map<String, Object> extension = yaml.mapping("/extensions/" + name);
            boolean required = Boolean.TRUE.equals(extension.get("required"));
            if (required && !name.equals("tamor")) {
                throw new BadInputException(
                        "petab.extension",
                        yaml.location("/extensions/" + name),
                        "the problem needs the extension "
                                + name
                                + ", which is not known here; set required: false if it can do"
                                + " without");
            }
            extensions.put(name, extension);
        }
        return extensions;
    }
}
