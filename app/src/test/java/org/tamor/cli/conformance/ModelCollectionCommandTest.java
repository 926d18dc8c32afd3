package org.tamor.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.cli.Terminal;

/// `tamor conformance biomodels` on a folder of four models.
class ModelCollectionCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private void write(String name, String initial, String rate) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'><model>"
                        + "<listOfParameters><parameter id='x' " + initial + " constant='false'/></listOfParameters>"
                        + "<listOfRules><rateRule variable='x'><math xmlns='http://www.w3.org/1998/Math/MathML'>"
                        + rate + "</math></rateRule></listOfRules></model></sbml>");
    }

    @Test
    void saysWhatIsNotSimulatedAndWhy() throws IOException {
        write("a-good.xml", "value='1'", "<apply><minus/><ci>x</ci></apply>");
        write("b-no-value.xml", "", "<ci>x</ci>");
        write("c-explodes.xml", "value='1'", "<apply><power/><ci>x</ci><cn>2</cn></apply>");
        Files.writeString(folder.resolve("d-broken.xml"), "<sbml");
        Files.writeString(folder.resolve("notes.txt"), "no model");
        Path table = folder.resolve("out.csv");
        Terminal result = Terminal.run("conformance", "biomodels", folder, "--out", table);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out().lines().toList()).hasSize(4).satisfiesExactly(
                line -> assertThat(line).startsWith("b-no-value.xml skipped: ").contains("(parameter x)", "give it"),
                line -> assertThat(line).matches("c-explodes\\.xml failed: stopped at time (0\\.99|1\\.0000)\\d+ \\(x\\): .*"),
                line -> assertThat(line).startsWith("d-broken.xml skipped: ").contains("well-formed"),
                line -> assertThat(line).isEqualTo("1 passed, 1 failed, 2 skipped"));
        assertThat(Files.readAllLines(table)).hasSize(5).element(1).isEqualTo("\"a-good.xml\",passed,1,\"\"");
        assertThat(Terminal.run("conformance", "biomodels", folder, "--threads", 1, "--model", "a-good.xml").exitCode())
                .isZero();
    }

    @Test
    void readsTheArchivesOfAFolder() throws IOException {
        write("a.xml", "value='1'", "<ci>x</ci>");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("more.zip")))) {
            zip.putNextEntry(new ZipEntry("models/b.xml"));
            Files.copy(folder.resolve("a.xml"), zip);
        }
        Terminal result = Terminal.run("conformance", "biomodels", folder);
        assertThat(result.out().strip()).isEqualTo("2 passed, 0 failed, 0 skipped");
    }

    @Test
    void reactionsThatCannotBeFastAreRefused() throws IOException {
        Files.writeString(
                folder.resolve("cycle.xml"),
                "<sbml xmlns='http://www.sbml.org/sbml/level2/version4' level='2' version='4'><model>"
                        + "<listOfCompartments><compartment id='c' size='1'/></listOfCompartments><listOfSpecies>"
                        + "<species id='A' compartment='c' initialAmount='1'/><species id='B' compartment='c' initialAmount='0'/>"
                        + "</listOfSpecies><listOfReactions>" + fast("constant", "A", "B", "c")
                        + "</listOfReactions></model></sbml>");
        Terminal result = Terminal.run("conformance", "biomodels", folder);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("cycle.xml skipped: ").contains("constant", "simulate.fast", "0 passed, 0 failed, 1 skipped");
    }

    private static String fast(String id, String from, String to, String rate) {
        return "<reaction id='" + id + "' fast='true' reversible='false'><listOfReactants><speciesReference species='" + from
                + "'/></listOfReactants><listOfProducts><speciesReference species='" + to + "'/></listOfProducts><kineticLaw>"
                + "<math xmlns='http://www.w3.org/1998/Math/MathML'><ci>" + rate + "</ci></math></kineticLaw></reaction>";
    }

    @Test
    void unknownNamesAreRefused() throws IOException {
        write("a.xml", "value='1'", "<ci>x</ci>");
        Terminal result = Terminal.run("conformance", "biomodels", folder, "--model", "b.xml");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("b.xml");
    }
}
