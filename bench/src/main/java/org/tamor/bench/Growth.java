package org.tamor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.format.sbml.SbmlWriter;
import org.tamor.simulate.Simulator;

/// The cost of one simulation as the model grows from 8 to 1,024 species, beside the C program with
/// CVODE, in one run: a cascade of covalent modification cycles, each driven by the one before and
/// held back by one farther down.
///
/// `bench/run Growth FOLDER`, where FOLDER holds `tools/cvode-limit`. The C times are those of
/// Debian's SUNDIALS divided by 2.5, the middle of the measured factors.
final class Growth {

    private static final double DEBIAN_FACTOR = 2.5;
    private static final double END = 100;
    private static final double SECONDS = 2;

    private Growth() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path work = Files.createTempDirectory("tamor-bench");
        System.out.println(Machine.describe());
        System.out.printf(
                "%8s %12s %12s %8s %16s %10s %10s%n",
                "species", "tamor ms", "C ms", "ratio", "tamor us/species", "error", "C error");
        for (int species = 8; species <= 1024; species *= 2) {
            measure(species, folder.resolve("tools/cvode-limit"), work);
        }
    }

    private static void measure(int species, Path tool, Path work) throws IOException {
        Path file = work.resolve("cascade" + species + ".xml");
        Files.writeString(file, SbmlWriter.toText(AntimonyReader.read(cascade(species / 2), "cascade")));
        CReference reference = CReference.compile(tool, file, work);
        Simulator simulator = Speed.simulator(file);
        double[] times = new double[BenchModel.STEPS + 1];
        for (int k = 0; k < times.length; k++) {
            times[k] = END * k / BenchModel.STEPS;
        }
        double ours = Double.POSITIVE_INFINITY;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < SECONDS * 1e9) {
            long start = System.nanoTime();
            Speed.run(simulator, times);
            ours = Math.min(ours, (System.nanoTime() - start) * 1e-6);
        }
        double limit =
                reference.milliseconds(
                                END,
                                BenchModel.RELATIVE_TOLERANCE,
                                BenchModel.ABSOLUTE_TOLERANCE,
                                (int) Math.clamp(500 / ours, 3, 2000))
                        / DEBIAN_FACTOR;
        CReference.Table tight = reference.course(END, 1e-10, 1e-15);
        System.out.printf(
                "%8d %12.3f %12.3f %8.2f %16.2f %10.1e %10.1e%n",
                species,
                ours,
                limit,
                ours / limit,
                1000 * ours / species,
                Deviation.of(tight, Speed.run(simulator, times)),
                Deviation.of(
                        tight,
                        reference.course(
                                END,
                                BenchModel.RELATIVE_TOLERANCE,
                                BenchModel.ABSOLUTE_TOLERANCE)));
    }

    private static String cascade(int cycles) {
        StringBuilder text = new StringBuilder("model cascade\n  compartment c = 1\n");
        for (int i = 0; i < cycles; i++) {
            String driver = i == 0 ? "0.5" : "B" + (i - 1);
            String brake = "B" + (i + 3) % cycles;
            double fast = 1 + 10 * (i % 7);
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  species A%1$d in c = 1, B%1$d in c = 0%n"
                                    + "  on%1$d: A%1$d -> B%1$d; %2$s * %3$s * A%1$d / ((0.2 + A%1$d) * (1 + %4$s))%n"
                                    + "  off%1$d: B%1$d -> A%1$d; %5$s * B%1$d / (0.3 + B%1$d)%n",
                            i, 2 * fast, driver, brake, 0.4 * fast));
        }
        return text.append("end\n").toString();
    }
}
