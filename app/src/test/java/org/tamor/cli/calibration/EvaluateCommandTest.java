package org.tamor.cli.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.cli.Terminal;

/// `tamor evaluate` on decay from 2 at rate k, measured once, and the commands of the PEtab suites.
class EvaluateCommandTest {

    @TempDir private Path folder = Path.of("");

    private Path problem = Path.of("");

    @BeforeEach
    void writeProblem() throws IOException {
        write("model.ant", "model m()\n  A = 2; k = 1;\n  J: A -> ; k * A;\nend\n");
        write(
                "parameters.tsv",
                """
                parameterId\tlowerBound\tupperBound\tnominalValue\testimate
                k\t0\t10\t1\ttrue
                """);
        write(
                "observables.tsv",
                """
                observableId\tobservableFormula\tnoiseFormula
                o\tA\t0.5
                """);
        write(
                "measurements.tsv",
                """
                observableId\texperimentId\ttime\tmeasurement
                o\t\t1\t1
                """);
        problem =
                write(
                        "problem.yaml",
                        """
                        format_version: 2.0.0
                        model_files:
                          m: {location: model.ant, language: antimony}
                        parameter_files: [parameters.tsv]
                        observable_files: [observables.tsv]
                        measurement_files: [measurements.tsv]
                        """);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static double number(String line, String name) {
        assertThat(line).startsWith(name + ": ");
        return Double.parseDouble(line.substring(name.length() + 2));
    }

    @Test
    void integratorIsTheUsersChoice() {
        Terminal explicit = Terminal.run("evaluate", problem, "--integrator", "explicit");
        assertThat(explicit.exitCode()).as(explicit.err()).isZero();
        assertThat(explicit.out()).contains("integrator: explicit");
        double value = number(explicit.out().lines().toList().getFirst(), "log-likelihood");
        double z = (1 - 2 * Math.exp(-1)) / 0.5;
        assertThat(value)
                .isCloseTo(-0.5 * z * z - Math.log(0.5 * Math.sqrt(2 * Math.PI)), within(1e-6));
        for (String name : List.of("explicit", "rosenbrock")) {
            Terminal gradient =
                    Terminal.run("evaluate", problem, "--gradient", "--integrator", name);
            assertThat(gradient.exitCode()).isEqualTo(2);
            assertThat(gradient.err())
                    .contains("--integrator rosenbrock or explicit goes without --gradient");
        }
    }

    @Test
    void printsLogLikelihoodAndChi2AndWritesTheSimulations() throws IOException {
        Path values = write("values.csv", "parameterId,value\nk,0.5\n");
        Path out = folder.resolve("new/out");
        Terminal terminal = Terminal.run("evaluate", problem, "--parameters", values, "--out", out);
        assertThat(terminal.exitCode()).as(terminal.err()).isZero();
        double simulated = 2 * Math.exp(-0.5);
        double chi2 = Math.pow((1 - simulated) / 0.5, 2);
        String[] lines = terminal.out().split("\\R");
        assertThat(lines).hasSize(2);
        assertThat(number(lines[0], "log-likelihood"))
                .isCloseTo(-Math.log(0.5 * Math.sqrt(2 * Math.PI)) - chi2 / 2, within(1e-6));
        assertThat(number(lines[1], "chi2")).isCloseTo(chi2, within(1e-6));
        String[] table = Files.readString(out.resolve("simulations.tsv")).strip().split("\\R");
        assertThat(table[0])
                .isEqualTo(
                        "observableId\texperimentId\ttime\tsimulation\tobservableParameters"
                            + "\tnoiseParameters");
        assertThat(Double.parseDouble(table[1].split("\t")[3])).isCloseTo(simulated, within(1e-6));
        try (var files = Files.list(out)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void refusesBadInputInOneLine() throws IOException {
        assertRefused(Terminal.run("evaluate", folder.resolve("none.yaml")), "none.yaml");
        assertRefused(Terminal.run("evaluate", problem, "--rtol", "2"), "--rtol");
        assertRefused(Terminal.run("evaluate", problem, "--atol", "NaN"), "--atol");
        Path values = write("values.tsv", "parameterId\tvalue\nq\t0.5\n");
        assertRefused(Terminal.run("evaluate", problem, "--parameters", values), "values.tsv:2");
        assertRefused(
                Terminal.run("evaluate", problem, "--parameters", folder.resolve("none.tsv")),
                "none.tsv");
    }

    @Test
    void aFailedRunPrintsNoNumber() throws IOException {
        write("observables.tsv", "observableId\tobservableFormula\tnoiseFormula\no\tA\tk - 1\n");
        Terminal terminal = Terminal.run("evaluate", problem);
        assertThat(terminal.exitCode()).isEqualTo(4);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("noise scale is 0.0");
    }

    @Test
    void runsCasesOfThePetabTestSuite() throws IOException {
        Path suite = Files.createDirectories(folder.resolve("suite"));
        writeCase(suite, "0001", 0);
        assertThat(Terminal.run("conformance", "petab-test-suite", suite).out())
                .isEqualTo("1 passed, 0 failed, 0 skipped\n");
        writeCase(suite, "0002", 1);
        Terminal terminal = Terminal.run("conformance", "petab-test-suite", suite);
        assertThat(terminal.exitCode()).isEqualTo(1);
        assertThat(terminal.out())
                .startsWith("0002 failed: chi2 is ")
                .endsWith("1 passed, 1 failed, 0 skipped\n");
        assertRefused(Terminal.run("conformance", "petab-test-suite", folder), "no cases here");
    }

    private void writeCase(Path suite, String number, double error) throws IOException {
        Path one = Files.createDirectories(suite.resolve(number));
        for (String name :
                new String[] {
                    "model.ant", "parameters.tsv", "observables.tsv", "measurements.tsv"
                }) {
            Files.copy(folder.resolve(name), one.resolve(name));
        }
        Files.copy(problem, one.resolve("_" + number + ".yaml"));
        double simulated = 2 * Math.exp(-1);
        double chi2 = Math.pow((1 - simulated) / 0.5, 2);
        double logLikelihood = -Math.log(0.5 * Math.sqrt(2 * Math.PI)) - chi2 / 2;
        Files.writeString(
                one.resolve("_" + number + "_solution.yaml"),
                "chi2: "
                        + (chi2 + error)
                        + "\nllh: "
                        + logLikelihood
                        + "\n"
                        + "simulation_files: [s.tsv]\n"
                        + "tol_chi2: 0.001\n"
                        + "tol_llh: 0.001\n"
                        + "tol_simulations: 0.001\n");
        Files.writeString(
                one.resolve("s.tsv"),
                "observableId\texperimentId\ttime\tsimulation\no\t\t1\t" + simulated + "\n");
    }

    @Test
    void comparesTheBenchmarkCollectionWithReferences() throws IOException {
        Path root = Files.createDirectories(folder.resolve("root"));
        Path one = Files.createDirectories(root.resolve("problems/Decay"));
        for (String name :
                new String[] {
                    "model.ant",
                    "parameters.tsv",
                    "observables.tsv",
                    "measurements.tsv",
                    "problem.yaml"
                }) {
            Files.copy(folder.resolve(name), one.resolve(name));
        }
        Files.createDirectories(root.resolve("reference"));
        double chi2 = Math.pow((1 - 2 * Math.exp(-1)) / 0.5, 2);
        double logLikelihood = -Math.log(0.5 * Math.sqrt(2 * Math.PI)) - chi2 / 2;
        Path reference = root.resolve("reference/reference.tsv");
        Files.writeString(reference, "problem\tllh\nDecay\t" + logLikelihood * (1 + 0.9e-4) + "\n");
        assertThat(Terminal.run("conformance", "petab-benchmark", root).out())
                .matches(
                        """
                        Decay: gradient \\S+e-\\d+ from central differences [a-z ]+
                        1 passed, 0 failed, 0 skipped
                        """);
        Files.writeString(reference, "problem\tllh\nDecay\t" + logLikelihood * (1 + 1.1e-4) + "\n");
        Terminal terminal =
                Terminal.run("conformance", "petab-benchmark", root, "--problem", "Decay");
        assertThat(terminal.exitCode()).isEqualTo(1);
        assertThat(terminal.out()).startsWith("Decay failed: log-likelihood ");
        assertRefused(
                Terminal.run("conformance", "petab-benchmark", root, "--problem", "Dacay"),
                "Decay");
    }

    private static void assertRefused(Terminal terminal, String words) {
        assertThat(terminal.exitCode()).as(terminal.err()).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err().strip().split("\\R")).hasSize(1);
        assertThat(terminal.err()).startsWith("tamor: ").contains(words);
    }

    @Test
    void aPriorOutsideTheBoundsIsRefusedBeforeAnythingIsPrinted() throws IOException {
        write(
                "parameters.tsv",
                """
                parameterId\tlowerBound\tupperBound\tnominalValue\testimate\tpriorDistribution\tpriorParameters
                k\t0\t10\t1\ttrue\tuniform\t20;30
                """);
        Path out = folder.resolve("out");
        Terminal result = Terminal.run("evaluate", problem, "--gradient", "--out", out);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("parameters.tsv:2", "0.0 and 10.0", "widen");
        assertThat(out).doesNotExist();
    }
}
