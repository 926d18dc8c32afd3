package org.tamor.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.expr.Distribution;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.format.sbml.SbmlWriter;
import org.tamor.model.Model;
import org.tamor.model.ModelValidator;
import org.tamor.simulate.Output;
import org.tamor.simulate.Simulator;
import org.tamor.stats.RandomStream;

/// Draws from distributions, alone and in models of SBML's package Distributions.
class DistributionTest {

    /// A model whose X starts at a normal number about m, itself uniform, and is drawn anew at time
    /// 1.
    private static final String MODEL =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"
                xmlns:distrib="http://www.sbml.org/sbml/level3/version1/distrib/version1"
                distrib:required="true">
              <model id="draws">
                <listOfParameters>
                  <parameter id="X" constant="false"/>
                  <parameter id="m" constant="true"/>
                </listOfParameters>
                <listOfInitialAssignments>
                  <initialAssignment symbol="X"><math xmlns="http://www.w3.org/1998/Math/MathML">
                    <apply><csymbol encoding="text"
                        definitionURL="http://www.sbml.org/sbml/symbols/distrib/normal">normal</csymbol>
                      <ci>m</ci><cn>0.5</cn></apply></math></initialAssignment>
                  <initialAssignment symbol="m"><math xmlns="http://www.w3.org/1998/Math/MathML">
                    <apply><csymbol encoding="text"
                        definitionURL="http://www.sbml.org/sbml/symbols/distrib/uniform">uniform</csymbol>
                      <cn>10</cn><cn>16</cn></apply></math></initialAssignment>
                </listOfInitialAssignments>
                PLACE
                <listOfEvents>
                  <event id="E" useValuesFromTriggerTime="true">
                    <trigger initialValue="true" persistent="true">
                      <math xmlns="http://www.w3.org/1998/Math/MathML"><apply><geq/>
                        <csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time">t</csymbol>
                        <cn>1</cn></apply></math></trigger>
                    <listOfEventAssignments><eventAssignment variable="X">
                      <math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><cn>2</cn>
                        <apply><csymbol encoding="text"
                          definitionURL="http://www.sbml.org/sbml/symbols/distrib/poisson">poisson</csymbol>
                          <cn>7</cn></apply></apply></math></eventAssignment></listOfEventAssignments>
                  </event>
                </listOfEvents>
              </model>
            </sbml>
            """;

    private static Model model(String place) {
        String text = MODEL.replace("PLACE", place);
        Model model =
                SbmlReader.read(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        "draws.xml");
        ModelValidator.validate(model, "draws.xml");
        return model;
    }

    private static List<Output> outputs() {
        return List.of(
                new Output("X", new Expression.Symbol("X")),
                new Output("m", new Expression.Symbol("m")));
    }

    @Test
    void initialAssignmentsAndEventsDraw() {
        StochasticSimulator simulator = StochasticSimulator.compile(model(""), outputs());
        EnsembleMoments moments = simulator.ensemble(new double[] {0, 2}, 1, 4000, 2);
        Networks.assertMoments(moments, 1, 0, 13, 3, 1.8);
        Networks.assertMoments(moments, 0, 0, 13, 3.25, 2.2);
        Networks.assertMoments(moments, 0, 1, 14, 28, 3 + 1 / 7.0);
    }

    @Test
    void drawsSurviveWritingAndReading() {
        Model model = model("");
        String text = SbmlWriter.toText(model);
        Model again =
                SbmlReader.read(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        "again.xml");
        assertThat(again.events()).isEqualTo(model.events());
        assertThat(again.initialAssignments()).isEqualTo(model.initialAssignments());
    }

    @Test
    void drawsElsewhereAndDeterministicRunsAreRefused() {
        Model rule =
                model(
                        """
                        <listOfRules><rateRule variable="X"><math xmlns="http://www.w3.org/1998/Math/MathML">
                        <apply><csymbol encoding="text"
                          definitionURL="http://www.sbml.org/sbml/symbols/distrib/exponential">e</csymbol><cn>1</cn></apply>
                        </math></rateRule></listOfRules>\
                        """);
        assertThatThrownBy(() -> StochasticSimulator.compile(rule, outputs()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("exponential");
        Model plain = model("");
        assertThatThrownBy(() -> Simulator.compile(plain, outputs()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("stochastic");
    }

    @Test
    void impossibleDrawNamesItsPlace() {
        assertThatThrownBy(() ->
                        DistributionSampler.draw(
                                Distribution.NORMAL, new double[] {0, -1}, RandomStream.of(1, 1)))
                .hasMessageContaining("-1");
        assertThatThrownBy(() ->
                        DistributionSampler.draw(
                                Distribution.UNIFORM, new double[] {3, 1}, RandomStream.of(1, 1)))
                .hasMessageContaining("minimum");
    }

    /// Far in a tail rejection gives up and inversion takes over.
    @ParameterizedTest
    @CsvSource({
        "NORMAL,0,1,5,6", "GAMMA,2,1,15,16", "CAUCHY,0,1,500,600", "POISSON,0,3,14,20",
                "BINOMIAL,50,0.1,20,25",
        "LAPLACE,0,1,-14,-12", "EXPONENTIAL,0,2,9,9.5", "LOGNORMAL,0,1,60,90", "RAYLEIGH,0,1,5,7",
                "CHISQUARE,0,3,30,40"
    })
    void truncatedDrawsStayBetweenTheirBounds(
            Distribution distribution, double a, double b, double low, double high) {
        double[] arguments =
                distribution.accepts(3)
                        ? new double[] {b, low, high}
                        : new double[] {a, b, low, high};
        if (distribution == Distribution.CAUCHY || distribution == Distribution.LAPLACE) {
            arguments = new double[] {a, b, low, high};
        }
        RandomStream stream = RandomStream.of(21, 0);
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 300; i++) {
            double value = DistributionSampler.draw(distribution, arguments, stream);
            least = Math.min(least, value);
            largest = Math.max(largest, value);
        }
        assertThat(least).isBetween(low, high);
        assertThat(largest).isBetween(low, high).isGreaterThan(least);
    }
}
