package org.tamor.cli.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tamor.calibrate.anneal.AnnealedSample;
import org.tamor.calibrate.anneal.ModesToPosterior;
import org.tamor.calibrate.anneal.PriorCoordinates;
import org.tamor.calibrate.anneal.PriorToPosterior;
import org.tamor.cli.console.OptionGroup;
import org.tamor.cli.console.ResultNames;
import org.tamor.parallel.Progress;
import picocli.CommandLine.Option;

/// The options of every command that anneals to a posterior: where the population starts.
final class AnnealingStart extends OptionGroup {

    @Option(
            names = "--from",
            paramLabel = "START",
            description =
                    "where the population starts: modes (normal distributions about the modes of"
                            + " the posterior: short, needs derivatives, misses what lies far from"
                            + " them) or prior (long, and safe) (default modes)")
    private String from = "modes";

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "draws of the prior from which modes are searched (default 16)")
    private int starts = 16;

    void check() {
        check(List.of("modes", "prior").contains(from), "--from takes modes, prior");
        check(starts >= 1 && starts <= 10_000, "--starts must lie between 1 and 10000");
    }

    /// Anneals to the posterior.
    AnnealedSample run(
            AnnealingArguments arguments,
            PriorCoordinates coordinates,
            Path state,
            boolean resume,
            Progress progress) {
        int members = arguments.members();
        if (from.equals("prior")) {
            PriorToPosterior path = new PriorToPosterior(coordinates);
            return arguments.run(
                    path, path.draws(members, arguments.seed()), state, resume, progress);
        }
        String name = String.valueOf(state.getFileName()).replaceFirst("state", "modes");
        Path modes = state.resolveSibling(name);
        ModesToPosterior path =
                resume && Files.isRegularFile(modes)
                        ? ModesToPosterior.read(coordinates, starts, arguments.seed(), modes)
                        : searched(arguments, coordinates, modes, progress);
        return arguments.run(path, path.draws(members, arguments.seed()), state, resume, progress);
    }

    private ModesToPosterior searched(
            AnnealingArguments arguments,
            PriorCoordinates coordinates,
            Path modes,
            Progress progress) {
        ModesToPosterior path =
                ModesToPosterior.of(
                        coordinates, starts, arguments.seed(), arguments.threads(), progress);
        try {
            path.save(starts, arguments.seed(), modes);
        } catch (IOException problem) {
            throw ResultNames.unwritable(modes);
        }
        return path;
    }
}
