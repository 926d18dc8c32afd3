package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.UserFunction;
import org.tamor.failure.BadInputException;
import org.tamor.format.antimony.Statement.Equation;
import org.tamor.format.antimony.Variable.Said;
import org.tamor.model.Annotation;
import org.tamor.model.Compartment;
import org.tamor.model.FunctionDefinition;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Rule;
import org.tamor.model.Species;

/// Makes the model of what was said about every name.
final class ModelAssembler {

    private static final String DEFAULT_COMPARTMENT = "default_compartment";

    private final ModuleSource.Library library;
    private final Flattener flat;
    private final UnitTable units;
    private final FormulaCompiler formulas;
    private final List<Compartment> compartments = new ArrayList<>();
    private final List<Species> species = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<InitialAssignment> initialAssignments = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Variable, Variable> compartmentsByReaction = new HashMap<>();

    ModelAssembler(ModuleSource.Library library, Flattener flat) {
        this.library = library;
        this.flat = flat;
        this.units = new UnitTable(flat.instances);
        this.formulas = new FormulaCompiler(library, units);
    }

    Model assemble() {
        List<FunctionDefinition> functions = functions();
        List<Variable> variables = variables();
        ReactionAssembler reactions = new ReactionAssembler(flat, formulas);
        for (Flattener.ReactionInstance reaction : flat.reactions) {
            reactionCompartment(reaction);
        }
        variables.forEach(this::variable);
        for (Flattener.Scoped<Formula> residual : flat.algebraic) {
            if (!FormulaCompiler.mentionsDeleted(residual.value(), residual.scope())) {
                rules.add(
                        new Rule.AlgebraicRule(
                                formulas.compile(residual.value(), residual.scope())));
            }
        }
        ModuleSource main = flat.root.source;
        return new Model(
                main.name,
                main.displayName,
                units.modelUnits(),
                Optional.empty(),
                units.definitions(),
                functions,
                compartments,
                species,
                parameters,
                initialAssignments,
                rules,
                reactions.reactions(),
                reactions.events(),
                annotations(main.name));
    }

    private List<FunctionDefinition> functions() {
        List<FunctionDefinition> functions = new ArrayList<>();
        Map<String, UserFunction> bodies = new LinkedHashMap<>();
        library.functions.forEach((name, source) ->
                bodies.put(
                        name,
                        new UserFunction(
                                source.definition().arguments(), source.definition().body())));
        library.functions.forEach((name, source) -> {
            Expressions.visit(
                    source.definition().body(),
                    node -> {
                        if (node instanceof Expression.Call call) {
                            formulas.checkCall(call, source.body());
                        }
                    });
            try {
                List<Expression> arguments =
                        source.definition().arguments().stream()
                                .<Expression>map(Expression.Symbol::new)
                                .toList();
                Expressions.inline(new Expression.Call(name, arguments), bodies);
            } catch (BadInputException e) {
                throw TokenCursor.recoded(e, source.body().at().withElement(name));
            }
            FunctionDefinition definition = source.definition();
            functions.add(
                    new FunctionDefinition(
                            name,
                            library.functionNames.getOrDefault(name, ""),
                            definition.arguments(),
                            definition.body()));
        });
        return functions;
    }

    /// The joined variables that are left, with distinct ids and one type each.
    private List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Variable each : List.copyOf(flat.variables)) {
            Variable variable = each.find();
            if (!variable.equals(each) || variable.deleted) {
                continue;
            }
            int types =
                    count(variable.species)
                            + count(variable.isCompartment)
                            + count(variable.reaction)
                            + count(variable.event)
                            + count(variable.submodel)
                            + count(variable.stoichiometry);
            if (types > 1) {
                throw new BadInputException(
                        "antimony.type",
                        variable.firstPlace.withElement(variable.id),
                        variable.id
                                + " is used as two of species, compartment, reaction, event, submodel and"
                                + " stoichiometry; give each its own name");
            }
            if (!ids.add(variable.id)) {
                throw new BadInputException(
                        "antimony.duplicate",
                        variable.firstPlace.withElement(variable.id),
                        variable.id
                                + " is also what a name in a submodel becomes; give it another name");
            }
            variables.add(variable);
        }
        return variables;
    }

    private static int count(boolean yes) {
        return yes ? 1 : 0;
    }

    private void reactionCompartment(Flattener.ReactionInstance reaction) {
        reaction.variable()
                .find()
                .compartment
                .ifPresent(said -> {
                    for (List<Statement.Participant> side :
                            List.of(
                                    reaction.statement().reactants(),
                                    reaction.statement().products())) {
                        side.forEach(participant ->
                                compartmentsByReaction.put(
                                        reaction.scope()
                                                .resolve(participant.species(), participant.at()),
                                        said.value().find()));
                    }
                });
    }

    private void variable(Variable variable) {
        if (variable.event || variable.submodel || variable.reaction) {
            if (variable.rule.isPresent()) {
                throw new BadInputException(
                        "antimony.type",
                        variable.rule.get().at().withElement(variable.id),
                        variable.id
                                + " is a reaction, event or submodel and cannot have a rule; use '='");
            }
            return;
        }
        boolean changes = variable.activeRule().isPresent() || variable.eventTarget;
        checkConstant(variable, changes);
        OptionalDouble value = initial(variable);
        rule(variable);
        String unit = unit(variable);
        if (variable.species) {
            species(variable, value, unit);
        } else if (variable.isCompartment) {
            boolean open = initialised(variable) || variable.activeRule().isPresent();
            OptionalDouble size = value.isPresent() || open ? value : OptionalDouble.of(1);
            boolean constant = !changes && !variable.isVariable();
            compartments.add(
                    new Compartment(variable.id, variable.displayName, 3, size, unit, constant));
        } else if (!variable.stoichiometry) {
            if (!variable.isDefined()) {
                return; // mentioned only in what was deleted or replaced; formulas that stay are
                // checked
            }
            boolean constant = !changes && !variable.isVariable();
            parameters.add(new Parameter(variable.id, variable.displayName, value, unit, constant));
        }
    }

    private static void checkConstant(Variable variable, boolean changes) {
        if (changes && variable.isConstant() && !variable.species) {
            throw new BadInputException(
                    "antimony.constant",
                    variable.constness.orElseThrow().at().withElement(variable.id),
                    variable.id
                            + " is declared const but a rule or event changes it; declare it var");
        }
    }

    private static boolean initialised(Variable variable) {
        return variable.initialFormula()
                .filter(said -> !FormulaCompiler.mentionsDeleted(said.value(), said.scope()))
                .isPresent();
    }

    /// The number at the start; a formula becomes an initial assignment.
    private OptionalDouble initial(Variable variable) {
        boolean assigned =
                variable.activeRule().stream()
                        .anyMatch(said -> said.value().equation() == Equation.RULE);
        if (!initialised(variable) || assigned) {
            return OptionalDouble.empty();
        }
        Said<Formula> said = variable.initialFormula().orElseThrow();
        Expression expression = formulas.compile(said.value(), said.scope());
        OptionalDouble number = FormulaCompiler.number(expression);
        if (number.isEmpty()) {
            initialAssignments.add(new InitialAssignment(variable.id, expression));
        }
        return number;
    }

    private void rule(Variable variable) {
        variable.activeRule()
                .ifPresent(said -> {
                    Formula formula = said.value().formula().orElseThrow();
                    if (FormulaCompiler.mentionsDeleted(formula, said.scope())) {
                        return;
                    }
                    Expression expression = formulas.compile(formula, said.scope());
                    rules.add(
                            said.value().equation() == Equation.RULE
                                    ? new Rule.AssignmentRule(variable.id, expression)
                                    : new Rule.RateRule(variable.id, expression));
                });
    }

    private String unit(Variable variable) {
        if (variable.unit.isPresent()) {
            Said<Formula> said = variable.unit.get();
            return units.id(said.value(), said.scope());
        }
        if (variable.initialFormula().isPresent()
                && variable.initialFormula().get().value().expression()
                        instanceof Expression.Constant c
                && !c.unit().isEmpty()) {
            Said<Formula> said = variable.initialFormula().get();
            return units.id(c.unit(), said.value().placeOf(c.unit()), said.scope());
        }
        return "";
    }

    private void species(Variable variable, OptionalDouble value, String unit) {
        boolean ruled = variable.activeRule().isPresent();
        boolean open =
                value.isEmpty()
                        && (initialised(variable)
                                || variable.activeRule().stream()
                                        .anyMatch(
                                                said -> said.value().equation() == Equation.RULE));
        double number = value.orElse(0);
        Species.InitialQuantity initial =
                open
                        ? new Species.InitialQuantity.Unset()
                        : variable.substanceOnly
                                ? new Species.InitialQuantity.Amount(number)
                                : new Species.InitialQuantity.Concentration(number);
        String compartment = compartment(variable);
        boolean concentration =
                !variable.substanceOnly && units.isConcentration(unit, compartmentUnit(variable));
        species.add(
                new Species(
                        variable.id,
                        variable.displayName,
                        compartment,
                        initial,
                        concentration ? "" : unit,
                        variable.substanceOnly,
                        variable.isConstant() || ruled,
                        false,
                        Optional.empty()));
    }

    private Optional<Variable> placeOf(Variable variable) {
        Optional<Variable> own = variable.compartment.map(said -> said.value().find());
        return own.or(() -> Optional.ofNullable(compartmentsByReaction.get(variable)));
    }

    private String compartmentUnit(Variable variable) {
        return placeOf(variable).map(this::unit).orElse("");
    }

    private String compartment(Variable variable) {
        Optional<Variable> found = placeOf(variable);
        if (found.isPresent()) {
            return found.get().id;
        }
        boolean declared = flat.root.variables.containsKey(DEFAULT_COMPARTMENT);
        if (!declared && compartments.stream().noneMatch(c -> c.id().equals(DEFAULT_COMPARTMENT))) {
            compartments.addFirst(
                    new Compartment(DEFAULT_COMPARTMENT, "", 3, OptionalDouble.of(1), "", true));
        }
        return DEFAULT_COMPARTMENT;
    }

    private List<Annotation> annotations(String model) {
        List<Annotation> annotations = new ArrayList<>();
        for (Flattener.Scoped<Statement.Note> scoped : flat.notes) {
            Statement.Note note = scoped.value();
            if (Qualifiers.isHistory(note.qualifier())
                    || (note.name().isEmpty() && scoped.scope().depth > 0)) {
                continue;
            }
            String qualifier =
                    Qualifiers.of(note.qualifier(), note.name().isEmpty())
                            .orElseThrow(() ->
                                    new BadInputException(
                                            "antimony.annotation",
                                            note.at().withElement(note.name()),
                                            "there is no annotation '"
                                                    + note.qualifier()
                                                    + "'; use identity, part, description, ..."));
            String element = note.name().isEmpty() ? model : element(note, scoped.scope());
            note.resources()
                    .forEach(resource ->
                            annotations.add(new Annotation(element, qualifier, resource)));
        }
        return annotations;
    }

    private String element(Statement.Note note, Instance scope) {
        String name =
                note.name().endsWith(".kineticLaw")
                        ? note.name().substring(0, note.name().length() - ".kineticLaw".length())
                        : note.name();
        if (library.functions.containsKey(name)) {
            return name;
        }
        if (!scope.units.containsKey(name)
                && !name.contains(".")
                && !scope.variables.containsKey(name)) {
            throw new BadInputException(
                    "antimony.unknown-name",
                    note.at().withElement(name),
                    "there is nothing called " + name + " to annotate; check the name");
        }
        return scope.units.containsKey(name) ? name : scope.resolve(name, note.at()).id;
    }
}
