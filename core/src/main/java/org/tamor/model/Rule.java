package org.tamor.model;

import org.tamor.expr.Expression;

/// An equation that holds at all times.
public sealed interface Rule {

    /// `variable = value`.
    record AssignmentRule(String variable, Expression value) implements Rule {}

    /// `d variable / dt = rate`.
    record RateRule(String variable, Expression rate) implements Rule {}

    /// `0 = residual`.
    record AlgebraicRule(Expression residual) implements Rule {}
}
