package org.tamor.format.petab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tamor.expr.Expression;
import org.tamor.expr.Syntax;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.Observable.NoiseDistribution;
import org.tamor.format.petab.TsvTable.Columns;
import org.tamor.format.petab.TsvTable.Row;

/// The tables of a problem, each row by itself; what rows say of each other is checked by
/// [PetabChecker].
final class PetabTables {

    private static final Columns PARAMETERS =
            new Columns(
                    List.of("parameterId", "estimate"),
                    List.of(
                            "lowerBound",
                            "upperBound",
                            "nominalValue",
                            "priorDistribution",
                            "priorParameters"),
                    true);
    private static final Columns CONDITIONS =
            new Columns(List.of("conditionId", "targetId", "targetValue"), List.of(), true);
    private static final Columns EXPERIMENTS =
            new Columns(List.of("experimentId", "time", "conditionId"), List.of(), true);
    private static final Columns OBSERVABLES =
            new Columns(
                    List.of("observableId", "observableFormula", "noiseFormula"),
                    List.of(
                            "observableName",
                            "noiseDistribution",
                            "observablePlaceholders",
                            "noisePlaceholders"),
                    true);
    private static final Columns MEASUREMENTS =
            new Columns(
                    List.of("observableId", "experimentId", "time", "measurement"),
                    List.of(
                            "modelId",
                            "observableParameters",
                            "noiseParameters",
                            "datasetId",
                            "replicateId"),
                    true);
    private static final Columns MAPPINGS =
            new Columns(List.of("petabEntityId", "modelEntityId"), List.of("name"), true);

    private PetabTables() {}

    /// The rows of several files.
    static <T> List<T> all(List<Path> files, Function<Path, List<T>> reader) {
        List<T> rows = new ArrayList<>();
        files.forEach(file -> rows.addAll(reader.apply(file)));
        return rows;
    }

    static List<PetabParameter> parameters(Path file) {
        List<PetabParameter> parameters = new ArrayList<>();
        for (Row row : TsvTable.read(file, PARAMETERS).rows()) {
            boolean estimate = row.truth("estimate");
            OptionalDouble nominal = row.optionalNumber("nominalValue");
            if (!estimate && nominal.isEmpty()) {
                throw row.error(
                        "petab.no-value",
                        "nominalValue",
                        "a parameter that is not estimated needs a value; write one");
            }
            Optional<Prior> prior = prior(row);
            if (estimate && prior.isEmpty()) {
                row.required("lowerBound");
                row.required("upperBound");
            }
            double lower =
                    row.text("lowerBound").isEmpty()
                            ? Double.NEGATIVE_INFINITY
                            : row.extendedNumber("lowerBound");
            double upper =
                    row.text("upperBound").isEmpty()
                            ? Double.POSITIVE_INFINITY
                            : row.extendedNumber("upperBound");
            if (lower > upper) {
                throw row.error(
                        "petab.bad-bounds",
                        "lowerBound",
                        "the lower bound is above the upper one; swap them");
            }
            parameters.add(
                    new PetabParameter(
                            row.identifier("parameterId"),
                            lower,
                            upper,
                            nominal,
                            estimate,
                            prior,
                            row.location()));
        }
        return parameters;
    }

    private static Optional<Prior> prior(Row row) {
        String name = row.text("priorDistribution");
        List<String> parts = row.parts("priorParameters");
        if (name.isEmpty()) {
            if (!parts.isEmpty()) {
                throw row.error(
                        "petab.bad-prior",
                        "priorParameters",
                        "these belong to no distribution; name priorDistribution");
            }
            return Optional.empty();
        }
        Prior.Distribution distribution =
                choose(
                        row,
                        "priorDistribution",
                        name,
                        Prior.Distribution.values(),
                        Prior.Distribution::label);
        if (parts.size() != distribution.parameterCount()) {
            throw row.error(
                    "petab.bad-prior",
                    "priorParameters",
                    name
                            + " takes "
                            + distribution.parameterCount()
                            + " parameters, not "
                            + parts.size()
                            + "; write them with semicolons between");
        }
        return Optional.of(
                new Prior(distribution, priorParameters(row, "priorParameters", distribution)));
    }

    /// The parameters of a prior, checked.
    static List<Double> priorParameters(
            Row row, String column, Prior.Distribution distribution) {
        List<Double> values =
                row.parts(column).stream().map(part -> row.finite(part, column)).toList();
        String fault = distribution.fault(values);
        if (!fault.isEmpty()) {
            throw row.error("petab.bad-prior", column, fault);
        }
        return values;
    }

    /// The value whose label is the text.
    static <T> T choose(
            Row row, String column, String text, T[] values, Function<T, String> label) {
        for (T value : values) {
            if (label.apply(value).equals(text)) {
                return value;
            }
        }
        List<String> labels = Stream.of(values).map(label).toList();
        throw row.error(
                "petab.unknown-word",
                column,
                "'" + text + "' is not one of " + String.join(", ", labels) + "; choose one");
    }

    static List<Condition> conditions(List<Path> files) {
        Map<String, List<Condition.Change>> changes = new LinkedHashMap<>();
        for (Path file : files) {
            for (Row row : TsvTable.read(file, CONDITIONS).rows()) {
                String id = row.identifier("conditionId");
                String target = row.identifier("targetId");
                List<Condition.Change> list = changes.computeIfAbsent(id, key -> new ArrayList<>());
                for (Condition.Change other : list) {
                    if (other.target().equals(target)) {
                        throw row.error(
                                "petab.duplicate",
                                "targetId",
                                "condition "
                                        + id
                                        + " sets "
                                        + target
                                        + " twice (also at "
                                        + other.location()
                                        + "); remove one row");
                    }
                }
                list.add(
                        new Condition.Change(
                                target,
                                row.expression("targetValue", Syntax.PETAB),
                                row.location("targetValue")));
            }
        }
        return changes.entrySet().stream()
                .map(entry -> new Condition(entry.getKey(), entry.getValue()))
                .toList();
    }

    static List<Experiment> experiments(List<Path> files) {
        Map<String, TreeMap<Double, List<String>>> times = new LinkedHashMap<>();
        Map<String, Map<Double, Location>> places = new HashMap<>();
        for (Path file : files) {
            for (Row row : TsvTable.read(file, EXPERIMENTS).rows()) {
                String id = row.identifier("experimentId");
                double time = row.extendedNumber("time") + 0.0;
                if (time == Double.POSITIVE_INFINITY) {
                    throw row.error(
                            "table.bad-number",
                            "time",
                            "no condition begins at inf; write a time or -inf");
                }
                List<String> conditions =
                        times.computeIfAbsent(id, key -> new TreeMap<>())
                                .computeIfAbsent(time, key -> new ArrayList<>());
                places.computeIfAbsent(id, key -> new HashMap<>())
                        .putIfAbsent(time, row.location());
                String condition = row.optionalIdentifier("conditionId");
                if (conditions.contains(condition)) {
                    throw row.error(
                            "petab.duplicate",
                            "conditionId",
                            "experiment "
                                    + id
                                    + " applies "
                                    + condition
                                    + " twice at this time; remove one row");
                }
                if (!condition.isEmpty()) {
                    conditions.add(condition);
                }
            }
        }
        List<Experiment> experiments = new ArrayList<>();
        times.forEach((id, periods) -> {
            Map<Double, Location> where = places.getOrDefault(id, Map.of());
            experiments.add(
                    new Experiment(
                            id,
                            periods.entrySet().stream()
                                    .map(entry ->
                                            new Experiment.Period(
                                                    entry.getKey(),
                                                    entry.getValue(),
                                                    where.getOrDefault(
                                                            entry.getKey(), Location.UNKNOWN)))
                                    .toList()));
        });
        return experiments;
    }

    static List<Observable> observables(Path file) {
        List<Observable> observables = new ArrayList<>();
        for (Row row : TsvTable.read(file, OBSERVABLES).rows()) {
            String id = row.identifier("observableId");
            String name = row.text("observableName");
            String noise = row.text("noiseDistribution");
            NoiseDistribution distribution =
                    noise.isEmpty()
                            ? NoiseDistribution.NORMAL
                            : choose(
                                    row,
                                    "noiseDistribution",
                                    noise,
                                    NoiseDistribution.values(),
                                    NoiseDistribution::label);
            observables.add(
                    new Observable(
                            id,
                            name.isEmpty() ? id : name,
                            row.expression("observableFormula", Syntax.PETAB),
                            row.identifiers("observablePlaceholders"),
                            row.expression("noiseFormula", Syntax.PETAB),
                            row.identifiers("noisePlaceholders"),
                            distribution,
                            row.location("observableFormula")));
        }
        return observables;
    }

    static List<Measurement> measurements(Path file) {
        List<Measurement> measurements = new ArrayList<>();
        for (Row row : TsvTable.read(file, MEASUREMENTS).rows()) {
            double time = row.extendedNumber("time");
            if (time == Double.NEGATIVE_INFINITY) {
                throw row.error(
                        "table.bad-number",
                        "time",
                        "nothing is measured at -inf; write a time or inf");
            }
            measurements.add(
                    new Measurement(
                            row.optionalIdentifier("modelId"),
                            row.identifier("observableId"),
                            row.optionalIdentifier("experimentId"),
                            time,
                            row.number("measurement"),
                            overrides(row, "observableParameters"),
                            overrides(row, "noiseParameters"),
                            row.text("datasetId"),
                            row.text("replicateId"),
                            row.location()));
        }
        return measurements;
    }

    /// Numbers and names with semicolons between them.
    static List<Expression> overrides(Row row, String column) {
        List<Expression> values = new ArrayList<>();
        for (String part : row.parts(column)) {
            char first = part.charAt(0);
            boolean name = Character.isLetter(first) || first == '_';
            values.add(
                    name
                            ? new Expression.Symbol(part)
                            : new Expression.Constant(row.finite(part, column)));
        }
        return values;
    }

    static List<Mapping> mappings(Path file) {
        List<Mapping> mappings = new ArrayList<>();
        for (Row row : TsvTable.read(file, MAPPINGS).rows()) {
            mappings.add(
                    new Mapping(
                            row.identifier("petabEntityId"),
                            row.text("modelEntityId"),
                            row.text("name")));
        }
        return mappings;
    }

    /// Complains where two elements share an id.
    static BadInputException duplicate(String kind, String id, Location here, Location there) {
        return new BadInputException(
                "petab.duplicate",
                here,
                "there are two "
                        + kind
                        + " "
                        + id
                        + " (also at "
                        + there
                        + "); rename or remove one");
    }
}
