package org.tamor.cli.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;
import org.tamor.model.ModelValidator;

/// Reads a model file in the language that its name ends in.
final class ModelFiles {

    private ModelFiles() {}

    static Model read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(
                    "input.missing",
                    Location.ofFile(file.toString()),
                    "no such model file; check the path");
        }
        Model model = isAntimony(file) ? AntimonyReader.read(file) : SbmlReader.read(file);
        ModelValidator.validate(model, file.toString());
        if (model.species().isEmpty()
                && model.parameters().isEmpty()
                && model.compartments().isEmpty()) {
            throw new BadInputException(
                    "input.empty-model",
                    Location.ofFile(file.toString()),
                    "the model is empty; define something");
        }
        return model;
    }

    static boolean isAntimony(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".ant") || name.endsWith(".txt")) {
            return true;
        }
        if (name.endsWith(".xml") || name.endsWith(".sbml")) {
            return false;
        }
        throw new BadInputException(
                "input.language",
                Location.ofFile(file.toString()),
                "cannot tell the language; name the file .xml or .sbml (SBML) or .ant (Antimony)");
    }
}
