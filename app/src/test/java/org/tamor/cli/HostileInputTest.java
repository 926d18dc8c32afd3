package org.tamor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files made to do harm, one by one: each gives one line that names the place, exit code 2, and no
/// stack trace; or it is simulated after all.
class HostileInputTest {

    private static final String HEAD =
            "<?xml version='1.0' encoding='UTF-8'?>\n"
                    + "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'>"
                    + "<model id='m'>";
    private static final String TAIL = "</model></sbml>";
    private static final String MATH = "<math xmlns='http://www.w3.org/1998/Math/MathML'>";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void archiveWhoseEntryLeadsOutOfIt() throws IOException {
        Path archive = folder.resolve("slip.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("good.xml"));
            zip.write((HEAD + TAIL).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("../../evil.xml"));
            zip.write((HEAD + TAIL).getBytes(StandardCharsets.UTF_8));
        }
        assertRefused(Terminal.run("conformance", "biomodels", archive), "slip.zip", "evil.xml", "[conformance.zip]");
        assertThat(folder.resolve("../../evil.xml")).doesNotExist();
    }

    @Test
    void damagedArchive() throws IOException {
        Path archive = Files.writeString(folder.resolve("damaged.zip"), "PK no zip");
        assertRefused(Terminal.run("conformance", "biomodels", archive), "damaged.zip", "[conformance.zip]");
    }

    @Test
    void entityBomb() throws IOException {
        StringBuilder bomb = new StringBuilder("<?xml version='1.0'?>\n<!DOCTYPE sbml [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a").append(i).append(" '").append("&a%d;".formatted(i - 1).repeat(10)).append("'>");
        }
        String sbml = HEAD.substring(HEAD.indexOf('\n') + 1).replace("id='m'", "id='m' name='&a29;'");
        assertRefused(simulate("bomb.xml", bomb + "]>" + sbml + TAIL), "bomb.xml:1:", "DOCTYPE", "remove");
    }

    @Test
    void sizesWhoseProductIsNoNumber() throws IOException {
        String model =
                HEAD
                        + "<listOfCompartments><compartment id='c' spatialDimensions='3' size='1e308' constant='true'/>"
                        + "</listOfCompartments><listOfSpecies><species id='A' compartment='c'"
                        + " initialConcentration='1e308' hasOnlySubstanceUnits='false' boundaryCondition='false'"
                        + " constant='false'/></listOfSpecies>"
                        + TAIL;
        assertRefused(simulate("size.xml", model), "size.xml (species A)", "largest number", "unit");
        assertRefused(simulate("number.xml", model.replace("1e308", "1e309")), "number.xml:2:", "compartment c", "1e309");
    }

    @Test
    void recursiveFunctions() throws IOException {
        assertRefused(
                simulate("recursion.xml", functions("f", call("g"), "g", call("f")) + rate(call("f")) + TAIL),
                "recursion.xml (function f)",
                "f -> g -> f",
                "break");
        assertRefused(simulate("recursion.ant", "function f(x)\n f(x) + 1\nend\nmodel m\n a = 1; a' = f(a)\nend\n"),
                "recursion.ant:", "f");
    }

    @Test
    void circularAssignments() throws IOException {
        assertRefused(simulate("circle.ant", "model m\n a := b\n b := c\n c := a\nend\n"), "circle.ant (a)", "a -> b -> c -> a");
        assertRefused(simulate("start.ant", "model m\n a = b\n b = a\nend\n"), "start.ant (", "circle");
    }

    @Test
    void deepNesting() throws IOException {
        for (int depth : new int[] {500, 100_000}) {
            String formula = "<apply><minus/>".repeat(depth) + "<ci>a</ci>" + "</apply>".repeat(depth);
            assertRefused(simulate("deep.xml", HEAD + parameter("a") + rate(formula) + TAIL),
                    "deep.xml:2:", "rateRule a", "nested more than 400 deep");
            String brackets = "model m\n a = 1\n a' = " + "(".repeat(depth) + "a" + ")".repeat(depth) + "\nend\n";
            assertRefused(simulate("deep.ant", brackets), "deep.ant:3:", "200");
        }
    }

    @Test
    void bytesThatAreNoText() throws IOException {
        Path file = folder.resolve("latin.xml");
        String model = HEAD + parameter("a").replace("id='a'", "id='a' name='Fos\u00E9'") + TAIL;
        Files.write(file, model.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(Terminal.run("simulate", file, "--end", 1), "latin.xml", "UTF-8");
        Files.write(file, model.replace("UTF-8", "ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Terminal.run("simulate", file, "--end", 1).exitCode()).isZero();
        Files.write(file, model.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16));
        assertThat(Terminal.run("simulate", file, "--end", 1).exitCode()).isZero();
    }

    /// Written out, the last function would have 2^60 terms.
    @Test
    void functionsThatDouble() throws IOException {
        Stream<String> first = Stream.of("f0", "<apply><minus/><ci>x</ci></apply>");
        Stream<String> others =
                IntStream.rangeClosed(1, 60)
                        .boxed()
                        .flatMap(i -> Stream.of(
                                "f" + i,
                                "<apply><divide/><apply><plus/>%1$s%1$s</apply><cn>2</cn></apply>"
                                        .formatted("<apply><ci>f%d</ci><ci>x</ci></apply>".formatted(i - 1))));
        String model =
                functions(Stream.concat(first, others).toArray(String[]::new)) + rate(call("f60")) + TAIL;
        Terminal result = simulate("doubling.xml", model);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Double.parseDouble(result.out().strip().replaceAll("(?s).*,", "")))
                .isCloseTo(Math.exp(-1), org.assertj.core.api.Assertions.within(1e-5));
    }

    @Test
    void longChainsOfRules() throws IOException {
        int length = 5000;
        String rules =
                IntStream.range(0, length)
                        .mapToObj(i -> " a" + i + " := a" + (i + 1) + " + 1\n")
                        .collect(Collectors.joining());
        Terminal result = simulate("chain.ant", "model m\n" + rules + " a" + length + " = 0\nend\n");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines().reduce("", (_, last) -> last)).startsWith("1.0,5000.0,4999.0");
    }

    @Test
    void integrationThatCannotGoOn() throws IOException {
        Terminal result = simulate("explosion.ant", "model m\n x = 2\n x' = x^2\nend\n");
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).containsPattern("explosion\\.ant \\(x\\): stopped at time 0\\.(4999|5000)");
    }

    @Test
    void undefinedValuesAreTold() throws IOException {
        Terminal result = simulate("undefined.ant", "model m\n x = 0\n x' = 1\n y := sqrt(0.515 - x)\nend\n");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("NaN");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("y has no finite value (it is NaN) at time 0.52");
    }

    private Terminal simulate(String name, String text) throws IOException {
        return Terminal.run("simulate", Files.writeString(folder.resolve(name), text), "--end", 1);
    }

    private static String parameter(String id) {
        return "<listOfParameters><parameter id='" + id + "' value='1' constant='false'/></listOfParameters>";
    }

    private static String call(String function) {
        return "<apply><ci>" + function + "</ci><ci>" + (function.equals("f60") ? "a" : "x") + "</ci></apply>";
    }

    private static String rate(String formula) {
        return "<listOfRules><rateRule variable='a'>" + MATH + formula.replace("<ci>x</ci>", "<ci>a</ci>")
                + "</math></rateRule></listOfRules>";
    }

    /// Function definitions of one argument x, and a parameter a.
    private static String functions(String... idsAndBodies) {
        StringBuilder text = new StringBuilder(HEAD + "<listOfFunctionDefinitions>");
        for (int i = 0; i < idsAndBodies.length; i += 2) {
            text.append("<functionDefinition id='").append(idsAndBodies[i]).append("'>").append(MATH)
                    .append("<lambda><bvar><ci>x</ci></bvar>").append(idsAndBodies[i + 1])
                    .append("</lambda></math></functionDefinition>");
        }
        return text + "</listOfFunctionDefinitions>" + parameter("a");
    }

    private static void assertRefused(Terminal result, String... mentions) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip().lines()).as("lines on standard error").hasSize(1);
        assertThat(result.err()).startsWith("tamor: ").contains(mentions).doesNotContain("\tat ", "Exception");
        assertThat(result.err().length()).isLessThan(1500);
    }
}
