package org.tamor.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.cli.Terminal;

/// `tamor simulate` on SED-ML documents and COMBINE archives.
class ExperimentCommandTest {

    @TempDir private Path folder = Path.of("");

    private List<String> files(Path out) throws IOException {
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void archiveGivesTablesFiguresAndAPage() throws IOException {
        Path out = folder.resolve("out");
        Terminal result = Terminal.run("simulate", ExperimentFixture.archive(folder), "--out", out);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(files(out))
                .containsExactly(
                        ".tamor-files",
                        "figures/plot.csv",
                        "figures/plot.json",
                        "report.html",
                        "reports/table.csv");
        List<String> table = Files.readAllLines(out.resolve("reports/table.csv"));
        assertThat(table).hasSize(6).first().isEqualTo("time,\"A, in cell\"");
        assertThat(Double.parseDouble(table.getLast().split(",")[1]))
                .isCloseTo(10 * Math.exp(-2), within(1e-4));
        String page = Files.readString(out.resolve("report.html"));
        assertThat(page)
                .contains(
                        "Decay",
                        "substance A",
                        "A at other rates",
                        "One line for each of 2 repetitions")
                .doesNotContain("{{");
        assertThat(Files.readAllLines(out.resolve("figures/plot.csv"))).hasSize(1 + 5 + 10);
    }

    @Test
    void resultsOfAnEarlierRunGo() throws IOException {
        Path out = folder.resolve("out");
        Path document = ExperimentFixture.document(folder, ExperimentFixture.DOCUMENT);
        assertThat(Terminal.run("simulate", document, "--out", out).exitCode()).isZero();
        Files.writeString(
                document, ExperimentFixture.DOCUMENT.replace("id=\"table\"", "id=\"other\""));
        assertThat(Terminal.run("simulate", document, "--out", out).exitCode()).isZero();
        assertThat(files(out)).contains("reports/other.csv").doesNotContain("reports/table.csv");
    }

    @Test
    void singleReportIsPrinted() throws IOException {
        String report = ExperimentFixture.DOCUMENT.replaceAll("(?s)<plot2D.*</plot2D>", "");
        Terminal result = Terminal.run("simulate", ExperimentFixture.document(folder, report));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(6).first().isEqualTo("time,\"A, in cell\"");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void documentIsKnownByItsRootElement() throws IOException {
        String report = ExperimentFixture.DOCUMENT.replaceAll("(?s)<plot2D.*</plot2D>", "");
        Path sedml = ExperimentFixture.document(folder, report);
        Path xml = Files.move(sedml, folder.resolve("experiment.xml"));
        assertThat(Terminal.run("simulate", xml).out().lines()).hasSize(6);
    }

    @Test
    void optionsOfModelsAreRefused() throws IOException {
        Path document = ExperimentFixture.document(folder, ExperimentFixture.DOCUMENT);
        for (List<String> options :
                List.of(
                        List.of("--end", "1"),
                        List.of("--points", "5"),
                        List.of("--stochastic"),
                        List.of("--select", "A"))) {
            Object[] words =
                    Stream.concat(Stream.of("simulate", document), options.stream()).toArray();
            Terminal result = Terminal.run(words);
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains(options.getFirst(), "experiment");
        }
    }

    @Test
    void modelNeedsAnEnd() throws IOException {
        Path model = Files.writeString(folder.resolve("decay.ant"), ExperimentFixture.MODEL);
        Terminal result = Terminal.run("simulate", model);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--end");
    }

    @Test
    void documentsOfOneArchiveGetFoldersOfTheirOwn() throws IOException {
        String second =
                "<content location=\"sim/second.sedml\" format=\"http://identifiers.org/combine.specifications/sed-ml\""
                        + " master=\"True\"/></omexManifest>";
        String text =
                ExperimentFixture.DOCUMENT.replace("\"decay.ant\"", "\"../models/decay.ant\"");
        Path archive =
                ExperimentFixture.zip(
                        folder.resolve("two.omex"),
                        "manifest.xml",
                        ExperimentFixture.MANIFEST.replace("</omexManifest>", second),
                        "models/decay.ant",
                        ExperimentFixture.MODEL,
                        "sim/decay.sedml",
                        text,
                        "sim/second.sedml",
                        text);
        Path out = folder.resolve("out");
        Terminal result = Terminal.run("simulate", archive, "--out", out);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(files(out))
                .contains("sim/decay.sedml/report.html", "sim/second.sedml/reports/table.csv");
    }

    @Test
    void replacedAlgorithmIsNotedOnStandardErrorAndInThePage() throws IOException {
        Path out = folder.resolve("out");
        Path document =
                ExperimentFixture.document(
                        folder,
                        ExperimentFixture.DOCUMENT.replace("KISAO:0000019", "KISAO:0000032"));
        Terminal result = Terminal.run("simulate", document, "--out", out);
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("note", "decay.sedml:8", "KISAO:0000032");
        assertThat(Files.readString(out.resolve("report.html"))).contains("KISAO:0000032");
    }

    @Test
    void everyKindOfPlotIsDrawn() throws IOException {
        String outputs =
                """
                <listOfStyles><style id="base"><line type="dash" color="112233" thickness="3"/><marker type="none"/></style>
                  <style id="dots" baseStyle="base"><line type="none"/><marker type="square" size="5" fill="#445566"/></style></listOfStyles>
                <listOfOutputs>
                <plot2D id="p1" name="&lt;b&gt;styles&lt;/b&gt;"><xAxis type="linear" name="time (min)" min="0" max="5"/><yAxis type="log10"/>
                  <rightYAxis type="linear"/><listOfCurves>
                  <curve xDataReference="time" yDataReference="A" style="dots" yAxis="left" yErrorUpper="time"/>
                  <curve xDataReference="time" yDataReference="scanned" style="base" yAxis="right"/>
                  <shadedArea xDataReference="time" yDataReferenceFrom="A" yDataReferenceTo="time" yAxis="left"/></listOfCurves></plot2D>
                <plot2D id="p2"><listOfCurves><curve xDataReference="time" yDataReference="A" type="bar"/>
                  <curve yDataReference="A" type="barStacked"/></listOfCurves></plot2D>
                <plot2D id="p3"><listOfCurves><curve xDataReference="time" yDataReference="A" type="horizontalBar"/></listOfCurves></plot2D>
                <plot3D id="p4"><listOfSurfaces><surface zDataReference="scanned" type="heatMap"/>
                  <surface xDataReference="time" yDataReference="A" zDataReference="A" logZ="true"/></listOfSurfaces></plot3D>
                <figure id="f" numRows="1" numCols="2"><listOfSubPlots><subPlot plot="p1" row="1" col="1"/></listOfSubPlots></figure>
                </listOfOutputs></sedML>
                """;
        String text = ExperimentFixture.DOCUMENT.replaceAll("(?s)<listOfOutputs>.*", "") + outputs;
        Path out = folder.resolve("out");
        Terminal result =
                Terminal.run("simulate", ExperimentFixture.document(folder, text), "--out", out);
        assertThat(result.exitCode()).as(result.err()).isZero();
        for (String id : List.of("p1", "p2", "p3", "p4")) {
            assertThat(Files.readString(out.resolve("figures/" + id + ".json")))
                    .contains("series")
                    .doesNotContain("NaN");
        }
        assertThat(Files.readString(out.resolve("figures/p1.json")))
                .contains("#112233", "#445566", "time (min)");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("&lt;b&gt;styles")
                .doesNotContain("<b>styles");
    }
}
