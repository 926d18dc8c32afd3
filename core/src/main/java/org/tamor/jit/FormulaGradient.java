package org.tamor.jit;

import java.util.List;
import java.util.Optional;

/// The derivatives of a formula by the slots it reads and by time.
///
/// @param slots of states, then parameters, as [Target] numbers them; ascending
/// @param derivatives by each of the slots
/// @param byTime empty where it does not read the time outside comparisons
public record FormulaGradient(
        List<Integer> slots, List<Formula> derivatives, Optional<Formula> byTime) {

    public FormulaGradient {
        slots = List.copyOf(slots);
        derivatives = List.copyOf(derivatives);
    }
}
