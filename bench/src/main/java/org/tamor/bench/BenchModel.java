package org.tamor.bench;

import java.nio.file.Path;
import java.util.List;

/// A model of the collection of benchmark models, with the settings at which all engines are
/// compared: relative tolerance 1e-6, absolute 1e-12, 100 output steps.
///
/// @param end last time
/// @param debianFactor how many times faster an optimised build of SUNDIALS ran the same program
///   than Debian's
/// @param bar the largest allowed ratio of our time to the optimised C program's
/// @param gradientParameters the number of parameters of the gradient comparison
/// @param gradientBar the largest allowed ratio of a forward gradient to the C program's simulation
record BenchModel(
        String name,
        double end,
        double debianFactor,
        double bar,
        int gradientParameters,
        double gradientBar,
        int repetitions) {

    static final double RELATIVE_TOLERANCE = 1e-6;
    static final double ABSOLUTE_TOLERANCE = 1e-12;
    static final int STEPS = 100;

    static final List<BenchModel> ALL =
            List.of(
                    new BenchModel("boehm", 240, 3.5, 0.7, 8, 20, 2000),
                    new BenchModel("bachmann", 360, 3.2, 0.7, 37, 180, 1000),
                    new BenchModel("bm595", 100, 1.8, 1, 20, 15, 60),
                    new BenchModel("chen", 7200, 2.2, 1, 20, 28, 8),
                    new BenchModel("sparced", 86400, 3.2, 1, 20, 18, 40));

    Path file(Path folder) {
        return folder.resolve("bench-models").resolve(name + ".xml");
    }

    double[] times() {
        double[] times = new double[STEPS + 1];
        for (int k = 0; k <= STEPS; k++) {
            times[k] = end * k / STEPS;
        }
        return times;
    }

    static BenchModel named(String name) {
        return ALL.stream()
                .filter(model -> model.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no benchmark model " + name));
    }
}
