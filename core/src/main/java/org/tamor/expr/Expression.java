package org.tamor.expr;

import java.util.List;
import java.util.Optional;

/// A mathematical expression.
public sealed interface Expression {

    /// A number. `unit` is the id of a unit or unit definition, "" where none was given.
    record Constant(double value, String unit) implements Expression {
        public Constant(double value) {
            this(value, "");
        }
    }

    /// The truth values.
    record Truth(boolean value) implements Expression {}

    /// A name that whoever uses the expression binds: species, parameter, function argument,
    /// observable.
    record Symbol(String id) implements Expression {}

    /// The independent variable (SBML csymbol `time`).
    record Time() implements Expression {}

    /// A built-in operator or function applied to its arguments.
    record Apply(Operator operator, List<Expression> arguments) implements Expression {
        public Apply {
            arguments = List.copyOf(arguments);
            operator.checkArity(arguments.size());
        }

        public Apply(Operator operator, Expression... arguments) {
            this(operator, List.of(arguments));
        }

        public Expression argument(int index) {
            return arguments.get(index);
        }
    }

    /// A call of a function that is defined elsewhere, such as an SBML function definition.
    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// The value of the first branch whose condition holds; else `otherwise`; undefined (NaN) where
    /// that is absent.
    record Piecewise(List<Branch> branches, Optional<Expression> otherwise) implements Expression {
        public Piecewise {
            branches = List.copyOf(branches);
        }
    }

    /// One branch of a [Piecewise].
    record Branch(Expression value, Expression condition) {}
}
