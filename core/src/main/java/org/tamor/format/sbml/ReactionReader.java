package org.tamor.format.sbml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Reaction.SpeciesReference;

/// Reads `reaction` elements.
final class ReactionReader {

    private final ReadContext context;
    private final XmlCursor cursor;
    private final UnitReader units;

    ReactionReader(ReadContext context, UnitReader units) {
        this.context = context;
        this.cursor = context.cursor();
        this.units = units;
    }

    Reaction read() {
        String id = context.newId();
        String name = context.name();
        boolean reversible = context.flag("reversible", true);
        boolean fast = fast();
        String compartment = cursor.attribute("compartment").orElse("");
        List<SpeciesReference> reactants = new ArrayList<>();
        List<SpeciesReference> products = new ArrayList<>();
        List<String> modifiers = new ArrayList<>();
        List<Expression> rateLaw = new ArrayList<>(1);
        List<Parameter> parameters = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        context.content(
                Optional.of(id),
                child -> {
                    if (!seen.add(child)) {
                        throw cursor.unexpected();
                    }
                    switch (child) {
                        case "listOfReactants" -> references(reactants);
                        case "listOfProducts" -> references(products);
                        case "listOfModifiers" ->
                                context.list(
                                        item -> modifiers.add(context.reference("species")),
                                        "modifierSpeciesReference");
                        case "kineticLaw" -> kineticLaw(rateLaw, parameters);
                        default -> throw cursor.unexpected();
                    }
                });
        return new Reaction(
                id,
                name,
                reversible,
                fast,
                compartment,
                reactants,
                products,
                modifiers,
                rateLaw.stream().findFirst(),
                parameters);
    }

    /// Level 3 Version 1 requires the attribute, Version 2 has none.
    private boolean fast() {
        if (context.level() == 3 && context.version() == 1) {
            return context.flag("fast", false);
        }
        return context.level() < 3 && cursor.flag("fast").orElse(false);
    }

    private void references(List<SpeciesReference> references) {
        context.list(item -> references.add(reference()), "speciesReference", "specieReference");
    }

    private SpeciesReference reference() {
        String id = context.newOptionalId();
        boolean oldest = context.level() == 1 && context.version() == 1;
        String species =
                context.reference(
                        oldest && cursor.attribute("species").isEmpty() ? "specie" : "species");
        OptionalDouble given = cursor.number("stoichiometry");
        double stoichiometry = given.orElse(context.level() >= 3 ? Double.NaN : 1);
        if (context.level() == 1) {
            stoichiometry /= cursor.number("denominator").orElse(1);
        }
        boolean constant = context.flag("constant", true);
        List<Expression> computed = new ArrayList<>(1);
        context.content(
                id.isEmpty() ? Optional.empty() : Optional.of(id),
                child -> {
                    if (!child.equals("stoichiometryMath")
                            || context.level() != 2
                            || given.isPresent()) {
                        throw cursor.unexpected();
                    }
                    context.mathContent(Optional.empty()).ifPresent(computed::add);
                });
        if (computed.isEmpty()) {
            return new SpeciesReference(id, species, stoichiometry, Optional.empty(), constant);
        } else if (computed.getFirst() instanceof Expression.Constant(double value, String unit)) {
            return new SpeciesReference(id, species, value, Optional.empty(), true);
        }
        return new SpeciesReference(
                id, species, stoichiometry, Optional.of(computed.getFirst()), false);
    }

    private void kineticLaw(List<Expression> rateLaw, List<Parameter> parameters) {
        if (context.level() == 1) {
            rateLaw.add(LevelOne.formula(cursor));
        }
        Set<String> localIds = new HashSet<>();
        Set<String> seen = new HashSet<>();
        context.content(
                Optional.empty(),
                child -> {
                    if (!seen.add(child)) {
                        throw cursor.unexpected();
                    }
                    boolean current = context.level() >= 3;
                    if (child.equals("math") && context.level() > 1) {
                        rateLaw.add(context.mathReader().math());
                    } else if (child.equals("listOfParameters") && !current) {
                        context.list(item -> parameters.add(localParameter(localIds)), "parameter");
                    } else if (child.equals("listOfLocalParameters") && current) {
                        context.list(
                                item -> parameters.add(localParameter(localIds)), "localParameter");
                    } else {
                        throw cursor.unexpected();
                    }
                });
        context.requireMath(!rateLaw.isEmpty());
    }

    private Parameter localParameter(Set<String> localIds) {
        String id = context.localId(localIds);
        String name = context.name();
        OptionalDouble value = cursor.number("value");
        String unit = units.reference("units");
        context.noContent(Optional.empty());
        return new Parameter(id, name, value, unit, true);
    }
}
