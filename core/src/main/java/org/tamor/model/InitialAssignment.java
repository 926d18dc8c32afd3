package org.tamor.model;

import org.tamor.expr.Expression;

/// `symbol = value` at the start of the simulation.
public record InitialAssignment(String symbol, Expression value) {}
