package org.tamor.format.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.expr.Expression.Apply;
import org.tamor.expr.Expression.Constant;
import org.tamor.expr.Expression.Symbol;
import org.tamor.expr.Expression.Time;
import org.tamor.expr.Operator;
import org.tamor.failure.EnvironmentException;
import org.tamor.model.Annotation;
import org.tamor.model.Compartment;
import org.tamor.model.Event;
import org.tamor.model.FunctionDefinition;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Model.ModelUnits;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Reaction.SpeciesReference;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.model.Species.InitialQuantity;
import org.tamor.model.UnitDefinition;
import org.tamor.model.UnitDefinition.UnitFactor;

class SbmlWriterTest {

    private static final Symbol X = new Symbol("x");

    /// A model in which every field of every record has a value of its own.
    private static Model everything(boolean fast) {
        return new Model(
                "m",
                "a \"quoted\" <name> & \u00B5, \uD83E\uDDEC\ttab\nline",
                new ModelUnits("nmol", "second", "litre", "area", "metre", "nmol"),
                Optional.of("factor"),
                List.of(
                        new UnitDefinition(
                                "nmol", "nanomole", List.of(new UnitFactor("mole", 1, -9, 1.5)))),
                List.of(new FunctionDefinition("f", "twice", List.of("a", "b"), new Symbol("a"))),
                List.of(
                        new Compartment("c", "cell", 3, OptionalDouble.of(0.1), "litre", false),
                        new Compartment("d", "", 2, OptionalDouble.empty(), "", true)),
                List.of(
                        new Species(
                                "x",
                                "X",
                                "c",
                                new InitialQuantity.Amount(Double.NaN),
                                "nmol",
                                true,
                                true,
                                false,
                                Optional.of("factor")),
                        new Species(
                                "s",
                                "",
                                "d",
                                new InitialQuantity.Concentration(1e-300),
                                "",
                                false,
                                false,
                                true,
                                Optional.empty())),
                List.of(
                        new Parameter(
                                "factor",
                                "",
                                OptionalDouble.of(Double.NEGATIVE_INFINITY),
                                "dimensionless",
                                true),
                        new Parameter("p", "P", OptionalDouble.empty(), "", false)),
                List.of(new InitialAssignment("p", new Constant(3, "nmol"))),
                List.of(
                        new Rule.RateRule("x", new Time()),
                        new Rule.AlgebraicRule(new Apply(Operator.MINUS, X, new Symbol("p")))),
                List.of(
                        new Reaction(
                                "r",
                                "R",
                                true,
                                fast,
                                "c",
                                List.of(
                                        new SpeciesReference(
                                                "n", "x", Double.NaN, Optional.empty(), false)),
                                List.of(new SpeciesReference("s", 0.5)),
                                List.of("s"),
                                Optional.of(X),
                                List.of(
                                        new Parameter(
                                                "k", "", OptionalDouble.of(2), "second", true))),
                        new Reaction(
                                "q",
                                "",
                                false,
                                false,
                                "",
                                List.of(),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                List.of())),
                List.of(
                        new Event(
                                "e",
                                "E",
                                false,
                                new Event.Trigger(
                                        new Apply(Operator.GREATER, X, new Constant(1)),
                                        false,
                                        false),
                                Optional.of(new Constant(1)),
                                Optional.of(new Constant(2)),
                                List.of(new Event.EventAssignment("p", X)))),
                List.of(
                        new Annotation(
                                "m",
                                "bqmodel:isDescribedBy",
                                "https://identifiers.org/pubmed:1?a&b"),
                        new Annotation("x", "bqbiol:is", "one"),
                        new Annotation("x", "bqbiol:is", "two"),
                        new Annotation("x", "bqbiol:hasPart", "three"),
                        new Annotation("x", "bqbiol:is", "four"),
                        new Annotation("n", "bqbiol:is", "a stoichiometry"),
                        new Annotation("e", "bqbiol:is", "an event")));
    }

    private static Model there(Model model) {
        byte[] text = SbmlWriter.toText(model).getBytes(StandardCharsets.UTF_8);
        return SbmlReader.read(new ByteArrayInputStream(text), "written");
    }

    @Test
    void writesEverythingThatAModelHolds() {
        assertThat(there(everything(false))).isEqualTo(everything(false));
        assertThat(SbmlWriter.toText(everything(false))).contains("level3/version2/core");
    }

    @Test
    void writesFastReactionsAsTheLastVersionThatHasThem() {
        assertThat(there(everything(true))).isEqualTo(everything(true));
        assertThat(SbmlWriter.toText(everything(true))).contains("level3/version1/core");
    }

    @Test
    void writesTheSameTextEachTime() {
        assertThat(SbmlWriter.toText(everything(false)))
                .isEqualTo(SbmlWriter.toText(everything(false)));
    }

    @Test
    void replacesCharactersThatXmlCannotHold() {
        XmlWriter xml = new XmlWriter().start("a").attribute("b", "x\u0001y\uFFFFz").end();
        assertThat(xml.toString()).contains("b=\"x\uFFFDy\uFFFDz\"");
    }

    @Test
    void replacesAFileAsAWhole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.xml");
        Files.writeString(file, "old");
        SbmlWriter.write(everything(false), file);
        assertThat(SbmlReader.read(file)).isEqualTo(everything(false));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saysWhenAFileCannotBeWritten(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("model.xml");
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> SbmlWriter.write(everything(false), file))
                .satisfies(e -> assertThat(e.code()).isEqualTo("sbml.not-writable"))
                .satisfies(e -> assertThat(e.location().file()).isEqualTo(file.toString()));
    }
}
