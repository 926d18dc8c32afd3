package org.tamor.model;

import java.util.OptionalDouble;

/// A parameter, of the model or local to one reaction.
public record Parameter(String id, String name, OptionalDouble value, String unit, boolean constant) {}
