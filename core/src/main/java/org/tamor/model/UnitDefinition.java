package org.tamor.model;

import java.util.List;

/// A named unit: the product of its factors.
public record UnitDefinition(String id, String name, List<UnitFactor> factors) {

    public UnitDefinition {
        factors = List.copyOf(factors);
    }

    /// `(multiplier * 10^scale * kind)^exponent`, where `kind` is an SBML base unit such as `mole`, `litre`, `second`.
    public record UnitFactor(String kind, double exponent, int scale, double multiplier) {}
}
