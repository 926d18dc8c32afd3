package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sbml.jsbml.JSBML;
import org.sbml.jsbml.SBMLDocument;
import org.tamor.ProjectFiles;
import org.tamor.expr.Expression;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.format.sbml.SbmlWriter;
import org.tamor.model.Model;
import org.tamor.model.UnitChecker;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// The study's model as SBML: another reader takes it, and it stays the same model with the same numbers.
class ModelConversionTest {

    private static final Model MODEL =
            AntimonyReader.read(ProjectFiles.tamoxifenStudy().resolve("model.ant"));
    private static final String SBML = SbmlWriter.toText(MODEL);

    @Test
    void jsbmlReadsItWhole() throws Exception {
        SBMLDocument document = JSBML.readSBMLFromString(SBML);
        assertThat(document.getErrorCount()).isZero();
        assertThat(document.getModel().getSpeciesCount()).isEqualTo(MODEL.species().size());
        assertThat(document.getModel().getReactionCount())
                .isEqualTo(MODEL.reactions().size());
        assertThat(document.getModel().getRuleCount()).isEqualTo(MODEL.rules().size());
        assertThat(document.getModel().getParameterCount())
                .isEqualTo(MODEL.parameters().size());
    }

    @Test
    void readingItBackGivesTheSameModel() {
        assertThat(readBack()).isEqualTo(MODEL);
    }

    @Test
    void itSimulatesToTheSameNumbers() {
        TimeCourse antimony = simulate(MODEL);
        TimeCourse sbml = simulate(readBack());
        for (int output = 0; output < antimony.values().length; output++) {
            for (int k = 0; k < antimony.times().length; k++) {
                double expected = antimony.values()[output][k];
                assertThat(sbml.values()[output][k])
                        .as("%s at %s", antimony.outputs().get(output), antimony.times()[k])
                        .isCloseTo(expected, within(1e-6 * Math.abs(expected) + 1e-12));
            }
        }
    }

    @Test
    void itsUnitsAreConsistent() {
        assertThat(UnitChecker.check(MODEL)).isEmpty();
    }

    private static Model readBack() {
        return SbmlReader.read(new ByteArrayInputStream(SBML.getBytes(StandardCharsets.UTF_8)), "model.xml");
    }

    private static TimeCourse simulate(Model model) {
        List<Output> species = model.species().stream()
                .map(one -> new Output(one.id(), new Expression.Symbol(one.id())))
                .toList();
        double[] times = IntStream.rangeClosed(0, 120).mapToDouble(hour -> hour).toArray();
        RunResult result =
                Simulator.compile(model, species).run(Timeline.plain(), Map.of(), times, SolverOptions.DEFAULT);
        assertThat(result).isInstanceOf(RunResult.Completed.class);
        return ((RunResult.Completed) result).timeCourse();
    }
}
