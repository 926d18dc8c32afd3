package org.tamor.model;

import java.util.List;
import java.util.Optional;
import org.tamor.expr.Expression;

/// A reaction; `rateLaw` is its extent per time.
///
/// @param localParameters parameters seen only by this rate law, which hide model quantities of the same id
/// @param compartment where it happens; "" where not given
public record Reaction(
        String id,
        String name,
        boolean reversible,
        boolean fast,
        String compartment,
        List<SpeciesReference> reactants,
        List<SpeciesReference> products,
        List<String> modifiers,
        Optional<Expression> rateLaw,
        List<Parameter> localParameters) {

    public Reaction {
        reactants = List.copyOf(reactants);
        products = List.copyOf(products);
        modifiers = List.copyOf(modifiers);
        localParameters = List.copyOf(localParameters);
    }

    /// A reactant or product.
    ///
    /// @param id the id under which rules and events may set the stoichiometry; "" where it has none
    /// @param stoichiometryMath SBML Level 2's computed stoichiometry; takes the place of `stoichiometry`
    public record SpeciesReference(
            String id,
            String species,
            double stoichiometry,
            Optional<Expression> stoichiometryMath,
            boolean constant) {

        public SpeciesReference(String species, double stoichiometry) {
            this("", species, stoichiometry, Optional.empty(), true);
        }
    }
}
