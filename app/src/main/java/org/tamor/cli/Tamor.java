package org.tamor.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.tamor.cli.calibration.AnnealCommand;
import org.tamor.cli.calibration.CompareCommand;
import org.tamor.cli.calibration.ConstrainCommand;
import org.tamor.cli.calibration.EvaluateCommand;
import org.tamor.cli.calibration.FitCommand;
import org.tamor.cli.calibration.PredictCommand;
import org.tamor.cli.calibration.ProfileCommand;
import org.tamor.cli.calibration.SampleCommand;
import org.tamor.cli.calibration.ValidateCommand;
import org.tamor.cli.combination.CombineCommand;
import org.tamor.cli.conformance.ConformanceCommand;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.model.ConvertCommand;
import org.tamor.cli.model.SimulateCommand;
import org.tamor.cli.regimen.RegimenCommand;
import org.tamor.cli.study.RunCommand;
import org.tamor.cli.tumour.ExposureCommand;
import org.tamor.cli.tumour.MouseCommand;
import org.tamor.cli.tumour.VirtualCommand;
import org.tamor.failure.TamorException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program `tamor`.
///
/// Exit codes: 0 done, 1 a check failed, 2 bad input, 3 the environment lacks something, 4 a
/// numerical failure, 130 stopped with Ctrl-C.
@Command(
        name = "tamor",
        mixinStandardHelpOptions = true,
        versionProvider = Invocation.Version.class,
        description = "An in-silico laboratory for endocrine-resistant breast cancer.",
        subcommands = {
            RunCommand.class,
            SimulateCommand.class,
            EvaluateCommand.class,
            FitCommand.class,
            ProfileCommand.class,
            SampleCommand.class,
            AnnealCommand.class,
            ConstrainCommand.class,
            CompareCommand.class,
            ValidateCommand.class,
            PredictCommand.class,
            CombineCommand.class,
            MouseCommand.class,
            RegimenCommand.class,
            VirtualCommand.class,
            ExposureCommand.class,
            ConvertCommand.class,
            ConformanceCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:done, and a check failed",
            "2:bad input or bad options",
            "3:the machine lacks something",
            "4:a numerical failure"
        })
public final class Tamor implements Callable<Integer> {

    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(
                execute(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        arguments));
    }

    /// Runs one command line, results to `out` and everything else to `err`, and returns its exit
    /// code.
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        try {
            int exitCode = run(out, err, arguments);
            if (out.checkError()) {
                err.println(
                        "tamor: standard output is closed or full; not all results were printed"
                                + " [output.closed]");
                return Math.max(exitCode, 3);
            }
            return exitCode;
        } catch (OutOfMemoryError problem) {
            err.println(
                    "tamor: out of memory; ask for fewer points or outputs, or give the Java"
                            + " machine more with TAMOR_JAVA_OPTIONS=-Xmx8g [environment.memory]");
            return 3;
        } catch (StackOverflowError problem) {
            err.println("tamor: the input is nested too deeply; simplify it [input.nesting]");
            return 2;
        }
    }

    private static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Tamor())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Tamor::badOptions)
                .setExecutionExceptionHandler(Tamor::failure)
                .execute(arguments);
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
        return 0;
    }

    private static int badOptions(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        command.getErr()
                .println(
                        "tamor: "
                                + oneLine(String.valueOf(problem.getMessage()))
                                + "; see "
                                + command.getCommandSpec().qualifiedName()
                                + " --help");
        return 2;
    }

    private static int failure(
            Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        if (problem instanceof TamorException known) {
            command.getErr().println("tamor: " + oneLine(known.describe()));
            return known.exitCode();
        }
        if (problem instanceof ParameterException options) {
            return badOptions(options, new String[0]);
        }
        command.getErr()
                .println(
                        "tamor: unexpected failure, please report it: "
                                + oneLine(problem + " at " + firstOwnFrame(problem)));
        if (Boolean.getBoolean("tamor.trace")) {
            problem.printStackTrace(command.getErr());
        }
        return 4;
    }

    private static String firstOwnFrame(Exception problem) {
        for (StackTraceElement frame : problem.getStackTrace()) {
            if (frame.getClassName().startsWith("org.tamor.")) {
                return frame.toString();
            }
        }
        return "an unknown place";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
