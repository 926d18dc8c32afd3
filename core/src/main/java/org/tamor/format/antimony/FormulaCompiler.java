package org.tamor.format.antimony;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.expr.Bindings;
import org.tamor.expr.Evaluator;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.Operator;
import org.tamor.failure.BadInputException;

/// Turns formulas of submodels into formulas of the flattened model, checking every name.
final class FormulaCompiler {

    private static final Set<String> DISTRIBUTIONS =
            Set.of(
                    "normal",
                    "truncatedNormal",
                    "uniform",
                    "bernoulli",
                    "binomial",
                    "truncatedBinomial",
                    "cauchy",
                    "truncatedCauchy",
                    "chisquare",
                    "truncatedChisquare",
                    "exponential",
                    "truncatedExponential",
                    "gamma",
                    "truncatedGamma",
                    "laplace",
                    "truncatedLaplace",
                    "lognormal",
                    "truncatedLognormal",
                    "poisson",
                    "truncatedPoisson",
                    "rayleigh",
                    "truncatedRayleigh");

    private final ModuleSource.Library library;
    private final UnitTable units;

    FormulaCompiler(ModuleSource.Library library, UnitTable units) {
        this.library = library;
        this.units = units;
    }

    Expression compile(Formula formula, Instance scope) {
        return compile(formula.expression(), formula, scope);
    }

    private Expression compile(Expression expression, Formula source, Instance scope) {
        return switch (expression) {
            case Expression.Symbol(String name) -> symbol(name, source, scope);
            case Expression.Constant c when !c.unit().isEmpty() ->
                    new Expression.Constant(
                            c.value(), units.id(c.unit(), source.placeOf(c.unit()), scope));
            case Expression.Call call -> {
                checkCall(call, source);
                yield Expressions.mapChildren(call, part -> compile(part, source, scope));
            }
            default -> Expressions.mapChildren(expression, part -> compile(part, source, scope));
        };
    }

    private static Expression symbol(String name, Formula source, Instance scope) {
        Variable variable = scope.resolve(name, source.placeOf(name));
        if (variable.reaction && variable.initialFormula().isPresent()) {
            return new Expression.Symbol(variable.id);
        }
        if (variable.event || variable.submodel || variable.reaction) {
            String what =
                    variable.reaction
                            ? "a reaction without a rate"
                            : variable.event ? "an event" : "a submodel";
            throw new BadInputException(
                    "antimony.type",
                    source.placeOf(name).withElement(name),
                    name + " is " + what + ", which has no value; use another name in the formula");
        }
        if (!variable.isDefined()) {
            throw new BadInputException(
                    "antimony.undefined",
                    source.placeOf(name).withElement(name),
                    name + " is used but never given a value; add '" + name + " = ...'");
        }
        return new Expression.Symbol(variable.id);
    }

    void checkCall(Expression.Call call, Formula source) {
        String name = call.function();
        ModuleSource.FunctionSource function = library.functions.get(name);
        if (function == null) {
            if (DISTRIBUTIONS.contains(name)) {
                throw TokenCursor.unsupported(source.placeOf(name), "the distribution " + name);
            }
            throw new BadInputException(
                    "antimony.unknown-function",
                    source.placeOf(name).withElement(name),
                    "there is no function "
                            + name
                            + "; define it with 'function "
                            + name
                            + "(...)', or check its name");
        }
        int wanted = function.definition().arguments().size();
        if (wanted != call.arguments().size()) {
            throw new BadInputException(
                    "antimony.arguments",
                    source.placeOf(name).withElement(name),
                    name
                            + " takes "
                            + wanted
                            + " arguments, not "
                            + call.arguments().size()
                            + "; correct the call");
        }
    }

    /// The value of a formula without names.
    static OptionalDouble number(Expression expression) {
        boolean open =
                Expressions.any(
                        expression,
                        node ->
                                node instanceof Expression.Symbol
                                        || node instanceof Expression.Time
                                        || node instanceof Expression.Call
                                        || node instanceof Expression.Apply a
                                                && a.operator() == Operator.DELAY);
        return open
                ? OptionalDouble.empty()
                : OptionalDouble.of(Evaluator.evaluate(expression, Bindings.of(Map.of())));
    }

    /// Whether a formula names something that was deleted.
    static boolean mentionsDeleted(Formula formula, Instance scope) {
        return Expressions.symbols(formula.expression()).stream()
                .anyMatch(name -> scope.resolve(name, formula.at()).deleted);
    }
}
