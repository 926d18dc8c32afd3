package org.tamor.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.failure.NumericalFailureException;
import org.tamor.failure.TamorException;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.format.sedml.FolderFiles;
import org.tamor.format.sedml.SedmlReader;
import org.tamor.model.ModelIndex;
import org.tamor.sedml.Experiment;
import org.tamor.sedml.ReportTable;
import org.tamor.simulate.FluxBalance;
import org.tamor.simulate.TimeCourse;

/// Writes a case of the SBML test suite as a SED-ML document, runs it and compares its report.
final class ExperimentCase {

    private static final String MODEL = "/sbml:sbml/sbml:model/";

    private final TestCase one;
    private final Map<String, String> settings;
    private final CaseRunner.Table expected;
    private final ModelIndex index;

    private ExperimentCase(TestCase one) throws IOException {
        this.one = one;
        settings = one.settings();
        expected = CaseRunner.table(one);
        index = ModelIndex.of(SbmlReader.read(one.model()));
    }

    static CaseRunner.Verdict judge(TestCase one) {
        try {
            ExperimentCase asExperiment = new ExperimentCase(one);
            return asExperiment.namesSubmodels()
                    ? new CaseRunner.Verdict(
                            CaseOutcome.Status.SKIPPED,
                            "quantities of submodels have no place in the file that a target could name")
                    : asExperiment.judge();
        } catch (TamorException refusal) {
            return CaseRunner.Verdict.failed("refused: " + refusal.describe());
        } catch (IOException | NumberFormatException damage) {
            return CaseRunner.Verdict.failed("the case cannot be read: " + damage.getMessage());
        }
    }

    /// Whether something asked for exists only after the submodels were put together.
    private boolean namesSubmodels() throws IOException {
        boolean composed = one.tags().stream().anyMatch(tag -> tag.startsWith("comp"));
        String text = composed ? Files.readString(one.model(), StandardCharsets.UTF_8) : "";
        return composed
                && Arrays.stream(expected.header())
                        .skip(1)
                        .anyMatch(id -> !text.contains('"' + id + '"'));
    }

    private CaseRunner.Verdict judge() {
        byte[] document = document().getBytes(StandardCharsets.UTF_8);
        Path file = one.folder().resolve(one.number() + ".sedml");
        ReportTable report;
        try {
            report =
                    Experiment.run(
                                    SedmlReader.read(document, file.toString()),
                                    FolderFiles.beside(file))
                            .reports()
                            .getFirst();
        } catch (NumericalFailureException failure) {
            boolean none =
                    failure.code().equals(FluxBalance.NO_OPTIMUM)
                            && Arrays.stream(expected.rows()[0]).allMatch(Double::isNaN);
            if (none) {
                return new CaseRunner.Verdict(CaseOutcome.Status.PASSED, "");
            }
            throw failure;
        }
        boolean timeless = one.testType().equals("FluxBalanceSteadyState");
        List<double[]> columns = report.columns();
        int first = timeless ? 0 : 1;
        CaseRunner.Table table = timeless ? withTime() : expected;
        double[][] values = columns.subList(first, columns.size()).toArray(double[][]::new);
        if (Arrays.stream(values).anyMatch(column -> column.length != expected.rows().length)) {
            return CaseRunner.Verdict.failed(
                    "the report has another number of rows than the expected table");
        }
        double[] times = timeless ? new double[expected.rows().length] : columns.getFirst();
        return CaseRunner.difference(
                        table,
                        new TimeCourse(
                                report.labels().subList(first, columns.size()), times, values),
                        CaseRunner.number(settings.getOrDefault("absolute", "0")),
                        CaseRunner.number(settings.getOrDefault("relative", "0")))
                .map(CaseRunner.Verdict::failed)
                .orElse(new CaseRunner.Verdict(CaseOutcome.Status.PASSED, ""));
    }

    /// The expected table of a flux balance with a column of times before it.
    private CaseRunner.Table withTime() {
        String[] header = new String[expected.header().length + 1];
        header[0] = "time";
        System.arraycopy(expected.header(), 0, header, 1, expected.header().length);
        double[][] rows = new double[expected.rows().length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[header.length];
            System.arraycopy(expected.rows()[i], 0, rows[i], 1, header.length - 1);
        }
        return new CaseRunner.Table(header, rows);
    }

    private String document() {
        boolean timeless = one.testType().equals("FluxBalanceSteadyState");
        StringBuilder xml = new StringBuilder();
        xml.append(
                        "<sedML xmlns='http://sed-ml.org/sed-ml/level1/version4' level='1' version='4'>\n<listOfModels>")
                .append("<model id='model' language='urn:sedml:language:sbml' source='")
                .append(one.model().getFileName())
                .append("'/></listOfModels>\n<listOfSimulations>")
                .append(timeless ? "<steadyState id='sim'>" : timeCourse())
                .append("<algorithm kisaoID='")
                .append(timeless ? "KISAO:0000437" : "KISAO:0000019")
                .append("'><listOfAlgorithmParameters>")
                .append("<algorithmParameter kisaoID='KISAO:0000209' value='1e-9'/>")
                .append("<algorithmParameter kisaoID='KISAO:0000211' value='1e-13'/>")
                .append("<algorithmParameter kisaoID='KISAO:0000415' value='200000'/>")
                .append("</listOfAlgorithmParameters></algorithm>")
                .append(timeless ? "</steadyState>" : "</uniformTimeCourse>")
                .append("</listOfSimulations>\n<listOfTasks>")
                .append(
                        "<task id='task' modelReference='model' simulationReference='sim'/></listOfTasks>\n")
                .append("<listOfDataGenerators>\n");
        List<String> sets = new ArrayList<>();
        for (int i = 0; i < expected.header().length; i++) {
            String variable =
                    i == 0 && !timeless
                            ? "symbol='urn:sedml:symbol:time'"
                            : target(expected.header()[i]);
            xml.append("<dataGenerator id='g")
                    .append(i)
                    .append("'><listOfVariables><variable id='v' taskReference='task' ")
                    .append(variable)
                    .append(
                            "/></listOfVariables><math xmlns='http://www.w3.org/1998/Math/MathML'><ci>v</ci></math>")
                    .append("</dataGenerator>\n");
            sets.add(
                    "<dataSet id='d"
                            + i
                            + "' label='"
                            + expected.header()[i]
                            + "' dataReference='g"
                            + i
                            + "'/>");
        }
        return xml.append(
                        "</listOfDataGenerators>\n<listOfOutputs><report id='report'><listOfDataSets>")
                .append(String.join("", sets))
                .append("</listOfDataSets></report></listOfOutputs>\n</sedML>\n")
                .toString();
    }

    private String timeCourse() {
        double start = CaseRunner.number(settings.getOrDefault("start", "0"));
        double duration = CaseRunner.number(settings.getOrDefault("duration", "0"));
        return "<uniformTimeCourse id='sim' initialTime='0' outputStartTime='"
                + start
                + "' outputEndTime='"
                + (start + duration)
                + "' numberOfSteps='"
                + (expected.rows().length - 1)
                + "'>";
    }

    /// Where a quantity stands in the file, and how the settings mean it.
    private String target(String id) {
        if (index.species(id).isPresent()) {
            Set<String> amounts = TestCase.words(settings.getOrDefault("amount", ""));
            Set<String> concentrations = TestCase.words(settings.getOrDefault("concentration", ""));
            String symbol =
                    amounts.contains(id)
                            ? " symbol='KISAO:0000836'"
                            : concentrations.contains(id) ? " symbol='KISAO:0000838'" : "";
            return path("listOfSpecies/sbml:species", id) + symbol;
        }
        Optional<String> list =
                index.parameter(id).isPresent()
                        ? Optional.of("listOfParameters/sbml:parameter")
                        : index.compartment(id).isPresent()
                                ? Optional.of("listOfCompartments/sbml:compartment")
                                : index.reaction(id).isPresent()
                                        ? Optional.of("listOfReactions/sbml:reaction")
                                        : Optional.empty();
        return list.map(place -> path(place, id))
                .orElse("target=\"//*[@id='" + id + "' or @*[local-name()='id']='" + id + "']\"");
    }

    private static String path(String place, String id) {
        return "target=\"" + MODEL + "sbml:" + place + "[@id='" + id + "']\"";
    }
}
