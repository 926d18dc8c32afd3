package org.tamor.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tamor.cli.Terminal;

/// Broken documents and archives give one clear line, exit code 2, and nothing is written.
class ExperimentBadInputTest {

    @TempDir private Path folder = Path.of("");

    /// A replacement in the document and what the refusal must mention.
    static Stream<Arguments> brokenDocuments() {
        return Stream.of(
                broken("<listOfModels>", "<listOfModels", "decay.sedml:4", "well-formed"),
                broken(
                        "<sedML xmlns=\"http://sed-ml.org/sed-ml/level1/version4\"",
                        "<sedML xmlns=\"http://x\"",
                        "decay.sedml:1",
                        "not-sedml"),
                broken(
                        "level=\"1\" version=\"4\"",
                        "level=\"2\" version=\"1\"",
                        "decay.sedml:1",
                        "Level 2 Version 1"),
                broken(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                        "<!DOCTYPE x [<!ENTITY e 'x'>]>",
                        "DOCTYPE"),
                broken(
                        "id=\"s\" initialTime",
                        "id=\"m\" initialTime",
                        "decay.sedml:7",
                        "'m'",
                        "already"),
                broken(
                        "id=\"t\" modelReference",
                        "id=\"1t\" modelReference",
                        "decay.sedml:12",
                        "'1t'"),
                broken(
                        "modelReference=\"m\" simulationReference",
                        "modelReference=\"n\" simulationReference",
                        "decay.sedml:12",
                        "no model 'n'"),
                broken(
                        "simulationReference=\"s\"",
                        "simulationReference=\"z\"",
                        "decay.sedml:12",
                        "no simulation 'z'"),
                broken(
                        "<subTask order=\"1\" task=\"t\"/>",
                        "<subTask order=\"1\" task=\"scan\"/>",
                        "decay.sedml:13",
                        "contains itself"),
                broken(
                        "range=\"r\" resetModel",
                        "range=\"q\" resetModel",
                        "decay.sedml:13",
                        "no range 'q'"),
                broken(
                        "resetModel=\"true\"",
                        "resetModel=\"maybe\"",
                        "decay.sedml:13",
                        "true or false"),
                broken("<value>2</value>", "<value>two</value>", "decay.sedml:14", "not a number"),
                broken(
                        "taskReference=\"t\" symbol",
                        "taskReference=\"u\" symbol",
                        "decay.sedml:25",
                        "no task 'u'"),
                broken(
                        "symbol=\"urn:sedml:symbol:time\"",
                        "symbol=\"urn:sedml:symbol:mass\"",
                        "decay.sedml:25",
                        "symbol"),
                broken(
                        "xDataReference=\"time\"",
                        "xDataReference=\"tyme\"",
                        "decay.sedml:40",
                        "'tyme'",
                        "time, A"),
                broken(
                        "numberOfSteps=\"4\"",
                        "numberOfSteps=\"-4\"",
                        "decay.sedml:7",
                        "numberOfSteps"),
                broken("numberOfSteps=\"4\"", "numberOfSteps=\"1e8\"", "decay.sedml:7", "10000000"),
                broken("outputEndTime=\"4\"", "outputEndTime=\"-4\"", "decay.sedml:7", "ascend"),
                broken("outputEndTime=\"4\"", "", "decay.sedml:7", "outputEndTime"),
                broken("kisaoID=\"KISAO:0000019\"", "kisaoID=\"CVODE\"", "decay.sedml:8", "KiSAO"),
                broken(
                        "kisaoID=\"KISAO:0000019\"",
                        "kisaoID=\"KISAO:0000662\"",
                        "decay.sedml:8",
                        "KISAO:0000662",
                        "no counterpart"),
                broken(
                        "<algorithm kisaoID=\"KISAO:0000019\"/>",
                        "<algorithm kisaoID=\"KISAO:0000019\"><listOfAlgorithmParameters>"
                                + "<algorithmParameter kisaoID=\"KISAO:0000209\" value=\"-1\"/></listOfAlgorithmParameters></algorithm>",
                        "decay.sedml:8",
                        "relative tolerance"),
                broken("species[@id='A']", "species[@id='B']", "decay.sedml:29", "finds nothing"),
                broken("species[@id='A']", "species[@id='A'", "decay.sedml:29", "no XPath"),
                broken(
                        "species[@id='A']",
                        "species[@id=id('A')/document('/etc/passwd')]",
                        "decay.sedml:29",
                        "XPath"),
                broken("sbml:listOfSpecies/sbml:species[@id='A']", "*", "decay.sedml:29", "things"),
                broken("<ci>r</ci>", "<ci>unknown</ci>", "unknown"),
                broken(
                        "<ci>r</ci>",
                        "<apply><divide/><ci>r</ci><cn>0</cn></apply>",
                        "decay.sedml:16",
                        "Infinity"),
                broken("source=\"decay.ant\"", "source=\"none.ant\"", "decay.sedml:4", "none.ant"),
                broken(
                        "source=\"decay.ant\"",
                        "source=\"../../secret.ant\"",
                        "decay.sedml:4",
                        "outside"),
                broken(
                        "source=\"decay.ant\"",
                        "source=\"/etc/passwd\"",
                        "decay.sedml:4",
                        "outside"),
                broken(
                        "source=\"decay.ant\"",
                        "source=\"https://example.org/m.xml\"",
                        "decay.sedml:4",
                        "network"),
                broken(
                        "source=\"decay.ant\"",
                        "source=\"#m\"",
                        "decay.sedml:4",
                        "build on each other"),
                broken(
                        "language=\"urn:sedml:language:antimony\"",
                        "language=\"urn:sedml:language:cellml\"",
                        "decay.sedml:4",
                        "cellml"),
                broken("<listOfOutputs>", "<listOfWonders/><listOfOutputs>", "listOfWonders"),
                broken(
                        "source=\"decay.ant\"/>",
                        "source=\"decay.ant\"><listOfChanges><changeAttribute newValue=\"x\""
                                + " target=\"//sbml:parameter[@id='k']/@value\"/></listOfChanges></model>",
                        "decay.sedml:4",
                        "broken by its changes"),
                broken(
                        "source=\"decay.ant\"/>",
                        "source=\"decay.ant\"><listOfChanges><removeXML"
                                + " target=\"/sbml:sbml\"/></listOfChanges></model>",
                        "decay.sedml:4",
                        "whole model"));
    }

    private static Arguments broken(String from, String to, String... mentions) {
        return Arguments.of(from, to, List.of(mentions));
    }

    @ParameterizedTest
    @MethodSource("brokenDocuments")
    void brokenDocument(String from, String to, List<String> mentions) throws IOException {
        assertThat(ExperimentFixture.DOCUMENT).contains(from);
        Path document =
                ExperimentFixture.document(
                        folder, replaceFirst(ExperimentFixture.DOCUMENT, from, to));
        assertRefused(document, mentions.toArray(new String[0]));
    }

    private static String replaceFirst(String text, String from, String to) {
        int at = text.indexOf(from);
        return text.substring(0, at) + to + text.substring(at + from.length());
    }

    @Test
    void brokenModelIsNamed() throws IOException {
        Path document = ExperimentFixture.document(folder, ExperimentFixture.DOCUMENT);
        Files.writeString(folder.resolve("decay.ant"), "model m\n A -> ; k*\nend\n");
        assertRefused(document, "decay.ant:");
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        String deep = "<apply><minus/>".repeat(5000) + "<ci>v</ci>" + "</apply>".repeat(5000);
        Path document =
                ExperimentFixture.document(
                        folder, replaceFirst(ExperimentFixture.DOCUMENT, "<ci>v</ci>", deep));
        assertRefused(document, "decay.sedml:", "deep");
    }

    @Test
    void tasksThatMultiplyAreRefused() throws IOException {
        StringBuilder tasks = new StringBuilder();
        String before = "t";
        for (int i = 0; i < 12; i++) {
            tasks.append("<repeatedTask id='x")
                    .append(i)
                    .append(
                            "' range='r' resetModel='true'><listOfRanges><uniformRange id='r'"
                                    + " start='0' end='1' numberOfSteps='9' type='linear'/></listOfRanges><listOfSubTasks><subTask order='1' task='")
                    .append(before)
                    .append("'/></listOfSubTasks></repeatedTask>");
            before = "x" + i;
        }
        String text =
                ExperimentFixture.DOCUMENT
                        .replace("</listOfTasks>", tasks + "</listOfTasks>")
                        .replace("taskReference=\"scan\"", "taskReference=\"x11\"");
        assertRefused(ExperimentFixture.document(folder, text), "decay.sedml:", "more than 1000000 runs");
    }

    @Test
    void manyPointsOfManyRepetitionsAreRefused() throws IOException {
        String text =
                ExperimentFixture.DOCUMENT
                        .replace("numberOfSteps=\"4\"", "numberOfSteps=\"9000000\"")
                        .replace("<value>2</value>", "<value>2</value>".repeat(20));
        assertRefused(ExperimentFixture.document(folder, text), "decay.sedml:", "too-large");
    }

    @Test
    void hugeDocumentIsNotReadWhole() throws IOException {
        Path file = folder.resolve("huge.sedml");
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.setLength(200L << 20);
        }
        assertRefused(file, "huge.sedml", "64 MiB");
    }

    @Test
    void archiveThatIsNoZip() throws IOException {
        assertRefused(Files.writeString(folder.resolve("a.omex"), "hello"), "a.omex", "zip");
        assertRefused(folder.resolve("missing.omex"), "missing.omex");
    }

    @Test
    void archiveCutShort() throws IOException {
        Path archive = ExperimentFixture.archive(folder);
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(archive, "decay.omex", "damaged");
    }

    @Test
    void archiveWithoutManifestOrDocument() throws IOException {
        assertRefused(
                ExperimentFixture.zip(
                        folder.resolve("a.omex"), "decay.ant", ExperimentFixture.MODEL),
                "no manifest.xml");
        assertRefused(
                ExperimentFixture.zip(folder.resolve("b.omex"), "manifest.xml", "<omexManifest/>"),
                "no SED-ML document");
        assertRefused(
                ExperimentFixture.zip(
                        folder.resolve("c.omex"), "manifest.xml", ExperimentFixture.MANIFEST),
                "sim/decay.sedml",
                "not in the archive");
        assertRefused(
                ExperimentFixture.zip(folder.resolve("d.omex"), "manifest.xml", "<other/>"),
                "d.omex/manifest.xml:1",
                "omexManifest");
    }

    @Test
    void entriesThatLeadOutOfTheArchive() throws IOException {
        for (String name :
                List.of(
                        "../evil.xml",
                        "/etc/evil.xml",
                        "a/../../evil.xml",
                        "C:\\evil.xml",
                        "..\\evil.xml")) {
            Path archive =
                    ExperimentFixture.zip(
                            folder.resolve("a.omex"),
                            "manifest.xml",
                            ExperimentFixture.MANIFEST,
                            name,
                            "x");
            assertRefused(archive, "a.omex", "evil.xml", "leads out");
        }
    }

    @Test
    void modelOutsideTheArchive() throws IOException {
        Path archive =
                ExperimentFixture.zip(
                        folder.resolve("a.omex"),
                        "manifest.xml",
                        ExperimentFixture.MANIFEST,
                        "sim/decay.sedml",
                        ExperimentFixture.DOCUMENT.replace("\"decay.ant\"", "\"../../decay.ant\""));
        assertRefused(archive, "a.omex/sim/decay.sedml:4", "outside");
    }

    @Test
    void entryGivenTwice() throws IOException {
        Path archive =
                ExperimentFixture.zip(
                        folder.resolve("a.omex"),
                        "manifest.xml",
                        ExperimentFixture.MANIFEST,
                        "models/decay.ant",
                        ExperimentFixture.MODEL,
                        "./models/decay.ant",
                        ExperimentFixture.MODEL);
        assertRefused(archive, "a.omex", "models/decay.ant", "two entries");
    }

    @Test
    void zipBomb() throws IOException {
        Path archive = folder.resolve("bomb.omex");
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("manifest.xml"));
            zip.write(ExperimentFixture.MANIFEST.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("bomb.xml"));
            for (int i = 0; i < 80; i++) {
                zip.write(zeros);
            }
        }
        assertThat(Files.size(archive)).isLessThan(1 << 20);
        assertRefused(archive, "bomb.omex", "bomb.xml", "64 MiB");
    }

    @Test
    void encryptedEntry() throws IOException {
        Path archive = ExperimentFixture.archive(folder);
        byte[] bytes = Files.readAllBytes(archive);
        for (int i = 0; i + 10 < bytes.length; i++) {
            boolean local =
                    bytes[i] == 'P'
                            && bytes[i + 1] == 'K'
                            && bytes[i + 2] == 3
                            && bytes[i + 3] == 4;
            boolean central =
                    bytes[i] == 'P'
                            && bytes[i + 1] == 'K'
                            && bytes[i + 2] == 1
                            && bytes[i + 3] == 2;
            if (local || central) {
                bytes[i + (local ? 6 : 8)] |= 1;
            }
        }
        Files.write(archive, bytes);
        assertRefused(archive, "decay.omex", "encrypted");
    }

    private void assertRefused(Path file, String... mentions) throws IOException {
        Path out = folder.resolve("out");
        Terminal result = Terminal.run("simulate", file, "--out", out);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip().lines()).as("lines on standard error").hasSize(1);
        assertThat(result.err())
                .startsWith("tamor: ")
                .contains(mentions)
                .doesNotContain("\tat ", "Exception");
        assertThat(out).doesNotExist();
    }
}
