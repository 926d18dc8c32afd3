package org.tamor.regimen;

import java.util.OptionalDouble;

/// Who is treated, as far as doses need it.
///
/// @param mass of the body, in kg; empty where not given
/// @param surface of the body, in m2; empty where not given
public record Subject(OptionalDouble mass, OptionalDouble surface) {

    public static Subject unknown() {
        return new Subject(OptionalDouble.empty(), OptionalDouble.empty());
    }
}
