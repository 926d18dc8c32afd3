package org.tamor.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tamor.model.Formulas.Formula;
import org.tamor.model.Formulas.Role;
import org.tamor.model.UnitFinding.Kind;
import org.tamor.model.UnitInference.Derived;

/// Checks that the units of a model's formulas agree with one another and with what the formulas
/// set.
///
/// Rate laws must be in extent per time, rate rules in the variable's unit per time, rules and
/// assignments in the variable's unit, delays in time; exponents and the arguments of `exp`, `ln`
/// and the like must be dimensionless; what is added or compared must be in one unit, prefixes
/// included. A bare number in a product counts as dimensionless, so a factor that only converts
/// units must carry one (`1000 pM_per_nM`) to be understood. Where a model declares no unit of
/// extent, that of substance stands in.
public final class UnitChecker {

    private final Model model;
    private final ModelIndex index;
    private final QuantityUnits quantities;
    private final UnitNames names;
    private final Set<UnitFinding> findings = new LinkedHashSet<>();

    private UnitChecker(Model model) {
        this.model = model;
        this.index = ModelIndex.of(model);
        this.quantities = new QuantityUnits(index);
        this.names = new UnitNames(model);
    }

    /// The findings in the order of the model's elements; mismatches and undefined units are
    /// errors, the rest is not.
    ///
    /// The model must have passed [ModelValidator].
    public static List<UnitFinding> check(Model model) {
        UnitChecker checker = new UnitChecker(model);
        checker.checkUnitReferences();
        checker.checkExtents();
        Formulas.of(model).forEach(checker::check);
        return List.copyOf(checker.findings);
    }

    private void checkUnitReferences() {
        Model.ModelUnits units = model.units();
        List.of(
                        units.substance(),
                        units.time(),
                        units.volume(),
                        units.area(),
                        units.length(),
                        units.extent())
                .forEach(unit -> checkReference("model", unit));
        for (UnitDefinition definition : model.unitDefinitions()) {
            definition.factors().stream()
                    .filter(factor -> Units.base(factor.kind()).isEmpty())
                    .forEach(factor -> undefined("unit " + definition.id(), factor.kind()));
        }
        model.compartments().forEach(c -> checkReference("compartment " + c.id(), c.unit()));
        model.species().forEach(s -> checkReference("species " + s.id(), s.substanceUnit()));
        model.parameters().forEach(p -> checkReference("parameter " + p.id(), p.unit()));
        for (Reaction reaction : model.reactions()) {
            reaction.localParameters()
                    .forEach(p -> checkReference("reaction " + reaction.id(), p.unit()));
        }
    }

    private void checkReference(String element, String unit) {
        if (!unit.isEmpty() && index.unitDefinition(unit).isEmpty() && Units.base(unit).isEmpty()) {
            undefined(element, unit);
        }
    }

    private void undefined(String element, String unit) {
        findings.add(
                new UnitFinding(
                        Kind.UNDEFINED_UNIT,
                        element,
                        "",
                        "unit '"
                                + unit
                                + "' is not defined; define it or use one of SBML's, such as mole or litre"));
    }

    /// Extents times the conversion factor must be in the unit of the species' substance.
    private void checkExtents() {
        for (String id : index.changedByReactions()) {
            Species species = index.species(id).orElseThrow();
            Optional<String> factor = species.conversionFactor().or(model::conversionFactor);
            Optional<UnitValue> conversion =
                    factor.isEmpty() ? Optional.of(UnitValue.ONE) : factor.flatMap(quantities::of);
            Optional<UnitValue> change = quantities.extent().flatMap(e -> conversion.map(e::times));
            Optional<UnitValue> substance = quantities.substance(species);
            if (change.isPresent()
                    && substance.isPresent()
                    && !change.get().isLike(substance.get())) {
                findings.add(
                        new UnitFinding(
                                Kind.MISMATCH,
                                "species " + id,
                                "",
                                "reactions change it in "
                                        + names.describe(change.get())
                                        + " but its amount is in "
                                        + names.describe(substance.get())
                                        + UnitInference.difference(change.get(), substance.get())
                                        + "; declare one unit for both or a conversion factor"));
            }
        }
    }

    private void check(Formula formula) {
        UnitInference inference =
                new UnitInference(
                        index,
                        quantities,
                        names,
                        formula.locals(),
                        (part, message) ->
                                findings.add(
                                        new UnitFinding(
                                                Kind.MISMATCH,
                                                formula.element(),
                                                UnitInference.shown(part),
                                                message)));
        Derived derived = inference.derive(formula.expression());
        inference.undefinedUnits().forEach(unit -> undefined(formula.element(), unit));
        List<String> missing = new ArrayList<>(inference.undeclared());
        if (hasTargetUnit(formula.role())) {
            Optional<UnitValue> expected = expected(formula);
            if (expected.isEmpty() && !(derived instanceof Derived.Bare)) {
                missing.add("what it sets");
            } else if (expected.isPresent()
                    && derived instanceof Derived.Known(UnitValue unit)
                    && !unit.isLike(expected.get())) {
                mismatch(formula, unit, expected.get());
            }
        }
        if (!missing.isEmpty()) {
            findings.add(
                    new UnitFinding(
                            Kind.NOT_CHECKED,
                            formula.element(),
                            "",
                            "the units cannot be checked in full: none declared for "
                                    + shortened(missing)));
        }
    }

    private void mismatch(Formula formula, UnitValue unit, UnitValue expected) {
        findings.add(
                new UnitFinding(
                        Kind.MISMATCH,
                        formula.element(),
                        UnitInference.shown(formula.expression()),
                        "the formula is in "
                                + names.describe(unit)
                                + " but must be in "
                                + names.describe(expected)
                                + UnitInference.difference(unit, expected)));
    }

    private static boolean hasTargetUnit(Role role) {
        return role != Role.TRIGGER && role != Role.ALGEBRAIC_RULE;
    }

    private Optional<UnitValue> expected(Formula formula) {
        return switch (formula.role()) {
            case INITIAL_ASSIGNMENT, ASSIGNMENT_RULE, EVENT_ASSIGNMENT ->
                    quantities.of(formula.target());
            case RATE_RULE ->
                    quantities
                            .of(formula.target())
                            .flatMap(unit -> quantities.time().map(unit::per));
            case RATE_LAW -> quantities.rate();
            case DELAY -> quantities.time();
            case PRIORITY, STOICHIOMETRY -> Optional.of(UnitValue.ONE);
            case TRIGGER, ALGEBRAIC_RULE -> Optional.empty();
        };
    }

    private static String shortened(List<String> items) {
        int shown = Math.min(8, items.size());
        String text = String.join(", ", items.subList(0, shown));
        return items.size() > shown ? text + " and " + (items.size() - shown) + " more" : text;
    }
}
