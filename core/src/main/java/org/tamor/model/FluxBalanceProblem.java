package org.tamor.model;

import java.util.List;
import org.tamor.expr.Expression;

/// Which steady-state fluxes of a network make an objective largest or smallest (flux balance
/// analysis), in the sense of the SBML package `fbc`.
///
/// @param objective the active one
public record FluxBalanceProblem(Model model, List<FluxBound> bounds, Objective objective) {

    public FluxBalanceProblem {
        bounds = List.copyOf(bounds);
    }

    /// How a bound limits a flux.
    public enum Side {
        LOWER,
        UPPER,
        BOTH
    }

    /// A limit of a reaction's flux; infinite for none.
    public record FluxBound(String reaction, Side side, Expression value) {}

    /// A weighted sum of fluxes.
    public record Objective(String id, boolean maximize, List<Term> terms) {
        public Objective {
            terms = List.copyOf(terms);
        }
    }

    /// A coefficient times a reaction's flux.
    public record Term(String reaction, double coefficient) {}
}
