package org.tamor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// From an SBML file to its first result: the whole command `./tamor simulate` in a new JVM with the
/// start-up cache, and reading, compiling and simulating in a JVM that has done it before.
///
/// `bench/run FirstResult FOLDER`, where FOLDER holds `bench-models`; run in the project's folder.
/// The shortest of five.
final class FirstResult {

    private static final int ROUNDS = 5;

    private FirstResult() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path out = Files.createTempDirectory("tamor-bench").resolve("course.csv");
        System.out.println(Machine.describe());
        System.out.printf("%-9s %14s %14s%n", "model", "new JVM s", "warm s");
        for (BenchModel bench : BenchModel.ALL) {
            List<String> command =
                    List.of(
                            "./tamor",
                            "simulate",
                            bench.file(folder).toString(),
                            "--end",
                            Double.toString(bench.end()),
                            "--points",
                            "101",
                            "--out",
                            out.toString());
            double cold = Double.POSITIVE_INFINITY;
            double warm = Double.POSITIVE_INFINITY;
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                CReference.run(command);
                cold = Math.min(cold, (System.nanoTime() - begin) * 1e-9);
                begin = System.nanoTime();
                Speed.run(Speed.simulator(bench.file(folder)), bench.times());
                warm = Math.min(warm, (System.nanoTime() - begin) * 1e-9);
            }
            System.out.printf("%-9s %14.2f %14.2f%n", bench.name(), cold, warm);
        }
    }
}
