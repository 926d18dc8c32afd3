package org.tamor.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.SharedData;
import org.tamor.expr.Expression;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;

class CompiledModelTest {

    /// One equation per operator, so that each is differentiated and emitted.
    private static final String OPERATORS =
            """
            function f(x, y)
              x*y + sqrt(x)
            end
            model operators
              a = 0.7; b = 1.3; c = 0.4; n = 2.5; k = 3
              r1 := piecewise(a*b, a < b && b < c, sin(a)*c, !(a > 2), 7)
              x1' = r1 + exp(-a*c) + ln(1 + b*b) + log10(2 + c) + abs(a - b)
              x2' = a^n + b^3 + c^-2 + a^b + 2^c + k^2 * a
              x3' = min(a, b, c) + max(a*b, c) + f(a + 1, b) + tan(c) + cos(a*b)
              x4' = arcsin(a/3) + arccos(c/4) + arctan(b) + sinh(a) + cosh(b) + tanh(c)
              x5' = arcsinh(a) + arccosh(2 + b) + arctanh(c/3) + a/(b + c) + r1*r1
              x6' = piecewise(a, time < 3, b) * sqrt(c + 1) + (a + b + c)^7 + floor(a) * ceil(b)
              a' = x1; b' = -x2; c' = x3*x4
              x1 = 0.1; x2 = 0.2; x3 = 0.3; x4 = 0.4; x5 = 0.5; x6 = 0.6
            end
            """;

    private static CompiledModel operators() {
        return CompiledModel.compile(
                AntimonyReader.read(OPERATORS, "operators.ant"),
                List.of(new Expression.Symbol("r1")));
    }

    @Test
    void jacobianOfEveryOperatorAgreesWithDifferences() {
        checkJacobian(operators(), 20, 0.05);
    }

    @ParameterizedTest
    @ValueSource(strings = {"boehm", "bachmann", "bm595", "chen", "sparced"})
    void jacobianOfBenchmarkModelsAgreesWithDifferences(String name) {
        checkJacobian(
                benchmark(name), name.equals("boehm") || name.equals("bachmann") ? 5 : 1, 0.5);
    }

    private static CompiledModel benchmark(String name) {
        Path file = SharedData.require("bench-models/" + name + ".xml");
        return CompiledModel.compile(SbmlReader.read(file), List.of());
    }

    /// Every entry against a central difference, and every entry outside the pattern against 0,
    /// column by column at random states near the start.
    private static void checkJacobian(CompiledModel model, int points, double spread) {
        int n = model.dimension();
        double[] y = new double[n];
        double[] p = new double[model.parameterLength()];
        double[] w = new double[model.workspaceLength()];
        model.initialize(0, Map.of(), y, p);
        model.prepare(p, w);
        double scale = IntStream.range(0, n).mapToDouble(i -> Math.abs(y[i])).max().orElse(1);
        Random random = new Random(1);
        for (int point = 0; point < points; point++) {
            double[] at = new double[n];
            for (int i = 0; i < n; i++) {
                at[i] = (y[i] == 0 ? 1e-3 * scale : y[i]) * (1 + spread * random.nextDouble());
            }
            double[] entries = new double[model.pattern().entries()];
            model.jacobian().evaluate(1.5, at, p, w, entries);
            double[] plus = new double[n];
            double[] minus = new double[n];
            double[] rates = new double[n];
            model.rightHandSide().evaluate(1.5, at, p, w, rates);
            for (int column = 0; column < n; column++) {
                double original = at[column];
                double h = 1e-5 * Math.abs(original);
                at[column] = original + h;
                model.rightHandSide().evaluate(1.5, at, p, w, plus);
                at[column] = original - h;
                model.rightHandSide().evaluate(1.5, at, p, w, minus);
                at[column] = original;
                double[] exact = new double[n];
                for (int k = model.pattern().columnStarts()[column];
                        k < model.pattern().columnStarts()[column + 1];
                        k++) {
                    exact[model.pattern().rows()[k]] = entries[k];
                }
                for (int row = 0; row < n; row++) {
                    double difference = (plus[row] - minus[row]) / (2 * h);
                    double cancellation =
                            1e-9 * (Math.abs(plus[row]) + largestTerm(rates)) / Math.abs(original);
                    assertThat(exact[row])
                            .as("d%s/d%s", model.states().get(row), model.states().get(column))
                            .isCloseTo(
                                    difference, within(1e-5 * Math.abs(difference) + cancellation));
                }
            }
        }
    }

    private static double largestTerm(double[] rates) {
        double largest = 0;
        for (double rate : rates) {
            largest = Math.max(largest, Math.abs(rate));
        }
        return largest;
    }

    @Test
    void patternHoldsOnlyWhatCanDiffer() {
        CompiledModel model = benchmark("boehm");
        assertThat(model.dimension()).isEqualTo(8);
        assertThat(model.pattern().entries()).isEqualTo(21);
    }

    /// HotSpot never compiles a method above 8,000 bytes.
    @ParameterizedTest
    @ValueSource(strings = {"bachmann", "bm595", "chen", "sparced"})
    void methodsStaySmallEnoughToBeCompiled(String name) {
        int methods = 0;
        CompiledModel model = benchmark(name);
        List<byte[]> files = new ArrayList<>(model.classFiles());
        files.addAll(model.sensitivityEquations().classFiles());
        model.batchModel(16).ifPresent(batch -> files.addAll(batch.classFiles()));
        GeneratedLu.of(model.pattern()).ifPresent(lu -> files.addAll(lu.classFiles()));
        for (byte[] file : files) {
            for (var method : ClassFile.of().parse(file).methods()) {
                int length =
                        method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
                assertThat(length).as(method.methodName().stringValue()).isLessThan(2500);
                methods++;
            }
        }
        assertThat(methods).isGreaterThan(10);
    }

    @Test
    void sumsOfThousandsOfTermsAreCutIntoSmallMethods() {
        StringBuilder text = new StringBuilder("model long\n total := 0");
        for (int i = 0; i < 3000; i++) {
            text.append(" + s").append(i).append("^2");
        }
        text.append('\n');
        for (int i = 0; i < 3000; i++) {
            text.append(" s%d = %d; s%d' = -s%d\n".formatted(i, i % 7, i, i));
        }
        Model model = AntimonyReader.read(text + "end\n", "long.ant");
        CompiledModel compiled =
                CompiledModel.compile(model, List.of(new Expression.Symbol("total")));
        for (byte[] file : compiled.classFiles()) {
            for (var method : ClassFile.of().parse(file).methods()) {
                assertThat(method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0))
                        .isLessThan(2500);
            }
        }
        double[] y = new double[3000];
        double[] p = new double[compiled.parameterLength()];
        double[] w = new double[compiled.workspaceLength()];
        double[] out = new double[1];
        compiled.initialize(0, Map.of(), y, p);
        compiled.prepare(p, w);
        compiled.outputs().evaluate(0, y, p, w, out);
        double expected = IntStream.range(0, 3000).mapToDouble(i -> (i % 7) * (i % 7)).sum();
        assertThat(out[0]).isEqualTo(expected);
    }

    /// Generated code against the interpreter of single formulas.
    @Test
    void generatedCodeAgreesWithInterpretation() {
        CompiledModel model = operators();
        double[] y = new double[model.dimension()];
        double[] p = new double[model.parameterLength()];
        double[] w = new double[model.workspaceLength()];
        double[] out = new double[1];
        model.initialize(0, Map.of(), y, p);
        model.prepare(p, w);
        Formula formula = model.formula(new Expression.Symbol("r1"));
        Random random = new Random(3);
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            for (int k = 0; k < y.length; k++) {
                y[k] = 3 * random.nextDouble();
            }
            model.outputs().evaluate(0, y, p, w, out);
            assertThat(out[0]).isEqualTo(formula.evaluate(0, y, p));
            values.add(out[0]);
        }
        assertThat(values.stream().distinct().count()).isGreaterThan(50);
        assertThat(values).contains(7.0);
    }

    @Test
    void sharedSubexpressionsAreComputedOnce() {
        Graph graph = new Graph();
        int x = graph.state(0);
        int k = graph.parameter(0);
        int rate = graph.multiply(k, graph.unary(Op.EXP, x));
        assertThat(graph.multiply(graph.unary(Op.EXP, x), k)).isEqualTo(rate);
        assertThat(graph.subtract(rate, rate)).isEqualTo(graph.constant(0));
        assertThat(graph.divide(graph.multiply(k, x), k)).isNotEqualTo(graph.constant(1));
        assertThat(graph.multiply(graph.parameter(1), rate))
                .isEqualTo(
                        graph.multiply(
                                graph.multiply(graph.parameter(1), k), graph.unary(Op.EXP, x)));
    }
}
