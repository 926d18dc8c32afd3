package org.tamor.format.antimony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.tamor.SharedData;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Compartment;
import org.tamor.model.Event;
import org.tamor.model.FunctionDefinition;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.model.UnitDefinition;

class AntimonyWriterTest {

    private static Model again(Model model) {
        return AntimonyReader.read(AntimonyWriter.toText(model), "again.ant");
    }

    @Test
    void writesWhatReadsBackEqual() throws IOException {
        String text;
        try (InputStream in =
                Objects.requireNonNull(
                        AntimonyWriterTest.class.getResourceAsStream("mapk-cascade.ant"))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Model model = AntimonyReader.read(text, "mapk-cascade.ant");
        assertThat(again(model)).isEqualTo(model);
    }

    @Test
    void writesEveryKindOfElement() {
        Model model =
                AntimonyReader.read(
                        """
                        function f(x, y)
                          x/(x + y)
                        end
                        model *all()
                          unit nM = 1e-9 mole/litre; unit substance = 1e-9 mole; unit time_unit = 3600 second
                          compartment C = 2, D; var compartment G = 3; G' = 0.1
                          species S in C = 3 nM, $B in D = 4, S3 in G; substanceOnly species Q in C = 5
                          S is "a species"; k = 2; k has nM; k2 = 3*k; S3 := f(S, k); const c = 1
                          J1 in C: 2.5 S + n B -> Q; k*S*Q
                          J2: S => ; k2*S; J3: Q -> S
                          i: B -| J3
                          n = 2
                          e: at 2 after (S > 1 && time < 4), priority=k, t0=false, persistent=false, fromTrigger=false: v = 1, S = 2
                          at (time > 3): v = 0; v = 7
                          0 = Q - w; var w
                          S identity "https://identifiers.org/uniprot:P1"; J1 occursIn "https://identifiers.org/go:1"
                          model description "https://identifiers.org/pubmed:1"
                          x := piecewise(1, time > 2, 3 nM) + log(2, S) - log10(S)*rateOf(S)
                        end
                        all is "everything"
                        """,
                        "all.ant");
        assertThat(again(model)).isEqualTo(model);
    }

    @Test
    void refusesWhatAntimonyCannotSay() throws IOException {
        Model model = AntimonyReader.read("model m\nA -> B; 1\nend", "m.ant");
        Model factor =
                new Model(
                        model.id(),
                        "",
                        model.units(),
                        Optional.of("x"),
                        List.of(),
                        List.of(),
                        model.compartments(),
                        model.species(),
                        List.of(),
                        List.of(),
                        List.of(),
                        model.reactions(),
                        List.of(),
                        List.of());
        assertThatThrownBy(() -> AntimonyWriter.toText(factor))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.code()).isEqualTo("antimony.unsupported"));
    }

    @Test
    void renamesWhatIsAWordOfAntimony() {
        Model model =
                new Model(
                        "m",
                        "",
                        new Model.ModelUnits("", "time", "", "", "", ""),
                        Optional.empty(),
                        List.of(
                                new UnitDefinition(
                                        "time",
                                        "",
                                        List.of(
                                                new UnitDefinition.UnitFactor(
                                                        "second", 1, 0, 60)))),
                        List.of(
                                new FunctionDefinition(
                                        "divide", "", List.of("x"), new Expression.Symbol("x"))),
                        List.of(
                                new Compartment(
                                        "compartment", "", 3, OptionalDouble.of(2), "", true)),
                        List.of(),
                        List.of(new Parameter("at", "", OptionalDouble.of(3), "time", true)),
                        List.of(),
                        List.of(
                                new Rule.AssignmentRule(
                                        "x",
                                        new Expression.Call(
                                                "divide", List.of(new Expression.Symbol("at"))))),
                        List.of(),
                        List.of(),
                        List.of());
        Model again = again(model);
        assertThat(again.units().time()).isEqualTo("time_unit");
        assertThat(again.parameters())
                .contains(new Parameter("at_", "", OptionalDouble.of(3), "time_", true));
        assertThat(again.compartments())
                .extracting(Compartment::id)
                .containsExactly("compartment_");
        assertThat(again.rules())
                .containsExactly(
                        new Rule.AssignmentRule(
                                "x",
                                new Expression.Call(
                                        "divide_", List.of(new Expression.Symbol("at_")))));
    }

    /// Curated SBML models keep species, reactions, rules and events on their way through Antimony.
    @Test
    void carriesPublishedModels() throws IOException {
        Path archive = SharedData.require("biomodels/biomodels-curated.zip");
        int carried = 0;
        List<String> refused = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<? extends ZipEntry> entries =
                    zip.stream().filter(e -> e.getName().endsWith(".xml")).toList();
            for (int i = 0; i < entries.size(); i += 12) {
                String name = entries.get(i).getName();
                Model model;
                String text;
                try (InputStream in = zip.getInputStream(entries.get(i))) {
                    model = ReservedNames.rename(SbmlReader.read(in, name));
                    text = AntimonyWriter.toText(model);
                } catch (BadInputException e) {
                    refused.add(name + ": " + e.describe());
                    continue;
                }
                compare(model, AntimonyReader.read(text, name + ".ant"), name);
                carried++;
            }
        }
        assertThat(carried).as("carried; refused: %s", refused).isGreaterThan(9 * refused.size());
    }

    private static void compare(Model model, Model again, String name) {
        assertThat(ids(again.species(), Species::id))
                .as(name)
                .isEqualTo(ids(model.species(), Species::id));
        assertThat(ids(again.compartments(), Compartment::id))
                .as(name)
                .containsAll(ids(model.compartments(), Compartment::id));
        assertThat(ids(again.parameters(), Parameter::id))
                .as(name)
                .containsAll(ids(model.parameters(), Parameter::id));
        assertThat(again.reactions())
                .extracting(Reaction::id)
                .as(name)
                .isEqualTo(model.reactions().stream().map(Reaction::id).toList());
        for (int i = 0; i < model.reactions().size(); i++) {
            Reaction before = model.reactions().get(i);
            Reaction after = again.reactions().get(i);
            assertThat(after.reactants()).as(name).isEqualTo(before.reactants());
            assertThat(after.products()).as(name).isEqualTo(before.products());
            if (before.localParameters().isEmpty()) {
                assertThat(after.rateLaw()).as(name).isEqualTo(before.rateLaw());
            }
        }
        assertThat(rules(again)).as(name).isEqualTo(rules(model));
        assertThat(again.events())
                .extracting(Event::trigger)
                .as(name)
                .isEqualTo(model.events().stream().map(Event::trigger).toList());
        assertThat(again.events())
                .extracting(Event::assignments)
                .as(name)
                .isEqualTo(model.events().stream().map(Event::assignments).toList());
        assertThat(new HashSet<>(again.initialAssignments())).as(name).containsAll(open(model));
    }

    private static <T> Set<String> ids(List<T> elements, Function<T, String> id) {
        return elements.stream().map(id).collect(Collectors.toSet());
    }

    private static Set<Rule> rules(Model model) {
        return new HashSet<>(model.rules());
    }

    private static List<InitialAssignment> open(Model model) {
        return model.initialAssignments().stream()
                .filter(a -> FormulaCompiler.number(a.value()).isEmpty())
                .filter(a ->
                        model.rules().stream()
                                .noneMatch(r ->
                                        r instanceof Rule.AssignmentRule rule
                                                && rule.variable().equals(a.symbol())))
                .toList();
    }
}
