package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tamor.expr.Expressions;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.antimony.Statement.Constness;
import org.tamor.format.antimony.Statement.ElementType;
import org.tamor.format.antimony.Statement.Equation;
import org.tamor.format.antimony.Variable.Said;

/// Puts submodels in place of their calls, and gathers what is said about every name.
final class Flattener {

    private static final int MAXIMUM_INSTANCES = 10_000;
    private static final int MAXIMUM_VARIABLES = 1_000_000;
    private static final int MAXIMUM_DEPTH = 50;

    /// A statement and the model in which its names are looked up.
    record Scoped<T>(T value, Instance scope) {}

    /// A reaction; `variable` carries its name and rate.
    record ReactionInstance(
            Statement.ReactionStatement statement, Variable variable, Instance scope) {}

    record EventInstance(Statement.EventStatement statement, Variable variable, Instance scope) {}

    final List<Variable> variables = Instance.newList();
    final List<Instance> instances = new ArrayList<>();
    final List<ReactionInstance> reactions = new ArrayList<>();
    final List<EventInstance> events = new ArrayList<>();
    final List<Scoped<Formula>> algebraic = new ArrayList<>();
    final List<Scoped<Statement.Note>> notes = new ArrayList<>();
    final List<Scoped<Statement.Interaction>> interactions = new ArrayList<>();
    final Instance root;

    private final ModuleSource.Library library;

    Flattener(ModuleSource.Library library, ModuleSource main) {
        this.library = library;
        this.root = instantiate(main, "", 0, main.at);
    }

    private Instance instantiate(ModuleSource source, String prefix, int depth, Location at) {
        if (instances.size() >= MAXIMUM_INSTANCES
                || variables.size() > MAXIMUM_VARIABLES
                || depth > MAXIMUM_DEPTH) {
            throw new BadInputException(
                    "antimony.too-large",
                    at.withElement(source.name),
                    "more than "
                            + MAXIMUM_INSTANCES
                            + " submodels, or deeper than "
                            + MAXIMUM_DEPTH
                            + "; make the model smaller");
        }
        Instance instance = new Instance(source, prefix, depth, variables);
        instances.add(instance);
        source.exports.forEach(name -> instance.resolve(name, source.at));
        for (Statement statement : source.statements) {
            switch (statement) {
                case Statement.UnitDeclaration unit -> unit(unit, instance);
                case Statement.Declaration d when !d.name().contains(".") ->
                        instance.resolve(d.name(), d.at());
                default -> {}
            }
        }
        for (Statement statement : source.statements) {
            if (statement instanceof Statement.Submodule submodule) {
                submodule(submodule, instance);
            }
        }
        for (Statement statement : source.statements) {
            apply(statement, instance);
        }
        return instance;
    }

    private void submodule(Statement.Submodule call, Instance scope) {
        ModuleSource source = library.modules.get(call.module());
        if (source == null) {
            throw new IllegalStateException("the parser let " + call.module() + " pass");
        }
        String name = call.name().isEmpty() ? scope.freshName("_sub") : call.name();
        Variable variable = scope.resolve(name, call.at());
        if (scope.children.containsKey(name)) {
            throw new BadInputException(
                    "antimony.duplicate",
                    call.at().withElement(name),
                    "there are two submodels " + name + "; give one another name");
        }
        variable.submodel = true;
        int first = variables.size();
        Instance child =
                instantiate(source, scope.prefix + name + "__", scope.depth + 1, call.at());
        scope.children.put(name, child);
        if (call.arguments().size() > source.exports.size()) {
            throw new BadInputException(
                    "antimony.arguments",
                    call.at().withElement(name),
                    "the model "
                            + source.name
                            + " has "
                            + source.exports.size()
                            + " names in its brackets, not "
                            + call.arguments().size()
                            + "; correct the call");
        }
        for (int i = 0; i < call.arguments().size(); i++) {
            Statement.Argument argument = call.arguments().get(i);
            Variable inner = child.resolve(source.exports.get(i), argument.at());
            if (argument.number().isPresent()) {
                inner.setInitial(argument.number(), scope, argument.at());
            } else {
                Variable.join(inner, scope.resolve(argument.name(), argument.at()));
            }
        }
        if (!call.compartment().isEmpty()) {
            place(variables.subList(first, variables.size()), call, scope);
        }
    }

    /// What has no compartment of its own in a submodel is in the submodel's.
    private static void place(List<Variable> inner, Statement.Submodule call, Instance scope) {
        Variable compartment = scope.resolve(call.compartment(), call.at());
        compartment.isCompartment = true;
        for (Variable each : List.copyOf(inner)) {
            Variable variable = each.find();
            if (variable.compartment.isEmpty() && !variable.equals(compartment)) {
                variable.compartment = Optional.of(new Said<>(compartment, scope, call.at()));
            }
        }
    }

    private void apply(Statement statement, Instance scope) {
        switch (statement) {
            case Statement.Submodule _, Statement.UnitDeclaration _ -> {}
            case Statement.Declaration d -> declare(d, scope);
            case Statement.Containment c -> contain(c, scope);
            case Statement.Assignment a -> assign(a, scope);
            case Statement.Algebraic a -> {
                algebraic.add(new Scoped<>(a.residual(), scope));
                mention(a.residual(), scope);
            }
            case Statement.Unit u -> {
                Variable variable = scope.resolve(u.name(), u.at());
                if (variable.unit.isEmpty() || variable.unit.get().scope().depth >= scope.depth) {
                    variable.unit = Optional.of(new Said<>(u.unit(), scope, u.at()));
                }
                variable.declared = true;
            }
            case Statement.DisplayName n -> name(n, scope);
            case Statement.Note n -> notes.add(new Scoped<>(n, scope));
            case Statement.Synonym s ->
                    Variable.join(
                            scope.resolve(s.left(), s.at()), scope.resolve(s.right(), s.at()));
            case Statement.Deletion d -> scope.resolve(d.name(), d.at()).deleted = true;
            case Statement.ReactionStatement r -> reaction(r, scope);
            case Statement.Interaction i -> interactions.add(new Scoped<>(i, scope));
            case Statement.EventStatement e -> event(e, scope);
        }
    }

    /// Makes the names in a formula known to the model, so that outer models can refer to them.
    private static void mention(Formula formula, Instance scope) {
        Expressions.symbols(formula.expression())
                .forEach(name -> scope.resolve(name, formula.placeOf(name)));
    }

    private static void declare(Statement.Declaration declaration, Instance scope) {
        Variable variable = scope.resolve(declaration.name(), declaration.at());
        switch (declaration.type()) {
            case SPECIES -> variable.species = true;
            case COMPARTMENT -> variable.isCompartment = true;
            default -> variable.declared |= declaration.type() != ElementType.REACTION;
        }
        variable.substanceOnly |= declaration.substanceOnly();
        if (declaration.constness() != Constness.UNSAID
                && (variable.constness.isEmpty()
                        || variable.constness.get().scope().depth >= scope.depth)) {
            variable.constness =
                    Optional.of(new Said<>(declaration.constness(), scope, declaration.at()));
        }
    }

    private static void contain(Statement.Containment containment, Instance scope) {
        Variable variable = scope.resolve(containment.name(), containment.at());
        Variable compartment = scope.resolve(containment.compartment(), containment.at());
        compartment.isCompartment = true;
        variable.declared = true;
        if (variable.compartment.isEmpty()
                || variable.compartment.get().scope().depth >= scope.depth) {
            variable.compartment = Optional.of(new Said<>(compartment, scope, containment.at()));
        }
    }

    private static void assign(Statement.Assignment assignment, Instance scope) {
        Variable variable = scope.resolve(assignment.name(), assignment.at());
        assignment.value().ifPresent(formula -> mention(formula, scope));
        if (assignment.equation() == Equation.INITIAL) {
            variable.setInitial(assignment.value(), scope, assignment.at());
        } else {
            variable.setRule(
                    new Variable.Rule(assignment.equation(), assignment.value()),
                    scope,
                    assignment.at());
        }
    }

    private static void unit(Statement.UnitDeclaration unit, Instance scope) {
        if (scope.units.containsKey(unit.name())) {
            throw new BadInputException(
                    "antimony.duplicate",
                    unit.at().withElement(unit.name()),
                    "the unit " + unit.name() + " is defined twice; remove one");
        }
        scope.units.put(unit.name(), unit);
    }

    private void name(Statement.DisplayName named, Instance scope) {
        if (library.functions.containsKey(named.name())) {
            library.functionNames.put(named.name(), named.text());
        } else if (scope.units.containsKey(named.name())) {
            scope.unitNames.put(named.name(), named.text());
        } else {
            scope.resolve(named.name(), named.at()).displayName = named.text();
        }
    }

    private void reaction(Statement.ReactionStatement statement, Instance scope) {
        String name = statement.name().isEmpty() ? scope.freshName("_J") : statement.name();
        Variable variable = scope.resolve(name, statement.at());
        if (variable.reaction
                && reactions.stream().anyMatch(r -> r.variable().find().equals(variable))) {
            throw new BadInputException(
                    "antimony.duplicate",
                    statement.at().withElement(name),
                    "there are two reactions " + name + "; give one another name");
        }
        variable.reaction = true;
        for (List<Statement.Participant> side :
                List.of(statement.reactants(), statement.products())) {
            for (Statement.Participant participant : side) {
                scope.resolve(participant.species(), participant.at()).species = true;
                if (!participant.variable().isEmpty()) {
                    stoichiometry(participant, scope);
                }
            }
        }
        if (statement.rate().isPresent()) {
            Formula rate = statement.rate().get();
            mention(rate, scope);
            variable.setInitial(Optional.of(rate), scope, rate.at());
        }
        if (!statement.compartment().isEmpty()) {
            contain(
                    new Statement.Containment(statement.at(), name, statement.compartment()),
                    scope);
        }
        reactions.add(new ReactionInstance(statement, variable, scope));
    }

    private static void stoichiometry(Statement.Participant participant, Instance scope) {
        Variable variable = scope.resolve(participant.variable(), participant.at());
        if (variable.stoichiometry) {
            throw TokenCursor.unsupported(
                    participant.at(),
                    "the stoichiometry "
                            + participant.variable()
                            + " of two reactants or products");
        }
        variable.stoichiometry = true;
    }

    private void event(Statement.EventStatement statement, Instance scope) {
        String name = statement.name().isEmpty() ? scope.freshName("_E") : statement.name();
        Variable variable = scope.resolve(name, statement.at());
        if (variable.event) {
            throw new BadInputException(
                    "antimony.duplicate",
                    statement.at().withElement(name),
                    "there are two events " + name + "; give one another name");
        }
        variable.event = true;
        mention(statement.trigger(), scope);
        statement.delay().ifPresent(formula -> mention(formula, scope));
        statement.priority().ifPresent(formula -> mention(formula, scope));
        for (Statement.Assignment assignment : statement.assignments()) {
            scope.resolve(assignment.name(), assignment.at()).eventTarget = true;
            assignment.value().ifPresent(formula -> mention(formula, scope));
        }
        events.add(new EventInstance(statement, variable, scope));
    }
}
