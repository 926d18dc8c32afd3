package org.tamor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The physical-limit reference: a model as straight-line C with an analytic sparse Jacobian, solved
/// by CVODE, made by the tool in the folder `tools/cvode-limit`.
///
/// Needs Debian's python3-sbml5, gcc, libsundials-dev and libsuitesparse-dev.
final class CReference {

    private static final Pattern TIME = Pattern.compile("\"min_ms\":([0-9.eE+-]+)");
    private static final List<String> LIBRARIES =
            List.of(
                    "-lsundials_cvode",
                    "-lsundials_nvecserial",
                    "-lsundials_sunlinsolklu",
                    "-lsundials_sunlinsoldense",
                    "-lsundials_sunmatrixsparse",
                    "-lsundials_sunmatrixdense",
                    "-lsundials_generic",
                    "-lklu",
                    "-lamd",
                    "-lbtf",
                    "-lcolamd",
                    "-lsuitesparseconfig",
                    "-lm");

    private final Path program;

    private CReference(Path program) {
        this.program = program;
    }

    static CReference compile(Path tool, Path model, Path folder) {
        Path source = folder.resolve(model.getFileName() + ".c");
        Path program = folder.resolve(model.getFileName() + ".bin");
        run(List.of(
                "/usr/bin/python3",
                tool.resolve("sbml2cvode.py").toString(),
                model.toString(),
                source.toString()));
        List<String> gcc =
                new ArrayList<>(
                        List.of(
                                "gcc",
                                "-O3",
                                "-march=native",
                                "-w",
                                "-o",
                                program.toString(),
                                source.toString(),
                                "-I" + tool,
                                "-I/usr/include/suitesparse"));
        gcc.addAll(LIBRARIES);
        run(gcc);
        return new CReference(program);
    }

    /// The shortest time of one simulation with KLU and AMD ordering, in milliseconds.
    double milliseconds(double end, double relative, double absolute, int repetitions) {
        String printed =
                run(
                        List.of(
                                program.toString(),
                                Double.toString(end),
                                Double.toString(relative),
                                Double.toString(absolute),
                                Integer.toString(repetitions),
                                "kluamd"));
        Matcher matcher = TIME.matcher(printed);
        if (!matcher.find()) {
            throw new IllegalStateException("the reference printed no time: " + printed);
        }
        return Double.parseDouble(matcher.group(1));
    }

    /// The time course at 101 times.
    Table course(double end, double relative, double absolute) {
        try {
            Path out = Files.createTempFile("reference", ".csv");
            run(
                    List.of(
                            program.toString(),
                            Double.toString(end),
                            Double.toString(relative),
                            Double.toString(absolute),
                            "1",
                            "kluamd",
                            out.toString()));
            List<String> lines = Files.readAllLines(out);
            Files.delete(out);
            List<String> names = List.of(lines.getFirst().split(","));
            double[][] rows =
                    lines.stream()
                            .skip(1)
                            .map(line ->
                                    Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
                            .toArray(double[][]::new);
            return new Table(names, rows);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// @param names of the columns, time first
    record Table(List<String> names, double[][] rows) {}

    static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + printed);
            }
            return printed;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(problem);
        }
    }
}
