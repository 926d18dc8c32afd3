package org.tamor.format.petab;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tamor.expr.Expression;
import org.tamor.expr.InfixPrinter;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.format.sbml.SbmlWriter;

/// Writes PEtab version 2 problems: `problem.yaml`, tables, and the models as SBML. Extensions are
/// left out, so that any PEtab tool can open the folder.
public final class PetabWriter {

    /// The problem file that is written.
    public static final String FILE_NAME = "problem.yaml";

    private final PetabProblem problem;
    private final Path folder;

    private PetabWriter(PetabProblem problem, Path folder) {
        this.problem = problem;
        this.folder = folder;
    }

    /// Writes a problem into a folder, which is made where it is missing. Files of the same names
    /// are replaced.
    public static void write(PetabProblem problem, Path folder) {
        try {
            Files.createDirectories(folder);
            new PetabWriter(problem, folder).write();
        } catch (IOException e) {
            throw new EnvironmentException(
                    "petab.cannot-write",
                    Location.ofFile(folder.toString()),
                    "the problem cannot be written ("
                            + e.getClass().getSimpleName()
                            + "); check that the folder may be written");
        }
    }

    /// Writes `conditions.tsv` and `experiments.tsv` alone into a folder that exists.
    public static void writeTables(
            List<Condition> conditions, List<Experiment> experiments, Path folder)
            throws IOException {
        table(folder.resolve("conditions.tsv"), rowsOfConditions(conditions));
        table(folder.resolve("experiments.tsv"), rowsOfExperiments(experiments));
    }

    private void write() throws IOException {
        for (PetabModel model : problem.models()) {
            SbmlWriter.write(model.model(), folder.resolve(modelFile(model)));
        }
        table("parameters.tsv", parameters());
        writeTables(problem.conditions(), problem.experiments(), folder);
        table("observables.tsv", observables());
        table("measurements.tsv", measurements());
        if (!problem.mappings().isEmpty()) {
            table("mapping.tsv", mappings());
        }
        text(FILE_NAME, yaml());
    }

    private String modelFile(PetabModel model) {
        return problem.models().size() == 1 ? "model.xml" : "model_" + model.id() + ".xml";
    }

    private String yaml() {
        StringBuilder yaml = new StringBuilder("format_version: 2.0.0\n");
        if (!problem.id().isEmpty()) {
            yaml.append("id: \"")
                    .append(problem.id().replaceAll("[^A-Za-z0-9_. -]", "_"))
                    .append("\"\n");
        }
        yaml.append("model_files:\n");
        for (PetabModel model : problem.models()) {
            yaml.append("  ").append(model.id()).append(":\n");
            yaml.append("    location: ").append(modelFile(model)).append('\n');
            yaml.append("    language: sbml\n");
        }
        yaml.append("parameter_files: [parameters.tsv]\n");
        yaml.append("condition_files: [conditions.tsv]\n");
        yaml.append("experiment_files: [experiments.tsv]\n");
        yaml.append("observable_files: [observables.tsv]\n");
        yaml.append("measurement_files: [measurements.tsv]\n");
        if (!problem.mappings().isEmpty()) {
            yaml.append("mapping_files: [mapping.tsv]\n");
        }
        return yaml.toString();
    }

    private List<List<String>> parameters() {
        boolean priors =
                problem.parameters().stream().anyMatch(parameter -> parameter.prior().isPresent());
        List<List<String>> rows = new ArrayList<>();
        List<String> header =
                new ArrayList<>(
                        List.of(
                                "parameterId",
                                "lowerBound",
                                "upperBound",
                                "nominalValue",
                                "estimate"));
        if (priors) {
            header.addAll(List.of("priorDistribution", "priorParameters"));
        }
        rows.add(header);
        for (PetabParameter parameter : problem.parameters()) {
            List<String> row =
                    new ArrayList<>(
                            List.of(
                                    parameter.id(),
                                    parameter.estimate()
                                            ? number(parameter.lowerBound())
                                            : finite(parameter.lowerBound()),
                                    parameter.estimate()
                                            ? number(parameter.upperBound())
                                            : finite(parameter.upperBound()),
                                    parameter.nominalValue().isPresent()
                                            ? number(parameter.nominalValue().getAsDouble())
                                            : "",
                                    Boolean.toString(parameter.estimate())));
            if (priors) {
                row.add(parameter.prior().map(prior -> prior.distribution().label()).orElse(""));
                row.add(
                        parameter
                                .prior()
                                .map(
                                        prior ->
                                                String.join(
                                                        ";",
                                                        prior.parameters().stream()
                                                                .map(PetabWriter::number)
                                                                .toList()))
                                .orElse(""));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> rowsOfConditions(List<Condition> conditions) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("conditionId", "targetId", "targetValue"));
        for (Condition condition : conditions) {
            for (Condition.Change change : condition.changes()) {
                rows.add(
                        List.of(
                                condition.id(),
                                change.target(),
                                InfixPrinter.print(change.value())));
            }
        }
        return rows;
    }

    private static List<List<String>> rowsOfExperiments(List<Experiment> experiments) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("experimentId", "time", "conditionId"));
        for (Experiment experiment : experiments) {
            for (Experiment.Period period : experiment.periods()) {
                List<String> applied =
                        period.conditions().isEmpty() ? List.of("") : period.conditions();
                for (String condition : applied) {
                    rows.add(List.of(experiment.id(), number(period.time()), condition));
                }
            }
        }
        return rows;
    }

    private List<List<String>> observables() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "observableId",
                        "observableName",
                        "observableFormula",
                        "noiseFormula",
                        "noiseDistribution",
                        "observablePlaceholders",
                        "noisePlaceholders"));
        for (Observable observable : problem.observables()) {
            rows.add(
                    List.of(
                            observable.id(),
                            observable.name(),
                            InfixPrinter.print(observable.formula()),
                            InfixPrinter.print(observable.noise()),
                            observable.noiseDistribution().label(),
                            String.join(";", observable.placeholders()),
                            String.join(";", observable.noisePlaceholders())));
        }
        return rows;
    }

    private List<List<String>> measurements() {
        boolean models = problem.models().size() > 1;
        List<List<String>> rows = new ArrayList<>();
        List<String> header =
                new ArrayList<>(
                        List.of(
                                "observableId",
                                "experimentId",
                                "time",
                                "measurement",
                                "observableParameters",
                                "noiseParameters",
                                "datasetId",
                                "replicateId"));
        if (models) {
            header.addFirst("modelId");
        }
        rows.add(header);
        for (Measurement measurement : problem.measurements()) {
            List<String> row =
                    new ArrayList<>(
                            List.of(
                                    measurement.observable(),
                                    measurement.experiment(),
                                    number(measurement.time()),
                                    number(measurement.value()),
                                    overrides(measurement.observableParameters()),
                                    overrides(measurement.noiseParameters()),
                                    measurement.dataset(),
                                    measurement.replicate()));
            if (models) {
                row.addFirst(measurement.model());
            }
            rows.add(row);
        }
        return rows;
    }

    private static String overrides(List<Expression> values) {
        return String.join(";", values.stream().map(InfixPrinter::print).toList());
    }

    private List<List<String>> mappings() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("petabEntityId", "modelEntityId", "name"));
        problem.mappings()
                .forEach(
                        mapping ->
                                rows.add(
                                        List.of(
                                                mapping.entity(),
                                                mapping.modelEntity(),
                                                mapping.name())));
        return rows;
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return Double.toString(value);
    }

    private static String finite(double value) {
        return Double.isInfinite(value) ? "" : Double.toString(value);
    }

    private void table(String name, List<List<String>> rows) throws IOException {
        table(folder.resolve(name), rows);
    }

    private static void table(Path file, List<List<String>> rows) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder()
                        .fieldSeparator('\t')
                        .lineDelimiter(LineDelimiter.LF)
                        .build(text)) {
            rows.forEach(writer::writeRecord);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        WholeFile.write(file, text.toString());
    }

    private void text(String name, String text) throws IOException {
        WholeFile.write(folder.resolve(name), text);
    }
}
