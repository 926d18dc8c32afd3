package org.tamor.format.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.expr.Expression.Apply;
import org.tamor.expr.Expression.Constant;
import org.tamor.expr.Expression.Symbol;
import org.tamor.expr.Expression.Truth;
import org.tamor.expr.Operator;
import org.tamor.failure.BadInputException;
import org.tamor.model.Annotation;
import org.tamor.model.Compartment;
import org.tamor.model.Event.Trigger;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Reaction.SpeciesReference;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.model.Species.InitialQuantity;

class SbmlReaderTest {

    private static final String MATH = "<math xmlns='http://www.w3.org/1998/Math/MathML'>";

    private static SbmlDocument document(String text) {
        return SbmlReader.readDocument(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "model.xml");
    }

    private static String level3(String content) {
        return "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'>\n<model id='m'>\n"
                + content
                + "\n</model></sbml>";
    }

    private static String level2(String content) {
        return "<sbml xmlns='http://www.sbml.org/sbml/level2/version4' level='2' version='4'><model id='m'>"
                + content
                + "</model></sbml>";
    }

    @Test
    void fillsInTheDefaultsOfLevel2() {
        Model model =
                document(
                                level2(
                                        """
                                        <listOfCompartments><compartment id='c'/>
                                          <compartment id='p' spatialDimensions='0'/></listOfCompartments>
                                        <listOfSpecies><species id='A' compartment='c' initialConcentration='2'/>
                                          <species id='B' compartment='p' initialAmount='3'/></listOfSpecies>
                                        <listOfParameters><parameter id='k' units='time'/></listOfParameters>
                                        <listOfReactions><reaction id='r'>
                                          <listOfReactants><speciesReference species='A'/></listOfReactants>
                                          <kineticLaw>%s<ci>k</ci></math>
                                            <listOfParameters><parameter id='k' value='1'/></listOfParameters>
                                          </kineticLaw>
                                        </reaction></listOfReactions>
                                        <listOfEvents><event>
                                          <trigger>%s<true/></math></trigger>
                                          <listOfEventAssignments/>
                                        </event></listOfEvents>
                                        """
                                                .formatted(MATH, MATH)))
                        .model();
        assertThat(model.units())
                .isEqualTo(new Model.ModelUnits("mole", "second", "litre", "", "metre", "mole"));
        assertThat(model.compartments().getFirst())
                .isEqualTo(new Compartment("c", "", 3, OptionalDouble.empty(), "", true));
        assertThat(model.species())
                .containsExactly(
                        new Species(
                                "A",
                                "",
                                "c",
                                new InitialQuantity.Concentration(2),
                                "",
                                false,
                                false,
                                false,
                                Optional.empty()),
                        new Species(
                                "B",
                                "",
                                "p",
                                new InitialQuantity.Amount(3),
                                "",
                                true,
                                false,
                                false,
                                Optional.empty()));
        assertThat(model.parameters())
                .containsExactly(new Parameter("k", "", OptionalDouble.empty(), "second", true));
        Reaction reaction = model.reactions().getFirst();
        assertThat(reaction.reversible()).isTrue();
        assertThat(reaction.fast()).isFalse();
        assertThat(reaction.reactants()).containsExactly(new SpeciesReference("A", 1));
        assertThat(reaction.localParameters())
                .containsExactly(new Parameter("k", "", OptionalDouble.of(1), "", true));
        assertThat(model.events().getFirst().trigger())
                .isEqualTo(new Trigger(new Truth(true), true, true));
        assertThat(model.events().getFirst().useValuesFromTriggerTime()).isTrue();
    }

    @Test
    void keepsRedefinedUnitsOfLevel2() {
        Model model =
                document(
                                level2(
                                        """
                                        <listOfUnitDefinitions><unitDefinition id='substance'><listOfUnits>
                                          <unit kind='mole' scale='-9'/></listOfUnits></unitDefinition>
                                        </listOfUnitDefinitions>
                                        <listOfCompartments><compartment id='c' spatialDimensions='2'/></listOfCompartments>
                                        <listOfSpecies><species id='A' compartment='c' substanceUnits='substance'/></listOfSpecies>
                                        """))
                        .model();
        assertThat(model.units().substance()).isEqualTo("substance");
        assertThat(model.units().area()).isEqualTo("area");
        assertThat(model.unitDefinitions())
                .extracting(d -> d.id())
                .containsExactly("substance", "area");
        assertThat(model.species().getFirst().substanceUnit()).isEqualTo("substance");
    }

    @Test
    void readsComputedStoichiometryOfLevel2() {
        Model model =
                document(
                                level2(
                                        """
                                        <listOfReactions><reaction id='r'><listOfReactants>
                                        <speciesReference species='A'><stoichiometryMath>%s<ci>n</ci></math></stoichiometryMath></speciesReference>
                                        <speciesReference species='B'><stoichiometryMath>%s<cn type='rational'>3<sep/>2</cn></math></stoichiometryMath></speciesReference>
                                        </listOfReactants></reaction></listOfReactions>
                                        """
                                                .formatted(MATH, MATH)))
                        .model();
        assertThat(model.reactions().getFirst().reactants())
                .containsExactly(
                        new SpeciesReference("", "A", 1, Optional.of(new Symbol("n")), false),
                        new SpeciesReference("B", 1.5));
        Model written =
                SbmlReader.read(
                        new ByteArrayInputStream(
                                SbmlWriter.toText(model).getBytes(StandardCharsets.UTF_8)),
                        "again");
        assertThat(written.rules())
                .containsExactly(new Rule.AssignmentRule("r_reactant_A", new Symbol("n")));
        assertThat(written.reactions().getFirst().reactants().getFirst().id())
                .isEqualTo("r_reactant_A");
    }

    @Test
    void readsLevel1() {
        Model model =
                document(
                                """
                                <sbml xmlns='http://www.sbml.org/sbml/level1' level='1' version='1'><model name='old'>
                                <listOfUnitDefinitions><unitDefinition name='u'><listOfUnits><unit kind='liter' exponent='-1'/></listOfUnits></unitDefinition></listOfUnitDefinitions>
                                <listOfCompartments><compartment name='c'/></listOfCompartments>
                                <listOfSpecies><specie name='A' compartment='c' initialAmount='1'/><specie name='B' compartment='c' initialAmount='0' boundaryCondition='true'/></listOfSpecies>
                                <listOfParameters><parameter name='k' value='2'/><parameter name='q'/></listOfParameters>
                                <listOfRules><parameterRule name='q' formula='sqr(k) + log(A)'/>
                                  <specieConcentrationRule specie='B' type='rate' formula='-k*B'/>
                                  <algebraicRule formula='A - B'/></listOfRules>
                                <listOfReactions><reaction name='r'>
                                  <listOfReactants><specieReference specie='A' stoichiometry='3' denominator='2'/></listOfReactants>
                                  <kineticLaw formula='kf * A^2'><listOfParameters><parameter name='kf' value='0.5'/></listOfParameters></kineticLaw>
                                </reaction></listOfReactions></model></sbml>
                                """)
                        .model();
        Symbol k = new Symbol("k");
        Symbol a = new Symbol("A");
        assertThat(model.id()).isEqualTo("old");
        assertThat(model.compartments().getFirst().size()).hasValue(1);
        assertThat(model.unitDefinitions().getFirst().factors().getFirst().kind())
                .isEqualTo("litre");
        assertThat(model.rules().getFirst())
                .isEqualTo(
                        new Rule.AssignmentRule(
                                "q",
                                new Apply(
                                        Operator.PLUS,
                                        new Apply(Operator.POWER, k, new Constant(2)),
                                        new Apply(Operator.LN, a))));
        assertThat(model.rules().get(1)).isInstanceOf(Rule.RateRule.class);
        assertThat(model.rules().get(2)).isInstanceOf(Rule.AlgebraicRule.class);
        assertThat(model.species())
                .extracting(Species::id, Species::boundary)
                .containsExactly(tuple("A", false), tuple("B", true));
        assertThat(model.reactions().getFirst().reactants())
                .containsExactly(new SpeciesReference("A", 1.5));
        assertThat(model.reactions().getFirst().rateLaw())
                .hasValue(
                        new Apply(
                                Operator.TIMES,
                                new Symbol("kf"),
                                new Apply(Operator.POWER, a, new Constant(2))));
    }

    @Test
    void readsStatementsAboutElementsOnly() {
        String rdf =
                """
                <annotation><x:y xmlns:x='http://x'>text</x:y><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'
                   xmlns:bqbiol='http://biomodels.net/biology-qualifiers/' xmlns:dc='http://dc'>
                <rdf:Description rdf:about='#%s'><dc:creator><rdf:Bag><rdf:li rdf:resource='no'/></rdf:Bag></dc:creator>
                <bqbiol:is><rdf:Bag><rdf:li rdf:resource='http://a?x&amp;y'/><rdf:li rdf:resource='urn:b'/></rdf:Bag></bqbiol:is>
                </rdf:Description></rdf:RDF></annotation>
                """;
        Model model =
                document(
                                level3(
                                        "<listOfParameters><parameter id='p' metaid='q' constant='true'>"
                                                + rdf.formatted("q")
                                                + "</parameter><parameter id='s' metaid='t' constant='true'>"
                                                + rdf.formatted("other")
                                                + "</parameter></listOfParameters>"))
                        .model();
        assertThat(model.annotations())
                .containsExactly(
                        new Annotation("p", "bqbiol:is", "http://a?x&y"),
                        new Annotation("p", "bqbiol:is", "urn:b"));
    }

    @Test
    void leavesOutWhatHasNoFormula() {
        SbmlDocument document =
                document(
                        level3(
                                """
                                <listOfParameters><parameter id='p' constant='false'/></listOfParameters>
                                <listOfRules><assignmentRule variable='p'/></listOfRules>
                                <listOfConstraints><constraint/></listOfConstraints>
                                <listOfEvents><event id='e' useValuesFromTriggerTime='false'/></listOfEvents>
                                """));
        assertThat(document.model().rules()).isEmpty();
        assertThat(document.model().events().getFirst().trigger().condition())
                .isEqualTo(new Truth(false));
        assertThat(document.notes()).hasSize(2).anyMatch(n -> n.contains("constraints"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<listOfParameters><parameter constant='true'/></listOfParameters> | sbml.attribute | 3:19 | 'id'",
                "<listOfParameters><parameter id='k'/></listOfParameters> | sbml.attribute | 3:19 | 'constant'",
                "<listOfParameters><parameter id='k' constant='yes'/></listOfParameters> | sbml.attribute | 3:19 | true or false",
                "<listOfParameters><parameter id='1k' constant='true'/></listOfParameters> | sbml.id | 3:19 | '1k'",
                "<listOfParameters><parameter id='k' constant='true' value='1,5'/></listOfParameters> | sbml.number | 3:19 | '1,5'",
                "<listOfParameters><parameter id='k' constant='true' value='1e400'/></listOfParameters> | sbml.number | 3:19 | largest",
                "<listOfParameters><parameter id='k' constant='true'/><parameter id='k' constant='true'/></listOfParameters> | sbml.duplicate-id | 3:54 | 'k'",
                "<listOfParameters><species id='k'/></listOfParameters> | sbml.element | 3:19 | 'species'",
                "<listOfParameters/><listOfParameters/> | sbml.element | 3:20 | second",
                "<listOfGenes/> | sbml.element | 3:1 | 'listOfGenes'",
                "<listOfParameters>text</listOfParameters> | sbml.text | 3:1 | text",
                "<listOfParameters xmlns=''/> | sbml.element | 3:1 | namespace",
                "<listOfRules><rateRule variable='x'><math/></rateRule></listOfRules> | sbml.math | 3:37 | one expression",
                "<listOfParameters> | sbml.xml | 4:3 | well-formed"
            })
    void saysWhereAFileIsWrong(String content, String code, String place, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> document(level3(content.replace("<math/>", MATH + "</math>"))))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(
                        e -> assertThat(e.location().toString()).startsWith("model.xml:" + place));
    }

    @Test
    void namesTheElementThatIsWrong() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() ->
                        document(
                                level3(
                                        "<listOfReactions><reaction id='binding' reversible='true'>"
                                                + "<kineticLaw>"
                                                + MATH
                                                + "<apply><integrate/></apply></math>"
                                                + "</kineticLaw></reaction></listOfReactions>")))
                .satisfies(e ->
                        assertThat(e.location().element())
                                .isEqualTo("reaction binding, integrate"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html/> | sbml.not-sbml",
                "<sbml/> | sbml.not-sbml",
                "just text | sbml.xml",
                "'' | sbml.xml",
                "{\"json\": 1} | sbml.xml",
                "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'/> | sbml.no-model",
                "<sbml xmlns='http://www.sbml.org/sbml/level4/version1/core' level='4' version='1'/> | sbml.level",
                "<sbml xmlns='http://www.sbml.org/sbml/level3/version1/core' level='3' version='2'/> | sbml.level",
                "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'"
                        + " xmlns:comp='http://www.sbml.org/sbml/level3/version1/comp/version1' comp:required='true'/> | sbml.no-model",
                "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'"
                        + " xmlns:multi='http://www.sbml.org/sbml/level3/version1/multi/version1' multi:required='true'/> | sbml.package",
                "<!DOCTYPE sbml><sbml/> | sbml.doctype",
                "<sbml>&unknown;</sbml> | sbml.not-sbml",
                "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'>&x;</sbml> | sbml.doctype"
            })
    void refusesWhatIsNoModel(String text, String code) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> document(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void refusesEntityBombsAndExternalEntities() {
        String bomb =
                """
                <?xml version="1.0"?>
                <!DOCTYPE sbml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
                <sbml>&d;</sbml>
                """;
        String external =
                "<?xml version=\"1.0\"?>\n<!DOCTYPE sbml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<sbml>&x;</sbml>";
        String dtd =
                "<?xml version=\"1.0\"?>\n<!DOCTYPE sbml SYSTEM \"http://127.0.0.1:9/x.dtd\">\n<sbml/>";
        for (String text : List.of(bomb, external, dtd)) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> document(text))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("sbml.doctype"))
                    .satisfies(e -> assertThat(e.location().line()).isBetween(1, 3));
        }
    }

    @Test
    void refusesDeepNestingWithoutExhaustingTheStack() {
        String open = "<apply><minus/>".repeat(100_000);
        String text =
                level3(
                        "<listOfRules><rateRule variable='x'>"
                                + MATH
                                + open
                                + "<cn>1</cn>"
                                + "</apply>".repeat(100_000)
                                + "</math></rateRule></listOfRules>");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> document(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo("sbml.depth"));
        String notes = level3("<notes>" + "<p>".repeat(100_000));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> document(notes))
                .satisfies(e -> assertThat(e.code()).isEqualTo("sbml.depth"));
    }

    @Test
    void refusesManyAttributesAndLongNumbers() {
        StringBuilder attributes = new StringBuilder("<parameter id='k' constant='true'");
        for (int i = 0; i < 10_000; i++) {
            attributes.append(" a").append(i).append("='1'");
        }
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() ->
                        document(
                                level3(
                                        "<listOfParameters>"
                                                + attributes
                                                + "/></listOfParameters>")))
                .satisfies(e -> assertThat(e.code()).isEqualTo("sbml.xml"));
        String digits = "9".repeat(1_000_000);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() ->
                        document(
                                level3(
                                        "<listOfParameters><parameter id='k' constant='true' value='"
                                                + digits
                                                + "'/></listOfParameters>")))
                .satisfies(e -> assertThat(e.code()).isEqualTo("sbml.number"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    /// An endless stream; it counts what was taken from it.
    private static final class Endless extends InputStream {
        private final byte[] start;
        private long taken;

        Endless(String start) {
            this.start = start.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            return taken < start.length ? start[(int) taken++] : next();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++) {
                buffer[offset + i] = (byte) read();
            }
            return length;
        }

        private int next() {
            taken++;
            return ' ';
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\"',
            value = {
                "<!--",
                "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'>",
                "<sbml x='"
            })
    void stopsReadingAtTheSizeLimit(String start) {
        Endless stream = new Endless(start);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> SbmlReader.read(stream, "big.xml"))
                .satisfies(e -> assertThat(e.code()).isEqualTo("sbml.too-large"));
        assertThat(stream.taken).isLessThan(XmlCursor.MAXIMUM_BYTES + (1 << 20));
    }

    @Test
    void refusesJunkAtOnce() {
        Endless stream = new Endless("\u0001\u0002 MZ junk");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> SbmlReader.read(stream, "junk"))
                .satisfies(e -> assertThat(e.code()).isEqualTo("sbml.xml"));
        assertThat(stream.taken).isLessThan(1 << 20);
    }

    @Test
    void reportsAStreamThatFails() {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk on fire");
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        return read();
                    }
                };
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> SbmlReader.read(broken, "x"));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> SbmlReader.read(Path.of("no-such-file.xml")))
                .satisfies(e -> assertThat(e.code()).isEqualTo("sbml.not-found"));
    }
}
