package org.tamor.sedml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.sedml.ExperimentText.parameter;
import static org.tamor.sedml.ExperimentText.setValue;
import static org.tamor.sedml.ExperimentText.species;
import static org.tamor.sedml.ExperimentText.sub;
import static org.tamor.sedml.ExperimentText.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.failure.BadInputException;

/// Repetitions: ranges, values set, state that goes on, shapes of results.
class RepeatedTaskTest {

    private static final String RESET = "resetModel='true'";
    private static final String GOES_ON = "resetModel='false'";
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

    @Test
    void scanAddsADimension() throws IOException {
        ExperimentResults results =
                decay().course("s", 0, 0, 2, 2)
                        .task("t", "m", "s")
                        .repeated(
                                "scan",
                                RESET,
                                "r",
                                vector("r", "1", "0", "2"),
                                setValue("m", parameter("k"), "", "<ci>r</ci>"),
                                sub("t", 1))
                        .of("A", "scan", species("A"))
                        .of("k", "scan", parameter("k"))
                        .run();
        NumericArray a = results.of("A");
        assertThat(a.shape()).containsExactly(3, 3);
        assertThat(a.values()[2]).isCloseTo(10 * Math.exp(-2), within(1e-7));
        assertThat(Arrays.copyOfRange(a.values(), 3, 6)).containsExactly(10, 10, 10);
        assertThat(results.of("k").values()).containsExactly(1, 1, 1, 0, 0, 0, 2, 2, 2);
        assertThat(results.reports().getFirst().rows()).isEqualTo(9);
    }

    /// Each iteration would stop at a time of its own.
    @Test
    void anExplicitMethodThatDoesNotGetThroughIsTriedAndNotedOnce() throws IOException {
        ExperimentResults results =
                new ExperimentText(folder)
                        .model(
                                "m",
                                """
                                model m
                                  species A = 1
                                  k = 1
                                  A' = 1e7*k*(cos(time) - A) - sin(time)
                                end
                                """)
                        .course("s", 0, 0, 1, 1, 86, "")
                        .task("t", "m", "s")
                        .repeated(
                                "scan",
                                RESET,
                                "r",
                                vector("r", "1", "1.5", "2"),
                                setValue("m", parameter("k"), "", "<ci>r</ci>"),
                                sub("t", 1))
                        .of("A", "scan", species("A"))
                        .run();
        assertThat(results.notes()).singleElement().asString().contains("task t", "is stiff");
        assertThat(results.of("A").values()[5]).isCloseTo(Math.cos(1), within(1e-7));
    }

    @Test
    void stepsGoOnAsOneCourse() throws IOException {
        ExperimentResults results =
                decay().step("s", 0.5)
                        .task("t", "m", "s")
                        .repeated(
                                "steps",
                                GOES_ON,
                                "r",
                                "<uniformRange id='r' start='1' end='4' numberOfSteps='3'"
                                    + " type='linear'/>",
                                "",
                                sub("t", 1))
                        .time("time", "steps")
                        .of("A", "steps", species("A"))
                        .run();
        assertThat(results.of("time").values()).containsExactly(0.5, 1, 1.5, 2);
        for (int i = 0; i < 4; i++) {
            assertThat(results.of("A").values()[i])
                    .isCloseTo(10 * Math.exp(-0.25 * (i + 1)), within(1e-7));
        }
    }

    @Test
    void valuesSetAreComputedFromThePresentState() throws IOException {
        String now = "<variable id='now' modelReference='m' target=\"" + species("A") + "\"/>";
        ExperimentResults results =
                decay().course("s", 0, 0, 1, 1)
                        .task("t", "m", "s")
                        .repeated(
                                "doses",
                                GOES_ON + " concatenate='true'",
                                "r",
                                vector("r", "0", "5"),
                                setValue(
                                        "m",
                                        species("A"),
                                        now,
                                        "<apply><plus/><ci>now</ci><ci>r</ci></apply>"),
                                sub("t", 1))
                        .of("A", "doses", species("A"))
                        .run();
        double half = Math.exp(-0.5);
        assertThat(results.of("A").shape()).containsExactly(4);
        assertThat(results.of("A").values()[2]).isCloseTo(10 * half + 5, within(1e-7));
        assertThat(results.of("A").values()[3]).isCloseTo((10 * half + 5) * half, within(1e-7));
    }

    @Test
    void amountsAndLocalParametersCanBeSet() throws IOException {
        String sbml =
                """
                <sbml xmlns='http://www.sbml.org/sbml/level3/version1/core' level='3' version='1'><model>
                <listOfCompartments><compartment id='c' size='4' constant='true' spatialDimensions='3'/></listOfCompartments>
                <listOfSpecies><species id='A' compartment='c' initialConcentration='1' hasOnlySubstanceUnits='false'
                  boundaryCondition='false' constant='false'/></listOfSpecies>
                <listOfReactions><reaction id='J' reversible='false' fast='false'>
                <listOfReactants><speciesReference species='A' stoichiometry='1' constant='true'/></listOfReactants>
                <kineticLaw><math xmlns='http://www.w3.org/1998/Math/MathML'><apply><times/><ci>c</ci><ci>k</ci><ci>A</ci></apply></math>
                <listOfLocalParameters><localParameter id='k' value='1'/></listOfLocalParameters></kineticLaw></reaction>
                </listOfReactions></model></sbml>
                """;
        Files.writeString(folder.resolve("local.xml"), sbml);
        String local =
                "/sbml:sbml/sbml:model/sbml:listOfReactions/sbml:reaction[@id='J']/sbml:kineticLaw/"
                        + "sbml:listOfLocalParameters/sbml:localParameter[@id='k']";
        String amount =
                setValue("m", species("A"), "", "<cn>8</cn>")
                        .replace("<setValue", "<setValue symbol='KISAO:0000836'");
        ExperimentResults results =
                new ExperimentText(folder)
                        .derived("m", "local.xml")
                        .course("s", 0, 0, 1, 1)
                        .task("t", "m", "s")
                        .repeated(
                                "r1",
                                RESET,
                                "r",
                                vector("r", "3"),
                                setValue("m", local, "", "<ci>r</ci>") + amount,
                                sub("t", 1))
                        .of("A", "r1", species("A"))
                        .of("k", "r1", local)
                        .run();
        assertThat(results.of("A").values()[0]).isEqualTo(2);
        assertThat(results.of("A").values()[1]).isCloseTo(2 * Math.exp(-3), within(1e-7));
        assertThat(results.of("k").values()).containsExactly(3, 3);
    }

    @Test
    void eventsDoNotHappenAgainWhenTheStateGoesOn() throws IOException {
        String model = "model m\n x = 0; x' = 1\n n = 0\n at (x > 1.5): n = n + 1\nend\n";
        ExperimentResults results =
                new ExperimentText(folder)
                        .model("m", model)
                        .step("s", 1)
                        .task("t", "m", "s")
                        .repeated(
                                "steps",
                                GOES_ON,
                                "r",
                                vector("r", "1", "2", "3", "4"),
                                "",
                                sub("t", 1))
                        .of("n", "steps", parameter("n"))
                        .of("x", "steps", parameter("x"))
                        .run();
        assertThat(results.of("n").values()).containsExactly(0, 1, 1, 1);
        assertThat(results.of("x").values()[3]).isCloseTo(4, within(1e-9));
    }

    @Test
    void nestedScansKeepTheOuterValueThroughInnerResets() throws IOException {
        ExperimentResults results =
                new ExperimentText(folder)
                        .model("m", "model m\n p = 1\n q = 1\n y := 10 * p + q\nend\n")
                        .course("s", 0, 0, 0, 0)
                        .task("t", "m", "s")
                        .repeated(
                                "inner",
                                RESET,
                                "b",
                                vector("b", "3", "4", "5"),
                                setValue("m", parameter("q"), "", "<ci>b</ci>"),
                                sub("t", 1))
                        .repeated(
                                "outer",
                                RESET,
                                "a",
                                vector("a", "1", "2"),
                                setValue("m", parameter("p"), "", "<ci>a</ci>"),
                                sub("inner", 1))
                        .of("y", "outer", parameter("y"))
                        .run();
        assertThat(results.of("y").shape()).containsExactly(2, 3, 1);
        assertThat(results.of("y").values()).containsExactly(13, 14, 15, 23, 24, 25);
    }

    @Test
    void subTasksFollowTheirOrderAndEachOther() throws IOException {
        String stop = setValue("m", parameter("k"), "", "<cn>0</cn>");
        ExperimentResults results =
                decay().course("first", 0, 0, 1, 1)
                        .course("second", 1, 1, 3, 2)
                        .task("t1", "m", "first")
                        .task("t2", "m", "second")
                        .repeated(
                                "both",
                                RESET,
                                "r",
                                vector("r", "0", "1"),
                                "",
                                "<subTask order='2' task='t2'><listOfChanges>"
                                        + stop
                                        + "</listOfChanges></subTask>"
                                        + sub("t1", 1))
                        .time("time", "both")
                        .of("A", "both", species("A"))
                        .run();
        assertThat(results.of("time").shape()).containsExactly(2, 5);
        assertThat(Arrays.copyOf(results.of("time").values(), 5)).containsExactly(0, 1, 1, 2, 3);
        double end = results.of("A").values()[1];
        assertThat(end).isCloseTo(10 * Math.exp(-0.5), within(1e-7));
        assertThat(results.of("A").values()[4]).isCloseTo(end, within(1e-9));
        assertThat(results.of("A").values()[5]).isEqualTo(10);
    }

    @Test
    void rangesOfEveryKindGoInLockstep() throws IOException {
        Files.writeString(folder.resolve("doses.csv"), "dose\n7\n8\n9\n");
        String data =
                "<listOfDataDescriptions><dataDescription id='d' source='doses.csv'"
                    + " format='urn:sedml:format:csv'><listOfDataSources><dataSource"
                    + " id='doses'><listOfSlices><slice reference='ColumnIds' value='dose'/>"
                    + "</listOfSlices></dataSource></listOfDataSources></dataDescription></listOfDataDescriptions>";
        String functional =
                "<functionalRange id='f' range='u'><listOfVariables><variable id='p0'"
                    + " modelReference='m' target=\""
                        + parameter("p")
                        + "\"/></listOfVariables>"
                        + ExperimentText.math("<apply><plus/><ci>u</ci><ci>p0</ci></apply>")
                        + "</functionalRange>";
        String ranges =
                "<uniformRange id='u' start='1' end='100' numberOfPoints='2' type='log'/>"
                        + functional
                        + "<dataRange id='w' sourceReference='doses'/>";
        ExperimentResults results =
                new ExperimentText(folder)
                        .before(data)
                        .model("m", "model m\n p = 0.5\n q = 0\n z = 0\nend\n")
                        .step("s", 1)
                        .task("t", "m", "s")
                        .repeated(
                                "r",
                                RESET + " concatenate='true'",
                                "u",
                                ranges,
                                setValue("m", parameter("q"), "", "<ci>f</ci>")
                                        + setValue(
                                                "m",
                                                parameter("z"),
                                                "<variable id='v' target='#w'/>",
                                                "<ci>v</ci>")
                                        + setValue("m", parameter("p"), "", "<cn>0</cn>"),
                                sub("t", 1))
                        .of("q", "r", parameter("q"))
                        .of("z", "r", parameter("z"))
                        .run();
        assertThat(results.of("q").values()[0]).isEqualTo(1.5);
        assertThat(results.of("q").values()[1]).isCloseTo(10.5, within(1e-12));
        assertThat(results.of("q").values()[2]).isEqualTo(100.5);
        assertThat(results.of("z").values()).containsExactly(7, 8, 9);
    }

    @Test
    void termsReduceTheDimensionsNamed() throws IOException {
        String variable =
                "<variable id='v' taskReference='scan' target=\""
                        + parameter("y")
                        + "\" term='KISAO:0000825'>%s</variable>";
        String over =
                "<listOfAppliedDimensions><appliedDimension"
                    + " target='%s'/></listOfAppliedDimensions>";
        ExperimentResults results =
                new ExperimentText(folder)
                        .model("m", "model m\n p = 1\n y := p + time\nend\n")
                        .course("s", 0, 0, 2, 2)
                        .task("t", "m", "s")
                        .repeated(
                                "scan",
                                RESET,
                                "r",
                                vector("r", "10", "20"),
                                setValue("m", parameter("p"), "", "<ci>r</ci>"),
                                sub("t", 1))
                        .generator(
                                "overScan",
                                variable.formatted(over.formatted("scan")),
                                "<ci>v</ci>")
                        .generator(
                                "overTime", variable.formatted(over.formatted("t")), "<ci>v</ci>")
                        .generator("over", variable.formatted(""), "<ci>v</ci>")
                        .run();
        assertThat(results.of("overScan").values()).containsExactly(15, 16, 17);
        assertThat(results.of("overTime").values()).containsExactly(11, 21);
        assertThat(results.of("over").values()).containsExactly(16);
    }

    @Test
    void stochasticRepetitionsDifferAndCanBeRepeated() throws IOException {
        String model =
                """
                model m
                 compartment c = 1
                 substanceOnly species A in c = 1000
                 k = 1
                 A -> ; k * A
                end
                """;
        ExperimentText text =
                new ExperimentText(folder)
                        .model("m", model)
                        .course(
                                "s",
                                0,
                                0,
                                1,
                                1,
                                29,
                                "<algorithmParameter kisaoID='KISAO:0000488' value='7'/>")
                        .task("t", "m", "s")
                        .repeated(
                                "runs",
                                RESET,
                                "r",
                                "<uniformRange id='r' start='1' end='200' numberOfSteps='199'"
                                    + " type='linear'/>",
                                "",
                                sub("t", 1))
                        .of("A", "runs", species("A"));
        double[] values = text.run().of("A").values();
        double[] ends = new double[200];
        Arrays.setAll(ends, i -> values[2 * i + 1]);
        assertThat(Arrays.stream(ends).distinct().count()).isGreaterThan(20);
        assertThat(Arrays.stream(ends).average().orElseThrow())
                .isCloseTo(1000 / Math.E, within(5.0));
        assertThat(Arrays.stream(ends)).allMatch(v -> v == Math.rint(v));
        assertThat(text.run().of("A").values()).containsExactly(values);
    }

    @Test
    void stochasticRunsGoOnFromWhereTheyEnded() throws IOException {
        String model =
                """
                model m
                 compartment c = 1
                 substanceOnly species A in c = 100
                 k = 1
                 A -> ; k * A
                end
                """;
        ExperimentResults results =
                new ExperimentText(folder)
                        .model("m", model)
                        .course("s", 0, 0, 1, 1, 241, "")
                        .task("t", "m", "s")
                        .repeated(
                                "runs",
                                GOES_ON,
                                "r",
                                vector("r", "1", "2"),
                                setValue("m", parameter("k"), "", "<ci>r</ci>"),
                                sub("t", 1))
                        .of("A", "runs", species("A"))
                        .run();
        double[] values = results.of("A").values();
        assertThat(values[0]).isEqualTo(100);
        assertThat(values[2]).isEqualTo(values[1]);
        assertThat(values[3]).isLessThan(values[2]);
    }

    @Test
    void whatFollowsFromARuleCannotBeSet() throws IOException {
        ExperimentText text =
                new ExperimentText(folder)
                        .model("m", "model m\n p = 1\n y := 2 * p\nend\n")
                        .step("s", 1)
                        .task("t", "m", "s")
                        .repeated(
                                "r1",
                                RESET,
                                "r",
                                vector("r", "1"),
                                setValue("m", parameter("y"), "", "<cn>1</cn>"),
                                sub("t", 1))
                        .of("y", "r1", parameter("y"));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(text::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo("sedml.not-settable"));
    }
}
