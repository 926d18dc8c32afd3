package org.tamor.format.antimony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.tamor.expr.Expression;
import org.tamor.expr.InfixPrinter;
import org.tamor.model.Annotation;
import org.tamor.model.Compartment;
import org.tamor.model.Event;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.model.UnitDefinition.UnitFactor;

class AntimonyReaderTest {

    private static Model read(String text) {
        return AntimonyReader.read(text, "m.ant");
    }

    private static String print(Expression expression) {
        return InfixPrinter.print(expression);
    }

    private static Reaction reaction(Model model, String id) {
        return model.reactions().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    }

    private static String rate(Model model, String id) {
        return print(reaction(model, id).rateLaw().orElseThrow());
    }

    private static Species species(Model model, String id) {
        return model.species().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
    }

    private static double start(Model model, String id) {
        return switch (species(model, id).initial()) {
            case Species.InitialQuantity.Amount a -> a.value();
            case Species.InitialQuantity.Concentration c -> c.value();
            case Species.InitialQuantity.Unset _ -> Double.NaN;
        };
    }

    private static Parameter parameter(Model model, String id) {
        return model.parameters().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    }

    private static Map<String, String> rules(Model model) {
        Map<String, String> rules = new HashMap<>();
        for (Rule rule : model.rules()) {
            switch (rule) {
                case Rule.AssignmentRule r -> rules.put(r.variable(), print(r.value()));
                case Rule.RateRule r -> rules.put(r.variable() + "'", print(r.rate()));
                case Rule.AlgebraicRule r -> rules.put("0", print(r.residual()));
            }
        }
        return rules;
    }

    @Test
    void readsRobertsonsProblem() {
        Model model =
                read(
                        """
                        // Robertson 1966
                        A -> B; k1*A
                        2 B -> B + C; k2*B^2
                        B + C -> A + C; k3*B*C
                        A = 1; B = 0; C = 0
                        k1 = 0.04; k2 = 3e7; k3 = 1e4
                        """);
        assertThat(model.id()).isEqualTo("__main");
        assertThat(model.species())
                .extracting(Species::id)
                .containsExactlyInAnyOrder("A", "B", "C");
        assertThat(model.reactions()).extracting(Reaction::id).containsExactly("_J0", "_J1", "_J2");
        assertThat(reaction(model, "_J1").reactants().getFirst().stoichiometry()).isEqualTo(2);
        assertThat(rate(model, "_J1")).isEqualTo("k2*B^2");
        assertThat(start(model, "A")).isEqualTo(1);
        assertThat(parameter(model, "k2").value()).hasValue(3e7);
        assertThat(parameter(model, "k2").constant()).isTrue();
        assertThat(model.compartments())
                .containsExactly(
                        new Compartment(
                                "default_compartment", "", 3, OptionalDouble.of(1), "", true));
    }

    @Test
    void readsASignallingModelAndKeepsItsMoieties() throws IOException {
        Model model = AntimonyReader.read(resource("mapk-cascade.ant"), "mapk-cascade.ant");
        assertThat(model.id()).isEqualTo("mapk_cascade");
        assertThat(model.species()).hasSize(28);
        assertThat(model.reactions()).hasSize(25);
        assertThat(model.species())
                .allMatch(s -> s.compartment().equals("cell") && s.substanceUnit().isEmpty());
        for (String moiety : List.of("Raf", "MEK", "ERK", "Pase1", "Pase2")) {
            for (Reaction reaction : model.reactions()) {
                double net = 0;
                for (Reaction.SpeciesReference r : reaction.reactants()) {
                    net -= r.stoichiometry() * count(r.species(), moiety);
                }
                for (Reaction.SpeciesReference r : reaction.products()) {
                    net += r.stoichiometry() * count(r.species(), moiety);
                }
                assertThat(net).as("%s in %s", moiety, reaction.id()).isZero();
            }
        }
        assertThat(reaction(model, "pase3a").modifiers())
                .containsExactly("ERK_p_Pase3", "ERK_pp_Pase3");
        assertThat(reaction(model, "pase3a").reversible()).isFalse();
        assertThat(reaction(model, "dimer").reversible()).isTrue();
        assertThat(rules(model)).containsEntry("ERK_active", "ERK_pp + ERK_pp_Pase3");
        assertThat(species(model, "ERK_pp").name()).isEqualTo("ERK1/2, doubly phosphorylated");
        assertThat(model.annotations())
                .containsExactly(
                        new Annotation(
                                "ERK", "bqbiol:is", "https://identifiers.org/uniprot:P28482"),
                        new Annotation(
                                "ERK", "bqbiol:is", "https://identifiers.org/uniprot:P27361"));
        assertThat(model.units().time()).isEqualTo("time_unit");
        assertThat(parameter(model, "kcat_auto").unit()).isEqualTo("per_s");
    }

    private static long count(String species, String moiety) {
        return List.of(species.split("_")).stream().filter(moiety::equals).count();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(AntimonyReaderTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void readsDeclarations() {
        Model model =
                read(
                        """
                        compartment cytoplasm = 1.5, nucleus
                        const species S1 in nucleus = 4, S2 in nucleus
                        species $S3, S4 in cytoplasm; substanceOnly species S5 = 2 * 3
                        var k; const c = 2; formula f = c + 1
                        S1 + $X => S4; k*S1*c/f/S2
                        k' = -k; k = 5; S4 := f
                        var compartment grown = 2; grown' = 0.1
                        """);
        assertThat(model.compartments())
                .extracting(Compartment::id)
                .containsExactly("default_compartment", "cytoplasm", "nucleus", "grown");
        assertThat(model.compartments())
                .extracting(Compartment::constant)
                .containsExactly(true, true, true, false);
        assertThat(model.compartments().get(2).size()).hasValue(1);
        assertThat(species(model, "S1").boundary()).isTrue();
        assertThat(species(model, "S1").compartment()).isEqualTo("nucleus");
        assertThat(start(model, "S1")).isEqualTo(4);
        assertThat(start(model, "S2")).isZero();
        assertThat(species(model, "S3").boundary()).isTrue();
        assertThat(species(model, "S3").compartment()).isEqualTo("default_compartment");
        assertThat(species(model, "X").boundary()).isTrue();
        assertThat(species(model, "S4").boundary()).as("a species with a rule").isTrue();
        assertThat(species(model, "S4").initial())
                .isInstanceOf(Species.InitialQuantity.Unset.class);
        assertThat(species(model, "S5").initial()).isEqualTo(new Species.InitialQuantity.Amount(6));
        assertThat(parameter(model, "k").constant()).isFalse();
        assertThat(parameter(model, "c").constant()).isTrue();
        assertThat(model.initialAssignments())
                .singleElement()
                .satisfies(
                        a -> assertThat(a.symbol() + "=" + print(a.value())).isEqualTo("f=c + 1"));
        assertThat(rules(model)).isEqualTo(Map.of("k'", "-k", "S4", "f", "grown'", "0.1"));
        assertThat(reaction(model, "_J0").modifiers()).containsExactly("S2");
        assertThat(reaction(model, "_J0").reversible()).isFalse();
    }

    @Test
    void readsReactionsOfEveryForm() {
        Model model =
                read(
                        """
                        compartment C
                         -> A; k
                        A -> ; k*A
                        J1: 2.5 A + n B -> 3 A; k*A*B
                        J2 in C: A <=> B
                        J2 = k*A
                        J3: B -> A; k*B in C
                        J4: A -> B;
                        i1: M1 -| J4
                        i2: M2 -o J4;
                        i3: M3 -( J4;
                        species M1, M2, M3
                        k = 1; n = 2
                        0 = A + B - 3
                        """);
        assertThat(model.reactions())
                .extracting(Reaction::id)
                .containsExactly("_J0", "_J1", "J1", "J2", "J3", "J4");
        assertThat(reaction(model, "_J0").reactants()).isEmpty();
        assertThat(reaction(model, "_J1").products()).isEmpty();
        assertThat(reaction(model, "J1").reactants())
                .containsExactly(
                        new Reaction.SpeciesReference("A", 2.5),
                        new Reaction.SpeciesReference("n", "B", 2, Optional.empty(), true));
        assertThat(reaction(model, "J2").compartment()).isEqualTo("C");
        assertThat(rate(model, "J2")).isEqualTo("k*A");
        assertThat(rate(model, "J3")).isEqualTo("k*B");
        assertThat(reaction(model, "J4").rateLaw()).isEmpty();
        assertThat(reaction(model, "J4").modifiers()).containsExactly("M1", "M2", "M3");
        assertThat(species(model, "A").compartment()).isEqualTo("C");
        assertThat(rules(model)).isEqualTo(Map.of("0", "A + B - 3"));
        assertThat(model.parameters()).extracting(Parameter::id).containsExactly("k");
    }

    @Test
    void readsEvents() {
        Model model =
                read(
                        """
                        E1: at (x > 5 && y < 2): y = 3, x = r + 2
                        at 2*r after time >= 10, t0=false, priority=r + 1, persistent=false, fromTrigger=false:
                            y = 1,
                            x = 0;
                        x = 1; y = 0; r = 4
                        """);
        Event first = model.events().getFirst();
        assertThat(first.id()).isEqualTo("E1");
        assertThat(print(first.trigger().condition())).isEqualTo("x > 5 && y < 2");
        assertThat(first.trigger().initialValue()).isTrue();
        assertThat(first.trigger().persistent()).isTrue();
        assertThat(first.useValuesFromTriggerTime()).isTrue();
        assertThat(first.delay()).isEmpty();
        assertThat(first.assignments())
                .extracting(Event.EventAssignment::variable)
                .containsExactly("y", "x");
        Event second = model.events().get(1);
        assertThat(second.id()).isEqualTo("_E0");
        assertThat(second.delay().map(AntimonyReaderTest::print)).contains("2*r");
        assertThat(second.priority().map(AntimonyReaderTest::print)).contains("r + 1");
        assertThat(print(second.trigger().condition())).isEqualTo("time >= 10");
        assertThat(second.trigger().initialValue()).isFalse();
        assertThat(second.trigger().persistent()).isFalse();
        assertThat(second.useValuesFromTriggerTime()).isFalse();
        assertThat(second.assignments()).hasSize(2);
        assertThat(parameter(model, "x").constant()).isFalse();
        assertThat(parameter(model, "r").constant()).isTrue();
    }

    @Test
    void readsFormulasOfEveryKind() {
        Model model =
                read(
                        """
                        function hill(x, K, n)
                          x^n/(K^n + x^n);
                        end
                        a := piecewise(1, time > 2 and not(b == 0), log(b)) + hill(b, 2, 3)
                        c := avogadro*pi*exponentiale + delay(b, 2) + rateOf(b)
                        d := -b^2 + log(2, b) + log10(b) + sqr(b) % 3
                        b = inf
                        """);
        assertThat(rules(model))
                .containsEntry("a", "piecewise(1, time > 2 && !(b == 0), ln(b)) + hill(b, 2, 3)")
                .containsEntry(
                        "c",
                        "6.02214179E23*3.141592653589793*2.718281828459045 + delay(b, 2) + rateOf(b)")
                .containsEntry("d", "-b^2 + log(b, 2) + log10(b) + rem(b^2, 3)");
        assertThat(parameter(model, "b").value()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(model.functions())
                .singleElement()
                .satisfies(f -> assertThat(f.arguments()).containsExactly("x", "K", "n"));
    }

    @Test
    void readsUnits() {
        Model model =
                read(
                        """
                        unit substance = 1e-9 mole; unit time_unit = 3600 seconds
                        unit nM = substance / liter; unit rate = 1/(nM*hour); unit hour = 3600 second
                        unit area = metre^2
                        x = 3 nM; y has mole/litre; z = 2*5 nM/3 seconds; x2 := 4 nM + x
                        """);
        assertThat(model.units())
                .isEqualTo(
                        new Model.ModelUnits(
                                "substance", "time_unit", "", "area", "", "substance"));
        Map<String, List<UnitFactor>> units = new HashMap<>();
        model.unitDefinitions().forEach(u -> units.put(u.id(), u.factors()));
        assertThat(units.get("nM"))
                .containsExactly(
                        new UnitFactor("mole", 1, 0, 1e-9), new UnitFactor("litre", -1, 0, 1));
        assertThat(units.get("rate"))
                .containsExactly(
                        new UnitFactor("mole", -1, 0, 1e-9),
                        new UnitFactor("litre", 1, 0, 1),
                        new UnitFactor("second", -1, 0, 3600));
        assertThat(units.get("area")).containsExactly(new UnitFactor("metre", 2, 0, 1));
        assertThat(parameter(model, "x").unit()).isEqualTo("nM");
        assertThat(parameter(model, "x").value()).hasValue(3);
        assertThat(units.get(parameter(model, "y").unit()))
                .containsExactly(
                        new UnitFactor("mole", 1, 0, 1), new UnitFactor("litre", -1, 0, 1));
        assertThat(parameter(model, "z").value()).hasValue(10 / 3.0);
        Model species =
                read(
                        """
                        unit substance = 1e-9 mole; unit nM = 1e-9 mole/litre; unit uM = 1e-6 mole/litre; unit nmole = 1e-9 mole
                        compartment C = 1 litre; species A in C = 2 nM, B in C = 2 uM, D in C; D has nmole; D = 1
                        """);
        assertThat(species.species())
                .extracting(Species::substanceUnit)
                .containsExactly("", "uM", "nmole");
    }

    @Test
    void readsAnnotationsAndLeavesOutHistory() {
        Model model =
                read(
                        """
                        model m()
                          species S; S.sboTerm = 252
                          S hypernym "https://identifiers.org/chebi:1"; S part "https://identifiers.org/chebi:2",
                              "https://identifiers.org/chebi:3"
                          model description "https://identifiers.org/pubmed:1"
                          model creator1.name "A. Person"; model created "2005-02-08T17:34:02Z"
                          model notes ```
                             several lines
                          ```
                        end
                        m is "A model"; m taxon "https://identifiers.org/taxonomy:9606"
                        """);
        assertThat(model.name()).isEqualTo("A model");
        assertThat(model.annotations())
                .containsExactly(
                        new Annotation(
                                "S", "bqbiol:isVersionOf", "https://identifiers.org/SBO:0000252"),
                        new Annotation(
                                "S", "bqbiol:isVersionOf", "https://identifiers.org/chebi:1"),
                        new Annotation("S", "bqbiol:hasPart", "https://identifiers.org/chebi:2"),
                        new Annotation("S", "bqbiol:hasPart", "https://identifiers.org/chebi:3"),
                        new Annotation(
                                "m", "bqmodel:isDescribedBy", "https://identifiers.org/pubmed:1"),
                        new Annotation(
                                "m", "bqbiol:hasTaxon", "https://identifiers.org/taxonomy:9606"));
    }

    @Test
    void readsCommentsLinesAndContinuations() {
        Model model =
                read(
                        "\uFEFFk2 = 1 // one\r\nk2' = k1 # a quote ' here\r\n/* two\r\nlines */ k1 = 1 + \\\r\n 2;"
                                + " x := max(k1,\n  k2)");
        assertThat(parameter(model, "k1").value()).hasValue(3);
        assertThat(rules(model)).isEqualTo(Map.of("k2'", "k1", "x", "max(k1, k2)"));
    }

    @Test
    void picksTheMainModel() {
        assertThat(read("model *a\nx = 1\nend\nmodel b\ny = 1\nend").id()).isEqualTo("a");
        assertThat(read("model a\nx = 1\nend\nmodule b()\ny = 1\nend").id()).isEqualTo("b");
        assertThat(read("model a\nx = 1\nend\ny = 1").id()).isEqualTo("__main");
        assertThat(read("").id()).isEqualTo("__main");
    }
}
