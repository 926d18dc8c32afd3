package org.tamor.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sbml.SbmlWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tamor convert`: a model from one language to another.
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Reads a model (Antimony or SBML) and writes it as SBML Level 3 Version 2.")
final class ConvertCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FROM", description = "Antimony (.ant) or SBML (.xml, .sbml) file")
    private Path from = Path.of("");

    @Parameters(index = "1", paramLabel = "TO.xml", description = "SBML file to write")
    private Path to = Path.of("");

    @Override
    public Integer call() {
        if (ModelFiles.isAntimony(to)) {
            throw new BadInputException(
                    "convert.language",
                    Location.ofFile(to.toString()),
                    "models are written as SBML; name the file .xml or .sbml");
        }
        SbmlWriter.write(ModelFiles.read(from), to);
        return 0;
    }
}
