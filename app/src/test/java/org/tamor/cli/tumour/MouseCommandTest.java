package org.tamor.cli.tumour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.cli.Terminal;

/// `tamor mouse`: files, exit codes and messages.
class MouseCommandTest {

    @TempDir private Path folder;

    private Path table = Path.of("");

    /// Four arms of four animals; the combination grows more slowly than Bliss expects.
    @BeforeEach
    void writeTable() throws IOException {
        StringBuilder text = new StringBuilder("Mouse,Day,Treatment,Tumor Volume (mm3)\n");
        String[] arms = {"Vehicle", "Tamoxifen <1>", "Everolimus", "Tamoxifen <1> + Everolimus"};
        double[] rates = {0.12, 0.09, 0.08, -0.04};
        int mouse = 1;
        for (int g = 0; g < 4; g++) {
            for (int i = 0; i < 4; i++, mouse++) {
                for (int day = 0; day <= 18; day += 3) {
                    double log =
                            Math.log(120 + 20 * i)
                                    + (rates[g] + 0.006 * Math.sin(mouse)) * day
                                    + 0.05 * Math.sin(12.9898 * mouse + day);
                    text.append(
                            String.format(
                                    Locale.ROOT,
                                    "%d,%d,%s,%.3f%n",
                                    mouse,
                                    day,
                                    arms[g],
                                    Math.exp(log)));
                }
            }
        }
        table = Files.writeString(folder.resolve("study.csv"), text);
    }

    private Terminal mouse(Object... further) {
        Object[] arguments = new Object[further.length + 2];
        arguments[0] = "mouse";
        arguments[1] = table;
        System.arraycopy(further, 0, arguments, 2, further.length);
        return Terminal.run(arguments);
    }

    @Test
    void checkPrintsHowTheFileIsReadAndWritesNothing() throws IOException {
        Terminal result = mouse("--check");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("usable: 4 arms, 16 animals, 7 days")
                .contains("'Vehicle' is taken as the untreated control")
                .contains("1 combination to analyse");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aProblemEndsWith2AndNothingIsWritten() throws IOException {
        Files.writeString(
                table, Files.readString(table).replaceFirst("1,3,Vehicle,", "1,3,Vehicle,-"));
        Path out = folder.resolve("out");

        assertThat(mouse("--check").exitCode()).isEqualTo(2);
        assertThat(mouse("--check").out()).contains("study.csv:3:4").contains("[tumour.negative]");
        Terminal analysis = mouse("--out", out);
        assertThat(analysis.exitCode()).isEqualTo(2);
        assertThat(analysis.err()).contains("study.csv:3:4").contains("[mouse.problems]");
        assertThat(out).doesNotExist();
    }

    @Test
    void writesAllFilesAndPrintsTheVerdict() throws IOException {
        Path out = folder.resolve("out");
        Terminal result = mouse("--out", out, "--bootstraps", 19, "--threads", 2);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Tamoxifen <1> and Everolimus by Bliss: synergy")
                .contains("report.html");
        assertThat(result.err()).contains("simulated studies (19)");
        for (String name :
                new String[] {
                    "report.html",
                    "days.csv",
                    "animals.csv",
                    "inhibition.csv",
                    "rates.csv",
                    "progression.csv",
                    "survival.csv",
                    "growth-laws.csv",
                    "interaction.csv",
                    "interaction-by-day.csv",
                    "sensitivity.csv",
                    "power.csv",
                    "verdicts.csv",
                    "findings.csv",
                    "figures/growth-means.json",
                    "figures/growth-animals.csv",
                    "figures/waterfall.json",
                    "figures/spider.json",
                    "figures/progression.json",
                    "figures/rates.json",
                    "figures/interaction-1.csv",
                    "figures/power-1.json"
                }) {
            assertThat(out.resolve(name)).isNotEmptyFile();
        }
        String page = Files.readString(out.resolve("report.html"));
        assertThat(page.substring(0, page.indexOf("<script")))
                .as("the page before its scripts")
                .contains("Tamoxifen &lt;1&gt;")
                .contains("Growth rates over days 0 to 18")
                .contains("Day 18 is the last on which half of every arm was still measured")
                .doesNotContain("Tamoxifen <1>")
                .doesNotContain("NaN")
                .doesNotContainPattern("(src|href)=\"https?:");
        assertThat(Files.readString(out.resolve("interaction.csv"))).doesNotContain("NaN");
    }

    @Test
    void declaredArmsAreUsedAndUnknownOnesRefused() throws IOException {
        Terminal known =
                mouse(
                        "--out",
                        folder.resolve("declared"),
                        "--control",
                        "Vehicle",
                        "--arms",
                        "Everolimus,Tamoxifen <1>,Tamoxifen <1> + Everolimus",
                        "--primary",
                        "hsa",
                        "--progression",
                        "400 confirmed",
                        "--until",
                        12,
                        "--bootstraps",
                        0);
        assertThat(known.exitCode()).as(known.err()).isZero();
        assertThat(known.out())
                .contains("Everolimus and Tamoxifen <1> by HSA")
                .contains("index on day 12")
                .contains("rate: growth per day over days 0 to 12")
                .contains("days to a volume of 400 mm3, confirmed by the next reading");
        assertThat(Files.readString(folder.resolve("declared/report.html")))
                .contains("Day 12 is the declared last day");
        assertThat(Files.readString(folder.resolve("declared/rates.csv")))
                .startsWith("arm,up_to_day,growth_rate_per_day,")
                .contains("Everolimus,12,");

        Terminal unknown = mouse("--arms", "A,B,C", "--out", folder.resolve("unknown"));
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("which is none of the arms");
    }

    @Test
    void optionsOutsideTheirRangeAreRefused() {
        assertThat(mouse("--progression", "0.5x").exitCode()).isEqualTo(2);
        assertThat(mouse("--progression", "soon").err()).contains("--progression takes a fold");
        assertThat(mouse("--primary", "loewe").err()).contains("--primary takes bliss, hsa");
        assertThat(mouse("--bootstraps", 5).err()).contains("--bootstraps must be");
        assertThat(mouse("--floor", 0).exitCode()).isEqualTo(2);
    }

    @Test
    void twoArmsWithoutACombinationAreAnalysedOtherwise() {
        Terminal result =
                mouse(
                        "--without",
                        "Everolimus,Tamoxifen <1> + Everolimus",
                        "--out",
                        folder.resolve("two"));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("Tamoxifen <1>").doesNotContain("Bliss");
    }
}
