package org.tamor.cli.calibration;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.anneal.AnnealedPosterior;
import org.tamor.calibrate.anneal.AnnealedSample;
import org.tamor.calibrate.anneal.PriorCoordinates;
import org.tamor.calibrate.sample.PetabPosterior;
import org.tamor.calibrate.sample.PosteriorEnsemble;
import org.tamor.calibrate.sample.PosteriorSample;
import org.tamor.calibrate.sample.PosteriorSummary;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.files.WholeFile;
import org.tamor.format.petab.PetabProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tamor anneal`: draws from the posterior of a problem with a population, and measures the
/// marginal likelihood.
@Command(
        name = "anneal",
        mixinStandardHelpOptions = true,
        description = {
            "Draw parameter vectors from the posterior of a PEtab problem with a population that is"
                    + " carried there in stages, and measure the marginal likelihood.",
            "For problems of many parameters, most of which the measurements leave open. Every"
                    + " parameter needs a prior, or finite bounds."
        },
        footer = {
            "",
            "Writes draws.csv, summary.csv, ensemble.tsv, stages.csv, marginal-likelihood.csv,"
                    + " state.tsv, modes.tsv and report.html into the folder given by --out.",
            "Exit code 0 if all islands agree, 1 otherwise."
        })
public final class AnnealCommand extends ConsoleCommand {

    private static final String STATE = "state.tsv";

    @Parameters(paramLabel = "PROBLEM.yaml", description = "problem file")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for the results (default: results/PROBLEM-anneal)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--resume",
            description = "go on with the run that was interrupted in the folder of results")
    private boolean resume;

    @Mixin private ConvergenceOptions convergence = new ConvergenceOptions();

    @Mixin private EnsembleSizeOption ensemble = new EnsembleSizeOption();

    @Mixin private AnnealingStart start = new AnnealingStart();

    @Mixin private AnnealingArguments arguments = new AnnealingArguments();

    @Override
    public Integer call() {
        start.check();
        arguments.check();
        ensemble.check();
        convergence.check();
        PetabProblem problem = ProblemFiles.read(file);
        PetabPosterior posterior = PetabPosterior.of(problem, arguments.solver());
        PriorCoordinates coordinates = PriorCoordinates.of(posterior);
        Path target = out.orElseGet(() -> ResultNames.folderOf(file, "-anneal"));
        ResultNames.makeFolder(target);
        AnnealedSample annealed;
        try (ConsoleProgress progress = new ConsoleProgress(errors())) {
            annealed = start.run(arguments, coordinates, target.resolve(STATE), resume, progress);
        }
        PosteriorSample sample = AnnealedPosterior.sample(annealed, coordinates);
        PosteriorSummary summary =
                PosteriorSummary.of(sample, posterior.coordinates(), convergence.gate());
        write(annealed, target);
        PosteriorFiles.write(
                posterior,
                sample,
                summary,
                PosteriorEnsemble.of(sample, posterior, ensemble.size()),
                ResultNames.plainTitle(file),
                Invocation.facts(commandSpec(), facts(annealed)),
                target);
        PrintWriter console = console();
        SampleSummary.print(sample, summary, "ask for larger islands or more --sweeps", console);
        facts(annealed).forEach((name, value) -> console.println(name + ": " + value));
        console.println("report: " + target.resolve("report.html"));
        console.flush();
        return summary.converged() && annealed.rested() ? 0 : 1;
    }

    private static Map<String, String> facts(AnnealedSample annealed) {
        return Map.of(
                "logarithm of the marginal likelihood",
                String.format(
                        Locale.ROOT,
                        "%.2f, standard error %.2f (from %d islands)%s",
                        annealed.logRatio(),
                        annealed.logRatioError(),
                        annealed.islands().size(),
                        annealed.rested()
                                ? ""
                                : "; the last stage ended before its members had forgotten where"
                                        + " they started"));
    }

    private static void write(AnnealedSample annealed, Path target) {
        try {
            WholeFile.write(target.resolve("stages.csv"), AnnealedPosterior.stages(annealed));
            StringBuilder text = new StringBuilder("island,logMarginalLikelihood\n");
            for (int i = 0; i < annealed.logRatios().size(); i++) {
                text.append(i + 1).append(',').append(annealed.logRatios().get(i)).append('\n');
            }
            WholeFile.write(target.resolve("marginal-likelihood.csv"), text.toString());
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
    }
}
