package org.tamor.simulate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tamor.format.sbml.SbmlReader;

/// Small SBML models for what Antimony cannot say.
final class SbmlTexts {

    private SbmlTexts() {}

    /// Compiles a Level 3 Version 1 model with the given content; outputs as in [TestModels].
    static Simulator compile(String content, String... outputs) {
        String text =
                "<sbml xmlns='http://www.sbml.org/sbml/level3/version1/core' level='3' version='1'>"
                        + "<model id='m'>"
                        + content
                        + "</model></sbml>";
        return Simulator.compile(
                SbmlReader.read(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "test"),
                Arrays.stream(outputs)
                        .map(o -> new Output(o, TestModels.expression(o)))
                        .toList());
    }

    static String math(String content) {
        return "<math xmlns='http://www.w3.org/1998/Math/MathML'>" + content + "</math>";
    }

    static String apply(String operator, String... arguments) {
        return "<apply><" + operator + "/>" + String.join("", arguments) + "</apply>";
    }

    static String name(String id) {
        return "<ci>" + id + "</ci>";
    }

    static String number(double value) {
        return "<cn>" + value + "</cn>";
    }

    static String time() {
        return "<csymbol encoding='text'"
                + " definitionURL='http://www.sbml.org/sbml/symbols/time'>t</csymbol>";
    }

    static String delay(String value, String delay) {
        return "<apply><csymbol encoding='text'"
                + " definitionURL='http://www.sbml.org/sbml/symbols/delay'>delay</csymbol>"
                + value
                + delay
                + "</apply>";
    }

    static String parameter(String id, double value) {
        return "<parameter id='" + id + "' value='" + value + "' constant='false'/>";
    }

    static String rateRule(String variable, String math) {
        return "<rateRule variable='" + variable + "'>" + math(math) + "</rateRule>";
    }

    static String list(String name, String... items) {
        return "<listOf" + name + ">" + String.join("", items) + "</listOf" + name + ">";
    }

    static String species(String id, double amount) {
        return "<species id='"
                + id
                + "' compartment='c' initialAmount='"
                + amount
                + "' hasOnlySubstanceUnits='true' boundaryCondition='false' constant='false'/>";
    }

    static String reaction(String id, boolean fast, String from, String to, String rate) {
        return "<reaction id='"
                + id
                + "' reversible='true' fast='"
                + fast
                + "'>"
                + list("Reactants", participant(from))
                + list("Products", participant(to))
                + "<kineticLaw>"
                + math(rate)
                + "</kineticLaw></reaction>";
    }

    private static String participant(String species) {
        return "<speciesReference species='" + species + "' stoichiometry='1' constant='true'/>";
    }
}
