package org.tamor.cli.tumour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.cli.Terminal;

/// `tamor exposure`: files, exit codes and messages, on tumours that grow exponentially.
class ExposureCommandTest {

    @TempDir private Path folder;

    private Path plan = Path.of("");

    @BeforeEach
    void copyStudy() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.exists(here.resolve("mvnw")) ? here : here.resolve("..").normalize();
        Path source = root.resolve("core/src/test/resources/studies/tumours");
        Path study = Files.createDirectories(folder.resolve("study"));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, study.resolve(String.valueOf(file.getFileName())));
            }
        }
        plan = study.resolve("exposure.yaml");
    }

    private Terminal exposure(Path out, Object... further) {
        Object[] arguments = new Object[further.length + 4];
        arguments[0] = "exposure";
        arguments[1] = plan;
        arguments[2] = "--out";
        arguments[3] = out;
        System.arraycopy(further, 0, arguments, 4, further.length);
        return Terminal.run(arguments);
    }

    @Test
    void writesTheCurveAndSaysWhatReachesIt() throws IOException {
        Path out = folder.resolve("out");
        Terminal result = exposure(out);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("With drug A alone the tumour stands still at 5 1, free.")
                .contains("A does not reach it on average")
                .contains("5 times its exposure is just static");
        for (String name :
                List.of(
                        "curves.csv",
                        "surface.csv",
                        "reached.csv",
                        "exposure.json",
                        "report.html",
                        "figures/static-exposure.json",
                        "figures/rates-alone.csv")) {
            assertThat(out.resolve(name)).isNotEmptyFile();
        }
        assertThat(Files.readString(out.resolve("exposure.json"))).contains("\"exists\":true");
    }

    @Test
    void usesAnEnsembleAndAnotherTarget() throws IOException {
        Path ensemble = folder.resolve("ensemble.tsv");
        Files.writeString(ensemble, "weight\tgrowth\n1\t0.004\n1\t0.005\n2\t0.006\n");
        Path out = folder.resolve("out");
        Terminal result = exposure(out, "--ensemble", ensemble, "--target", 0.024);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("With drug A alone the tumour has a net rate of 0.024 per day at 4 1")
                .contains("100 % of 3 parameter vectors");
        assertThat(Files.readString(out.resolve("curves.csv"))).contains("half of the vectors");
    }

    @Test
    void saysThatNothingIsStaticWithinTheRange() throws IOException {
        assertThat(Files.readString(plan)).contains("range: [0.01, 100]");
        Files.writeString(
                plan, Files.readString(plan).replace("range: [0.01, 100]", "range: [0.001, 0.1]"));
        Terminal result = exposure(folder.resolve("out"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "No static exposure exists within the searched range (drug A 0.001 to 0.1");
    }

    /// Without the effect of B and their joint one, the curve is the level of A alone; without that
    /// of A as well, there is none.
    @Test
    void cutEffectsTakeTheCurveAway() throws IOException {
        Path study = folder.resolve("study");
        Files.writeString(
                study.resolve("edges.tsv"),
                """
                edgeId\tsource\ttarget\tsign\tparameterId\tcutValue\treference\tdescription
                a\tA\tV\t-\teffect_A\t0\tmade up\tA slows growth
                b\tB\tV\t-\teffect_B\t0\tmade up\tB slows growth
                joint\tA\tV\t-\tboth\t0\tmade up\tB makes A stronger
                """);
        Path problem = study.resolve("study.yaml");
        Files.writeString(
                problem,
                Files.readString(problem)
                        + """
                        extensions:
                          tamor:
                            version: 1.0.0
                            required: false
                            edge_files: [edges.tsv]
                        """);
        assertThat(exposure(folder.resolve("whole")).out())
                .contains("With drug B alone the tumour stands still");
        Terminal one = exposure(folder.resolve("one"), "--without", "b,joint");
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(one.out()).contains("With drug A alone the tumour stands still at 5 1, free.");
        assertThat(one.out()).doesNotContain("With drug B alone the tumour stands still");
        Terminal none = exposure(folder.resolve("none"), "--without", "a,b,joint");
        assertThat(none.exitCode()).as(none.err()).isZero();
        assertThat(none.out()).contains("No static exposure exists within the searched range");
    }

    @Test
    void refusesABadPlanInOneLineAndWritesNothing() throws IOException {
        String text = Files.readString(plan);
        Path out = folder.resolve("out");
        for (List<String> change :
                List.of(
                        List.of("held: {A: 1}", "held: {AA: 1}", "no quantity AA"),
                        List.of("arm: B,", "arm: C,", "no treated arm C"),
                        List.of("range: [0.01, 100]", "range: [-1, 100]", "does not lie between"),
                        List.of("from: 5, to: 15", "from: 15, to: 5", "let it end later"),
                        List.of("experiment: b", "experiment: c", "no experiment or cell c"),
                        List.of("protocol: trial.yaml", "protocol: none.yaml", "none.yaml"),
                        List.of("held: {B: 1}", "held: {A: 1}", "held for two drugs"))) {
            Files.writeString(plan, text.replace(change.get(0), change.get(1)));
            Terminal result = exposure(out);
            assertThat(result.exitCode()).as(change.toString()).isEqualTo(2);
            assertThat(result.err()).contains(change.get(2)).hasLineCount(1);
            assertThat(out).doesNotExist();
        }
        Files.writeString(plan, text);
        assertThat(exposure(out, "--without", "ab").err()).contains("no edge ab");
        assertThat(exposure(out, "--target", "2").exitCode()).isEqualTo(2);
    }
}
