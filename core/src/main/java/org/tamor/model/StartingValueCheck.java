package org.tamor.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tamor.expr.Expressions;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Formulas.Formula;
import org.tamor.model.Reaction.SpeciesReference;
import org.tamor.model.Species.InitialQuantity;

/// Checks that everything that equations use has a value at the start.
///
/// A value may also come from an initial assignment, an assignment rule, an algebraic rule that
/// names the quantity, or from outside the model.
final class StartingValueCheck {

    private final ModelIndex index;
    private final Set<String> used = new HashSet<>();
    private final Set<String> given;
    private final Location file;

    StartingValueCheck(
            ModelIndex index, List<Formula> formulas, Set<String> givenElsewhere, Location file) {
        this.index = index;
        this.file = file;
        given = new HashSet<>(givenElsewhere);
        used.addAll(index.changedByReactions());
        for (Formula formula : formulas) {
            Set<String> symbols = new HashSet<>(Expressions.symbols(formula.expression()));
            symbols.removeAll(formula.localIds());
            used.addAll(symbols);
            switch (formula.role()) {
                case INITIAL_ASSIGNMENT, ASSIGNMENT_RULE -> given.add(formula.target());
                case RATE_RULE -> used.add(formula.target());
                case ALGEBRAIC_RULE ->
                        symbols.stream().filter(s -> !index.isConstant(s)).forEach(given::add);
                default -> {}
            }
        }
        index.model().conversionFactor().ifPresent(used::add);
        index.model().species().forEach(s -> s.conversionFactor().ifPresent(used::add));
    }

    void check() {
        for (Compartment compartment : index.model().compartments()) {
            if (compartment.size().isEmpty()
                    && isMissing(compartment.id(), isSizeNeeded(compartment))) {
                throw fail("compartment", compartment.id(), "size");
            }
        }
        for (Parameter parameter : index.model().parameters()) {
            if (parameter.value().isEmpty()
                    && isMissing(parameter.id(), used.contains(parameter.id()))) {
                throw fail("parameter", parameter.id(), "value");
            }
        }
        for (Species species : index.model().species()) {
            boolean unset = species.initial() instanceof InitialQuantity.Unset;
            if (unset && isMissing(species.id(), used.contains(species.id()))) {
                throw fail("species", species.id(), "initial amount or concentration");
            }
            checkSize(species);
        }
        for (Reaction reaction : index.model().reactions()) {
            reaction.reactants().forEach(r -> check(reaction, r));
            reaction.products().forEach(r -> check(reaction, r));
            for (Parameter parameter : reaction.localParameters()) {
                if (parameter.value().isEmpty()
                        && reaction.rateLaw()
                                .filter(law -> Expressions.contains(law, parameter.id()))
                                .isPresent()) {
                    throw fail(
                            "local parameter of reaction " + reaction.id() + ",",
                            parameter.id(),
                            "value");
                }
            }
        }
    }

    /// Whether the amount that a concentration makes is larger than any number.
    private void checkSize(Species species) {
        if (species.initial() instanceof InitialQuantity.Concentration(double concentration)
                && !given.contains(species.id())
                && !given.contains(species.compartment())) {
            double size =
                    index.compartment(species.compartment())
                            .map(c -> c.size().orElse(1))
                            .orElse(1.0);
            if (Double.isInfinite(concentration * size)) {
                throw new BadInputException(
                        "model.too-large",
                        file.withElement("species " + species.id()),
                        "the initial concentration "
                                + concentration
                                + " times the size "
                                + size
                                + " of '"
                                + species.compartment()
                                + "' is beyond the largest number, about 1.8e308; choose another unit");
            }
        }
    }

    private boolean isMissing(String id, boolean needed) {
        return needed && !given.contains(id);
    }

    /// Whether a formula names the size, or amounts and concentrations must be turned into one
    /// another.
    private boolean isSizeNeeded(Compartment compartment) {
        return used.contains(compartment.id())
                || index.model().species().stream()
                        .filter(s ->
                                s.compartment().equals(compartment.id()) && used.contains(s.id()))
                        .anyMatch(s ->
                                s.substanceOnly()
                                        == (s.initial() instanceof InitialQuantity.Concentration));
    }

    private void check(Reaction reaction, SpeciesReference reference) {
        if (Double.isNaN(reference.stoichiometry())
                && reference.stoichiometryMath().isEmpty()
                && (reference.id().isEmpty() || !given.contains(reference.id()))) {
            throw new BadInputException(
                    "model.no-stoichiometry",
                    file.withElement("reaction " + reaction.id()),
                    "the stoichiometry of '" + reference.species() + "' is not given; write it");
        }
    }

    private BadInputException fail(String kind, String id, String what) {
        return new BadInputException(
                "model.no-initial-value",
                file.withElement(kind + " " + id),
                "'" + id + "' has no " + what + " and a formula or reaction needs one; give it");
    }
}
