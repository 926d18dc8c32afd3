package org.tamor.sedml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.sedml.ExperimentText.parameter;
import static org.tamor.sedml.ExperimentText.species;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.failure.BadInputException;

/// Experiments on models whose solutions are known: single tasks, changes of models, generators.
class ExperimentTest {

    private static final String DECAY =
            """
            model decay
              compartment cell = 2
              species A in cell = 10
              k = 0.5
              J: A -> ; cell * k * A
            end
            """;

    @TempDir private Path folder = Path.of("");

    private ExperimentText decay() throws IOException {
        return new ExperimentText(folder).model("m", DECAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4"})
    void timeCourseHasOnePointMoreThanSteps(String version) throws IOException {
        ExperimentResults results =
                decay().version(version)
                        .course("s", 0, 1, 3, 4)
                        .task("t", "m", "s")
                        .time("time", "t")
                        .of("A", "t", species("A"))
                        .run();
        assertThat(results.of("time").values()).containsExactly(1, 1.5, 2, 2.5, 3);
        assertThat(results.of("A").values()[4]).isCloseTo(10 * Math.exp(-1.5), within(1e-7));
        assertThat(results.notes()).isEmpty();
    }

    @Test
    void symbolsChooseAmountConcentrationAndRate() throws IOException {
        String of = "<variable id='v' taskReference='t' target=\"" + species("A") + "\" ";
        ExperimentResults results =
                decay().course("s", 0, 0, 0, 0)
                        .task("t", "m", "s")
                        .generator("amount", of + "symbol='KISAO:0000836'/>", "<ci>v</ci>")
                        .generator("concentration", of + "symbol='KISAO:0000838'/>", "<ci>v</ci>")
                        .generator(
                                "rate",
                                of + "term='KISAO:0000834' symbol2='KISAO:0000832'/>",
                                "<ci>v</ci>")
                        .of("initialAmount", "t", species("A") + "/@initialAmount")
                        .of("J", "t", "//sbml:reaction[@id='J']")
                        .run();
        assertThat(results.of("amount").values()).containsExactly(20);
        assertThat(results.of("concentration").values()).containsExactly(10);
        assertThat(results.of("rate").values()).containsExactly(-5);
        assertThat(results.of("initialAmount").values()).containsExactly(20);
        assertThat(results.of("J").values()).containsExactly(10);
    }

    @Test
    void modelBeginsAtTheInitialTime() throws IOException {
        ExperimentResults results =
                new ExperimentText(folder)
                        .model("m", "model m\n x = 1; x' = time\n y := 2 * time\nend\n")
                        .course("s", 5, 5, 7, 1)
                        .task("t", "m", "s")
                        .of("x", "t", parameter("x"))
                        .of("y", "t", parameter("y"))
                        .run();
        assertThat(results.of("x").values()[1]).isCloseTo(1 + (49 - 25) / 2.0, within(1e-7));
        assertThat(results.of("y").values()).containsExactly(10, 14);
    }

    @Test
    void steadyStateIsOneNumber() throws IOException {
        ExperimentResults results =
                new ExperimentText(folder)
                        .model(
                                "m",
                                "model m\n compartment c = 1\n species A in c = 0\n -> A; 3\n A -> ; 2 * A\nend\n")
                        .steady("s")
                        .task("t", "m", "s")
                        .of("A", "t", species("A"))
                        .run();
        assertThat(results.of("A").rank()).isZero();
        assertThat(results.of("A").values()[0]).isCloseTo(1.5, within(1e-7));
    }

    @Test
    void changesAreMadeInOrder() throws IOException {
        String twice =
                "<computeChange target=\""
                        + species("A")
                        + "/@initialConcentration\"><listOfVariables>"
                        + "<variable id='x' modelReference='m' target=\""
                        + species("A")
                        + "\"/></listOfVariables>"
                        + "<listOfParameters><parameter id='factor' value='2'/></listOfParameters>"
                        + ExperimentText.math("<apply><times/><ci>factor</ci><ci>x</ci></apply>")
                        + "</computeChange>";
        String attribute =
                "<changeAttribute target=\"" + parameter("k") + "/@value\" newValue='0.25'/>";
        String added =
                "<addXML target='/sbml:sbml/sbml:model/sbml:listOfParameters'><newXML>"
                        + "<parameter id='extra' value='7' constant='true'/></newXML></addXML>";
        String replaced =
                "<changeXML target=\""
                        + parameter("extra")
                        + "\"><newXML>"
                        + "<parameter xmlns='http://www.sbml.org/sbml/level2/version4' id='extra' value='8' constant='true'/>"
                        + "<parameter id='other' value='9' constant='true'/></newXML></changeXML>";
        String removed =
                "<removeXML target=\"/sbml:sbml/sbml:model/sbml:listOfReactions/sbml:reaction[@id='J']\"/>";
        ExperimentResults results =
                decay().derived("m2", "#m", twice, attribute, added, replaced)
                        .derived("m3", "m2", removed)
                        .course("s", 0, 0, 4, 1)
                        .task("t2", "m2", "s")
                        .task("t3", "m3", "s")
                        .of("A2", "t2", species("A"))
                        .of("A3", "t3", species("A"))
                        .of("extra", "t2", "//sbml:parameter[3]")
                        .of("last", "t2", "//sbml:listOfParameters/sbml:parameter[last()]")
                        .run();
        assertThat(results.of("A2").values()[1]).isCloseTo(20 * Math.exp(-1), within(1e-7));
        assertThat(results.of("A3").values()).containsExactly(20, 20);
        assertThat(results.of("last").values()).containsExactly(9, 9);
    }

    @Test
    void computedElementHidesItsInitialAssignment() throws IOException {
        String change =
                "<computeChange target=\""
                        + parameter("p")
                        + "\">"
                        + ExperimentText.math("<cn>4</cn>")
                        + "</computeChange>";
        ExperimentResults results =
                new ExperimentText(folder)
                        .model("m", "model m\n q = 3\n p = 2 * q\nend\n")
                        .derived("m2", "m", change)
                        .course("s", 0, 0, 1, 1)
                        .task("t", "m", "s")
                        .task("t2", "m2", "s")
                        .of("p", "t", parameter("p"))
                        .of("p2", "t2", parameter("p"))
                        .run();
        assertThat(results.of("p").values()).containsExactly(6, 6);
        assertThat(results.of("p2").values()).containsExactly(4, 4);
    }

    @Test
    void prefixOfAnotherVersionMeansTheModelsOwn() throws IOException {
        ExperimentText text =
                decay().before("<!-- prefix s -->")
                        .course("s", 0, 0, 1, 1)
                        .task("t", "m", "s")
                        .generator(
                                "A",
                                "<variable xmlns:s='http://www.sbml.org/sbml/level2/version4' id='v' taskReference='t'"
                                        + " target=\"descendant-or-self::s:species[@id='A']\"/>",
                                "<ci>v</ci>");
        assertThat(text.run().of("A").values()[0]).isEqualTo(10);
    }

    @Test
    void generatorsComputeWithAllNumbersOfAVariable() throws IOException {
        String symbol =
                "<apply><csymbol encoding='text' definitionURL='http://sed-ml.org/#%s'>x</csymbol><ci>v</ci></apply>";
        String variable = "<variable id='v' taskReference='t' symbol='urn:sedml:symbol:time'/>";
        ExperimentResults results =
                decay().course("s", 0, 1, 3, 2)
                        .task("t", "m", "s")
                        .generator(
                                "share",
                                variable,
                                "<apply><divide/><ci>v</ci>" + symbol.formatted("max") + "</apply>")
                        .generator("sum", variable, symbol.formatted("sum"))
                        .generator("product", variable, symbol.formatted("product"))
                        .generator("least", variable, "<apply><min/><ci>v</ci></apply>")
                        .generator(
                                "median",
                                variable.replace("/>", " term='KISAO:0000856'/>"),
                                "<ci>v</ci>")
                        .run();
        assertThat(results.of("share").values()).containsExactly(1 / 3.0, 2 / 3.0, 1);
        assertThat(results.of("sum").values()).containsExactly(6);
        assertThat(results.of("product").values()).containsExactly(6);
        assertThat(results.of("least").values()).containsExactly(1);
        assertThat(results.of("median").values()).containsExactly(2);
    }

    @Test
    void columnsOfDataStandBesideResults() throws IOException {
        Files.writeString(
                folder.resolve("data.csv"), "# measured\ntime, \"A\"\n0, 10\n1, NA\n2, 4.5\n");
        String description =
                "<listOfDataDescriptions><dataDescription id='d' source='./data.csv'"
                        + " format='urn:sedml:format:csv'><dimensionDescription><compositeDescription indexType='integer'"
                        + " name='Index'><compositeDescription indexType='string' name='ColumnIds'><atomicDescription"
                        + " valueType='double' name='Values'/></compositeDescription></compositeDescription>"
                        + "</dimensionDescription><listOfDataSources><dataSource id='measured'><listOfSlices><slice"
                        + " reference='ColumnIds' value='A'/></listOfSlices></dataSource><dataSource id='last'><listOfSlices>"
                        + "<slice reference='ColumnIds' value='A'/><slice reference='Index' value='2'/></listOfSlices>"
                        + "</dataSource></listOfDataSources></dataDescription></listOfDataDescriptions>";
        ExperimentResults results =
                decay().before(description)
                        .course("s", 0, 0, 1, 1)
                        .task("t", "m", "s")
                        .generator(
                                "measured_A", "<variable id='v' target='#measured'/>", "<ci>v</ci>")
                        .generator("last_A", "<variable id='v' target='#last'/>", "<ci>v</ci>")
                        .run();
        assertThat(results.of("measured_A").values()).containsExactly(10, Double.NaN, 4.5);
        assertThat(results.of("last_A").values()).containsExactly(4.5);
    }

    @Test
    void anotherIntegratorIsNotedAndWhatHasNoCounterpartRefused() throws IOException {
        ExperimentText euler =
                decay().course("s", 0, 0, 1, 1, 30, "").task("t", "m", "s").time("time", "t");
        assertThat(euler.run().notes())
                .singleElement()
                .asString()
                .contains("experiment.sedml:", "KISAO:0000030", "replaced");
        ExperimentText agents =
                decay().course("s", 0, 0, 1, 1, 263, "").task("t", "m", "s").time("time", "t");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(agents::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo("sedml.algorithm"))
                .withMessageContaining("KISAO:0000263");
    }

    /// Dormand and Prince's method where the document names it: the same to the tolerance, not to
    /// the last digit.
    @Test
    void explicitPairIsTakenAtItsWord() throws IOException {
        double[] implicit = atOne(decay(), 19).of("v").values();
        ExperimentResults results = atOne(decay(), 87);
        assertThat(results.notes()).isEmpty();
        assertThat(results.of("v").values())
                .isNotEqualTo(implicit)
                .containsExactly(implicit, within(1e-7));
    }

    @Test
    void stiffModelIsLeftToTheImplicitMethodWithANote() throws IOException {
        ExperimentText text =
                new ExperimentText(folder)
                        .model(
                                "m",
                                """
                                model m
                                  species A = 1
                                  A' = 1e7*(cos(time) - A) - sin(time)
                                end
                                """);
        ExperimentResults results = atOne(text, 86);
        assertThat(results.notes()).singleElement().asString().contains("task t", "is stiff");
        assertThat(results.of("v").values()[1]).isCloseTo(Math.cos(1), within(1e-7));
    }

    private static ExperimentResults atOne(ExperimentText text, int kisao) throws IOException {
        return text.course("s", 0, 0, 1, 1, kisao, "")
                .task("t", "m", "s")
                .of("v", "t", species("A"))
                .run();
    }

    @Test
    void unknownSettingIsNoted() throws IOException {
        ExperimentText text =
                decay().course(
                                "s",
                                0,
                                0,
                                1,
                                1,
                                19,
                                "<algorithmParameter kisaoID='KISAO:0000525' value='A&lt;1'/>")
                        .task("t", "m", "s")
                        .time("time", "t");
        assertThat(text.run().notes())
                .singleElement()
                .asString()
                .contains("KISAO:0000525", "no effect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<apply><ci>foo</ci><ci>v</ci></apply>",
                "<apply><ci>sum</ci><ci>v</ci><ci>v</ci></apply>"
            })
    void callsThatAreNotComputedAreRefusedInTheirPlace(String formula) throws IOException {
        ExperimentText text =
                decay().course("s", 0, 0, 1, 1)
                        .task("t", "m", "s")
                        .generator(
                                "g",
                                "<variable id='v' taskReference='t' target=\""
                                        + species("A")
                                        + "\"/>",
                                formula);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(text::run)
                .satisfies(e ->
                        assertThat(e.describe())
                                .contains("experiment.sedml:", "dataGenerator g", "the formula"));
    }
}
