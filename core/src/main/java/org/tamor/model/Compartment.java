package org.tamor.model;

import java.util.OptionalDouble;

/// A compartment; `size` is its volume, area or length by `dimensions`.
public record Compartment(
        String id, String name, double dimensions, OptionalDouble size, String unit, boolean constant) {}
