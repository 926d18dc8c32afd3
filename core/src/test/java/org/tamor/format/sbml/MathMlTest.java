package org.tamor.format.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.tamor.failure.BadInputException;

class MathMlTest {

    private static Expression parse(String content) {
        return MathMlReader.parse(
                "<math xmlns='http://www.w3.org/1998/Math/MathML' xmlns:sbml='http://www.sbml.org/sbml/level3/version2/core'>"
                        + content
                        + "</math>",
                "test");
    }

    private static Expression there(Expression expression) {
        return MathMlReader.parse(MathMlWriter.toText(expression), "test");
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void writesAndReadsEveryOperator(Operator operator) {
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < Math.min(4, operator.maximumArity()); i++) {
            arguments.add(new Symbol("x" + i));
            if (operator.accepts(arguments.size())) {
                Expression expression = new Apply(operator, arguments);
                assertThat(there(expression)).isEqualTo(expression);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -7,
                0.1,
                1e22,
                123456789012345680.0,
                Double.MIN_VALUE,
                -Double.MAX_VALUE,
                Math.PI,
                Math.E,
                6.02214179e23,
                Double.NaN,
                Double.POSITIVE_INFINITY
            })
    void writesAndReadsSpecialNumbers(double value) {
        assertThat(there(new Constant(value))).isEqualTo(new Constant(value));
        assertThat(there(new Constant(value, ""))).isEqualTo(new Constant(value));
    }

    @Test
    void writesAndReadsAnyNumberToTheLastBit() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(there(new Constant(value))).isEqualTo(new Constant(value));
            }
        }
    }

    @Test
    void writesAndReadsEveryKindOfExpression() {
        Expression expression =
                new Piecewise(
                        List.of(
                                new Branch(new Time(), new Truth(true)),
                                new Branch(
                                        new Call("f", List.of(new Constant(3, "nM"))),
                                        new Truth(false))),
                        Optional.of(new Constant(6.02214179e23, "dimensionless")));
        assertThat(there(expression)).isEqualTo(expression);
        Expression open =
                new Piecewise(
                        List.of(new Branch(new Symbol("x"), new Symbol("y"))), Optional.empty());
        assertThat(there(open)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "<cn> 5 </cn>, 5",
        "<cn type='integer'>-12</cn>, -12",
        "<cn type='e-notation'>6.02 <sep/> 23</cn>, 6.02e23",
        "<cn type='e-notation'>1<sep/>-3</cn>, 0.001",
        "<cn type='rational'>1<sep/>8</cn>, 0.125",
        "<cn> .5e-3 </cn>, 5e-4",
        "<pi/>, 3.141592653589793",
        "<exponentiale/>, 2.718281828459045",
        "<infinity/>, Infinity",
        "<semantics><cn>4</cn><annotation encoding='x'>four <b/> </annotation><annotation-xml/></semantics>, 4"
    })
    void readsNumbers(String content, double value) {
        assertThat(parse(content)).isEqualTo(new Constant(value));
    }

    @Test
    void readsUnitsOfNumbers() {
        assertThat(parse("<cn sbml:units='nM'>2.5</cn>")).isEqualTo(new Constant(2.5, "nM"));
    }

    @Test
    void tellsUnaryFromBinaryAndDefaultsQualifiers() {
        Symbol x = new Symbol("x");
        assertThat(parse("<apply><minus/><ci>x</ci></apply>"))
                .isEqualTo(new Apply(Operator.NEGATE, x));
        assertThat(parse("<apply><minus/><ci>x</ci><ci> x\n</ci></apply>"))
                .isEqualTo(new Apply(Operator.MINUS, x, x));
        assertThat(parse("<apply><root/><ci>x</ci></apply>"))
                .isEqualTo(new Apply(Operator.SQRT, x));
        assertThat(parse("<apply><root/><degree><cn>3</cn></degree><ci>x</ci></apply>"))
                .isEqualTo(new Apply(Operator.ROOT, new Constant(3), x));
        assertThat(parse("<apply><log/><ci>x</ci></apply>"))
                .isEqualTo(new Apply(Operator.LOG10, x));
        assertThat(parse("<apply><log/><logbase><cn>2</cn></logbase><ci>x</ci></apply>"))
                .isEqualTo(new Apply(Operator.LOG, new Constant(2), x));
        assertThat(parse("<apply><apply><minus/><ci>x</ci></apply></apply>"))
                .isEqualTo(new Apply(Operator.NEGATE, new Symbol("x")));
        assertThat(parse("<apply><ci>f</ci></apply>")).isEqualTo(new Call("f", List.of()));
        assertThat(
                        parse(
                                "<apply><csymbol definitionURL='http://www.sbml.org/sbml/symbols/delay'>d</csymbol>"
                                        + "<ci>x</ci><cn>1</cn></apply>"))
                .isEqualTo(new Apply(Operator.DELAY, x, new Constant(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "<apply><sum/><ci>x</ci></apply> | sbml.math | 'sum' is no operator",
                "<ci>a b</ci> | sbml.id | 'a b'",
                "<cn>0x1p3</cn> | sbml.number | not a number",
                "<cn>1e999</cn> | sbml.number | beyond the largest number",
                "<cn>5d</cn> | sbml.number | '5d'",
                "<cn type='rational'>1<sep/>0</cn> | sbml.number | denominator 0",
                "<cn type='rational'>1</cn> | sbml.math | <sep/>",
                "<cn type='integer' base='16'>1F</cn> | sbml.math | another base",
                "<cn/> | sbml.number | not a number",
                "<apply/> | sbml.math | 'apply' is empty",
                "<apply><apply><minus/><ci>x</ci></apply><ci>y</ci></apply> | sbml.math | 'apply' is no operator",
                "<apply><divide/><ci>x</ci></apply> | sbml.math | 'divide' cannot take 1 arguments",
                "<csymbol definitionURL='http://www.sbml.org/sbml/symbols/delay'>d</csymbol> | sbml.math | is a function",
                "<csymbol definitionURL='http://example.org/t'>t</csymbol> | sbml.math | unknown definitionURL",
                "<lambda><ci>x</ci></lambda> | sbml.math | only in a function definition",
                "<ci>x</ci><ci>y</ci> | sbml.math | one expression, here 2",
                "<matrix/> | sbml.math | 'matrix' is not part",
                "<ci xmlns='http://example.org'>x</ci> | sbml.math | not in the MathML namespace"
            })
    void refusesWhatIsNoMathematicsOfSbml(String content, String code, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parse(content))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.location().line()).isEqualTo(1))
                .satisfies(e -> assertThat(e.location().column()).isPositive());
    }
}
