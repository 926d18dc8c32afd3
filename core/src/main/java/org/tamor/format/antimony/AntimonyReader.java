package org.tamor.format.antimony;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.tamor.failure.BadInputException;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.model.Model;

/// Reads models in Antimony.
///
/// The model is the one marked `model *name`; else what stands outside of models, where there is
/// any; else the last one defined. Files may import others from their own folder and the folders in
/// it. Units, defaults and boundary species are as in libAntimony's translation to SBML: species
/// without a value start at 0, compartments have size 1, `$S` and `const S` are boundary species.
///
/// Throws [BadInputException] with codes `antimony.*`, naming line and column.
public final class AntimonyReader {

    private static final long MAXIMUM_BYTES = 64L << 20;
    private static final int MAXIMUM_IMPORTS = 100;

    private final ModuleSource.Library library;
    private final Set<Path> open = new LinkedHashSet<>();
    private final Set<Path> done = new LinkedHashSet<>();
    private long bytes;

    private AntimonyReader(String file) {
        this.library = new ModuleSource.Library(file);
    }

    public static Model read(Path file) {
        AntimonyReader reader = new AntimonyReader(file.toString());
        Path real = reader.realPath(file, Location.ofFile(file.toString()), file.toString());
        Path parent = real.getParent();
        reader.parseFile(
                real,
                file.toString(),
                parent == null ? real : parent,
                Location.ofFile(file.toString()));
        return reader.model();
    }

    /// Reads a text, in which imports are refused.
    ///
    /// @param fileName the name in messages
    public static Model read(String text, String fileName) {
        AntimonyReader reader = new AntimonyReader(fileName);
        if (text.length() > MAXIMUM_BYTES) {
            throw tooLarge(Location.ofFile(fileName));
        }
        new AntimonyParser(
                        text,
                        fileName,
                        reader.library,
                        (name, at) -> {
                            throw new BadInputException(
                                    "antimony.import",
                                    at.withElement(name),
                                    "a text cannot import files; read it from a file");
                        })
                .parse();
        return reader.model();
    }

    private void parseFile(Path file, String shownName, Path folder, Location from) {
        if (done.contains(file)) {
            return;
        }
        if (!open.add(file)) {
            throw new BadInputException(
                    "antimony.import",
                    from.withElement(shownName),
                    "this import leads back to "
                            + shownName
                            + ", which imports it; remove one of the imports");
        }
        if (open.size() + done.size() > MAXIMUM_IMPORTS) {
            throw new BadInputException(
                    "antimony.import",
                    from.withElement(shownName),
                    "more than " + MAXIMUM_IMPORTS + " imports; join files");
        }
        String text = text(file, from);
        new AntimonyParser(
                        text, shownName, library, (name, at) -> importFile(name, at, file, folder))
                .parse();
        open.remove(file);
        done.add(file);
    }

    private void importFile(String name, Location at, Path importer, Path folder) {
        if (name.endsWith(".xml") || name.endsWith(".sbml")) {
            throw TokenCursor.unsupported(at, "the import of SBML ('" + name + "')");
        }
        Path target = realPath(importer.resolveSibling(name), at, name);
        if (Path.of(name).isAbsolute() || !target.startsWith(folder)) {
            throw new BadInputException(
                    "antimony.import",
                    at.withElement(name),
                    "only files in the folder of the model can be imported;"
                            + " move "
                            + name
                            + " there");
        }
        parseFile(target, folder.relativize(target).toString(), folder, at);
    }

    private Path realPath(Path file, Location at, String name) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new BadInputException(
                    "antimony.file",
                    at.withElement(name),
                    "there is no readable file " + name + "; check its name");
        }
    }

    private String text(Path file, Location at) {
        try {
            bytes += Files.size(file);
            if (bytes > MAXIMUM_BYTES) {
                throw tooLarge(at);
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new BadInputException(
                    "antimony.file", at, file.getFileName() + " is not UTF-8 text; convert it");
        } catch (IOException e) {
            throw new EnvironmentException(
                    "antimony.file",
                    at,
                    "cannot read " + file.getFileName() + ": " + e.getMessage());
        }
    }

    private static BadInputException tooLarge(Location at) {
        return new BadInputException(
                "antimony.too-large",
                at,
                "the text is larger than " + (MAXIMUM_BYTES >> 20) + " MiB; make it smaller");
    }

    private Model model() {
        ModuleSource main =
                library.modules.values().stream()
                        .filter(module -> module.marked)
                        .findFirst()
                        .orElseGet(this::unmarked);
        return new ModelAssembler(library, new Flattener(library, main)).assemble();
    }

    private ModuleSource unmarked() {
        return library.main.statements.isEmpty() && !library.modules.isEmpty()
                ? library.modules.sequencedValues().getLast()
                : library.main;
    }
}
