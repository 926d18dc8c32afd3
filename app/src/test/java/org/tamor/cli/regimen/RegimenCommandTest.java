package org.tamor.cli.regimen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.cli.Terminal;

/// `tamor regimen`: files, exit codes and messages.
@SuppressWarnings("StringConcatToTextBlock") // records, not texts
class RegimenCommandTest {

    @TempDir private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void writeRegimen() throws IOException {
        file =
                Files.writeString(
                        folder.resolve("tamoxifen.yaml"),
                        """
                        amounts: nmol/kg
                        subject: {mass: 20 g}
                        drugs:
                          tamoxifen: {molar_mass: 371.5 g/mol, routes: {sc: depot}}
                        regimens:
                          mice:
                            title: five days a week
                            doses:
                              - {drug: tamoxifen, amount: 1 mg, route: sc, start: 7 d, days: 5 on 2 off, cycles: 2, missed: [2]}
                        """);
    }

    @Test
    void printsTheDosesInWordsAndAsATable() throws IOException {
        Terminal result = Terminal.run("regimen", file);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("mice (five days a week): 9 doses of 10 planned, from 7 d to 18 d")
                .contains("tamoxifen 1 mg = 1.3459e+05 nmol/kg, sc, every 1 d on days")
                .contains("missed: [2]")
                .containsPattern("mice +168 +7 +tamoxifen +sc +1.3459e\\+05")
                .doesNotContainPattern("mice +192 ");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void writesEveryForm() throws IOException {
        Path out = folder.resolve("out");
        Terminal result = Terminal.run("regimen", file, "--to", "petab,nonmem,yaml", "--out", out);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Files.readString(out.resolve("conditions.tsv")))
                .contains("mice\tdepot\tdepot + ");
        assertThat(Files.readAllLines(out.resolve("experiments.tsv"))).hasSize(10);
        Path records = out.resolve("records.csv");
        assertThat(Files.readAllLines(records)).hasSize(4);

        Terminal back =
                Terminal.run("regimen", records, "--to", "nonmem", "--out", folder.resolve("b"));
        assertThat(back.exitCode()).as(back.err()).isZero();
        assertThat(folder.resolve("b").resolve("records.csv")).hasSameTextualContentAs(records);
        Terminal yaml = Terminal.run("regimen", out.resolve("regimens.yaml"));
        assertThat(yaml.out()).contains("9 doses of 10 planned");
    }

    @Test
    void mistakesEndWith2AndNothingIsWritten() throws IOException {
        Path out = folder.resolve("out");
        Files.writeString(file, Files.readString(file).replace(", cycles: 2", ""));

        Terminal noEnd = Terminal.run("regimen", file, "--to", "petab", "--out", out);
        assertThat(noEnd.exitCode()).isEqualTo(2);
        assertThat(noEnd.err())
                .contains("tamoxifen.yaml:9")
                .contains("have no end")
                .contains("[regimen.no-end]")
                .doesNotContain("\tat ");
        assertThat(out).doesNotExist();
        assertThat(Terminal.run("regimen", folder.resolve("none.yaml")).exitCode()).isEqualTo(2);
        assertThat(Terminal.run("regimen", file, "--to", "word").err())
                .contains("--to takes nonmem, petab, yaml");
    }

    @Test
    void recordsWithRulesAreRefusedBeforeAnythingIsWritten() throws IOException {
        Path out = folder.resolve("out");
        Files.writeString(
                file,
                Files.readString(file) + "    rules: [{hold: tamoxifen, while: volume < 50}]\n");

        Terminal records = Terminal.run("regimen", file, "--to", "petab,nonmem", "--out", out);
        assertThat(records.exitCode()).isEqualTo(2);
        assertThat(records.err()).contains("[nonmem.rule]");
        assertThat(out).doesNotExist();

        Terminal petab = Terminal.run("regimen", file, "--to", "petab", "--out", out);
        assertThat(petab.exitCode()).as(petab.err()).isZero();
        assertThat(petab.out()).contains("hold tamoxifen while volume < 50");
        assertThat(Files.readString(out.resolve("conditions.tsv")))
                .contains("piecewise(0, volume < 50, 1)");
    }

    @Test
    void theDosesOfAProblemAreFound() throws IOException {
        Files.writeString(
                folder.resolve("m.ant"),
                "model m()\n  var depot = 0; depot' = -0.1*depot;\n k = 1;\nend\n");
        Files.writeString(
                folder.resolve("c.tsv"),
                "conditionId\ttargetId\ttargetValue\ndose\tdepot\tdepot + 5\nother\tk\t2\n");
        Files.writeString(
                folder.resolve("e.tsv"),
                "experimentId\ttime\tconditionId\n"
                    + "x\t0\tother\n"
                    + "x\t0\tdose\n"
                    + "x\t24\tdose\n"
                    + "x\t48\tdose\n");
        Path problem =
                Files.writeString(
                        folder.resolve("problem.yaml"),
                        "format_version: 2.0.0\n"
                            + "model_files: {m: {location: m.ant, language: antimony}}\n"
                            + "condition_files: [c.tsv]\n"
                            + "experiment_files: [e.tsv]\n");
        Terminal result = Terminal.run("regimen", problem);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("x: 3 doses, from 0 h to 2 d");
        assertThat(result.err()).contains("left out: other sets k");
    }
}
