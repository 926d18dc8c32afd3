package org.tamor.simulate;

import org.tamor.expr.Expression;

/// A quantity to be recorded, as an expression over the model's ids.
public record Output(String id, Expression value) {}
