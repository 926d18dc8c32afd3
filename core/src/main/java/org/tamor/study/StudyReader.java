package org.tamor.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.ensemble.EnsembleFile;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.InputFolder;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.format.petab.YamlFile;

/// Reads study folders.
///
/// A study is a PEtab problem whose file is called `study.yaml`, with tables of its own named under
/// `extensions.tamor`; see docs/study-format.md. Further entries there are kept as properties of
/// the study. A plain PEtab problem is a study without claims.
public final class StudyReader {

    /// The problem file of a study folder.
    public static final String FILE_NAME = "study.yaml";

    private static final String EXTENSION = "/extensions/tamor";
    private static final Set<String> KEYS =
            Set.of(
                    "version",
                    "required",
                    "title",
                    "question",
                    "paper",
                    "regimen_files",
                    "design_files",
                    "claim_files",
                    "edge_files",
                    "provenance_files",
                    "moiety_files",
                    "figure_files",
                    "ensemble_file",
                    "sentence_ensemble_file",
                    "mechanism_files",
                    "validation_measurement_files");

    private final YamlFile yaml;
    private final InputFolder folder;

    private StudyReader(YamlFile yaml, InputFolder folder) {
        this.yaml = yaml;
        this.folder = folder;
    }

    /// Reads and checks a study.
    ///
    /// @param folderOrYaml the folder, or the problem file in it
    public static Study read(Path folderOrYaml) {
        Path file =
                Files.isDirectory(folderOrYaml) ? folderOrYaml.resolve(FILE_NAME) : folderOrYaml;
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(
                    "study.missing",
                    Location.ofFile(file.toString()),
                    "there is no such file; name a folder with a "
                            + FILE_NAME
                            + ", or a PEtab problem file");
        }
        YamlFile yaml = YamlFile.read(file);
        if (yaml.text("/format_version").startsWith("1")) {
            throw new BadInputException(
                    "petab.version",
                    yaml.location("/format_version"),
                    "this is a problem of PEtab version 1, only version 2 can be a study; "
                            + "convert it with `petab` (petab.v2.petab1to2)");
        }
        return new StudyReader(yaml, InputFolder.of(file)).study(file, PetabReader.read(file));
    }

    private Study study(Path file, PetabProblem undosed) {
        Map<String, Object> properties = yaml.mapping(EXTENSION);
        for (String key : properties.keySet()) {
            if (!KEYS.contains(key)
                    && (key.endsWith("_files") || !NearestNames.of(key, KEYS).isEmpty())) {
                throw new BadInputException(
                        "study.unknown-key",
                        yaml.location(EXTENSION + "/" + key),
                        "the entry "
                                + key
                                + " is not known; "
                                + NearestNames.hint(key, KEYS, "remove it or correct its name"));
            }
        }
        if (undosed.models().size() != 1) {
            throw new BadInputException(
                    "study.models",
                    yaml.location("/model_files"),
                    "a study has one model, this problem has "
                            + undosed.models().size()
                            + "; split it");
        }
        StudyRegimens regimens = StudyRegimens.read(files("regimen_files"));
        PetabProblem problem = regimens.given(undosed);
        List<Design> designs = DesignReader.read(files("design_files"), problem, regimens);
        List<Measurement> validation = new ArrayList<>();
        for (Path table : files("validation_measurement_files")) {
            validation.addAll(PetabReader.readMeasurements(table, problem));
        }
        List<Study.FigureFile> figures = new ArrayList<>();
        for (Path figure : files("figure_files")) {
            figures.add(new Study.FigureFile(figure.toString(), YamlFile.read(figure).content()));
        }
        String id = problem.id().isEmpty() ? name(file) : problem.id();
        String title = yaml.text(EXTENSION + "/title");
        Study study =
                new Study(
                        id,
                        title.isEmpty() ? id : title,
                        yaml.text(EXTENSION + "/question"),
                        folder.path(),
                        problem,
                        problem.models().getFirst().model(),
                        DesignExpansion.experiments(problem, designs, regimens),
                        designs,
                        StudyTables.claims(files("claim_files")),
                        StudyTables.edges(files("edge_files")),
                        StudyTables.provenance(files("provenance_files")),
                        StudyTables.moieties(files("moiety_files")),
                        validation,
                        figures,
                        ensemble("ensemble_file", problem, false),
                        ensemble("sentence_ensemble_file", problem, true),
                        StudyTables.mechanisms(files("mechanism_files")),
                        properties);
        StudyChecker.check(study, !files("provenance_files").isEmpty());
        return study;
    }

    private Optional<Ensemble> ensemble(String key, PetabProblem problem, boolean sentences) {
        String path = EXTENSION + "/" + key;
        String name = yaml.text(path);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Ensemble ensemble =
                EnsembleFile.read(
                        folder.resolve(name, yaml.location(path)),
                        problem.parameters().stream().map(PetabParameter::id).toList());
        if (ensemble.knowsSentences() != sentences) {
            throw new BadInputException(
                    "study.ensemble-knows",
                    yaml.location(path),
                    sentences
                            ? name
                                    + " does not say that its vectors agree with the sentences;"
                                    + " write sentences into its column knows, or name it as"
                                    + " ensemble_file"
                            : name
                                    + " has vectors that agree with the sentences already (column"
                                    + " knows); name it as sentence_ensemble_file");
        }
        return Optional.of(ensemble);
    }

    private List<Path> files(String key) {
        String path = EXTENSION + "/" + key;
        List<Path> files = new ArrayList<>();
        for (String name : yaml.texts(path)) {
            files.add(folder.resolve(name, yaml.location(path)));
        }
        return files;
    }

    private static String name(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        Path name = parent == null ? null : parent.getFileName();
        return name == null ? "study" : name.toString();
    }
}
