package org.tamor.format.sbml;

import java.util.List;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.Expression.Apply;
import org.tamor.expr.Expression.Branch;
import org.tamor.expr.Expression.Call;
import org.tamor.expr.Expression.Constant;
import org.tamor.expr.Expression.Piecewise;
import org.tamor.expr.Expression.Symbol;
import org.tamor.expr.Expression.Time;
import org.tamor.expr.Expression.Truth;
import org.tamor.expr.Expressions;
import org.tamor.expr.Operator;
import org.tamor.model.RandomDraws;

/// Writes expressions as the MathML of SBML Level 3 Version 2.
///
/// Every number is written so that reading it gives the same double.
public final class MathMlWriter {

    private final XmlWriter xml;
    private final String namespace;
    private final Set<String> functions;

    /// @param namespace the SBML namespace, to which the `units` of numbers belong
    /// @param functions the names of functions that hide distributions
    MathMlWriter(XmlWriter xml, String namespace, Set<String> functions) {
        this.xml = xml;
        this.namespace = namespace;
        this.functions = functions;
    }

    /// The expression as a document of its own.
    public static String toText(Expression expression) {
        XmlWriter xml = new XmlWriter();
        new MathMlWriter(xml, SbmlWriter.LATEST, Set.of()).math(expression);
        return xml.toString();
    }

    /// Writes a `math` element.
    void math(Expression expression) {
        startMath(expression);
        node(expression);
        xml.end();
    }

    /// Writes a `math` element that holds a function.
    void lambda(List<String> arguments, Expression body) {
        startMath(body);
        xml.start("lambda");
        for (String argument : arguments) {
            xml.start("bvar").start("ci").text(argument).end();
        }
        node(body);
        xml.end();
        xml.end();
    }

    private void startMath(Expression expression) {
        xml.start("math").attribute("xmlns", MathMlOperators.NAMESPACE);
        if (Expressions.any(
                expression,
                e -> e instanceof Constant(double value, String unit) && !unit.isEmpty())) {
            xml.attribute("xmlns:sbml", namespace);
        }
    }

    private void node(Expression expression) {
        switch (expression) {
            case Constant constant -> number(constant);
            case Truth(boolean value) -> xml.empty(value ? "true" : "false");
            case Symbol(String id) -> xml.start("ci").text(id);
            case Time() -> symbol("time");
            case Call(String function, List<Expression> arguments) -> {
                xml.start("apply");
                if (RandomDraws.isDraw(expression, functions)) {
                    symbol(MathMlOperators.DISTRIBUTIONS + function, function);
                } else {
                    xml.start("ci").text(function);
                }
                arguments.forEach(this::node);
                xml.end();
            }
            case Piecewise(var branches, var otherwise) -> {
                xml.start("piecewise");
                for (Branch branch : branches) {
                    xml.start("piece");
                    node(branch.value());
                    node(branch.condition());
                    xml.end();
                }
                otherwise.ifPresent(value -> {
                    xml.start("otherwise");
                    node(value);
                    xml.end();
                });
                xml.end();
            }
            case Apply(Operator operator, List<Expression> arguments) ->
                    application(operator, arguments);
        }
    }

    private void application(Operator operator, List<Expression> arguments) {
        xml.start("apply");
        String name = MathMlOperators.name(operator);
        if (MathMlOperators.isSymbol(name)) {
            symbol(name);
        } else {
            xml.empty(name);
        }
        int first = 0;
        if (operator == Operator.ROOT || operator == Operator.LOG) {
            xml.start(operator == Operator.ROOT ? "degree" : "logbase");
            node(arguments.getFirst());
            xml.end();
            first = 1;
        }
        arguments.subList(first, arguments.size()).forEach(this::node);
        xml.end();
    }

    private void symbol(String name) {
        symbol(name, name);
    }

    private void symbol(String address, String name) {
        xml.start("csymbol")
                .attribute("encoding", "text")
                .attribute("definitionURL", MathMlOperators.SYMBOLS + address)
                .text(name);
    }

    private void number(Constant constant) {
        double value = constant.value();
        if (Double.isNaN(value)) {
            xml.empty("notanumber");
        } else if (Double.isInfinite(value)) {
            if (value > 0) {
                xml.empty("infinity");
            } else {
                xml.start("apply").empty("minus").empty("infinity").end();
            }
        } else if (value == MathMlOperators.AVOGADRO && constant.unit().equals("dimensionless")) {
            symbol("avogadro");
        } else if (value == Math.PI && constant.unit().isEmpty()) {
            xml.empty("pi");
        } else if (value == Math.E && constant.unit().isEmpty()) {
            xml.empty("exponentiale");
        } else {
            finite(value, constant.unit());
        }
    }

    private void finite(double value, String unit) {
        xml.start("cn").optional("sbml:units", unit);
        String text = Double.toString(value);
        int exponent = text.indexOf('E');
        if (exponent >= 0) {
            xml.attribute("type", "e-notation")
                    .text(text.substring(0, exponent), text.substring(exponent + 1));
        } else if (text.endsWith(".0") && !text.equals("-0.0")) {
            xml.attribute("type", "integer").text(text.substring(0, text.length() - 2));
        } else {
            xml.text(text);
        }
    }
}
