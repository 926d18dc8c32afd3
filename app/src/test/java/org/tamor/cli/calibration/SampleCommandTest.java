package org.tamor.cli.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.cli.Terminal;

/// `tamor sample` and `tamor predict` on decay from 2 at rate k, measured five times.
class SampleCommandTest {

    @TempDir private Path folder = Path.of("");

    private Path problem = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void writeProblem() throws IOException {
        out = folder.resolve("out");
        write("model.ant", "model m()\n  A = 2; k = 1;\n  J: A -> ; k * A;\nend\n");
        write(
                "parameters.tsv",
                """
                parameterId\tlowerBound\tupperBound\tnominalValue\testimate
                k\t0.01\t10\t1\ttrue
                s\t0.01\t0.5\t0.1\ttrue
                """);
        write(
                "observables.tsv",
                """
                observableId\tobservableFormula\tnoiseFormula
                o\tA\ts
                """);
        write(
                "measurements.tsv",
                """
                observableId\texperimentId\ttime\tmeasurement
                o\t\t0\t2.1
                o\t\t1\t0.7
                o\t\t2\t0.3
                o\t\t3\t0.1
                o\t\t0.5\t1.2
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

    private Terminal sample(Object... more) {
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                "sample",
                                problem,
                                "--out",
                                out,
                                "--burn-in",
                                500,
                                "--temperatures",
                                2));
        arguments.addAll(List.of(more));
        return Terminal.run(arguments.toArray());
    }

    @Test
    void writesDrawsSummaryEnsembleAndReport() throws IOException {
        Terminal terminal = sample("--draws", 500);
        assertThat(terminal.exitCode()).as(terminal.err()).isZero();
        assertThat(terminal.out()).contains("identified").contains("report.html");
        assertThat(Files.readAllLines(out.resolve("draws.csv")))
                .hasSize(2001)
                .startsWith("chain,draw,converged,logPosterior,logLikelihood,k,s");
        assertThat(Files.readAllLines(out.resolve("summary.csv"))).hasSize(3);
        assertThat(Files.readAllLines(out.resolve("ensemble.tsv")))
                .hasSize(201)
                .startsWith("weight\tlogPosterior\tk\ts");
        assertThat(Files.readString(out.resolve("report.html"))).contains("k").contains("echarts");
        assertThat(out.resolve("figures/marginals.json")).exists();
        assertThat(out.resolve("figures/traces.csv")).exists();
        assertThat(out.resolve("figures/pairs.csv")).exists();

        Path predicted = folder.resolve("predicted");
        Terminal prediction =
                Terminal.run(
                        "predict",
                        problem,
                        "--ensemble",
                        out.resolve("ensemble.tsv"),
                        "--out",
                        predicted);
        assertThat(prediction.exitCode()).as(prediction.err()).isZero();
        assertThat(prediction.out()).contains("200 vectors simulated, 0 failed");
        assertThat(Files.readAllLines(predicted.resolve("coverage.csv"))).hasSize(6);
        assertThat(Files.readAllLines(predicted.resolve("predictions.csv")).getFirst())
                .isEqualTo(
                        "modelId,observableId,experimentId,time,observableParameters,noiseParameters,"
                            + "value05,value25,value50,value75,value95,"
                            + "measurement05,measurement25,measurement50,measurement75,measurement95");
        assertThat(Files.readString(predicted.resolve("report.html"))).contains("predictions");
    }

    @Test
    void belowTheGateTheDrawsAreWrittenAndNothingIsConcluded() throws IOException {
        Terminal terminal = sample("--draws", 20, "--thinning", 1);
        assertThat(terminal.exitCode()).isEqualTo(1);
        assertThat(terminal.out()).contains("no conclusions").contains("not converged: ");
        assertThat(terminal.out()).doesNotContain("identified");
        assertThat(Files.readString(out.resolve("draws.csv"))).contains("1,1,false,");
        assertThat(Files.readString(out.resolve("summary.csv"))).contains("not converged");
        assertThat(Files.readString(out.resolve("report.html"))).contains("Not converged");
    }

    @Test
    void moreDrawsAreAddedToAFinishedRun() throws IOException {
        sample("--draws", 50);
        String state = Files.readString(out.resolve("state.tsv"));
        Terminal resumed = sample("--draws", 80, "--resume", "--threads", 1);
        assertThat(resumed.exitCode()).as(resumed.err()).isLessThan(2);
        String added = Files.readString(out.resolve("draws.csv"));
        assertThat(state).isNotEmpty();
        sample("--draws", 80);
        assertThat(Files.readString(out.resolve("draws.csv"))).isEqualTo(added);
    }

    @Test
    void chainsStartWhereTheyAreTold() throws IOException {
        Path wide = write("starts.tsv", "k\ts\tname\n0.5\t0.2\tone\n2\t0.4\tother\n");
        assertThat(sample("--draws", 50, "--start", wide).exitCode()).isLessThan(2);
        Path outside = write("outside.tsv", "parameterId\tvalue\nk\t20\n");
        Terminal refused = sample("--draws", 50, "--start", outside);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("outside its bounds").contains("sample.start-outside");
        Path foreign = write("foreign.tsv", "x\ty\n1\t2\n");
        assertThat(sample("--start", foreign).err()).contains("no column is named after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--chains 1",
                "--draws 2",
                "--thinning 0",
                "--method nuts",
                "--hottest 1",
                "--rhat 0.9",
                "--ensemble-size 0",
                "--resume"
            })
    void badOptionsAreRefused(String options) {
        Terminal terminal = sample((Object[]) options.split(" "));
        assertThat(terminal.exitCode()).as(terminal.out()).isEqualTo(2);
        assertThat(terminal.err()).contains("tamor: ");
        assertThat(out.resolve("draws.csv")).doesNotExist();
    }

    @Test
    void anEnsembleOfAnotherProblemIsRefused() throws IOException {
        Path ensemble = write("ensemble.tsv", "weight\tkk\n1\t2\n");
        Path target = folder.resolve("predicted");
        Terminal terminal =
                Terminal.run("predict", problem, "--ensemble", ensemble, "--out", target);
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean k?").contains("ensemble.tsv:1");
        assertThat(target).doesNotExist();
    }
}
