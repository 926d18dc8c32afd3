package org.tamor.cli.model;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tamor.format.antimony.AntimonyWriter;
import org.tamor.format.sbml.SbmlWriter;
import org.tamor.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tamor convert`: a model from one language to another.
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Converts a model between Antimony and SBML (written as Level 3 Version 2).")
public final class ConvertCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "FROM",
            description = "Antimony (.ant) or SBML (.xml, .sbml) file")
    private Path from = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "file to write; .ant for Antimony, .xml or .sbml for SBML")
    private Path to = Path.of("");

    @Override
    public Integer call() {
        Model model = ModelFiles.read(from);
        if (ModelFiles.isAntimony(to)) {
            AntimonyWriter.write(model, to);
        } else {
            SbmlWriter.write(model, to);
        }
        return 0;
    }
}
