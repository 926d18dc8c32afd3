package org.tamor.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.cli.Terminal;

/// `tamor simulate --stochastic` on a model with a known mean.
class StochasticCommandTest {

    @TempDir private Path folder = Path.of("");

    private Path model = Path.of("");

    @BeforeEach
    void writeModel() throws IOException {
        model =
                Files.writeString(
                        folder.resolve("decay.ant"), "X = 40; k = 0.5; Out: X -> ; k*X\n");
    }

    private Terminal simulate(Object... more) {
        Object[] words = new Object[7 + more.length];
        System.arraycopy(
                new Object[] {"simulate", model, "--end", 2, "--points", 3, "--stochastic"},
                0,
                words,
                0,
                7);
        System.arraycopy(more, 0, words, 7, more.length);
        return Terminal.run(words);
    }

    @Test
    void oneTrajectoryIsATableOfWholeNumbers() {
        Terminal result = simulate("--seed", 3);
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> lines = result.out().lines().toList();
        assertThat(lines).hasSize(4).startsWith("time,X", "0.0,40.0");
        assertThat(lines.get(3)).matches("2\\.0,\\d+\\.0");
        assertThat(simulate("--seed", 3).out()).isEqualTo(result.out());
        assertThat(simulate("--seed", 4).out()).isNotEqualTo(result.out());
    }

    @ParameterizedTest
    @CsvSource({"exact", "tau-leaping"})
    void severalGiveMeanAndDeviation(String method) {
        Terminal result = simulate("--trajectories", 2000, "--method", method);
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> lines = result.out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("time,X-mean,X-sd");
        String[] cells = lines.get(3).split(",");
        double survive = Math.exp(-1);
        assertThat(Double.parseDouble(cells[1])).isCloseTo(40 * survive, within(0.3));
        assertThat(Double.parseDouble(cells[2]))
                .isCloseTo(Math.sqrt(40 * survive * (1 - survive)), within(0.2));
    }

    @Test
    void badOptionsAndModelsAreNamed() throws IOException {
        assertThat(simulate("--method", "guess").err()).contains("exact or tau-leaping");
        assertThat(simulate("--trajectories", 0).exitCode()).isEqualTo(2);
        assertThat(Terminal.run("simulate", model, "--end", 1, "--trajectories", 5).err())
                .contains("--stochastic");
        Path reversible =
                Files.writeString(
                        folder.resolve("flip.ant"), "X = 4; Y = 9; Flip: X -> Y; X - Y\n");
        Terminal refused = Terminal.run("simulate", reversible, "--end", 1, "--stochastic");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("Flip").contains("split");
    }

    @Test
    void conformanceNeedsCases() {
        Terminal result = Terminal.run("conformance", "stochastic", folder);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("stochastic/00001");
    }
}
