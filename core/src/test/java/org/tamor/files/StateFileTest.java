package org.tamor.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.BadInputException;

class StateFileTest {

    private static final double[] NUMBERS = {Math.PI, -0.0, 4.9e-324, Double.NEGATIVE_INFINITY};

    @TempDir private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("state.tsv");
        state(1000).write("seed=1", writer -> StateFile.record(writer, "point\t7", NUMBERS));
    }

    private StateFile state(long largest) {
        return new StateFile(file, "work\t1", largest);
    }

    private List<double[]> read(StateFile state, String options) {
        List<double[]> points = new ArrayList<>();
        state.read(
                options,
                fields -> {
                    assertThat(fields).startsWith("point", "7");
                    points.add(state.numbers(fields, 2, NUMBERS.length));
                });
        return points;
    }

    @Test
    void numbersComeBackExactly() {
        assertThat(read(state(1000), "seed=1")).containsExactly(NUMBERS);
    }

    @Test
    void otherWorkAndOtherOptionsAreRefused() {
        assertThatThrownBy(() -> read(state(1000), "seed=2"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("other options (seed=1, now seed=2)");
        assertThatThrownBy(() -> read(new StateFile(file, "work\t2", 1000), "seed=1"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not the state of such a run");
        assertThatThrownBy(() -> read(state(10), "seed=1"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no state of an interrupted run");
    }

    @ParameterizedTest
    @CsvSource({
        "'end\n', '', not whole",
        "3.14, pi, damaged",
        "-0.0, '-0.0\t1', damaged",
        "'options\tseed=1', options, damaged",
    })
    void whatIsDamagedIsRefused(String from, String to, String fault) throws IOException {
        Files.writeString(file, Files.readString(file).replace(from, to));

        assertThatThrownBy(() -> read(state(1000), "seed=1"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(fault)
                .hasMessageContaining("--resume");
    }
}
