package org.tamor.format.sedml;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sbml.XmlCursor;

/// Reads documents in SED-ML Level 1, Versions 1 to 4.
///
/// Reading checks the form: known elements, required attributes, numbers, ids that occur once.
/// Whether what is referred to exists is for [SedmlChecker].
public final class SedmlReader {

    private static final String NAMESPACE = "http://sed-ml.org/";

    private final ElementReader reader;
    private final XmlCursor cursor;
    private final List<AlgorithmParameter> parameters = new ArrayList<>();
    private final List<DataDescription> data = new ArrayList<>();
    private final List<ModelDefinition> models = new ArrayList<>();
    private final List<Simulation> simulations = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<DataGenerator> generators = new ArrayList<>();
    private final List<OutputDefinition> outputs = new ArrayList<>();
    private final List<PlotStyle> styles = new ArrayList<>();

    private SedmlReader(XmlCursor cursor) {
        this.cursor = cursor;
        reader = new ElementReader(cursor);
    }

    /// Reads a document and checks it.
    ///
    /// @param file names it in messages
    /// @throws BadInputException naming line and element
    public static SedmlDocument read(byte[] bytes, String file) {
        SedmlDocument document;
        try {
            document =
                    new SedmlReader(XmlCursor.open(new ByteArrayInputStream(bytes), file))
                            .document(file);
        } catch (BadInputException problem) {
            throw inWordsOfSedml(problem);
        }
        SedmlChecker.check(document);
        return document;
    }

    /// What is wrong with the XML is said by a reader that was made for SBML.
    private static BadInputException inWordsOfSedml(BadInputException problem) {
        return problem.code().startsWith("sbml.")
                ? new BadInputException(
                        "sedml." + problem.code().substring("sbml.".length()),
                        problem.location(),
                        String.valueOf(problem.getMessage())
                                .replace("SBML model", "SED-ML document")
                                .replace("SBML", "SED-ML"))
                : problem;
    }

    private SedmlDocument document(String file) {
        if (!cursor.localName().equals("sedML") || !cursor.namespace().startsWith(NAMESPACE)) {
            throw cursor.fail(
                    "sedml.not-sedml",
                    "the root element is '"
                            + XmlCursor.shown(cursor.localName())
                            + "', not 'sedML' of a SED-ML namespace; give a SED-ML document");
        }
        int level = cursor.integer(cursor.required("level"), "attribute 'level'");
        int version = cursor.integer(cursor.required("version"), "attribute 'version'");
        if (level != 1 || version < 1 || version > 4) {
            throw cursor.fail(
                    "sedml.level",
                    "SED-ML Level "
                            + level
                            + " Version "
                            + version
                            + " is unknown here; use Level 1, Version 1 to 4");
        }
        reader.children(this::section);
        cursor.finish();
        return new SedmlDocument(
                file,
                level,
                version,
                parameters,
                data,
                models,
                simulations,
                tasks,
                generators,
                outputs,
                styles,
                reader.notes);
    }

    private void section(String name) {
        switch (name) {
            case "listOfAlgorithmParameters" -> reader.items(_ -> parameter(parameters));
            case "listOfDataDescriptions" -> data.addAll(new DataSection(reader).read());
            case "listOfModels" -> models.addAll(new ModelSection(reader).read());
            case "listOfSimulations" -> reader.items(kind -> simulations.add(simulation(kind)));
            case "listOfTasks" -> tasks.addAll(new TaskSection(reader).read());
            case "listOfDataGenerators" -> reader.items(this::generator);
            case "listOfOutputs" -> outputs.addAll(new OutputSection(reader).read());
            case "listOfStyles" -> styles.addAll(new OutputSection(reader).styles());
            default -> throw cursor.unexpected();
        }
    }

    private void generator(String kind) {
        if (!kind.equals("dataGenerator")) {
            throw cursor.unexpected();
        }
        String id = reader.newId();
        String name = reader.text("name");
        Location where = cursor.location();
        ElementReader.CalculationBuilder calculation = reader.new CalculationBuilder();
        reader.children(child -> {
            if (!calculation.child(child)) {
                throw cursor.unexpected();
            }
        });
        generators.add(new DataGenerator(id, name, calculation.build(), where));
    }

    private Simulation simulation(String kind) {
        String id = reader.newId();
        Location where = cursor.location();
        return switch (kind) {
            case "uniformTimeCourse" -> {
                double initial = reader.number("initialTime");
                double start = reader.number("outputStartTime");
                double end = reader.number("outputEndTime");
                if (!(start >= initial && end >= start)) {
                    throw cursor.fail(
                            "sedml.times",
                            "the times "
                                    + initial
                                    + ", "
                                    + start
                                    + ", "
                                    + end
                                    + " (initial, first and last output) must ascend; correct them");
                }
                int steps = reader.steps();
                yield new Simulation.UniformTimeCourse(
                        id, initial, start, end, steps, algorithm(where), where);
            }
            case "oneStep" -> {
                double step = reader.number("step");
                if (!(step > 0)) {
                    throw cursor.fail(
                            "sedml.times", "attribute 'step' must be above 0, here " + step);
                }
                yield new Simulation.OneStep(id, step, algorithm(where), where);
            }
            case "steadyState" -> new Simulation.SteadyState(id, algorithm(where), where);
            case "analysis" -> new Simulation.Analysis(id, algorithm(where), where);
            default -> throw cursor.unexpected();
        };
    }

    private Algorithm algorithm(Location where) {
        List<Algorithm> found = new ArrayList<>(1);
        reader.children(name -> {
            if (!name.equals("algorithm") || !found.isEmpty()) {
                throw cursor.unexpected();
            }
            OptionalInt kisao = reader.kisao("kisaoID");
            String label = reader.text("name");
            Location place = cursor.location();
            List<AlgorithmParameter> settings = new ArrayList<>();
            reader.children(child -> {
                switch (child) {
                    case "listOfAlgorithmParameters" -> reader.items(_ -> parameter(settings));
                    case "algorithmParameter" -> parameter(settings);
                    default -> throw cursor.unexpected();
                }
            });
            found.add(new Algorithm(kisao, label, settings, place));
        });
        return found.isEmpty()
                ? new Algorithm(OptionalInt.empty(), "", List.of(), where)
                : found.getFirst();
    }

    private void parameter(List<AlgorithmParameter> into) {
        if (!cursor.localName().equals("algorithmParameter")) {
            throw cursor.unexpected();
        }
        into.add(
                new AlgorithmParameter(
                        reader.kisao("kisaoID"), cursor.required("value"), cursor.location()));
        reader.children(list -> {
            if (!list.equals("listOfAlgorithmParameters")) {
                throw cursor.unexpected();
            }
            reader.items(_ -> parameter(into));
        });
    }
}
