package org.tamor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                line -> assertThat(line).startsWith("c-explodes.xml failed: stopped at time 0.99").contains("(x)"),
                line -> assertThat(line).startsWith("d-broken.xml skipped: ").contains("well-formed"),
                line -> assertThat(line).isEqualTo("1 passed, 1 failed, 2 skipped"));
        assertThat(Files.readAllLines(table)).hasSize(5).element(1).isEqualTo("\"a-good.xml\",passed,1,\"\"");
        assertThat(Terminal.run("conformance", "biomodels", folder, "--threads", 1, "--model", "a-good.xml").exitCode())
                .isZero();
    }

    @Test
    void unknownNamesAreRefused() throws IOException {
        write("a.xml", "value='1'", "<ci>x</ci>");
        Terminal result = Terminal.run("conformance", "biomodels", folder, "--model", "b.xml");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("b.xml");
    }
}
