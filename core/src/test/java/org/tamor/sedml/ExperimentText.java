package org.tamor.sedml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tamor.format.sedml.FolderFiles;
import org.tamor.format.sedml.SedmlReader;

/// A SED-ML document put together from short pieces, with a report of all its generators.
final class ExperimentText {

    static final String MATH = "<math xmlns='http://www.w3.org/1998/Math/MathML'>%s</math>";

    private final Path folder;
    private final List<String> models = new ArrayList<>();
    private final List<String> simulations = new ArrayList<>();
    private final List<String> tasks = new ArrayList<>();
    private final List<String> generators = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private String before = "";
    private String version = "4";

    ExperimentText(Path folder) {
        this.folder = folder;
    }

    static String math(String content) {
        return MATH.formatted(content);
    }

    static String parameter(String id) {
        return "/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id=&quot;"
                + id
                + "&quot;]";
    }

    static String species(String id) {
        return "/sbml:sbml/sbml:model/sbml:listOfSpecies/sbml:species[@id='" + id + "']";
    }

    ExperimentText version(String other) {
        version = other;
        return this;
    }

    /// Elements before the models.
    ExperimentText before(String xml) {
        before = xml;
        return this;
    }

    /// An Antimony model in a file of its own.
    ExperimentText model(String id, String antimony, String... changes) throws IOException {
        Files.writeString(folder.resolve(id + ".ant"), antimony);
        return derived(id, id + ".ant", changes);
    }

    /// A model from a file or another model.
    ExperimentText derived(String id, String source, String... changes) {
        String language = source.endsWith(".ant") ? " language='urn:sedml:language:antimony'" : "";
        models.add(
                "<model id='"
                        + id
                        + "'"
                        + language
                        + " source='"
                        + source
                        + "'><listOfChanges>"
                        + String.join("", changes)
                        + "</listOfChanges></model>");
        return this;
    }

    ExperimentText course(String id, double initial, double start, double end, int steps) {
        return course(id, initial, start, end, steps, 19, "");
    }

    ExperimentText course(
            String id,
            double initial,
            double start,
            double end,
            int steps,
            int kisao,
            String settings) {
        String count = version.equals("4") ? "numberOfSteps" : "numberOfPoints";
        simulations.add(
                "<uniformTimeCourse id='%s' initialTime='%s' outputStartTime='%s' outputEndTime='%s' %s='%s'>"
                                .formatted(id, initial, start, end, count, steps)
                        + algorithm(kisao, settings)
                        + "</uniformTimeCourse>");
        return this;
    }

    private static String algorithm(int kisao, String settings) {
        return "<algorithm kisaoID='KISAO:%07d'><listOfAlgorithmParameters>".formatted(kisao)
                + "<algorithmParameter kisaoID='KISAO:0000209' value='1e-10'/>"
                + "<algorithmParameter kisaoID='KISAO:0000211' value='1e-12'/>"
                + settings
                + "</listOfAlgorithmParameters></algorithm>";
    }

    ExperimentText step(String id, double step) {
        simulations.add(
                "<oneStep id='" + id + "' step='" + step + "'>" + algorithm(19, "") + "</oneStep>");
        return this;
    }

    ExperimentText steady(String id) {
        simulations.add("<steadyState id='" + id + "'>" + algorithm(407, "") + "</steadyState>");
        return this;
    }

    ExperimentText task(String id, String model, String simulation) {
        tasks.add(
                "<task id='%s' modelReference='%s' simulationReference='%s'/>"
                        .formatted(id, model, simulation));
        return this;
    }

    /// A repeated task over its first range.
    ///
    /// @param attributes such as `resetModel='true'`
    /// @param subTasks their elements
    ExperimentText repeated(
            String id,
            String attributes,
            String range,
            String ranges,
            String changes,
            String subTasks) {
        tasks.add(
                "<repeatedTask id='%s' range='%s' %s><listOfRanges>%s</listOfRanges><listOfChanges>%s</listOfChanges>"
                                .formatted(id, range, attributes, ranges, changes)
                        + "<listOfSubTasks>"
                        + subTasks
                        + "</listOfSubTasks></repeatedTask>");
        return this;
    }

    static String vector(String id, String... values) {
        return "<vectorRange id='"
                + id
                + "'><value>"
                + String.join("</value><value>", values)
                + "</value></vectorRange>";
    }

    /// Sets a target to what MathML content computes.
    static String setValue(String model, String target, String variables, String content) {
        return "<setValue modelReference='"
                + model
                + "' target=\""
                + target
                + "\"><listOfVariables>"
                + variables
                + "</listOfVariables>"
                + math(content)
                + "</setValue>";
    }

    static String sub(String task, int order) {
        return "<subTask order='" + order + "' task='" + task + "'/>";
    }

    ExperimentText time(String id, String task) {
        return generator(
                id,
                "<variable id='v' taskReference='" + task + "' symbol='urn:sedml:symbol:time'/>",
                "<ci>v</ci>");
    }

    /// A generator of one target.
    ExperimentText of(String id, String task, String target) {
        return generator(
                id,
                "<variable id='v' taskReference='" + task + "' target=\"" + target + "\"/>",
                "<ci>v</ci>");
    }

    ExperimentText generator(String id, String variables, String content) {
        generators.add(
                "<dataGenerator id='"
                        + id
                        + "'><listOfVariables>"
                        + variables
                        + "</listOfVariables>"
                        + math(content)
                        + "</dataGenerator>");
        sets.add("<dataSet id='set_" + id + "' label='" + id + "' dataReference='" + id + "'/>");
        return this;
    }

    String xml() {
        String namespace =
                version.equals("1")
                        ? "http://sed-ml.org/"
                        : "http://sed-ml.org/sed-ml/level1/version" + version;
        return "<?xml version='1.0'?>\n<sedML xmlns='"
                + namespace
                + "' level='1' version='"
                + version
                + "'>\n"
                + before
                + list("Models", models)
                + list("Simulations", simulations)
                + list("Tasks", tasks)
                + list("DataGenerators", generators)
                + "<listOfOutputs><report id='report'><listOfDataSets>"
                + String.join("\n", sets)
                + "</listOfDataSets></report></listOfOutputs>\n</sedML>\n";
    }

    private static String list(String name, List<String> items) {
        return "<listOf" + name + ">" + String.join("\n", items) + "</listOf" + name + ">\n";
    }

    ExperimentResults run() {
        Path file = folder.resolve("experiment.sedml");
        return Experiment.run(
                SedmlReader.read(xml().getBytes(StandardCharsets.UTF_8), file.toString()),
                FolderFiles.beside(file));
    }
}
