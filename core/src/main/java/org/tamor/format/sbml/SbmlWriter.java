package org.tamor.format.sbml;

import java.io.IOException;
import java.nio.file.Path;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.model.Model;

/// Writes models as SBML Level 3 Version 2 core.
///
/// Two things of older SBML are written as follows: a model with a `fast` reaction is written as
/// Level 3 Version 1, the last that has such reactions; a computed stoichiometry
/// (`stoichiometryMath` of Level 2) becomes an assignment rule for the species reference, which
/// gets an id where it has none.
public final class SbmlWriter {

    static final String LATEST = "http://www.sbml.org/sbml/level3/version2/core";
    static final String WITH_FAST_REACTIONS = "http://www.sbml.org/sbml/level3/version1/core";

    private SbmlWriter() {}

    /// Writes a model to a file, which appears complete or not at all.
    public static void write(Model model, Path file) {
        String text = toText(model);
        try {
            WholeFile.write(file, text);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "sbml.not-writable",
                    Location.ofFile(file.toString()),
                    "the file cannot be written ("
                            + e.getClass().getSimpleName()
                            + ": "
                            + e.getMessage()
                            + "); choose a folder that exists and can be written");
        }
    }

    /// The model as the text of an SBML file.
    public static String toText(Model model) {
        return new ModelWriter(model).write();
    }
}
