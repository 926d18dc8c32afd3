package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.completed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.SharedData;
import org.tamor.expr.Expression;
import org.tamor.format.sbml.SbmlReader;

/// Known stiff problems, written as models, against published solutions.
class ReferenceProblemsTest {

    private static final SolverOptions OPTIONS = new SolverOptions(1e-9, 1e-16, 100_000);

    private static double[] end(String antimony, double time, String... outputs) {
        TimeCourse course =
                completed(
                        compile(antimony, outputs)
                                .run(Timeline.plain(), Map.of(), new double[] {time}, OPTIONS));
        return Arrays.stream(course.values()).mapToDouble(values -> values[0]).toArray();
    }

    private static void assertClose(double[] actual, double relative, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("component %d", i)
                    .isCloseTo(expected[i], within(relative * expected[i]));
        }
    }

    /// Mazzia & Magherini, Test Set for IVP Solvers (2008), ROBER.
    @Test
    void robertson() {
        double[] y =
                end(
                        """
                        model robertson
                          species A = 1; species B = 0; species C = 0
                          J1: A -> B; 0.04*A
                          J2: B + B -> C + B; 3e7*B^2
                          J3: B + C -> A + C; 1e4*B*C
                        end
                        """,
                        1e11,
                        "A",
                        "B",
                        "C");
        assertClose(y, 1e-5, 0.2083340149701255e-7, 0.8333360770334713e-13, 0.9999999791665050);
    }

    /// The same test set, HIRES.
    @Test
    void hires() {
        double[] y =
                end(
                        """
                        model hires
                          y1' = -1.71*y1 + 0.43*y2 + 8.32*y3 + 0.0007
                          y2' = 1.71*y1 - 8.75*y2
                          y3' = -10.03*y3 + 0.43*y4 + 0.035*y5
                          y4' = 8.32*y2 + 1.71*y3 - 1.12*y4
                          y5' = -1.745*y5 + 0.43*y6 + 0.43*y7
                          y6' = -280*y6*y8 + 0.69*y4 + 1.71*y5 - 0.43*y6 + 0.69*y7
                          y7' = 280*y6*y8 - 1.81*y7
                          y8' = -280*y6*y8 + 1.81*y7
                          y1 = 1; y2 = 0; y3 = 0; y4 = 0; y5 = 0; y6 = 0; y7 = 0; y8 = 0.0057
                        end
                        """,
                        321.8122,
                        "y1",
                        "y2",
                        "y3",
                        "y4",
                        "y5",
                        "y6",
                        "y7",
                        "y8");
        assertClose(
                y,
                1e-5,
                0.7371312573325668e-3,
                0.1442485726316185e-3,
                0.5888729740967575e-4,
                0.1175651343283149e-2,
                0.2386356198831331e-2,
                0.6238968252742796e-2,
                0.2849998395185769e-2,
                0.2850001604814231e-2);
    }

    /// The same test set, OREGO.
    @Test
    void oregonator() {
        double[] y =
                end(
                        """
                        model oregonator
                          y1' = 77.27*(y2 + y1*(1 - 8.375e-6*y1 - y2))
                          y2' = (y3 - (1 + y1)*y2)/77.27
                          y3' = 0.161*(y1 - y3)
                          y1 = 1; y2 = 2; y3 = 3
                        end
                        """,
                        360,
                        "y1",
                        "y2",
                        "y3");
        assertClose(y, 1e-4, 0.1000814870318523e1, 0.1228178521549917e4, 0.1320554942846706e3);
    }

    /// CVODE at relative tolerance 1e-10; here 1e-8.
    @ParameterizedTest
    @ValueSource(strings = {"boehm", "bachmann", "bm595", "chen", "sparced"})
    void benchmarkModelsAgreeWithCvode(String name) throws IOException {
        Path folder = SharedData.require("bench-models");
        List<String> lines = Files.readAllLines(folder.resolve(name + "-reference.csv"));
        String[] ids = lines.getFirst().split(",");
        double[][] expected =
                lines.stream()
                        .skip(1)
                        .map(line ->
                                Arrays.stream(line.split(","))
                                        .mapToDouble(Double::parseDouble)
                                        .toArray())
                        .toArray(double[][]::new);
        List<Output> outputs = new ArrayList<>();
        for (int i = 1; i < ids.length; i++) {
            outputs.add(new Output(ids[i], new Expression.Symbol(ids[i])));
        }
        double[] times = Arrays.stream(expected).mapToDouble(row -> row[0]).toArray();
        TimeCourse course =
                completed(
                        Simulator.compile(SbmlReader.read(folder.resolve(name + ".xml")), outputs)
                                .run(
                                        Timeline.plain(),
                                        Map.of(),
                                        times,
                                        new SolverOptions(1e-8, 1e-14, 100_000)));
        for (int k = 0; k < times.length; k++) {
            double largest = Arrays.stream(expected[k]).skip(1).map(Math::abs).max().orElseThrow();
            for (int o = 0; o < outputs.size(); o++) {
                double want = expected[k][o + 1];
                assertThat(course.values()[o][k])
                        .as("%s at %s", ids[o + 1], times[k])
                        .isCloseTo(want, within(1e-5 * Math.abs(want) + 1e-10 * largest));
            }
        }
    }
}
