package org.tamor.format.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.expr.Expression;
import org.tamor.expr.InfixPrinter;
import org.tamor.failure.BadInputException;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Rule;

/// Submodels put in place of their uses.
class SubmodelTest {

    private static final String HEAD =
            "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'"
                    + " xmlns:comp='http://www.sbml.org/sbml/level3/version1/comp/version1'"
                    + " comp:required='true'>";

    /// `x' = time * y`, `y := x + 1`, z.
    private static final String INNER =
            """
            <listOfParameters>
              <parameter id='x' value='1' constant='false'/>
              <parameter id='y' constant='false'/>
              <parameter id='z' value='4' constant='true'/>
            </listOfParameters>
            <listOfRules>
              <rateRule metaid='rate_of_x' variable='x'>
                <math xmlns='http://www.w3.org/1998/Math/MathML'><apply><times/>
                  <csymbol encoding='text'
                    definitionURL='http://www.sbml.org/sbml/symbols/time'>t</csymbol>
                  <ci>y</ci></apply></math>
              </rateRule>
              <assignmentRule variable='y'>
                <math xmlns='http://www.w3.org/1998/Math/MathML'><apply><plus/>
                  <ci>x</ci><cn>1</cn></apply></math>
              </assignmentRule>
            </listOfRules>
            """;

    @TempDir
    private Path folder = Path.of("");

    private Model read(String text) throws IOException {
        return SbmlReader.read(Files.writeString(folder.resolve("model.xml"), text));
    }

    private static String with(String content, String use) {
        return HEAD
                + "<model id='m'>"
                + content
                + "<comp:listOfSubmodels>"
                + use
                + "</comp:listOfSubmodels></model>"
                + "<comp:listOfModelDefinitions><comp:modelDefinition id='inner'>"
                + INNER
                + "</comp:modelDefinition></comp:listOfModelDefinitions></sbml>";
    }

    private static String rule(Model model, String variable) {
        for (Rule rule : model.rules()) {
            switch (rule) {
                case Rule.RateRule(String id, Expression rate) when id.equals(variable) -> {
                    return InfixPrinter.print(rate);
                }
                case Rule.AssignmentRule(String id, Expression value) when id.equals(variable) -> {
                    return InfixPrinter.print(value);
                }
                default -> {}
            }
        }
        throw new AssertionError("no rule for " + variable);
    }

    @Test
    void idsBearTheNameOfTheSubmodel() throws IOException {
        Model model =
                read(with("", "<comp:submodel comp:id='A' comp:modelRef='inner'/>"
                        + "<comp:submodel comp:id='B' comp:modelRef='inner'/>"));
        assertThat(model.parameters())
                .extracting(Parameter::id)
                .containsExactly("A__x", "A__y", "A__z", "B__x", "B__y", "B__z");
        assertThat(rule(model, "B__y")).isEqualTo("B__x + 1");
    }

    @Test
    void replacedElementsAreConvertedAndTimesScaled() throws IOException {
        Model model =
                read(
                        with(
                                """
                                <listOfParameters>
                                  <parameter id='hour' value='60' constant='true'/>
                                  <parameter id='factor' value='10' constant='true'/>
                                  <parameter id='own' value='3' constant='false'>
                                    <comp:listOfReplacedElements>
                                      <comp:replacedElement comp:submodelRef='A' comp:idRef='x'
                                        comp:conversionFactor='factor'/>
                                    </comp:listOfReplacedElements>
                                  </parameter>
                                </listOfParameters>
                                """,
                                "<comp:submodel comp:id='A' comp:modelRef='inner'"
                                        + " comp:timeConversionFactor='hour'/>"));
        assertThat(model.parameters())
                .extracting(Parameter::id)
                .containsExactly("hour", "factor", "own", "A__y", "A__z");
        assertThat(rule(model, "own")).isEqualTo("(time/hour*A__y)*factor/hour");
        assertThat(rule(model, "A__y")).isEqualTo("own/factor + 1");
    }

    @Test
    void deletedElementsAreGoneAndReplacingOnesTakeTheOuterId() throws IOException {
        Model model =
                read(
                        with(
                                """
                                <listOfParameters>
                                  <parameter id='own' value='3' constant='true'>
                                    <comp:replacedBy comp:submodelRef='A' comp:idRef='z'/>
                                  </parameter>
                                </listOfParameters>
                                """,
                                "<comp:submodel comp:id='A' comp:modelRef='inner'>"
                                        + "<comp:listOfDeletions>"
                                        + "<comp:deletion comp:metaIdRef='rate_of_x'/>"
                                        + "</comp:listOfDeletions></comp:submodel>"));
        assertThat(model.rules()).hasSize(1);
        assertThat(model.parameters())
                .filteredOn(p -> p.id().equals("own"))
                .singleElement()
                .satisfies(p -> assertThat(p.value()).hasValue(4));
        assertThat(model.parameters()).extracting(Parameter::id).doesNotContain("A__z");
    }

    @Test
    void externalModelsComeFromTheSameFolderOnly() throws IOException {
        Files.writeString(
                folder.resolve("inner.xml"),
                "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3'"
                        + " version='2'><model id='other'>"
                        + INNER
                        + "</model></sbml>");
        String text =
                HEAD
                        + "<model><comp:listOfSubmodels>"
                        + "<comp:submodel comp:id='A' comp:modelRef='outside'/>"
                        + "</comp:listOfSubmodels></model><comp:listOfExternalModelDefinitions>"
                        + "<comp:externalModelDefinition comp:id='outside' comp:source='%s'/>"
                        + "</comp:listOfExternalModelDefinitions></sbml>";
        assertThat(read(text.formatted("inner.xml")).parameters()).hasSize(3);
        for (String source : new String[] {"../inner.xml", "/etc/passwd", "http://a/b", ".."}) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> read(text.formatted(source)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("sbml.comp"));
        }
    }

    @Test
    void aModelWithinItselfIsRefused() {
        String text =
                HEAD
                        + "<model id='m'><comp:listOfSubmodels>"
                        + "<comp:submodel comp:id='A' comp:modelRef='m'/>"
                        + "</comp:listOfSubmodels></model></sbml>";
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining("contained in themselves");
    }

    @Test
    void aReferenceToNothingIsRefusedByItsName() {
        String use =
                "<comp:submodel comp:id='A' comp:modelRef='inner'><comp:listOfDeletions>"
                        + "<comp:deletion comp:idRef='nothing'/>"
                        + "</comp:listOfDeletions></comp:submodel>";
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(with("", use)))
                .withMessageContaining("idRef 'nothing'");
    }
}
