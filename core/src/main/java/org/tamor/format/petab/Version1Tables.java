package org.tamor.format.petab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.Operator;
import org.tamor.expr.Syntax;
import org.tamor.format.petab.Observable.NoiseDistribution;
import org.tamor.format.petab.TsvTable.Columns;
import org.tamor.format.petab.TsvTable.Row;

/// The tables of a version 1 problem, each row by itself.
final class Version1Tables {

    private static final Columns PARAMETERS =
            new Columns(
                    List.of("parameterId", "parameterScale", "estimate"),
                    List.of(
                            "lowerBound",
                            "upperBound",
                            "nominalValue",
                            "objectivePriorType",
                            "objectivePriorParameters",
                            "initializationPriorType",
                            "initializationPriorParameters"),
                    true);
    private static final Columns CONDITIONS =
            new Columns(List.of("conditionId"), List.of("conditionName"), true);
    private static final Columns OBSERVABLES =
            new Columns(
                    List.of("observableId", "observableFormula", "noiseFormula"),
                    List.of("observableName", "observableTransformation", "noiseDistribution"),
                    true);
    private static final Columns MEASUREMENTS =
            new Columns(
                    List.of("observableId", "simulationConditionId", "time", "measurement"),
                    List.of(
                            "preequilibrationConditionId",
                            "observableParameters",
                            "noiseParameters",
                            "datasetId",
                            "replicateId"),
                    true);
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(observable|noise)Parameter(\\d{1,3})_(.+)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[.\\d].*");

    private Version1Tables() {}

    /// The distributions of version 1, and whether they are of the scaled parameter.
    private enum PriorType {
        UNIFORM("uniform", Prior.Distribution.UNIFORM, false),
        NORMAL("normal", Prior.Distribution.NORMAL, false),
        LAPLACE("laplace", Prior.Distribution.LAPLACE, false),
        LOG_NORMAL("logNormal", Prior.Distribution.LOG_NORMAL, false),
        LOG_LAPLACE("logLaplace", Prior.Distribution.LOG_LAPLACE, false),
        SCALED_UNIFORM("parameterScaleUniform", Prior.Distribution.UNIFORM, true),
        SCALED_NORMAL("parameterScaleNormal", Prior.Distribution.NORMAL, true),
        SCALED_LAPLACE("parameterScaleLaplace", Prior.Distribution.LAPLACE, true);

        private final String label;
        private final Prior.Distribution distribution;
        private final boolean scaled;

        PriorType(String label, Prior.Distribution distribution, boolean scaled) {
            this.label = label;
            this.distribution = distribution;
            this.scaled = scaled;
        }

        String label() {
            return label;
        }
    }

    static List<PetabParameter> parameters(Path file) {
        List<PetabParameter> parameters = new ArrayList<>();
        for (Row row : TsvTable.read(file, PARAMETERS).rows()) {
            boolean estimate = row.truth("estimate");
            String nominal = text(row, "nominalValue");
            if (!estimate && nominal.isEmpty()) {
                throw row.error(
                        "petab.no-value",
                        "nominalValue",
                        "a parameter that is not estimated needs a value; write one");
            }
            ParameterScale scale =
                    PetabTables.choose(
                            row,
                            "parameterScale",
                            row.required("parameterScale"),
                            ParameterScale.values(),
                            ParameterScale::label);
            double lower = bound(row, "lowerBound", estimate, Double.NEGATIVE_INFINITY);
            double upper = bound(row, "upperBound", estimate, Double.POSITIVE_INFINITY);
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
                            nominal.isEmpty()
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(row.finite(nominal, "nominalValue")),
                            estimate,
                            prior(row, scale, "objectivePrior"),
                            prior(row, scale, "initializationPrior"),
                            scale,
                            row.location()));
        }
        return parameters;
    }

    private static double bound(Row row, String column, boolean required, double open) {
        if (text(row, column).isEmpty()) {
            if (required) {
                throw row.error(
                        "table.missing-value",
                        column,
                        "an estimated parameter needs bounds; write one");
            }
            return open;
        }
        return row.extendedNumber(column);
    }

    /// Parameters without a type are those of parameterScaleUniform, which without parameters is
    /// uniform between the bounds and counts for nothing.
    ///
    /// @param columns what the names of its columns begin with
    private static Optional<Prior> prior(Row row, ParameterScale scale, String columns) {
        String typeColumn = columns + "Type";
        String parametersColumn = columns + "Parameters";
        String name = text(row, typeColumn);
        List<String> parts =
                text(row, parametersColumn).isEmpty() ? List.of() : row.parts(parametersColumn);
        PriorType type =
                name.isEmpty()
                        ? PriorType.SCALED_UNIFORM
                        : PetabTables.choose(
                                row, typeColumn, name, PriorType.values(), PriorType::label);
        if (type == PriorType.SCALED_UNIFORM && parts.isEmpty()) {
            return Optional.empty();
        }
        if (parts.size() != 2) {
            throw row.error(
                    "petab.bad-prior",
                    parametersColumn,
                    type.label()
                            + " takes 2 parameters, not "
                            + parts.size()
                            + "; write them as 0;1");
        }
        return Optional.of(
                new Prior(
                        type.distribution,
                        PetabTables.priorParameters(row, parametersColumn, type.distribution),
                        type.scaled ? scale : ParameterScale.LINEAR));
    }

    /// The values that each condition gives to the quantities that head the columns; blank and NaN
    /// fields are left out.
    static Map<String, Map<String, Condition.Change>> conditions(List<Path> files) {
        Map<String, Map<String, Condition.Change>> conditions = new LinkedHashMap<>();
        for (Path file : files) {
            TsvTable table = TsvTable.read(file, CONDITIONS);
            List<String> targets =
                    table.columns().stream()
                            .filter(
                                    name ->
                                            !name.equals("conditionId")
                                                    && !name.equals("conditionName"))
                            .toList();
            for (Row row : table.rows()) {
                String id = row.identifier("conditionId");
                Map<String, Condition.Change> changes = new LinkedHashMap<>();
                for (String target : targets) {
                    String text = text(row, target);
                    if (!text.isEmpty()) {
                        Expression value =
                                NUMBER.matcher(text).matches()
                                        ? new Expression.Constant(row.finite(text, target))
                                        : row.expression(target, Syntax.PETAB);
                        changes.put(
                                target, new Condition.Change(target, value, row.location(target)));
                    }
                }
                if (conditions.put(id, changes) != null) {
                    throw row.error(
                            "petab.duplicate",
                            "conditionId",
                            "there are two conditions " + id + "; rename or remove one");
                }
            }
        }
        return conditions;
    }

    /// Placeholders are found by their names. A noise scale of log10 values is turned into one of
    /// natural logarithms: `ln 10` times as large.
    static List<Observable> observables(Path file) {
        List<Observable> observables = new ArrayList<>();
        for (Row row : TsvTable.read(file, OBSERVABLES).rows()) {
            String id = row.identifier("observableId");
            String name = row.text("observableName");
            Expression formula = row.expression("observableFormula", Syntax.PETAB);
            Expression noise = row.expression("noiseFormula", Syntax.PETAB);
            String transformation = text(row, "observableTransformation");
            ParameterScale scale =
                    transformation.isEmpty()
                            ? ParameterScale.LINEAR
                            : PetabTables.choose(
                                    row,
                                    "observableTransformation",
                                    transformation,
                                    ParameterScale.values(),
                                    ParameterScale::label);
            if (scale == ParameterScale.COMMON_LOGARITHM) {
                noise =
                        new Expression.Apply(
                                Operator.TIMES, new Expression.Constant(Math.log(10)), noise);
            }
            observables.add(
                    new Observable(
                            id,
                            name.isEmpty() ? id : name,
                            formula,
                            placeholders("observable", id, formula, noise),
                            noise,
                            placeholders("noise", id, formula, noise),
                            distribution(row, scale),
                            row.location("observableFormula")));
        }
        return observables;
    }

    private static NoiseDistribution distribution(Row row, ParameterScale scale) {
        String name = text(row, "noiseDistribution");
        boolean linear = scale == ParameterScale.LINEAR;
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "normal" -> linear ? NoiseDistribution.NORMAL : NoiseDistribution.LOG_NORMAL;
            case "laplace" -> linear ? NoiseDistribution.LAPLACE : NoiseDistribution.LOG_LAPLACE;
            default ->
                    throw row.error(
                            "petab.unknown-word",
                            "noiseDistribution",
                            "'" + name + "' is not one of normal, laplace; choose one");
        };
    }

    private static List<String> placeholders(String kind, String id, Expression... formulas) {
        int count = 0;
        for (Expression formula : formulas) {
            for (String symbol : Expressions.symbols(formula)) {
                Matcher matcher = PLACEHOLDER.matcher(symbol);
                if (matcher.matches()
                        && matcher.group(1).equals(kind)
                        && matcher.group(3).equals(id)) {
                    count = Math.max(count, Integer.parseInt(matcher.group(2)));
                }
            }
        }
        String[] names = new String[count];
        Arrays.setAll(names, i -> kind + "Parameter" + (i + 1) + "_" + id);
        return List.of(names);
    }

    /// A row of a measurement table.
    ///
    /// @param preequilibration "" where there is none
    record Reading(String preequilibration, String condition, Row row) {}

    static List<Reading> measurements(Path file) {
        List<Reading> readings = new ArrayList<>();
        for (Row row : TsvTable.read(file, MEASUREMENTS).rows()) {
            String preequilibration =
                    text(row, "preequilibrationConditionId").isEmpty()
                            ? ""
                            : row.identifier("preequilibrationConditionId");
            readings.add(
                    new Reading(preequilibration, row.identifier("simulationConditionId"), row));
        }
        return readings;
    }

    static Measurement measurement(Row row, String experiment) {
        double time = row.extendedNumber("time");
        if (time == Double.NEGATIVE_INFINITY) {
            throw row.error(
                    "table.bad-number", "time", "nothing is measured at -inf; write a time or inf");
        }
        return new Measurement(
                "",
                row.identifier("observableId"),
                experiment,
                time,
                row.number("measurement"),
                overrides(row, "observableParameters"),
                overrides(row, "noiseParameters"),
                row.text("datasetId"),
                row.text("replicateId"),
                row.location());
    }

    private static List<Expression> overrides(Row row, String column) {
        return text(row, column).isEmpty() ? List.of() : PetabTables.overrides(row, column);
    }

    /// The field; "" also where it is written as not a number.
    private static String text(Row row, String column) {
        String text = row.text(column);
        return text.equalsIgnoreCase("nan") ? "" : text;
    }
}
