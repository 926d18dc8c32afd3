package org.tamor.expr;

import java.util.List;
import java.util.Map;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// What the names of an expression stand for.
@FunctionalInterface
public interface Bindings {

    /// The value of a symbol. Throws [BadInputException] where it has none.
    double value(String symbol);

    /// The value of the independent variable.
    default double time() {
        return value("time");
    }

    /// The value of a function that is defined elsewhere. `arguments` are not evaluated yet.
    default double call(String function, List<Expression> arguments) {
        throw new BadInputException(
                "expression.unknown-function",
                Location.UNKNOWN.withElement(function),
                "there is no function " + function + "; check its name");
    }

    /// The rate of change of a symbol.
    default double rateOf(String symbol) {
        throw new BadInputException(
                "expression.rate-of",
                Location.UNKNOWN.withElement(symbol),
                "the rate of " + symbol + " is known only while a model runs; remove rateOf");
    }

    /// The value of `x` some time ago.
    default double delayed(Expression x, double delay) {
        throw new BadInputException(
                "expression.delay",
                Location.UNKNOWN,
                "past values are known only while a model runs; remove delay");
    }

    static Bindings of(Map<String, Double> values) {
        return symbol -> {
            Double value = values.get(symbol);
            if (value == null) {
                throw new BadInputException(
                        "expression.unbound",
                        Location.UNKNOWN.withElement(symbol),
                        symbol + " has no value here; check its name or define it");
            }
            return value;
        };
    }
}
