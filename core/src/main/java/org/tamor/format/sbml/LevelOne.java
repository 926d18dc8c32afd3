package org.tamor.format.sbml;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tamor.expr.Expression;
import org.tamor.expr.Expression.Apply;
import org.tamor.expr.Expression.Call;
import org.tamor.expr.Expression.Constant;
import org.tamor.expr.Expression.Symbol;
import org.tamor.expr.Expressions;
import org.tamor.expr.InfixParser;
import org.tamor.expr.Operator;
import org.tamor.model.Compartment;
import org.tamor.model.Parameter;
import org.tamor.model.Rule;

/// What is special to SBML Level 1: formulas as text, rules by kind of variable, nothing declared
/// constant.
final class LevelOne {

    private LevelOne() {}

    /// Reads the attribute `formula` of the present element.
    static Expression formula(XmlCursor cursor) {
        return translate(InfixParser.parse(cursor.required("formula"), cursor.location()));
    }

    /// Turns the functions that Level 1 names otherwise into operators: `sqr(x)`.
    private static Expression translate(Expression expression) {
        Expression inner = Expressions.mapChildren(expression, LevelOne::translate);
        return switch (inner) {
            case Call(String name, List<Expression> arguments)
                    when name.equals("sqr") && arguments.size() == 1 ->
                    new Apply(Operator.POWER, arguments.getFirst(), new Constant(2));
            case Expression.Time() -> new Symbol("time");
            default -> inner;
        };
    }

    /// Reads a rule of Level 1.
    static Rule rule(ReadContext context) {
        XmlCursor cursor = context.cursor();
        String kind = cursor.localName();
        Expression formula = formula(cursor);
        boolean rate =
                switch (cursor.attribute("type").orElse("scalar")) {
                    case "scalar" -> false;
                    case "rate" -> true;
                    default ->
                            throw cursor.fail(
                                    "sbml.attribute", "the type of a rule is 'scalar' or 'rate'");
                };
        String attribute =
                switch (kind) {
                    case "compartmentVolumeRule" -> "compartment";
                    case "parameterRule" -> "name";
                    case "algebraicRule" -> "";
                    default -> cursor.attribute("species").isPresent() ? "species" : "specie";
                };
        if (attribute.isEmpty()) {
            context.noContent(Optional.empty());
            return new Rule.AlgebraicRule(formula);
        }
        String variable = cursor.required(attribute);
        context.noContent(Optional.empty());
        return rate
                ? new Rule.RateRule(variable, formula)
                : new Rule.AssignmentRule(variable, formula);
    }

    /// Declares variable what rules change.
    static void freeVariables(
            List<Rule> rules, List<Compartment> compartments, List<Parameter> parameters) {
        boolean algebraic = rules.stream().anyMatch(Rule.AlgebraicRule.class::isInstance);
        Set<String> variables =
                rules.stream()
                        .map(rule ->
                                switch (rule) {
                                    case Rule.AssignmentRule(String variable, Expression value) ->
                                            variable;
                                    case Rule.RateRule(String variable, Expression rate) ->
                                            variable;
                                    case Rule.AlgebraicRule(Expression residual) -> "";
                                })
                        .collect(Collectors.toSet());
        compartments.replaceAll(c ->
                new Compartment(
                        c.id(),
                        c.name(),
                        c.dimensions(),
                        c.size(),
                        c.unit(),
                        !variables.contains(c.id())));
        parameters.replaceAll(p ->
                new Parameter(
                        p.id(),
                        p.name(),
                        p.value(),
                        p.unit(),
                        !algebraic && !variables.contains(p.id())));
    }
}
