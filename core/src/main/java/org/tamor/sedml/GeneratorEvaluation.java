package org.tamor.sedml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.tamor.expr.Bindings;
import org.tamor.expr.Evaluator;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.Operator;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sedml.DataGenerator;
import org.tamor.format.sedml.VariableReference;

/// Computes data generators from the arrays of their variables, number by number.
///
/// Where arrays differ in length, what is missing is NaN; an array with fewer dimensions is used
/// again for each index of the others. `min`, `max`, `sum` and `product` of one variable make one
/// number of all its numbers.
final class GeneratorEvaluation {

    private GeneratorEvaluation() {}

    /// Applies a variable's reduction to what a task recorded.
    static NumericArray reduced(VariableUse use, NumericArray array) {
        if (use.reduction().isEmpty()) {
            return array;
        }
        VariableReference variable = use.variable();
        Set<String> asked = new HashSet<>(variable.dimensions());
        boolean[] along = new boolean[array.rank()];
        boolean found = asked.isEmpty();
        for (int d = 0; d < along.length; d++) {
            boolean named = array.axes().get(d).stream().anyMatch(asked::contains);
            found |= named;
            along[d] = asked.isEmpty() || named != variable.remaining();
        }
        if (!found) {
            throw new BadInputException(
                    "sedml.dimension",
                    variable.where(),
                    "the variable has no dimension of "
                            + String.join(", ", asked)
                            + "; it has those of "
                            + array.axes());
        }
        return array.reduced(along, use.reduction().orElseThrow());
    }

    /// The numbers of a generator.
    ///
    /// @param variables arrays by the names of variables
    static NumericArray evaluate(DataGenerator generator, Map<String, NumericArray> variables) {
        Location where = generator.calculation().where();
        Expression formula =
                aggregated(
                        generator.calculation().formula(),
                        variables,
                        generator.calculation().parameters());
        if (formula instanceof Expression.Symbol(String id) && variables.containsKey(id)) {
            return variables.getOrDefault(id, NumericArray.of(Double.NaN));
        }
        try {
            return elementwise(formula, variables, generator.calculation().parameters());
        } catch (BadInputException problem) {
            throw new BadInputException(
                    problem.code(), where, String.valueOf(problem.getMessage()));
        }
    }

    private static NumericArray elementwise(
            Expression formula,
            Map<String, NumericArray> variables,
            Map<String, Double> parameters) {
        Set<String> symbols = Expressions.symbols(formula);
        List<NumericArray> used = new ArrayList<>();
        variables.forEach((id, array) -> {
            if (symbols.contains(id)) {
                used.add(array);
            }
        });
        int[] shape = NumericArray.covering(used);
        List<Set<String>> axes =
                used.stream()
                        .filter(array -> array.rank() == shape.length)
                        .findFirst()
                        .map(NumericArray::axes)
                        .orElse(List.of());
        double[] values = new double[NumericArray.size(shape)];
        int[] position = new int[shape.length];
        Map<String, Double> names = new HashMap<>(parameters);
        for (int i = 0; i < values.length; i++) {
            variables.forEach((id, array) -> {
                if (symbols.contains(id)) {
                    names.put(id, array.at(position));
                }
            });
            values[i] = Evaluator.evaluate(formula, Bindings.of(names));
            NumericArray.advance(position, shape);
        }
        return new NumericArray(shape, axes, values);
    }

    /// The formula with functions of all numbers of an array computed.
    private static Expression aggregated(
            Expression formula,
            Map<String, NumericArray> variables,
            Map<String, Double> parameters) {
        Expression inner =
                Expressions.mapChildren(formula, part -> aggregated(part, variables, parameters));
        String function =
                switch (inner) {
                    case Expression.Call(String name, List<Expression> arguments)
                            when arguments.size() == 1 ->
                            name;
                    case Expression.Apply(Operator operator, List<Expression> arguments)
                            when arguments.size() == 1 && operator == Operator.MIN ->
                            "min";
                    case Expression.Apply(Operator operator, List<Expression> arguments)
                            when arguments.size() == 1 && operator == Operator.MAX ->
                            "max";
                    default -> "";
                };
        if (function.isEmpty()) {
            return inner;
        }
        ToDoubleFunction<double[]> reduction =
                Reduction.named(function)
                        .orElseThrow(() ->
                                new BadInputException(
                                        "sedml.math",
                                        Location.UNKNOWN.withElement(function),
                                        "the function '"
                                                + function
                                                + "' is not computed here; there are min, max, sum and product"));
        NumericArray whole =
                elementwise(Expressions.children(inner).getFirst(), variables, parameters);
        return new Expression.Constant(reduction.applyAsDouble(whole.values()));
    }
}
