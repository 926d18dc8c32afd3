package org.tamor.cli.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.cli.Terminal;

/// `tamor anneal`, `constrain`, `compare`, `validate` and `run` on a study of decay, one after the
/// other as a user would.
class AnnealCommandTest {

    @TempDir private Path folder = Path.of("");

    private Path out = Path.of("");

    @BeforeEach
    void writeStudy() throws IOException {
        Path study = Path.of("..", "core", "src", "test", "resources", "studies", "decay");
        try (Stream<Path> files = Files.list(study)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(study.relativize(file)));
            }
        }
        out = folder.resolve("out");
    }

    private Path problem() {
        return folder.resolve("study.yaml");
    }

    private Terminal anneal() {
        return Terminal.run(
                "anneal",
                problem(),
                "--size",
                64,
                "--starts",
                2,
                "--ensemble-size",
                80,
                "--out",
                out);
    }

    @Test
    void theStudyGoesFromMeasurementsToSentences() throws IOException {
        Terminal annealed = anneal();
        assertThat(annealed.err()).doesNotContain("\tat ");
        assertThat(annealed.exitCode()).isZero();
        assertThat(annealed.out()).contains("logarithm of the marginal likelihood");
        assertThat(out.resolve("draws.csv")).exists();
        assertThat(out.resolve("stages.csv")).exists();
        assertThat(out.resolve("report.html")).exists();
        assertThat(Files.readAllLines(out.resolve("marginal-likelihood.csv"))).hasSize(5);
        Path ensemble = out.resolve("ensemble.tsv");
        assertThat(Files.readAllLines(ensemble)).hasSize(81);

        String first = Files.readString(ensemble);
        Files.delete(ensemble);
        Terminal resumed =
                Terminal.run(
                        "anneal",
                        problem(),
                        "--size",
                        64,
                        "--starts",
                        2,
                        "--ensemble-size",
                        80,
                        "--out",
                        out,
                        "--resume",
                        "--threads",
                        1);
        assertThat(resumed.exitCode()).isZero();
        assertThat(Files.readString(ensemble)).isEqualTo(first);

        Path constrained = folder.resolve("constrained");
        Terminal constrain =
                Terminal.run(
                        "constrain",
                        folder,
                        "--ensemble",
                        ensemble,
                        "--size",
                        64,
                        "--out",
                        constrained);
        assertThat(constrain.exitCode()).isZero();
        assertThat(constrain.out()).contains("how likely the sentences are");

        for (String command : List.of("constrain", "validate", "run")) {
            Terminal twice =
                    Terminal.run(
                            command,
                            folder,
                            "--ensemble",
                            constrained.resolve("ensemble.tsv"),
                            "--out",
                            folder.resolve("twice"));
            assertThat(twice.exitCode()).isEqualTo(2);
            assertThat(twice.err()).contains("agree with the study's sentences already");
        }

        Terminal validate =
                Terminal.run(
                        "validate", folder, "--ensemble", ensemble, "--out", folder.resolve("v"));
        assertThat(validate.exitCode()).isZero();
        assertThat(validate.out()).contains("fitted", "left out", "kept aside");
        List<String> byWeights = Files.readAllLines(folder.resolve("v/validation.csv"));
        assertThat(byWeights).hasSize(6);
        assertThat(folder.resolve("v/without")).doesNotExist();

        assertThat(annealWithout(ensemble).exitCode()).isZero();
        assertThat(folder.resolve("v/without/001-e.tsv")).exists();
        List<String> anew = Files.readAllLines(folder.resolve("v/validation.csv"));
        assertThat(anew)
                .hasSize(6)
                .filteredOn(row -> row.startsWith("left out"))
                .hasSize(2)
                .noneMatch(row -> row.endsWith(","));
        assertThat(Files.readString(folder.resolve("v/report.html"))).contains("annealing");
        Files.delete(folder.resolve("v/without/001-e.tsv"));
        assertThat(annealWithout(ensemble, "--resume").exitCode()).isZero();
        assertThat(Files.readAllLines(folder.resolve("v/validation.csv"))).isEqualTo(anew);

        Files.copy(ensemble, folder.resolve("ensemble.tsv"));
        Files.copy(constrained.resolve("ensemble.tsv"), folder.resolve("sentences.tsv"));
        Files.writeString(
                problem(),
                Files.readString(problem())
                        + "    ensemble_file: ensemble.tsv\n"
                        + "    sentence_ensemble_file: sentences.tsv\n");
        Terminal run = Terminal.run("run", folder, "--out", folder.resolve("r"));
        assertThat(run.out()).contains("data", "+ S", "effective vectors");
        List<String> claims = Files.readAllLines(folder.resolve("r/claims.csv"));
        assertThat(claims.getFirst()).contains("holds_given_sentences");
        assertThat(folder.resolve("r/results/claim-parameters.csv")).exists();
        assertThat(Files.readString(folder.resolve("r/results/claim-parameters.csv")))
                .contains("low,k,-");
    }

    private Terminal annealWithout(Path ensemble, String... more) {
        List<Object> arguments = new ArrayList<>(List.of("validate", folder, "--anneal"));
        arguments.addAll(List.of("--ensemble", ensemble, "--size", 32));
        arguments.addAll(List.of("--out", folder.resolve("v")));
        arguments.addAll(List.of(more));
        return Terminal.run(arguments.toArray());
    }

    @Test
    void mechanismsAreCompared() throws IOException {
        Terminal compare =
                Terminal.run("compare", folder, "--size", 64, "--from", "prior", "--out", out);
        assertThat(compare.err()).doesNotContain("\tat ");
        assertThat(compare.exitCode()).isZero();
        assertThat(compare.out()).contains("Is there an input?", "decay", "AIC");
        List<String> rows = Files.readAllLines(out.resolve("comparison.csv"));
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1)).startsWith("\"Is there an input?\",decay,1,");
        assertThat(Files.readString(out.resolve("report.html"))).contains("Is there an input?");
    }

    @ParameterizedTest
    @CsvSource({
        "anneal, --islands, 1, 2",
        "anneal, --from, nowhere, 2",
        "anneal, --ensemble-size, 0, 2",
        "anneal, --ess, -4, 2",
        "anneal, --size, 2, 2",
        "constrain, --sweeps, 0, 2",
        "compare, --rtol, 2, 2",
        "validate, --threads, 0, 2",
        "validate, --leave-out, time, 2",
        "validate, --leave-out, dataset, 2",
        "validate, --only, nothing, 2",
    })
    void badOptionsAreRefused(String command, String option, String value, int exitCode) {
        Terminal terminal = Terminal.run(command, problem(), option, value, "--out", out);
        assertThat(terminal.exitCode()).isEqualTo(exitCode);
        assertThat(terminal.err()).contains(option).doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    @Test
    void leavingOutByWeightsIsNotResumed() {
        Terminal terminal = Terminal.run("validate", problem(), "--resume", "--out", out);
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err()).contains("--resume goes with --anneal");
    }

    @ParameterizedTest
    @CsvSource({"constrain, no ensemble", "validate, no ensemble"})
    void studiesWithoutAnEnsembleAreTold(String command, String message) {
        Terminal terminal = Terminal.run(command, folder, "--out", out);
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err()).contains(message);
    }

    @Test
    void priorsThatAreNoDistributionsAreRefused() throws IOException {
        Path parameters = folder.resolve("parameters.tsv");
        Files.writeString(
                parameters,
                Files.readString(parameters)
                        .replace("b\t0\t1\t0.1\ttrue\tuniform\t0;1", "b\t0\tinf\t0.1\ttrue\t\t"));
        Terminal terminal = anneal();
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err()).contains("b");
    }

    @Test
    void studiesWithoutMechanismsAreTold() throws IOException {
        Files.writeString(
                problem(),
                Files.readString(problem()).replace("    mechanism_files: [mechanisms.tsv]\n", ""));
        Terminal terminal = Terminal.run("compare", folder, "--out", out);
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err()).contains("names no mechanisms");
    }
}
