package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tamor.SharedData;
import org.tamor.format.petab.YamlFile;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;

/// The PEtab test suite, version 2: simulations, chi-square and log-likelihood at the nominal
/// parameters agree with the suite's solutions within its tolerances.
class PetabSuiteLikelihoodTest {

    /// Cases that cannot be run, and why.
    private static final Map<String, String> SKIPPED = Map.of("0023", "a measurement at time inf");

    private static final SolverOptions TIGHT = new SolverOptions(1e-9, 1e-12, 1_000_000);

    @TestFactory
    List<DynamicTest> likelihoods() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> folders =
                Files.list(SharedData.require("petab-test-suite/v2.0.0/sbml"))) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                String name = folder.getFileName().toString();
                tests.add(DynamicTest.dynamicTest(name, () -> check(folder, name)));
            }
        }
        return tests;
    }

    private static void check(Path folder, String name) throws IOException {
        Assumptions.assumeFalse(SKIPPED.containsKey(name), () -> String.valueOf(SKIPPED.get(name)));
        Study study = StudyReader.read(folder.resolve("_" + name + ".yaml"));
        StudyResults results =
                StudyRunner.run(study, RunOptions.standard().withSolver(TIGHT), Progress.SILENT);
        Map<String, Object> solution =
                YamlFile.read(folder.resolve("_" + name + "_solution.yaml")).content();
        List<String> lines = Files.readAllLines(folder.resolve("_simulations.tsv"));
        int column = List.of(lines.getFirst().split("\t", -1)).indexOf("simulation");
        double chiSquare = 0;
        for (int i = 0; i < results.measurements().size(); i++) {
            MeasurementFit fit = results.measurements().get(i);
            assertThat(fit.explanation()).isEmpty();
            double expected = Double.parseDouble(lines.get(i + 1).split("\t", -1)[column]);
            assertThat(fit.simulated().orElseThrow())
                    .as(lines.get(i + 1))
                    .isCloseTo(expected, within(number(solution, "tol_simulations")));
            chiSquare += Math.pow(fit.residual().orElseThrow(), 2);
        }
        assertThat(chiSquare)
                .isCloseTo(number(solution, "chi2"), within(number(solution, "tol_chi2")));
        assertThat(results.logLikelihood().orElseThrow())
                .isCloseTo(number(solution, "llh"), within(number(solution, "tol_llh")));
    }

    private static double number(Map<String, Object> solution, String key) {
        return ((Number) solution.getOrDefault(key, 0)).doubleValue();
    }
}
