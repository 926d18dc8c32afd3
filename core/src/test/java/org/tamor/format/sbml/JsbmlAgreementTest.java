package org.tamor.format.sbml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.sbml.jsbml.ASTNode;
import org.sbml.jsbml.AbstractSBase;
import org.sbml.jsbml.ListOf;
import org.sbml.jsbml.SBMLDocument;
import org.sbml.jsbml.SBMLReader;
import org.tamor.SharedData;
import org.tamor.expr.Expression;
import org.tamor.expr.Expression.Apply;
import org.tamor.expr.Expression.Branch;
import org.tamor.expr.Expression.Call;
import org.tamor.expr.Expression.Constant;
import org.tamor.expr.Expression.Piecewise;
import org.tamor.expr.Expression.Symbol;
import org.tamor.expr.Expression.Time;
import org.tamor.expr.Expression.Truth;
import org.tamor.expr.Operator;
import org.tamor.model.Compartment;
import org.tamor.model.FunctionDefinition;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.model.Species.InitialQuantity;

/// JSBML 1.6.1 as a second opinion on files that we read, and as a reader of files that we write.
class JsbmlAgreementTest {

    private static final int SAMPLE = 40;

    @Test
    void agreesOnBioModels() {
        for (Corpus.Case example : Corpus.bioModels(SAMPLE, 11)) {
            compare(example.read().model(), document(text(example)).getModel(), example.name());
        }
    }

    @Test
    void agreesOnSemanticCases() {
        List<Path> files = new ArrayList<>(Corpus.semantic());
        Collections.shuffle(files, new Random(3));
        int compared = 0;
        for (Path file : files) {
            Corpus.Case example = Corpus.read(file);
            if (compared < 4 * SAMPLE && !text(example).contains("comp:required")) {
                compare(example.read().model(), document(text(example)).getModel(), example.name());
                compared++;
            }
        }
        assertThat(compared).isEqualTo(4 * SAMPLE);
    }

    @Test
    void agreesOnABenchmarkModel() {
        Corpus.Case example = Corpus.read(SharedData.require("bench-models/bachmann.xml"));
        compare(example.read().model(), document(text(example)).getModel(), example.name());
    }

    @Test
    void readsWhatWeWrite() {
        for (Corpus.Case example : Corpus.bioModels(SAMPLE, 13)) {
            Model model = example.read().model();
            Model explicit = ComputedStoichiometry.asRules(model);
            SBMLDocument document = document(SbmlWriter.toText(model));
            assertThat(document.getLevel()).isEqualTo(3);
            compare(explicit, document.getModel(), example.name());
        }
    }

    private static String text(Corpus.Case example) {
        try {
            return new String(example.stream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SBMLDocument document(String text) {
        try {
            return new SBMLReader().readSBMLFromString(text);
        } catch (XMLStreamException e) {
            throw new AssertionError(e);
        }
    }

    private static <T extends AbstractSBase> void sameIds(
            List<String> ours, ListOf<T> theirs, Function<T, String> id, String what) {
        assertThat(ours).as(what).isEqualTo(theirs.stream().map(id).toList());
    }

    private static void compare(Model ours, org.sbml.jsbml.Model theirs, String name) {
        sameIds(
                ours.compartments().stream().map(Compartment::id).toList(),
                theirs.getListOfCompartments(),
                c -> c.getId(),
                name);
        sameIds(
                ours.species().stream().map(Species::id).toList(),
                theirs.getListOfSpecies(),
                s -> s.getId(),
                name);
        sameIds(
                ours.parameters().stream().map(Parameter::id).toList(),
                theirs.getListOfParameters(),
                p -> p.getId(),
                name);
        sameIds(
                ours.reactions().stream().map(Reaction::id).toList(),
                theirs.getListOfReactions(),
                r -> r.getId(),
                name);
        for (Species species : ours.species()) {
            var other = theirs.getSpecies(species.id());
            assertThat(species.compartment()).isEqualTo(other.getCompartment());
            assertThat(species.boundary()).isEqualTo(other.getBoundaryCondition());
            assertThat(species.constant()).isEqualTo(other.getConstant());
            switch (species.initial()) {
                case InitialQuantity.Amount(double value) -> {
                    assertThat(other.isSetInitialAmount()).isTrue();
                    assertThat(value).isEqualTo(other.getInitialAmount());
                }
                case InitialQuantity.Concentration(double value) -> {
                    assertThat(other.isSetInitialConcentration()).isTrue();
                    assertThat(value).isEqualTo(other.getInitialConcentration());
                }
                case InitialQuantity.Unset() -> assertThat(other.isSetValue()).isFalse();
            }
        }
        for (Parameter parameter : ours.parameters()) {
            var other = theirs.getParameter(parameter.id());
            assertThat(parameter.value().isPresent()).isEqualTo(other.isSetValue());
            parameter.value().ifPresent(value -> assertThat(value).isEqualTo(other.getValue()));
            assertThat(parameter.constant()).isEqualTo(other.getConstant());
        }
        for (FunctionDefinition function : ours.functions()) {
            ASTNode lambda = theirs.getFunctionDefinition(function.id()).getMath();
            assertThat(function.arguments()).hasSize(lambda.getChildCount() - 1);
            same(
                    function.body(),
                    lambda.getChild(lambda.getChildCount() - 1),
                    name + " " + function.id());
        }
        for (int i = 0; i < ours.reactions().size(); i++) {
            compare(ours.reactions().get(i), theirs.getReaction(i), name);
        }
        List<org.sbml.jsbml.Rule> rules =
                theirs.getListOfRules().stream().filter(r -> r.isSetMath()).toList();
        assertThat(ours.rules()).hasSize(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            Expression math =
                    switch (ours.rules().get(i)) {
                        case Rule.AssignmentRule(String variable, Expression value) -> value;
                        case Rule.RateRule(String variable, Expression rate) -> rate;
                        case Rule.AlgebraicRule(Expression residual) -> residual;
                    };
            same(math, rules.get(i).getMath(), name + " rule " + i);
        }
        assertThat(ours.events()).hasSize(theirs.getEventCount());
        for (int i = 0; i < ours.events().size(); i++) {
            var other = theirs.getEvent(i);
            if (other.isSetTrigger() && other.getTrigger().isSetMath()) {
                same(
                        ours.events().get(i).trigger().condition(),
                        other.getTrigger().getMath(),
                        name + " event " + i);
            }
            long assigned =
                    other.getListOfEventAssignments().stream().filter(a -> a.isSetMath()).count();
            assertThat((long) ours.events().get(i).assignments().size()).isEqualTo(assigned);
        }
    }

    private static void compare(Reaction ours, org.sbml.jsbml.Reaction theirs, String name) {
        assertThat(ours.reversible()).isEqualTo(theirs.getReversible());
        assertThat(ours.reactants()).hasSize(theirs.getReactantCount());
        assertThat(ours.products()).hasSize(theirs.getProductCount());
        assertThat(ours.modifiers()).hasSize(theirs.getModifierCount());
        for (int i = 0; i < ours.products().size(); i++) {
            assertThat(ours.products().get(i).species())
                    .isEqualTo(theirs.getProduct(i).getSpecies());
            if (ours.products().get(i).stoichiometryMath().isEmpty()
                    && theirs.getProduct(i).isSetStoichiometry()) {
                assertThat(ours.products().get(i).stoichiometry())
                        .isEqualTo(theirs.getProduct(i).getStoichiometry());
            }
        }
        ours.rateLaw()
                .ifPresent(
                        law -> same(law, theirs.getKineticLaw().getMath(), name + " " + ours.id()));
        if (theirs.isSetKineticLaw()) {
            assertThat(ours.localParameters())
                    .hasSize(theirs.getKineticLaw().getLocalParameterCount());
        }
    }

    private static void same(Expression ours, ASTNode theirs, String where) {
        assertThat(matches(ours, theirs)).as("%s: %s against %s", where, ours, theirs).isTrue();
    }

    private static boolean matches(Expression ours, ASTNode theirs) {
        return switch (ours) {
            case Constant(double value, String unit) -> isValue(value, theirs);
            case Truth(boolean value) ->
                    theirs.getType()
                            == (value ? ASTNode.Type.CONSTANT_TRUE : ASTNode.Type.CONSTANT_FALSE);
            case Time() -> theirs.getType() == ASTNode.Type.NAME_TIME;
            case Symbol(String id) ->
                    theirs.getType() == ASTNode.Type.NAME && id.equals(theirs.getName());
            case Call(String function, List<Expression> arguments) ->
                    theirs.getType() == ASTNode.Type.FUNCTION
                            && function.equals(theirs.getName())
                            && match(arguments, theirs);
            case Piecewise(List<Branch> branches, var otherwise) -> {
                List<Expression> flat = new ArrayList<>();
                branches.forEach(b -> Collections.addAll(flat, b.value(), b.condition()));
                otherwise.ifPresent(flat::add);
                yield theirs.getType() == ASTNode.Type.FUNCTION_PIECEWISE && match(flat, theirs);
            }
            case Apply(Operator operator, List<Expression> arguments) ->
                    matches(operator, arguments, theirs);
        };
    }

    private static boolean matches(Operator operator, List<Expression> arguments, ASTNode theirs) {
        return switch (operator) {
            // JSBML makes the default degree and base explicit.
            case SQRT, LOG10 ->
                    matches(arguments.getFirst(), theirs.getChild(theirs.getChildCount() - 1))
                            && (theirs.getChildCount() == 1
                                    || isValue(
                                            operator == Operator.SQRT ? 2 : 10, theirs.getChild(0)))
                            && theirs.getType()
                                    .name()
                                    .endsWith(operator == Operator.SQRT ? "ROOT" : "LOG");
            case NEGATE -> theirs.getType() == ASTNode.Type.MINUS && match(arguments, theirs);
            default ->
                    typeName(operator).equals(theirs.getType().name()) && match(arguments, theirs);
        };
    }

    private static boolean match(List<Expression> ours, ASTNode theirs) {
        if (ours.size() != theirs.getChildCount()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            if (!matches(ours.get(i), theirs.getChild(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isValue(double value, ASTNode theirs) {
        double other =
                switch (theirs.getType()) {
                    case CONSTANT_PI -> Math.PI;
                    case CONSTANT_E -> Math.E;
                    case NAME_AVOGADRO -> 6.02214179e23;
                    case INTEGER, REAL, REAL_E, RATIONAL -> theirs.getReal();
                    default -> throw new AssertionError("not a number: " + theirs.getType());
                };
        // JSBML multiplies mantissa and power of ten, which rounds twice.
        return Double.compare(value, other) == 0 || Math.abs(value - other) <= 4 * Math.ulp(value);
    }

    private static String typeName(Operator operator) {
        return switch (operator) {
            case PLUS, TIMES, MINUS, DIVIDE -> operator.name();
            case POWER -> "FUNCTION_POWER";
            case EQUAL -> "RELATIONAL_EQ";
            case NOT_EQUAL -> "RELATIONAL_NEQ";
            case LESS -> "RELATIONAL_LT";
            case LESS_OR_EQUAL -> "RELATIONAL_LEQ";
            case GREATER -> "RELATIONAL_GT";
            case GREATER_OR_EQUAL -> "RELATIONAL_GEQ";
            case AND, OR, XOR, NOT, IMPLIES -> "LOGICAL_" + operator.name();
            case REMAINDER -> "FUNCTION_REM";
            default -> "FUNCTION_" + operator.name().toUpperCase(Locale.ROOT);
        };
    }
}
