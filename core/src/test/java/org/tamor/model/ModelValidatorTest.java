package org.tamor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tamor.failure.BadInputException;
import org.tamor.model.Reaction.SpeciesReference;
import org.tamor.model.Species.InitialQuantity;

class ModelValidatorTest {

    private static ModelBuilder model() {
        return new ModelBuilder().species("A", "B").constant("k", "per_hour");
    }

    private static void passes(ModelBuilder model) {
        assertThatNoException().isThrownBy(() -> ModelValidator.validate(model.build(), "m.ant"));
    }

    private static void fails(ModelBuilder model, String code, String element, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ModelValidator.validate(model.build(), "m.ant"))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e ->
                        assertThat(e.location().toString()).isEqualTo("m.ant (" + element + ")"));
    }

    @Test
    void acceptsAModelThatUsesEverything() {
        passes(
                model().function("f", "g(x) * 2", "x")
                        .function("g", "x + 1", "x")
                        .unset("total", "")
                        .variable("z", "")
                        .unset("y", "")
                        .species("C")
                        .reaction("r", "A", "B", "cell * k * A - C")
                        .rule("total", "f(A) + B + r")
                        .initially("z", "total * 2")
                        .rate("z", "-z")
                        .algebraic("y - 2 * z")
                        .event("e", "time > 5 && A < rateOf(B)", "1", "A", "delay(total, 2) + y"));
    }

    @Test
    void refusesTwoElementsOfOneName() {
        fails(
                model().constant("A", ""),
                "model.duplicate-id",
                "parameter A",
                "already belongs to a species");
        fails(
                model().event("k", "time > 1", "", "A", "1"),
                "model.duplicate-id",
                "event k",
                "to a parameter");
        Parameter local = new Parameter("q", "", OptionalDouble.of(1), "", true);
        SpeciesReference a = new SpeciesReference("A", 1);
        fails(
                model().reaction("r", a, a, "q", local, local),
                "model.duplicate-id",
                "local parameter of r q",
                "already belongs");
    }

    @Test
    void refusesNamesThatNobodyDeclares() {
        fails(
                model().reaction("r", "A", "B", "kk * A"),
                "model.unknown-name",
                "reaction r",
                "'kk'");
        fails(model().reaction("r", "A", "X", "k"), "model.unknown-species", "reaction r", "'X'");
        fails(
                model().reaction("r", "A", "B", "f(A)"),
                "model.unknown-function",
                "reaction r",
                "'f'");
        fails(model().rule("q", "1"), "model.unknown-target", "rule for q", "sets 'q'");
        fails(
                model().initially("q", "1"),
                "model.unknown-target",
                "initial assignment of q",
                "sets 'q'");
        fails(
                model().event("e", "time > 1", "", "q", "1"),
                "model.unknown-target",
                "event e",
                "sets 'q'");
        fails(
                model().event("e", "u > 1", "", "A", "1"),
                "model.unknown-name",
                "event e, trigger",
                "'u'");
        fails(
                model().species("S", "nowhere", new InitialQuantity.Amount(1), false, false),
                "model.unknown-compartment",
                "species S",
                "'nowhere'");
        fails(
                model().rule("B", "e").event("e", "A > 1", "", "A", "1"),
                "model.unknown-name",
                "rule for B",
                "'e'");
    }

    @Test
    void seesLocalParametersInTheirOwnReactionOnly() {
        Parameter local = new Parameter("q", "", OptionalDouble.of(1), "", true);
        SpeciesReference a = new SpeciesReference("A", 1);
        SpeciesReference b = new SpeciesReference("B", 1);
        passes(model().reaction("r", a, b, "q * A", local));
        fails(
                model().reaction("r", a, b, "q * A", local).reaction("s", "B", "A", "q"),
                "model.unknown-name",
                "reaction s",
                "'q'");
        Parameter unset = new Parameter("q", "", OptionalDouble.empty(), "", true);
        fails(
                model().reaction("r", a, b, "q * A", unset),
                "model.no-initial-value",
                "local parameter of reaction r, q",
                "'q' has no value");
    }

    @Test
    void refusesWrongFunctions() {
        fails(
                model().function("f", "x", "x", "y").rule("B", "f(1)"),
                "model.arity",
                "rule for B",
                "takes 2 arguments, here 1");
        fails(model().function("f", "x * k", "x"), "model.function-names", "function f", "'k'");
        fails(
                model().function("f", "g(x)", "x")
                        .function("g", "h(x)", "x")
                        .function("h", "f(x)", "x"),
                "model.recursion",
                "function f",
                "f -> g -> h -> f");
        fails(
                model().function("f", "x", "x").rule("B", "f + 1"),
                "model.unknown-name",
                "rule for B",
                "is a function");
        fails(model().rule("B", "rateOf(A * 2)"), "model.rate-of", "rule for B", "A*2");
    }

    @Test
    void refusesTwoCausesOfOneQuantity() {
        ModelBuilder reacting = model().reaction("r", "A", "B", "k");
        fails(
                reacting.rate("A", "1"),
                "model.determined-twice",
                "rule for A",
                "a rate rule and by reactions");
        fails(
                model().rule("A", "1").rate("A", "2"),
                "model.determined-twice",
                "rule for A",
                "keep one");
        fails(
                model().initially("A", "1").rule("A", "2"),
                "model.determined-twice",
                "initial assignment of A",
                "set twice");
        fails(
                model().rule("A", "2").event("e", "time > 1", "", "A", "1"),
                "model.determined-twice",
                "event e",
                "at all times");
        passes(
                model().species("S", "cell", new InitialQuantity.Amount(1), true, false)
                        .reaction("r", "S", "A", "k")
                        .rate("S", "1"));
    }

    @Test
    void refusesChangesOfConstants() {
        fails(model().rate("k", "1"), "model.constant-changed", "rule for k", "declared constant");
        fails(
                model().event("e", "time > 1", "", "k", "1"),
                "model.constant-changed",
                "event e",
                "declared constant");
        fails(
                model().species("S", "cell", new InitialQuantity.Amount(1), false, true)
                        .reaction("r", "S", "A", "k"),
                "model.constant-changed",
                "species S",
                "boundary");
        passes(model().initially("k", "3"));
    }

    @Test
    void showsCirclesOfDefinitions() {
        ModelBuilder circle = model().variable("a", "").variable("b", "").variable("c", "");
        fails(
                circle.rule("a", "b + 1").rule("b", "2 * c").rule("c", "a"),
                "model.circular",
                "a",
                "a -> b -> c -> a");
        fails(model().initially("A", "A * 2"), "model.circular", "A", "A -> A");
        fails(
                model().variable("a", "").rule("a", "r").reaction("r", "A", "B", "k * a"),
                "model.circular",
                "a",
                "a -> r -> a");
        fails(
                model().variable("a", "").rule("a", "rateOf(A)").reaction("r", "A", "B", "k * a"),
                "model.circular",
                "a",
                "a -> r -> a");
        passes(model().variable("a", "").rule("a", "delay(a, 1) + A"));
    }

    @Test
    void followsLongChainsWithoutRecursion() {
        ModelBuilder chain = model().variable("x0", "");
        for (int i = 1; i <= 20_000; i++) {
            chain.variable("x" + i, "").rule("x" + i, "x" + (i - 1));
        }
        passes(chain);
        fails(chain.rule("x0", "x20000"), "model.circular", "x1", "x1 -> x0 -> x20000");
    }

    @Test
    void requiresStartingValues() {
        ModelBuilder unset = model().unset("p", "");
        passes(unset);
        fails(unset.rule("B", "p"), "model.no-initial-value", "parameter p", "has no value");
        passes(model().unset("p", "").rule("B", "p").initially("p", "k"));
        fails(
                model().species("S", "cell", new InitialQuantity.Unset(), false, false)
                        .reaction("r", "S", "A", "k"),
                "model.no-initial-value",
                "species S",
                "initial amount or concentration");
        ModelBuilder sizeless = model().compartment("c", OptionalDouble.empty());
        passes(sizeless);
        fails(
                sizeless.species("S", "c", new InitialQuantity.Amount(1), false, false)
                        .reaction("r", "S", "A", "k"),
                "model.no-initial-value",
                "compartment c",
                "size");
        SpeciesReference unknown =
                new SpeciesReference("", "A", Double.NaN, Optional.empty(), true);
        fails(
                model().reaction("r", unknown, new SpeciesReference("B", 1), "k"),
                "model.no-stoichiometry",
                "reaction r",
                "'A'");
    }

    @Test
    void takesStartingValuesFromOutside() {
        Model model = model().unset("p", "").rule("B", "p").build();
        assertThatNoException()
                .isThrownBy(() -> ModelValidator.validate(model, "m.ant", Set.of("p")));
    }

    @Test
    void findsElementsById() {
        ModelIndex index =
                ModelIndex.of(model().rule("B", "1").reaction("r", "A", "A", "k").build());
        assertThat(index.species("A")).isPresent();
        assertThat(index.parameter("A")).isEmpty();
        assertThat(index.changedByReactions()).containsExactly("A");
        assertThat(index.isQuantity("r")).isTrue();
        assertThat(index.isVariable("r")).isFalse();
        assertThat(index.isConstant("k")).isTrue();
        assertThat(index.assignmentRule("B")).isPresent();
    }

    @Test
    void findsCircles() {
        assertThat(Cycles.find(Map.of("a", Set.of("b"), "b", Set.of("c")))).isEmpty();
        assertThat(Cycles.find(Map.of("a", Set.of("a")))).hasValue(List.of("a", "a"));
    }
}
