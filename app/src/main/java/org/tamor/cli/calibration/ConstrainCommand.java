package org.tamor.cli.calibration;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.anneal.AnnealedPosterior;
import org.tamor.calibrate.anneal.AnnealedSample;
import org.tamor.calibrate.anneal.PriorCoordinates;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.sample.ConvergenceGate;
import org.tamor.calibrate.sample.PetabPosterior;
import org.tamor.calibrate.sample.PosteriorEnsemble;
import org.tamor.calibrate.sample.PosteriorSample;
import org.tamor.calibrate.sample.PosteriorSummary;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.cli.console.StudyArgument;
import org.tamor.cli.console.StudyEnsemble;
import org.tamor.study.Study;
import org.tamor.study.comparison.SentencePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tamor constrain`: carries a study's ensemble on to where its sentences hold too.
@Command(
        name = "constrain",
        mixinStandardHelpOptions = true,
        description = {
            "Carry a study's ensemble, which agrees with the measurements, on to parameter vectors"
                + " that agree with the study's sentences too: the claims that have a tolerance."
        },
        footer = {
            "",
            "Writes draws.csv, summary.csv, ensemble.tsv, state.tsv and report.html into the folder"
                    + " given by --out.",
            "Exit code 0 if all islands agree, 1 otherwise."
        })
public final class ConstrainCommand extends ConsoleCommand {

    private static final String STATE = "state.tsv";

    @Mixin private StudyArgument argument = new StudyArgument();

    @Option(
            names = "--ensemble",
            paramLabel = "FILE.tsv",
            description =
                    "draws from the posterior of the measurements (default: the study's ensemble)")
    private Optional<Path> ensemble = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "folder for the results (default: results/ and the study's id, -constrain)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--resume",
            description = "go on with the run that was interrupted in the folder of results")
    private boolean resume;

    @Mixin private EnsembleSizeOption size = new EnsembleSizeOption();

    @Mixin private AnnealingArguments arguments = new AnnealingArguments();

    @Override
    public Integer call() {
        arguments.check();
        size.check();
        Study study = argument.read();
        Ensemble vectors = StudyEnsemble.of(study, ensemble);
        PetabPosterior posterior = PetabPosterior.of(study.problem(), arguments.solver());
        PriorCoordinates coordinates = PriorCoordinates.of(posterior);
        Path target = out.orElseGet(() -> Path.of("results", study.id() + "-constrain"));
        ResultNames.makeFolder(target);
        SentencePath path =
                SentencePath.of(
                        study, coordinates, vectors, arguments.members(), arguments.solver());
        AnnealedSample annealed;
        try (ConsoleProgress progress = new ConsoleProgress(errors())) {
            annealed = arguments.run(path, path.starts(), target.resolve(STATE), resume, progress);
        }
        PosteriorSample sample = AnnealedPosterior.sample(annealed, coordinates);
        PosteriorSummary summary =
                PosteriorSummary.of(sample, posterior.coordinates(), ConvergenceGate.STANDARD);
        Map<String, String> facts =
                Map.of(
                        "logarithm of how likely the sentences are, given the measurements",
                        String.format(
                                Locale.ROOT,
                                "%.2f, standard error %.2f",
                                annealed.logRatio(),
                                annealed.logRatioError()));
        PosteriorFiles.write(
                posterior,
                sample,
                summary,
                PosteriorEnsemble.of(sample, posterior, size.size()).knowingSentences(),
                study.title(),
                Invocation.facts(commandSpec(), facts),
                target);
        PrintWriter console = console();
        SampleSummary.print(sample, summary, "ask for larger islands or more --sweeps", console);
        facts.forEach((name, value) -> console.println(name + ": " + value));
        console.println("report: " + target.resolve("report.html"));
        console.flush();
        return summary.converged() && annealed.rested() ? 0 : 1;
    }
}
