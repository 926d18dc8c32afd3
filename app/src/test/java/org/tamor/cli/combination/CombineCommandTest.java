package org.tamor.cli.combination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.cli.Terminal;

/// `tamor combine`: files, exit codes and messages.
class CombineCommandTest {

    private static final double[] DOSES = {0, 0.1, 0.3, 1, 3, 10};

    @TempDir private Path folder;

    private Path plate = Path.of("");

    @BeforeEach
    void writePlate() throws IOException {
        StringBuilder text =
                new StringBuilder(
                        "block_id,drug1,drug2,conc1,conc2,response,conc_unit,cell_line_name\n");
        int k = 0;
        for (int block = 1; block <= 2; block++) {
            double shift = block == 1 ? 10 : 0;
            for (double a : DOSES) {
                for (double b : DOSES) {
                    double value =
                            100 * hill(a, 1) * hill(b, 2)
                                    - (a * b > 0 ? shift : 0)
                                    + Math.sin(12.9898 * k++);
                    text.append(
                            String.format(
                                    Locale.ROOT,
                                    "%d,4-OHT,rapamycin,%s,%s,%.4f,uM,%s%n",
                                    block,
                                    a,
                                    b,
                                    value,
                                    block == 1 ? "MCF-7" : "T47D"));
                }
            }
        }
        plate = Files.writeString(folder.resolve("plate.csv"), text);
    }

    private static double hill(double dose, double half) {
        return (1 + 0.3 * dose / half) / (1 + dose / half);
    }

    private Terminal combine(Object... further) {
        Object[] arguments = new Object[further.length + 2];
        arguments[0] = "combine";
        arguments[1] = plate;
        System.arraycopy(further, 0, arguments, 2, further.length);
        return Terminal.run(arguments);
    }

    @Test
    void checkPrintsFindingsAndWritesNothing() throws IOException {
        Terminal result = combine("--check", "--scale", "viability-percent");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "block 1: 4-OHT (5 doses in uM) + rapamycin (5 doses in uM); MCF-7;"
                                + " 36 wells, 1 of them untreated; 0 without a reading")
                .contains("usable: 2 blocks, 72 wells with a reading, scale viability-percent");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void checkExitsWith2WhereAWellCannotBeUsedAndNamesItsRow() throws IOException {
        Files.writeString(
                plate, Files.readString(plate).replaceFirst("0\\.3,0\\.1,[0-9.]+", "0.3,-0.1,abc"));
        Terminal result = combine("--check", "--scale", "viability-percent");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).contains("problem: ").contains("plate.csv:15:");
        assertThat(result.out()).contains("not usable");

        Terminal analysis = combine("--scale", "viability-percent", "--out", folder.resolve("out"));
        assertThat(analysis.exitCode()).isEqualTo(2);
        assertThat(analysis.err()).contains("plate.csv:15:").contains("[combine.problems]");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void writesAllFilesAndPrintsTheVerdicts() throws IOException {
        Path out = folder.resolve("out");
        Terminal result =
                combine(
                        "--scale",
                        "viability-percent",
                        "--out",
                        out,
                        "--bootstraps",
                        99,
                        "--threads",
                        2,
                        "--export",
                        "synergyfinder,python-synergy,bigl");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("synergy").contains("MCF-7").contains("report.html");
        assertThat(result.err()).contains("tamor: blocks (2)");
        for (String name :
                new String[] {
                    "report.html",
                    "scores.csv",
                    "cells.csv",
                    "curves.csv",
                    "surfaces.csv",
                    "contrasts.csv",
                    "verdicts.csv",
                    "findings.csv",
                    "recipe.yaml",
                    "figures/block01-matrix.json",
                    "figures/block02-agreement.csv",
                    "export/synergyfinder.csv",
                    "export/python-synergy-001.csv",
                    "export/bigl-002.csv"
                }) {
            assertThat(out.resolve(name)).isNotEmptyFile();
        }
        assertThat(Files.readString(out.resolve("export/bigl-002.csv"))).startsWith("d1,d2,effect");
    }

    @Test
    void theRecipeOfARunGivesTheSameNumbersForAnyNumberOfThreads() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        assertThat(
                        combine(
                                        "--scale",
                                        "viability-percent",
                                        "--out",
                                        first,
                                        "--bootstraps",
                                        99,
                                        "--threads",
                                        1)
                                .exitCode())
                .isZero();
        assertThat(
                        combine(
                                        "--recipe",
                                        first.resolve("recipe.yaml"),
                                        "--out",
                                        second,
                                        "--bootstraps",
                                        99,
                                        "--threads",
                                        3)
                                .exitCode())
                .isZero();
        for (String name :
                new String[] {
                    "scores.csv", "cells.csv", "curves.csv", "surfaces.csv", "contrasts.csv"
                }) {
            assertThat(second.resolve(name)).hasSameTextualContentAs(first.resolve(name));
        }
    }

    @Test
    void anExportReadsBackWithTheSameScores() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        combine(
                "--scale",
                "viability-percent",
                "--out",
                first,
                "--bootstraps",
                0,
                "--export",
                "synergyfinder");
        Terminal again =
                Terminal.run(
                        "combine",
                        first.resolve("export/synergyfinder.csv"),
                        "--scale",
                        "viability-percent",
                        "--bootstraps",
                        0,
                        "--out",
                        second);

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertSameNumbers(second.resolve("scores.csv"), first.resolve("scores.csv"));
        assertSameNumbers(second.resolve("cells.csv"), first.resolve("cells.csv"));
    }

    /// The same words, and numbers that differ by no more than a rounding of the responses
    /// explains.
    private static void assertSameNumbers(Path actual, Path expected) throws IOException {
        List<String> own = Files.readAllLines(actual);
        List<String> first = Files.readAllLines(expected);
        assertThat(own).hasSameSizeAs(first);
        for (int i = 0; i < own.size(); i++) {
            String[] values = own.get(i).split(",", -1);
            String[] wanted = first.get(i).split(",", -1);
            assertThat(values).hasSameSizeAs(wanted);
            for (int j = 0; j < values.length; j++) {
                if (wanted[j].matches("-?[0-9]+[.][0-9]+(E-?[0-9]+)?")) {
                    assertThat(Double.parseDouble(values[j]))
                            .as("line %d: %s", i + 1, wanted[j])
                            .isCloseTo(Double.parseDouble(wanted[j]), offset(1e-6));
                } else {
                    assertThat(values[j]).isEqualTo(wanted[j]);
                }
            }
        }
    }

    @Test
    void anUnknownPrimaryReferenceIsRefusedWithTheOnesThatSuit() {
        Terminal result =
                combine(
                        "--scale",
                        "viability-percent",
                        "--primary",
                        "wishful",
                        "--out",
                        folder.resolve("out"));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("choose one of bliss, hsa")
                .contains("[combination.primary]");
    }

    @Test
    void badOptionsAreRefused() {
        assertThat(combine("--scale", "happiness").exitCode()).isEqualTo(2);
        assertThat(combine("--scale", "happiness").err()).contains("--scale takes viability");
        assertThat(combine("--bootstraps", 3).exitCode()).isEqualTo(2);
        assertThat(combine("--export", "excel").err()).contains("--export takes synergyfinder");
        assertThat(Terminal.run("combine", folder.resolve("absent.csv")).exitCode()).isEqualTo(2);
    }
}
