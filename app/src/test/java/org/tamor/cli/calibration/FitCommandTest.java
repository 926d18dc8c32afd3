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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.cli.Terminal;

/// `tamor fit` and `tamor profile` on decay from 2 at rate k, measured at six times.
class FitCommandTest {

    private static final double[] NOISE = {0.03, -0.05, 0.02, 0.04, -0.03, 0.01};

    @TempDir private Path folder = Path.of("");

    private Path problem = Path.of("");

    @BeforeEach
    void writeProblem() throws IOException {
        write("model.ant", "model m()\n  A = 2; k = 1;\n  J: A -> ; k * A;\nend\n");
        write(
                "parameters.tsv",
                """
                parameterId\tlowerBound\tupperBound\tnominalValue\testimate
                k\t0.001\t100\t1\ttrue
                sd\t0.001\t10\t0.1\ttrue
                """);
        write("observables.tsv", "observableId\tobservableFormula\tnoiseFormula\no\tA\tsd\n");
        StringBuilder table = new StringBuilder("observableId\texperimentId\ttime\tmeasurement\n");
        for (int i = 0; i < NOISE.length; i++) {
            table.append("o\t\t").append(i * 0.5).append('\t');
            table.append(2 * Math.exp(-0.7 * 0.5 * i) + NOISE[i]).append('\n');
        }
        write("measurements.tsv", table.toString());
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

    private static double sumOfSquares(double k) {
        double sum = 0;
        for (int i = 0; i < NOISE.length; i++) {
            double measured = 2 * Math.exp(-0.7 * 0.5 * i) + NOISE[i];
            sum += Math.pow(measured - 2 * Math.exp(-k * 0.5 * i), 2);
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"fit, -1", "fit, 1000", "profile, -1", "profile, NaN"})
    void valuesOutsideTheBoundsAreRefused(String command, String value) throws IOException {
        Path table = write("start.tsv", "parameterId\tvalue\nsd\t0.1\nk\t" + value + "\n");
        Path out = folder.resolve("none");
        Terminal terminal = Terminal.run(command, problem, "--parameters", table, "--out", out);
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err()).contains("start.tsv:3").doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    @Test
    void beginsAtTheValuesOfATable() throws IOException {
        Path fitted = folder.resolve("from");
        Terminal terminal =
                Terminal.run(
                        "fit",
                        problem,
                        "--starts",
                        1,
                        "--parameters",
                        folder.resolve("parameters.tsv"),
                        "--out",
                        fitted);

        assertThat(terminal.exitCode()).as(terminal.err()).isZero();
        double objective =
                sumOfSquares(1) / (2 * 0.1 * 0.1)
                        + NOISE.length * Math.log(0.1 * Math.sqrt(2 * Math.PI))
                        + Math.log((100 - 0.001) * (10 - 0.001));
        String[] start = Files.readString(fitted.resolve("starts.csv")).split("\n")[1].split(",");
        assertThat(Double.parseDouble(start[5])).isCloseTo(objective, within(1e-5));
    }

    /// With the noise at its best value for each k, the profile is `n ln(S(k) / S(best)) / 2`.
    @Test
    void fitsAndProfiles() throws IOException {
        Path fitted = folder.resolve("fit");
        Terminal terminal =
                Terminal.run(
                        "fit", problem, "--starts", 5, "--hierarchical", "auto", "--out", fitted);
        assertThat(terminal.exitCode()).as(terminal.err()).isZero();
        assertThat(terminal.out())
                .contains("starts at the best point: 5 of 5")
                .contains("1 of the parameters eliminated")
                .contains("(density of the values themselves)");
        for (String name :
                List.of(
                        "fit.csv",
                        "starts.csv",
                        "parameters.csv",
                        "parameters.tsv",
                        "report.html",
                        "figures/waterfall.json",
                        "figures/parameters.csv",
                        "figures/curves.json",
                        "figures/residuals.json")) {
            assertThat(fitted.resolve(name)).isNotEmptyFile();
        }

        Path profiled = folder.resolve("profile");
        terminal =
                Terminal.run(
                        "profile",
                        problem,
                        "--parameters",
                        fitted.resolve("parameters.tsv"),
                        "--out",
                        profiled);
        assertThat(terminal.exitCode()).as(terminal.err()).isZero();
        List<String> rows = Files.readAllLines(profiled.resolve("intervals.csv"));
        String[] k = rows.get(1).split(",");
        assertThat(k[0]).isEqualTo("k");
        assertThat(k[7]).isEqualTo("identified");
        double best = sumOfSquares(Double.parseDouble(k[2]));
        for (int end = 3; end <= 4; end++) {
            double rise = 3 * Math.log(sumOfSquares(Double.parseDouble(k[end])) / best);
            assertThat(rise).isCloseTo(1.9207, within(0.03));
        }
        assertThat(profiled.resolve("report.html")).isNotEmptyFile();

        String intervals = Files.readString(profiled.resolve("intervals.csv"));
        terminal =
                Terminal.run(
                        "profile",
                        problem,
                        "--parameters",
                        fitted.resolve("parameters.tsv"),
                        "--out",
                        profiled,
                        "--resume");
        assertThat(terminal.exitCode()).as(terminal.err()).isZero();
        assertThat(Files.readString(profiled.resolve("intervals.csv"))).isEqualTo(intervals);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--starts|0|--starts must lie",
                "--method|magic|--method takes",
                "--threads|0|--threads must lie",
                "--candidates|0|--candidates must lie",
                "--hierarchical|on|--hierarchical takes auto or off",
                "--density|log|--density takes value or scale",
            })
    void badOptionsAreNamed(String option, String value, String words) {
        Terminal terminal = Terminal.run("fit", problem, option, value);
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err()).contains(words).doesNotContain("\tat ");
    }

    @Test
    void aBrokenProblemLeavesNothingBehind() throws IOException {
        write(
                "parameters.tsv",
                """
                parameterId\tlowerBound\tupperBound\tnominalValue\testimate
                k\t0.001\tinf\t1\ttrue
                sd\t0.001\t10\t0.1\ttrue
                """);
        Path out = folder.resolve("nothing");
        Terminal terminal = Terminal.run("fit", problem, "--out", out);
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err())
                .contains("parameters.tsv:2", "infinite bound", "fit.infinite-bound");
        assertThat(out).doesNotExist();
    }
}
