package org.tamor.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Distribution;
import org.tamor.expr.Expression;
import org.tamor.expr.Expression.Apply;
import org.tamor.expr.Expression.Call;
import org.tamor.expr.Expression.Symbol;
import org.tamor.expr.Expressions;
import org.tamor.expr.InfixPrinter;
import org.tamor.expr.Operator;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Formulas.Formula;
import org.tamor.model.Reaction.SpeciesReference;

/// Checks that a model makes sense as a system of equations.
///
/// A model that passes has unique ids, formulas in which every name resolves, functions without
/// recursion, one definition for every changing quantity, no circular definitions and a starting
/// value for everything that needs one.
public final class ModelValidator {

    private final Model model;
    private final ModelIndex index;
    private final List<Formula> formulas;
    private final Location file;

    private ModelValidator(Model model, String fileName) {
        this.model = model;
        this.index = ModelIndex.of(model);
        this.formulas = Formulas.of(model);
        this.file = Location.ofFile(fileName);
    }

    /// Checks a model.
    ///
    /// @param fileName names the model in messages
    /// @throws BadInputException for the first thing found wrong, with a code that begins with
    ///   `model.`
    public static void validate(Model model, String fileName) {
        validate(model, fileName, Set.of());
    }

    /// Checks a model, some of whose quantities get their starting value elsewhere.
    ///
    /// @param givenElsewhere ids that need no value in the model
    public static void validate(Model model, String fileName, Set<String> givenElsewhere) {
        ModelValidator validator = new ModelValidator(model, fileName);
        validator.checkIds();
        validator.checkFunctions();
        validator.checkReferences();
        validator.formulas.forEach(validator::checkNames);
        new DeterminationCheck(validator.index, validator.file).check();
        new DependencyCheck(validator.index, validator.file).check();
        new StartingValueCheck(validator.index, validator.formulas, givenElsewhere, validator.file)
                .check();
    }

    private BadInputException fail(String code, String element, String message) {
        return new BadInputException("model." + code, file.withElement(element), message);
    }

    private void checkIds() {
        Map<String, String> owners = new HashMap<>();
        model.functions().forEach(f -> claim(owners, f.id(), "function"));
        model.compartments().forEach(c -> claim(owners, c.id(), "compartment"));
        model.species().forEach(s -> claim(owners, s.id(), "species"));
        model.parameters().forEach(p -> claim(owners, p.id(), "parameter"));
        for (Reaction reaction : model.reactions()) {
            claim(owners, reaction.id(), "reaction");
            claimReferences(owners, reaction.reactants());
            claimReferences(owners, reaction.products());
            Map<String, String> locals = new HashMap<>();
            reaction.localParameters()
                    .forEach(p -> claim(locals, p.id(), "local parameter of " + reaction.id()));
        }
        model.events().stream()
                .filter(e -> !e.id().isEmpty())
                .forEach(e -> claim(owners, e.id(), "event"));
        Map<String, String> units = new HashMap<>();
        model.unitDefinitions().forEach(u -> claim(units, u.id(), "unit"));
    }

    private void claimReferences(Map<String, String> owners, List<SpeciesReference> references) {
        references.stream()
                .filter(r -> !r.id().isEmpty())
                .forEach(r -> claim(owners, r.id(), "stoichiometry of " + r.species()));
    }

    private void claim(Map<String, String> owners, String id, String kind) {
        String other = owners.putIfAbsent(id, kind);
        if (id.isEmpty()) {
            throw fail("no-id", kind, "a " + kind + " has no id; name it");
        } else if (other != null) {
            throw fail(
                    "duplicate-id",
                    kind + " " + id,
                    "the id '" + id + "' already belongs to a " + other + "; rename one");
        }
    }

    private void checkFunctions() {
        for (FunctionDefinition function : model.functions()) {
            String element = "function " + function.id();
            if (new HashSet<>(function.arguments()).size() < function.arguments().size()) {
                throw fail(
                        "function-arguments", element, "two arguments have one name; rename one");
            }
            checkCalls(element, function.body());
            for (String symbol : Expressions.symbols(function.body())) {
                if (!function.arguments().contains(symbol)) {
                    throw fail(
                            "function-names",
                            element,
                            "the function uses '"
                                    + symbol
                                    + "', which is none of its arguments; hand it over as one");
                }
            }
        }
        Map<String, Set<String>> calls = new LinkedHashMap<>();
        model.functions().forEach(f -> calls.put(f.id(), Expressions.functions(f.body())));
        Cycles.find(calls)
                .ifPresent(cycle -> {
                    throw fail(
                            "recursion",
                            "function " + cycle.getFirst(),
                            "functions call one another in a circle: "
                                    + String.join(" -> ", cycle)
                                    + "; break it");
                });
    }

    private void checkReferences() {
        for (Species species : model.species()) {
            String element = "species " + species.id();
            if (index.compartment(species.compartment()).isEmpty()) {
                throw fail(
                        "unknown-compartment",
                        element,
                        "there is no compartment '" + species.compartment() + "'; declare it");
            }
            checkFactor(element, species.conversionFactor());
        }
        checkFactor("model", model.conversionFactor());
        for (Reaction reaction : model.reactions()) {
            String element = "reaction " + reaction.id();
            reaction.reactants().forEach(r -> checkSpecies(element, r.species()));
            reaction.products().forEach(r -> checkSpecies(element, r.species()));
            reaction.modifiers().forEach(m -> checkSpecies(element, m));
            if (!reaction.compartment().isEmpty()
                    && index.compartment(reaction.compartment()).isEmpty()) {
                throw fail(
                        "unknown-compartment",
                        element,
                        "there is no compartment '" + reaction.compartment() + "'; declare it");
            }
        }
    }

    private void checkFactor(String element, Optional<String> factor) {
        factor.filter(id -> index.parameter(id).filter(Parameter::constant).isEmpty())
                .ifPresent(id -> {
                    throw fail(
                            "conversion-factor",
                            element,
                            "the conversion factor '"
                                    + id
                                    + "' is no constant parameter; declare it as one");
                });
    }

    private void checkSpecies(String element, String species) {
        if (index.species(species).isEmpty()) {
            throw fail(
                    "unknown-species",
                    element,
                    "there is no species '" + species + "'; declare it");
        }
    }

    private void checkNames(Formula formula) {
        Set<String> locals = formula.localIds();
        checkCalls(formula.element(), formula.expression());
        for (String symbol : Expressions.symbols(formula.expression())) {
            if (!locals.contains(symbol) && !index.isQuantity(symbol)) {
                boolean function = index.function(symbol).isPresent();
                throw fail(
                        "unknown-name",
                        formula.element(),
                        function
                                ? "'" + symbol + "' is a function; write its arguments"
                                : "the formula names '"
                                        + symbol
                                        + "', which the model does not declare; declare it"
                                        + " or correct the name");
            }
        }
    }

    private void checkCalls(String element, Expression expression) {
        Expressions.any(
                expression,
                node -> {
                    if (node instanceof Call(String name, List<Expression> arguments)) {
                        checkCall(element, name, arguments.size());
                    } else if (node instanceof Apply(Operator operator, List<Expression> arguments)
                            && operator == Operator.RATE_OF
                            && !(arguments.getFirst() instanceof Symbol)) {
                        throw fail(
                                "rate-of",
                                element,
                                "rateOf takes the name of a quantity, not '"
                                        + InfixPrinter.print(arguments.getFirst())
                                        + "'");
                    }
                    return false;
                });
    }

    private void checkCall(String element, String name, int count) {
        Optional<Distribution> distribution =
                index.function(name).isEmpty() ? Distribution.named(name) : Optional.empty();
        if (distribution.isPresent()) {
            if (!distribution.get().accepts(count)) {
                throw fail(
                        "arity",
                        element,
                        "the distribution '"
                                + name
                                + "' takes one of "
                                + distribution.get().arities()
                                + " arguments, here "
                                + count);
            }
            return;
        }
        FunctionDefinition function =
                index.function(name)
                        .orElseThrow(() ->
                                fail(
                                        "unknown-function",
                                        element,
                                        "there is no function '"
                                                + name
                                                + "'; define it or correct the name"));
        if (function.arguments().size() != count) {
            throw fail(
                    "arity",
                    element,
                    "function '"
                            + name
                            + "' takes "
                            + function.arguments().size()
                            + " arguments, here "
                            + count);
        }
    }
}
