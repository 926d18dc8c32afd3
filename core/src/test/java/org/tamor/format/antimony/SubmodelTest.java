package org.tamor.format.antimony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tamor.expr.InfixPrinter;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.model.UnitDefinition;

class SubmodelTest {

    private static final String SIDE =
            """
            model side(S, k1)
              J0: S + E -> ES; k1*k2*S*E - k2*ES
              S = 5; E = 3; ES = E + S; k1 = 1.2; k2 = 0.4
            end
            """;

    private static Model read(String text) {
        return AntimonyReader.read(text, "m.ant");
    }

    private static Map<String, String> rates(Model model) {
        Map<String, String> rates = new TreeMap<>();
        for (Reaction reaction : model.reactions()) {
            rates.put(reaction.id(), reaction.rateLaw().map(InfixPrinter::print).orElse(""));
        }
        return rates;
    }

    private static Map<String, Double> values(Model model) {
        Map<String, Double> values = new TreeMap<>();
        for (Parameter parameter : model.parameters()) {
            parameter.value().ifPresent(value -> values.put(parameter.id(), value));
        }
        for (Species species : model.species()) {
            if (species.initial() instanceof Species.InitialQuantity.Concentration c) {
                values.put(species.id(), c.value());
            }
        }
        return values;
    }

    @Test
    void putsSubmodelsInPlace() {
        Model model =
                read(
                        SIDE
                                + """
                                model whole
                                  species S1
                                  A: side(S1, k4)
                                  B: side(S1, 7)
                                  B.E = 10
                                  k4 = 0.5
                                  J3: B.ES -> ; B.ES*k3; k3 = 0.02
                                end
                                """);
        assertThat(model.species())
                .extracting(Species::id)
                .containsExactlyInAnyOrder("S1", "A__E", "A__ES", "B__E", "B__ES");
        assertThat(rates(model))
                .isEqualTo(
                        Map.of(
                                "A__J0", "k4*A__k2*S1*A__E - A__k2*A__ES",
                                "B__J0", "B__k1*B__k2*S1*B__E - B__k2*B__ES",
                                "J3", "B__ES*k3"));
        assertThat(values(model))
                .containsEntry("S1", 5.0)
                .containsEntry("k4", 0.5)
                .containsEntry("B__k1", 7.0)
                .containsEntry("A__E", 3.0)
                .containsEntry("B__E", 10.0);
        assertThat(model.initialAssignments())
                .extracting(a -> a.symbol() + "=" + InfixPrinter.print(a.value()))
                .containsExactlyInAnyOrder("A__ES=A__E + S1", "B__ES=B__E + S1");
    }

    @Test
    void joinsNamesWithIs() {
        Model model =
                read(
                        SIDE
                                + """
                                model whole
                                  var species S
                                  A: side(); A.S is S
                                  B: side(); B.S is S; B.k1 = 2.4
                                  C: side(); C.S is A.S
                                  C.J0 = C.k1*C.k2*B.S*C.E
                                  A.E is B.E
                                end
                                """);
        assertThat(model.species())
                .extracting(Species::id)
                .containsExactlyInAnyOrder("S", "B__E", "C__E", "A__ES", "B__ES", "C__ES");
        assertThat(rates(model))
                .containsEntry("C__J0", "C__k1*C__k2*S*C__E")
                .containsEntry("A__J0", "A__k1*A__k2*S*B__E - A__k2*A__ES");
        assertThat(values(model))
                .containsEntry("B__k1", 2.4)
                .containsEntry("A__k1", 1.2)
                .containsEntry("S", 5.0);
    }

    @Test
    void renamesWithIs() {
        Model model = read("A -> B; k*A; A is ABA; k = 1; ABA = 2");
        assertThat(rates(model)).isEqualTo(Map.of("_J0", "k*ABA"));
        assertThat(values(model)).containsEntry("ABA", 2.0).doesNotContainKey("A");
    }

    @Test
    void nestsSubmodels() {
        Model model =
                read(
                        SIDE
                                + """
                                model two(Z)
                                  X: side(Z, q); q = 9
                                end
                                model whole
                                  P: two(T); R: two(T)
                                  T = 1; P.X.k2 = 8
                                end
                                """);
        assertThat(rates(model))
                .containsEntry("P__X__J0", "P__q*P__X__k2*T*P__X__E - P__X__k2*P__X__ES");
        assertThat(values(model))
                .containsEntry("T", 1.0)
                .containsEntry("P__X__k2", 8.0)
                .containsEntry("R__X__k2", 0.4);
    }

    @Test
    void deletes() {
        Model model =
                read(
                        SIDE
                                + """
                                model whole
                                  A: side(); delete A.J0
                                  B: side(); delete B.ES
                                  C: side(); C.ES = ; C.k2 :=
                                  out := A.E + B.E
                                end
                                """);
        assertThat(rates(model)).containsOnlyKeys("C__J0");
        assertThat(model.species())
                .extracting(Species::id)
                .contains("A__ES", "B__E")
                .doesNotContain("B__ES");
        assertThat(model.initialAssignments()).extracting(a -> a.symbol()).containsExactly("A__ES");
    }

    @Test
    void anOuterRuleTakesThePlaceOfAnInnerValue() {
        Model model =
                read(
                        """
                        model inner
                          J: -> S; k*input; k = 1; input = 1
                        end
                        model whole
                          A: inner(); A.input := 2*time
                        end
                        """);
        assertThat(model.rules())
                .singleElement()
                .satisfies(rule ->
                        assertThat(rule)
                                .isInstanceOfSatisfying(
                                        Rule.AssignmentRule.class,
                                        r -> assertThat(r.variable()).isEqualTo("A__input")));
        assertThat(values(model)).doesNotContainKey("A__input");
    }

    @Test
    void sharesUnitsThatAreTheSame() {
        Model model =
                read(
                        """
                        model inner
                          unit nM = 1e-9 mole/litre; unit k = 1/second; x = 1 nM; y = 2 k
                        end
                        model whole
                          unit nM = 1e-9 mole/litre; unit k = 1/item
                          A: inner()
                        end
                        """);
        assertThat(model.unitDefinitions())
                .extracting(UnitDefinition::id)
                .containsExactly("nM", "k", "A__k");
        assertThat(model.parameters()).extracting(Parameter::unit).containsExactly("nM", "A__k");
    }

    @Test
    void placesWhatASubmodelLeavesOpen() {
        Model model =
                read(
                        """
                        model inner
                          S -> T; S; species U in V
                        end
                        model whole
                          compartment C = 2
                          A: inner() in C
                          B in C: inner()
                        end
                        """);
        assertThat(model.species())
                .allMatch(s ->
                        s.compartment()
                                .equals(s.id().endsWith("U") ? s.id().charAt(0) + "__V" : "C"));
    }
}
