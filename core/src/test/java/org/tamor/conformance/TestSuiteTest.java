package org.tamor.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.conformance.CaseOutcome.Status;
import org.tamor.failure.BadInputException;

/// A suite of three cases made here: one right, one with a wrong expectation, one refused.
class TestSuiteTest {

    private static final String MODEL =
            """
            <sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'%s>
              <model>
                <listOfParameters><parameter id='x' value='1' constant='false'/></listOfParameters>
                <listOfRules><rateRule variable='x'>
                  <math xmlns='http://www.w3.org/1998/Math/MathML'><cn>2</cn></math>
                </rateRule></listOfRules>
              </model>
            </sbml>
            """;

    @TempDir
    private Path folder = Path.of("");

    private void write(String number, String model, String end) throws IOException {
        Path own = Files.createDirectories(folder.resolve("cases/semantic/" + number));
        Files.writeString(own.resolve(number + "-sbml-l3v2.xml"), model);
        Files.writeString(own.resolve(number + "-sbml-l2v4.xml"), "never read");
        Files.writeString(
                own.resolve(number + "-model.m"),
                "componentTags: Parameter, RateRule\ntestTags: \ntestType: TimeCourse\n");
        Files.writeString(
                own.resolve(number + "-settings.txt"),
                "start: 0\nduration: 2\nsteps: 2\nvariables: x\nabsolute: 1e-6\nrelative: 1e-6\n");
        Files.writeString(
                own.resolve(number + "-results.csv"), "time,x\n0,1\n1,3\n2," + end + "\n");
    }

    @Test
    void tellsPassedFromWrongAndRefused() throws IOException {
        write("00001", MODEL.formatted(""), "5");
        write("00002", MODEL.formatted(""), "5.1");
        String spatial =
                " xmlns:spatial='http://www.sbml.org/sbml/level3/version1/spatial/version1'"
                        + " spatial:required='true'";
        write("00003", MODEL.formatted(spatial), "5");
        List<CaseOutcome> heard = new ArrayList<>();
        List<CaseOutcome> outcomes =
                TestSuite.run(TestSuite.open(folder).cases(), 2, 60, heard::add);
        assertThat(heard).containsExactlyInAnyOrderElementsOf(outcomes);
        assertThat(outcomes)
                .extracting(CaseOutcome::status)
                .containsExactly(Status.PASSED, Status.FAILED, Status.FAILED);
        assertThat(outcomes.get(1).reason()).contains("x at 2.0").contains("instead of 5.1");
        assertThat(outcomes.get(2).reason()).contains("spatial");
        assertThat(outcomes.getFirst().testCase().tags())
                .containsExactlyInAnyOrder("Parameter", "RateRule");
    }

    @Test
    void refusesAFolderWithoutCases() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> TestSuite.open(folder))
                .satisfies(e -> assertThat(e.code()).isEqualTo("conformance.no-cases"));
    }
}
