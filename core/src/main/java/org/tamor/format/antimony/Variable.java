package org.tamor.format.antimony;

import java.util.Optional;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.antimony.Statement.Constness;
import org.tamor.format.antimony.Statement.Equation;

/// Something with a name, while submodels are put together. Names that `is` joins share one
/// representative.
///
/// What an outer model says stands in place of what a submodel says.
final class Variable {

    /// Something said about a variable: by which model, how deep that is, and where.
    record Said<T>(T value, Instance scope, Location at) {}

    record Rule(Equation equation, Optional<Formula> formula) {}

    final String id;
    final int depth;
    final Location firstPlace;

    Optional<Said<Optional<Formula>>> initial = Optional.empty();
    Optional<Said<Rule>> rule = Optional.empty();
    Optional<Said<Formula>> unit = Optional.empty();
    Optional<Said<Variable>> compartment = Optional.empty();
    Optional<Said<Constness>> constness = Optional.empty();
    String displayName = "";
    boolean species;
    boolean isCompartment;
    boolean reaction;
    boolean event;
    boolean submodel;
    boolean stoichiometry;
    boolean declared;
    boolean substanceOnly;
    boolean eventTarget;
    boolean deleted;

    private Variable representative = this;

    Variable(String id, int depth, Location firstPlace) {
        this.id = id;
        this.depth = depth;
        this.firstPlace = firstPlace;
    }

    @SuppressWarnings("ReferenceEquality") // the root of a joined set points to itself
    Variable find() {
        Variable root = this;
        while (root.representative != root) {
            root = root.representative;
        }
        representative = root;
        return root;
    }

    void setInitial(Optional<Formula> value, Instance scope, Location at) {
        initial = Optional.of(said(initial, value, scope, at, "is given a value twice"));
    }

    void setRule(Rule value, Instance scope, Location at) {
        String twice =
                rule.isPresent() && rule.get().value().equation() != value.equation()
                        ? "has both a rule (:=) and a rate (' =)"
                        : "is given a rule twice";
        rule = Optional.of(said(rule, value, scope, at, twice));
    }

    private <T> Said<T> said(
            Optional<Said<T>> before, T value, Instance scope, Location at, String twice) {
        if (before.isPresent()) {
            Said<T> old = before.get();
            if (old.scope().equals(scope)) {
                throw new BadInputException(
                        "antimony.duplicate",
                        at.withElement(id),
                        id + " " + twice + ", first in line " + old.at().line() + "; remove one");
            }
            if (old.scope().depth < scope.depth) {
                return old;
            }
        }
        return new Said<>(value, scope, at);
    }

    /// Makes two variables one. The outer one keeps its name; of two in equally deep models,
    /// `right`.
    static void join(Variable left, Variable right) {
        Variable a = left.find();
        Variable b = right.find();
        if (a.equals(b)) {
            return;
        }
        Variable kept = a.depth < b.depth ? a : b;
        Variable gone = kept.equals(a) ? b : a;
        gone.representative = kept;
        kept.initial = outer(kept.initial, gone.initial);
        kept.rule = outer(kept.rule, gone.rule);
        kept.unit = outer(kept.unit, gone.unit);
        kept.compartment = outer(kept.compartment, gone.compartment);
        kept.constness = outer(kept.constness, gone.constness);
        kept.displayName = kept.displayName.isEmpty() ? gone.displayName : kept.displayName;
        kept.species |= gone.species;
        kept.isCompartment |= gone.isCompartment;
        kept.reaction |= gone.reaction;
        kept.event |= gone.event;
        kept.submodel |= gone.submodel;
        kept.stoichiometry |= gone.stoichiometry;
        kept.declared |= gone.declared;
        kept.substanceOnly |= gone.substanceOnly;
        kept.eventTarget |= gone.eventTarget;
        kept.deleted |= gone.deleted;
    }

    private static <T> Optional<Said<T>> outer(Optional<Said<T>> kept, Optional<Said<T>> gone) {
        if (kept.isEmpty() || gone.isEmpty()) {
            return kept.isPresent() ? kept : gone;
        }
        return gone.get().scope().depth < kept.get().scope().depth ? gone : kept;
    }

    boolean isConstant() {
        return constness.isPresent() && constness.get().value() == Constness.CONSTANT;
    }

    boolean isVariable() {
        return constness.isPresent() && constness.get().value() == Constness.VARIABLE;
    }

    /// The value at the start, where one is given and not taken away.
    Optional<Said<Formula>> initialFormula() {
        return initial.flatMap(
                said -> said.value().map(f -> new Said<>(f, said.scope(), said.at())));
    }

    Optional<Said<Rule>> activeRule() {
        return rule.filter(said -> said.value().formula().isPresent());
    }

    boolean isDefined() {
        return species
                || isCompartment
                || stoichiometry
                || declared
                || eventTarget
                || initialFormula().isPresent()
                || activeRule().isPresent();
    }
}
