package org.tamor.format.antimony;

import java.util.List;
import java.util.Optional;
import org.tamor.failure.Location;

/// One statement of a module, with the place where it stands.
sealed interface Statement {

    Location at();

    /// What a declaration says a name is.
    enum ElementType {
        ANY,
        SPECIES,
        COMPARTMENT,
        FORMULA,
        REACTION
    }

    /// `const` (or `$`), `var`, or neither.
    enum Constness {
        UNSAID,
        CONSTANT,
        VARIABLE
    }

    /// What an equation sets.
    enum Equation {
        INITIAL,
        RULE,
        RATE
    }

    record Declaration(
            Location at, String name, ElementType type, Constness constness, boolean substanceOnly)
            implements Statement {}

    /// `name in compartment`.
    record Containment(Location at, String name, String compartment) implements Statement {}

    /// `name = value`, `name := value` or `name' = value`; an empty value takes the equation away.
    record Assignment(Location at, String name, Equation equation, Optional<Formula> value)
            implements Statement {}

    record Algebraic(Location at, Formula residual) implements Statement {}

    /// `name has unit`.
    record Unit(Location at, String name, Formula unit) implements Statement {}

    /// `unit name = definition`.
    record UnitDeclaration(Location at, String name, Optional<Formula> definition)
            implements Statement {}

    record DisplayName(Location at, String name, String text) implements Statement {}

    /// `name qualifier "resource", ...`; the name is "" for the model itself.
    record Note(Location at, String name, String qualifier, List<String> resources)
            implements Statement {}

    /// `left is right`.
    record Synonym(Location at, String left, String right) implements Statement {}

    record Deletion(Location at, String name) implements Statement {}

    /// One reactant or product; `variable` names its stoichiometry, "" where that is the number.
    record Participant(Location at, String species, double stoichiometry, String variable) {}

    record ReactionStatement(
            Location at,
            String name,
            boolean reversible,
            List<Participant> reactants,
            List<Participant> products,
            Optional<Formula> rate,
            String compartment)
            implements Statement {}

    /// `name: species -o reaction`.
    record Interaction(Location at, List<String> species, String reaction) implements Statement {}

    record EventStatement(
            Location at,
            String name,
            Formula trigger,
            Optional<Formula> delay,
            Optional<Formula> priority,
            boolean initialValue,
            boolean persistent,
            boolean fromTrigger,
            List<Assignment> assignments)
            implements Statement {}

    /// `name: module(arguments) in compartment`; an argument is a name or a number.
    record Submodule(
            Location at, String name, String module, List<Argument> arguments, String compartment)
            implements Statement {}

    record Argument(Location at, String name, Optional<Formula> number) {}
}
