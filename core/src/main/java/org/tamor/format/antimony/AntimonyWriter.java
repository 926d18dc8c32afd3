package org.tamor.format.antimony;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.InfixPrinter;
import org.tamor.expr.Syntax;
import org.tamor.failure.BadInputException;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.model.Annotation;
import org.tamor.model.Compartment;
import org.tamor.model.Event;
import org.tamor.model.FunctionDefinition;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;
import org.tamor.model.Species;

/// Writes models in Antimony, so that [AntimonyReader] reads an equivalent model back.
///
/// Local parameters of reactions become parameters `reaction_parameter`. Antimony cannot say
/// conversion factors, compartments of other than three dimensions, computed stoichiometries, calls
/// of functions that are not defined, and a boundary species that is `constant` apart from one that
/// is not: the first four are refused with [BadInputException] `antimony.unsupported`, the last is
/// written as `$`. A species without an initial value is written without one, which reads as 0.
public final class AntimonyWriter {

    private final Model model;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> ids = new HashSet<>();

    private AntimonyWriter(Model given) {
        this.model = ReservedNames.rename(given);
        model.species().forEach(s -> ids.add(s.id()));
        model.parameters().forEach(p -> ids.add(p.id()));
        model.compartments().forEach(c -> ids.add(c.id()));
        model.reactions().forEach(r -> ids.add(r.id()));
    }

    public static void write(Model model, Path file) {
        String text = toText(model);
        try {
            WholeFile.write(file, text);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "antimony.write",
                    Location.ofFile(file.toString()),
                    "cannot write: " + e.getMessage() + "; choose a folder that can be written");
        }
    }

    public static String toText(Model model) {
        AntimonyWriter writer = new AntimonyWriter(model);
        writer.write();
        return writer.out.toString();
    }

    private void write() {
        if (model.conversionFactor().isPresent()
                || model.species().stream().anyMatch(s -> s.conversionFactor().isPresent())) {
            throw unsupported(model.id(), "conversion factors");
        }
        functions();
        line("model *" + (model.id().isEmpty() ? "untitled" : model.id()) + "()");
        units();
        model.compartments().forEach(this::compartment);
        model.species().forEach(this::species);
        model.parameters().forEach(p -> parameter(p.id(), p));
        for (InitialAssignment assignment : model.initialAssignments()) {
            statement(assignment.symbol() + " = " + print(assignment.value()));
        }
        for (Rule rule : model.rules()) {
            statement(
                    switch (rule) {
                        case Rule.AssignmentRule r -> r.variable() + " := " + print(r.value());
                        case Rule.RateRule r -> r.variable() + "' = " + print(r.rate());
                        case Rule.AlgebraicRule r -> "0 = " + print(r.residual());
                    });
        }
        model.reactions().forEach(this::reaction);
        model.events().forEach(this::event);
        annotations();
        line("end");
        if (!model.name().isEmpty() && !model.id().isEmpty()) {
            line(model.id() + " is " + quoted(model.name()));
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void statement(String text) {
        out.append("  ").append(text).append(";\n");
    }

    private String print(Expression expression) {
        for (String function : Expressions.functions(expression)) {
            if (model.functions().stream().noneMatch(f -> f.id().equals(function))) {
                throw unsupported(function, "calls of functions without a definition");
            }
        }
        return InfixPrinter.print(expression, Syntax.ANTIMONY);
    }

    private static String number(double value) {
        return InfixPrinter.print(new Expression.Constant(value), Syntax.ANTIMONY);
    }

    private static String quoted(String text) {
        return '"' + text.replace('"', '\'').replaceAll("[\\r\\n]+", " ") + '"';
    }

    private static BadInputException unsupported(String element, String what) {
        return new BadInputException(
                "antimony.unsupported",
                Location.UNKNOWN.withElement(element),
                "Antimony has no " + what + "; write the model as SBML");
    }

    private void functions() {
        for (FunctionDefinition function : model.functions()) {
            line("function " + function.id() + "(" + String.join(", ", function.arguments()) + ")");
            line("  " + print(function.body()) + ";");
            line("end");
            if (!function.name().isEmpty()) {
                named(function.id(), function.name());
            }
        }
    }

    private void units() {
        model.unitDefinitions()
                .forEach(unit -> {
                    StringBuilder text = new StringBuilder();
                    unit.factors()
                            .forEach(factor -> {
                                text.append(text.isEmpty() ? "" : " * ");
                                double multiplier =
                                        factor.multiplier() * Math.pow(10, factor.scale());
                                String base = number(multiplier) + " " + factor.kind();
                                text.append(
                                        factor.exponent() == 1
                                                ? base
                                                : "(" + base + ")^" + number(factor.exponent()));
                            });
                    statement(
                            "unit "
                                    + unit.id()
                                    + " = "
                                    + (text.isEmpty() ? "dimensionless" : text));
                    named(unit.id(), unit.name());
                });
        modelWide(model.units())
                .forEach((name, unit) -> {
                    boolean implied =
                            name.equals("extent") && unit.equals(model.units().substance());
                    if (!unit.isEmpty() && !unit.equals(name) && !implied) {
                        statement("unit " + name + " = " + unit);
                    }
                });
    }

    /// Antimony's names of the model-wide units, with their values.
    static Map<String, String> modelWide(Model.ModelUnits units) {
        return new TreeMap<>(
                Map.of(
                        "substance", units.substance(),
                        "time_unit", units.time(),
                        "volume", units.volume(),
                        "area", units.area(),
                        "length", units.length(),
                        "extent", units.extent()));
    }

    private void named(String id, String name) {
        if (!name.isEmpty()) {
            statement(id + " is " + quoted(name));
        }
    }

    private void has(String id, String unit) {
        if (!unit.isEmpty()) {
            statement(id + " has " + unit);
        }
    }

    private void compartment(Compartment compartment) {
        if (compartment.dimensions() != 3) {
            throw unsupported(
                    compartment.id(),
                    "compartments of " + compartment.dimensions() + " dimensions");
        }
        String kind = compartment.constant() ? "compartment " : "var compartment ";
        statement(
                kind
                        + compartment.id()
                        + (isAssigned(compartment.id()) ? "" : value(compartment.size())));
        has(compartment.id(), compartment.unit());
        named(compartment.id(), compartment.name());
    }

    private static String value(OptionalDouble value) {
        return value.isPresent() ? " = " + number(value.getAsDouble()) : "";
    }

    private void species(Species species) {
        boolean ruled = hasRule(species.id());
        String initial =
                switch (species.initial()) {
                    case Species.InitialQuantity.Amount a ->
                            " = "
                                    + (species.substanceOnly()
                                            ? number(a.value())
                                            : number(a.value()) + "/" + species.compartment());
                    case Species.InitialQuantity.Concentration c ->
                            " = "
                                    + (species.substanceOnly()
                                            ? number(c.value()) + "*" + species.compartment()
                                            : number(c.value()));
                    case Species.InitialQuantity.Unset _ -> "";
                };
        if (isAssigned(species.id())) {
            initial = "";
        }
        statement(
                (species.substanceOnly() ? "substanceOnly species " : "species ")
                        + (species.boundary() && !ruled ? "$" : "")
                        + species.id()
                        + " in "
                        + species.compartment()
                        + initial);
        has(species.id(), species.substanceUnit());
        named(species.id(), species.name());
    }

    /// Whether an initial assignment or an assignment rule says the value at the start.
    private boolean isAssigned(String id) {
        return hasAssignmentRule(id)
                || model.initialAssignments().stream().anyMatch(a -> a.symbol().equals(id));
    }

    private boolean hasAssignmentRule(String id) {
        return model.rules().stream()
                .anyMatch(rule -> rule instanceof Rule.AssignmentRule r && r.variable().equals(id));
    }

    private boolean hasRule(String id) {
        return hasAssignmentRule(id)
                || model.rules().stream()
                        .anyMatch(
                                rule -> rule instanceof Rule.RateRule r && r.variable().equals(id));
    }

    private void parameter(String id, Parameter parameter) {
        String value = isAssigned(id) ? "" : value(parameter.value());
        statement((parameter.constant() ? "const " : "var ") + id + value);
        has(id, parameter.unit());
        named(id, parameter.name());
    }

    private void reaction(Reaction reaction) {
        Map<String, Expression> locals = new TreeMap<>();
        for (Parameter local : reaction.localParameters()) {
            String id = reaction.id() + "_" + local.id();
            while (!ids.add(id)) {
                id += "_";
            }
            locals.put(local.id(), new Expression.Symbol(id));
            parameter(id, local);
        }
        List<String> left = reaction.reactants().stream().map(this::participant).toList();
        List<String> right = reaction.products().stream().map(this::participant).toList();
        String place = reaction.compartment().isEmpty() ? "" : " in " + reaction.compartment();
        String rate =
                reaction.rateLaw()
                        .map(law -> " " + print(Expressions.substitute(law, locals)))
                        .orElse("");
        statement(
                reaction.id()
                        + place
                        + ": "
                        + String.join(" + ", left)
                        + (reaction.reversible() ? " -> " : " => ")
                        + String.join(" + ", right)
                        + ";"
                        + rate);
        Set<String> known = reaction.rateLaw().map(Expressions::symbols).orElse(Set.of());
        for (String modifier : reaction.modifiers()) {
            if (!known.contains(modifier)) {
                statement(
                        "_"
                                + reaction.id()
                                + "_"
                                + modifier
                                + ": "
                                + modifier
                                + " -o "
                                + reaction.id());
            }
        }
        named(reaction.id(), reaction.name());
    }

    private String participant(Reaction.SpeciesReference reference) {
        if (reference.stoichiometryMath().isPresent()) {
            throw unsupported(reference.species(), "computed stoichiometries");
        }
        if (!reference.id().isEmpty()) {
            boolean given = !isAssigned(reference.id()) && !Double.isNaN(reference.stoichiometry());
            String value = given ? " = " + number(reference.stoichiometry()) : "";
            statement((reference.constant() ? "const " : "var ") + reference.id() + value);
            return reference.id() + " " + reference.species();
        }
        if (Double.isNaN(reference.stoichiometry())) {
            throw unsupported(reference.species(), "reactants without a stoichiometry");
        }
        return reference.stoichiometry() == 1
                ? reference.species()
                : number(reference.stoichiometry()) + " " + reference.species();
    }

    private void event(Event event) {
        StringBuilder text =
                new StringBuilder(event.id().isEmpty() ? "" : event.id() + ": ").append("at ");
        event.delay().ifPresent(delay -> text.append(print(delay)).append(" after "));
        text.append('(').append(print(event.trigger().condition())).append(')');
        event.priority().ifPresent(priority -> text.append(", priority=").append(print(priority)));
        option(text, "t0", event.trigger().initialValue());
        option(text, "persistent", event.trigger().persistent());
        option(text, "fromTrigger", event.useValuesFromTriggerTime());
        if (event.assignments().isEmpty()) {
            throw unsupported(event.id(), "events without assignments");
        }
        text.append(": ");
        for (int i = 0; i < event.assignments().size(); i++) {
            Event.EventAssignment assignment = event.assignments().get(i);
            text.append(i > 0 ? ", " : "")
                    .append(assignment.variable())
                    .append(" = ")
                    .append(print(assignment.value()));
        }
        statement(text.toString());
        if (!event.id().isEmpty()) {
            named(event.id(), event.name());
        }
    }

    private static void option(StringBuilder text, String name, boolean value) {
        if (!value) {
            text.append(", ").append(name).append("=false");
        }
    }

    private void annotations() {
        for (Annotation annotation : model.annotations()) {
            boolean about = annotation.element().equals(model.id());
            Optional<String> word = Qualifiers.word(annotation.qualifier(), about);
            if (word.isPresent()) {
                statement(
                        (about ? "model" : annotation.element())
                                + " "
                                + word.get()
                                + " "
                                + quoted(annotation.resource()));
            }
        }
    }
}
