package org.tamor.cli.calibration;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tamor.calibrate.ParameterValues;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.calibrate.fit.ProgressFile;
import org.tamor.calibrate.profile.ParameterProfiles;
import org.tamor.calibrate.profile.Profile;
import org.tamor.calibrate.profile.ProfileOptions;
import org.tamor.calibrate.profile.ProfileTables;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.ConsoleTable;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.files.ResultFolder;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.PetabProblem;
import org.tamor.report.calibration.ProfileReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tamor profile`: how sure each parameter of a PEtab problem is.
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = {
            "Holds each estimated parameter of a PEtab problem at values around the best one, fits"
                    + " the others anew, and says whether the measurements bound it.",
            "Start from the result of a fit: --parameters results/fit-NAME/parameters.tsv."
        },
        footer = {
            "",
            "Writes profiles.csv, intervals.csv, figures/ and report.html to the folder given by"
                + " --out. Each profile is kept as it ends: profiles that were stopped go on with"
                + " --resume."
        })
public final class ProfileCommand extends ConsoleCommand {

    @Parameters(paramLabel = "PROBLEM.yaml", description = "problem file")
    private Path file = Path.of("");

    @Option(
            names = "--parameters",
            paramLabel = "FILE.tsv|csv",
            description =
                    "table with the columns parameterId and value (or nominalValue), values on the"
                            + " linear scale, to profile around (default: the problem's nominal"
                            + " values); they are refined first")
    private Optional<Path> parameters = Optional.empty();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ID",
            description = "parameters to profile (default: all that are estimated)")
    private List<String> only = List.of();

    @Option(
            names = "--level",
            defaultValue = "0.95",
            description = "of the intervals (default ${DEFAULT-VALUE})")
    private double level;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "60",
            description = "the most steps to each side (default ${DEFAULT-VALUE})")
    private int steps;

    @Option(
            names = "--density",
            paramLabel = "value|scale",
            defaultValue = "value",
            description = DensityOption.DESCRIPTION + "; give the one of the fit")
    private String density = "value";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "how many parameters at once; the results do not depend on it (default: one a"
                            + " processor)")
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "folder for the results (default: results/profile- and the problem's name)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--resume",
            description = "go on with the profiles that the folder holds already")
    private boolean resume;

    @Override
    public Integer call() {
        check(level > 0 && level < 1, "--level must lie between 0 and 1");
        check(steps >= 1 && steps <= 100_000, "--steps must lie between 1 and 100000");
        checkThreads(threads);
        PetabProblem problem = ProblemFiles.read(file);
        PetabEvaluation evaluation = PetabEvaluation.of(problem);
        Map<String, Double> values =
                parameters.map(table -> ParameterValues.readWithinBounds(table, problem)).orElse(Map.of());
        ParameterProfiles work =
                ParameterProfiles.around(
                        evaluation,
                        evaluation.complete(values),
                        new ProfileOptions(
                                level, steps, threads, DensityOption.of(density, commandSpec())));
        List<Integer> indices = indices(work.space().ids());
        Path target = out.orElseGet(() -> ResultNames.folder("profile-", file));
        ResultNames.makeFolder(target);
        List<Profile> profiles = run(work, indices, target);
        write(work, profiles, target);
        print(work, profiles, target);
        return 0;
    }

    private List<Integer> indices(List<String> ids) {
        if (only.isEmpty()) {
            return IntStream.range(0, ids.size()).boxed().toList();
        }
        List<Integer> indices = new ArrayList<>();
        for (String id : only) {
            check(
                    ids.contains(id),
                    "--only names "
                            + id
                            + ", which is not estimated; "
                            + NearestNames.hint(id, ids, "choose another"));
            indices.add(ids.indexOf(id));
        }
        return indices.stream().sorted().distinct().toList();
    }

    private List<Profile> run(ParameterProfiles work, List<Integer> indices, Path target) {
        Path file = target.resolve(ParameterProfiles.FILE_NAME);
        ProgressFile kept =
                resume
                        ? ProgressFile.resume(file, work.identity())
                        : ProgressFile.begin(file, work.identity());
        List<Profile> known = work.read(kept);
        int[] done = {(int) known.stream().filter(one -> indices.contains(one.index())).count()};
        try (ConsoleProgress progress = new ConsoleProgress(errors())) {
            progress.report("profiles", done[0], indices.size());
            return work.run(
                    indices,
                    known,
                    profile -> {
                        kept.add(ParameterProfiles.fields(profile));
                        progress.report("profiles", ++done[0], indices.size());
                    });
        }
    }

    private void write(ParameterProfiles work, List<Profile> profiles, Path target) {
        try {
            ResultFolder folder = ResultFolder.open(target);
            new ProfileTables(work.space(), work.best(), profiles).write(target);
            ProfileReport.write(
                    work,
                    profiles,
                    ResultNames.title(file),
                    Invocation.command(commandSpec()),
                    Invocation.program(),
                    target);
            folder.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
    }

    private void print(ParameterProfiles work, List<Profile> profiles, Path target) {
        PrintWriter console = console();
        console.println("objective at the best point: " + work.bestValue());
        console.println();
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row :
                new ProfileTables(work.space(), work.best(), profiles).intervals()) {
            rows.add(
                    List.of(
                            row.get(0),
                            ResultNames.rounded(row.get(2)),
                            ResultNames.rounded(row.get(3)),
                            ResultNames.rounded(row.get(4)),
                            row.get(7)));
        }
        ConsoleTable.print(rows, console);
        console.println();
        console.println("report: " + target.resolve("report.html"));
        console.flush();
    }
}
