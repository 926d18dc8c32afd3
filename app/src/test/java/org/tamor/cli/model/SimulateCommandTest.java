package org.tamor.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.cli.Terminal;

/// `tamor simulate` and `tamor convert` on small models with known answers.
class SimulateCommandTest {

    private static final String DECAY =
            """
            model decay
              compartment cell = 1
              species A in cell = 2, B in cell = 0
              k = 0.5
              J: A -> B; k * A * cell
            end
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void writesTheTimeCourseToStandardOutput() throws IOException {
        Path model = Files.writeString(folder.resolve("decay.ant"), DECAY);
        Terminal result =
                Terminal.run("simulate", model, "--end", 4, "--points", 5, "--rtol", "1e-9");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertDecay(result.out().lines().toList());
    }

    @Test
    void integratorIsTheUsersChoice() throws IOException {
        Path model = Files.writeString(folder.resolve("decay.ant"), DECAY);
        List<String> courses = new ArrayList<>();
        for (String name : List.of("explicit", "bdf", "auto", "rosenbrock")) {
            Terminal result =
                    Terminal.run(
                            "simulate",
                            model,
                            "--end",
                            4,
                            "--points",
                            5,
                            "--rtol",
                            "1e-9",
                            "--integrator",
                            name);
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertDecay(result.out().lines().toList());
            courses.add(result.out());
            assertThat(result.err()).contains("integrator: " + name);
        }
        assertThat(courses.get(2)).isEqualTo(courses.get(3)).isNotEqualTo(courses.get(1));
        assertThat(courses.get(1)).isNotEqualTo(courses.get(0));
        Terminal unknown = Terminal.run("simulate", model, "--end", 4, "--integrator", "euler");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("--integrator is auto, bdf, rosenbrock or explicit, not euler");
    }

    /// Six million steps would do it; what they stand for would not be said.
    @Test
    void explicitMethodSaysThatAModelIsStiff() throws IOException {
        Path model =
                Files.writeString(
                        folder.resolve("stiff.ant"),
                        "model m\n x' = 1e7*(sin(time) - x); x = 0\nend\n");
        Terminal result =
                Terminal.run(
                        "simulate", model, "--end", 2, "--points", 2, "--integrator", "explicit");
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).contains("the model is stiff", "leave the explicit method");
        assertThat(Terminal.run("simulate", model, "--end", 2).exitCode()).isZero();
    }

    @Test
    void explicitMethodRefusesAlgebraicRulesByName() throws IOException {
        Path model =
                Files.writeString(
                        folder.resolve("algebraic.ant"),
                        DECAY.replace("species A", "species S; 0 = S - 2 * A; species A"));
        Terminal result = Terminal.run("simulate", model, "--end", 4, "--integrator", "explicit");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("algebraic rules");
    }

    @Test
    void convertedModelGivesTheSameNumbers() throws IOException {
        Path model = Files.writeString(folder.resolve("decay.ant"), DECAY);
        Path sbml = folder.resolve("decay.xml");
        assertThat(Terminal.run("convert", model, sbml).exitCode()).isZero();
        Path out = folder.resolve("out.csv");
        Terminal result =
                Terminal.run(
                        "simulate",
                        sbml,
                        "--end",
                        4,
                        "--points",
                        5,
                        "--rtol",
                        "1e-9",
                        "--out",
                        out);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEmpty();
        assertDecay(Files.readAllLines(out));
    }

    @Test
    void sbmlConvertsBackToAntimony() throws IOException {
        Path model = Files.writeString(folder.resolve("decay.ant"), DECAY);
        Path sbml = folder.resolve("decay.xml");
        Path again = folder.resolve("again.ant");
        assertThat(Terminal.run("convert", model, sbml).exitCode()).isZero();
        assertThat(Terminal.run("convert", sbml, again).exitCode()).isZero();
        Terminal result =
                Terminal.run("simulate", again, "--end", 4, "--points", 5, "--rtol", "1e-9");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertDecay(result.out().lines().toList());
    }

    @Test
    void selectedQuantitiesComeInTheOrderAsked() throws IOException {
        Path model = Files.writeString(folder.resolve("decay.ant"), DECAY);
        Terminal result =
                Terminal.run("simulate", model, "--end", 1, "--points", 2, "--select", "B,k,A");
        assertThat(result.out().lines().findFirst()).contains("time,B,k,A");
    }

    @Test
    void helpNamesTheCommands() {
        Terminal help = Terminal.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("run", "simulate", "convert", "Exit codes");
    }

    private static void assertDecay(List<String> lines) {
        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst()).isEqualTo("time,A,B");
        for (String line : lines.subList(1, 6)) {
            String[] cells = line.split(",");
            double expected = 2 * Math.exp(-0.5 * Double.parseDouble(cells[0]));
            assertThat(Double.parseDouble(cells[1])).isCloseTo(expected, within(1e-7));
            assertThat(Double.parseDouble(cells[2])).isCloseTo(2 - expected, within(1e-7));
        }
    }
}
