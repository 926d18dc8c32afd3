package org.tamor.format.antimony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.failure.BadInputException;

class AntimonyErrorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1:9  | undefined        | A -> B; k*A                      | k is used but never given a value; add 'k = ...'",
                "2:10 | undefined        | y = 1\\nx := y + z                | z is used but never given",
                "1:8  | duplicate        | x = 1; x = 2                     | x is given a value twice, first in line 1",
                "1:9  | duplicate        | x := 1; x' = 2                   | both a rule (:=) and a rate",
                "1:9  | duplicate        | x := 1; x := 2                   | given a rule twice",
                "1:15 | duplicate        | J: A -> B; 1; J: B -> A; 1       | two reactions J",
                "1:24 | rule-conflict    | x := 1; at (time > 2): x = 3     | has a rule (:=) in line 1",
                "1:7  | constant         | const c; c' = 1                  | declared const but a rule or event changes it",
                "1:24 | type             | A -> B; 1; compartment A         | used as two of",
                "1:6  | type             | x := E; E: at (time > 1): y = 1  | E is an event, which has no value",
                "1:6  | unknown-function | x := foo(1)                      | there is no function foo",
                "1:6  | unsupported      | x := normal(0, 1)                | the distribution normal",
                "1:6  | syntax           | x := (1 + 2                      | never closed; add ')'",
                "1:10 | duplicate        | function sin(x) x end            | sin is a function of Antimony itself",
                "1:5  | syntax           | x = * 2                          | '*' is not expected here",
                "1:6  | arguments        | x := sin(1, 2)                   | sin takes 1 argument",
                "1:4  | unknown-name     | A: mod()                         | there is no model mod before this line",
                "1:1  | unknown-name     | A.x = 1                          | there is no submodel A",
                "1:1  | unsupported      | A.mean = 1                       | the uncertainty 'A.mean'",
                "1:1  | unsupported      | --P--G                           | a DNA strand",
                "1:1  | unsupported      | gene G                           | DNA strands",
                "1:1  | unsupported      | maximize J0                      | the objective 'maximize'",
                "1:1  | unsupported      | 0 <= J0                          | a constraint",
                "1:1  | unsupported      | J0 < 10                          | a constraint",
                "1:1  | unsupported      | assert x > 1                     | the constraint 'assert'",
                "1:1  | unsupported      | x ~ 3                            | the uncertainty of 'x'",
                "1:1  | unsupported      | x * c is y                       | the conversion factor of 'x'",
                "1:7  | unit             | x has foo                        | the unit foo is not defined",
                "1:7  | unit             | x = 3 foo                        | the unit foo is not defined",
                "1:1  | unit             | unit a = b; unit b = a           | is defined by itself",
                "1:8  | annotation       | x = 1; x wibble \"http://x\"     | there is no annotation 'wibble'",
                "1:5  | syntax           | foo bar                          | 'bar' is not expected after 'foo'",
                "1:9  | syntax           | x = 1 y = 2                      | '=' is not expected here",
                "1:16 | syntax           | E: at (x > 1), foo=3: x = 2      | events have no option foo",
                "1:7  | syntax           | model m                          | the model m has no 'end'",
                "1:1  | syntax           | end                              | closes nothing",
                "1:1  | syntax           | /* x                             | never ends; add */",
                "1:3  | syntax           | x @ 3                            | '@' ",
                "1:8  | import           | import \"a.ant\"                 | a text cannot import files",
            })
    void saysWhatIsWrongAndWhere(String place, String code, String text, String message) {
        assertThatThrownBy(() -> AntimonyReader.read(text.replace("\\n", "\n"), "m.ant"))
                .as(text)
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("antimony." + code);
                            assertThat(String.valueOf(e.getMessage()))
                                    .contains(message == null ? "" : message.strip());
                            assertThat(e.location().toString().replaceAll(" \\(.*", ""))
                                    .isEqualTo("m.ant:" + place);
                        });
    }

    @Test
    void namesTheLineInsideSubmodels() {
        assertThatThrownBy(() ->
                        AntimonyReader.read(
                                "model a\n  J: A -> B; k*A\nend\nmodel b\n  x: a()\nend\n",
                                "m.ant"))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e ->
                                assertThat(e.describe())
                                        .isEqualTo(
                                                "m.ant:2:14 (k): k is used but never given a value; add 'k = ...'"
                                                        + " [antimony.undefined]"));
    }

    @Test
    void importsOnlyFromTheFolderOfTheModel(@TempDir Path folder) throws IOException {
        Path models = Files.createDirectories(folder.resolve("models/parts"));
        Files.writeString(folder.resolve("outside.ant"), "x = 1");
        Files.writeString(
                models.resolve("part.ant"),
                "import \"../kinetics.ant\"\nmodel part\nJ: A -> B; f(A)\nend");
        Path main = folder.resolve("models/main.ant");
        Files.writeString(folder.resolve("models/kinetics.ant"), "function f(x)\n2*x\nend");
        Files.writeString(
                main,
                "import \"parts/part.ant\"\nimport \"kinetics.ant\"\nmodel whole\nP: part()\nend");
        assertThat(AntimonyReader.read(main).reactions()).hasSize(1);

        Files.writeString(main, "import \"../outside.ant\"");
        assertThatThrownBy(() -> AntimonyReader.read(main))
                .hasMessageContaining("only files in the folder of the model can be imported");
        Files.createSymbolicLink(folder.resolve("models/link.ant"), folder.resolve("outside.ant"));
        Files.writeString(main, "import \"link.ant\"");
        assertThatThrownBy(() -> AntimonyReader.read(main))
                .hasMessageContaining("only files in the folder of the model can be imported");
        Files.writeString(main, "import \"none.ant\"");
        assertThatThrownBy(() -> AntimonyReader.read(main))
                .hasMessageContaining("no readable file none.ant");
        Files.writeString(main, "import \"main.ant\"");
        assertThatThrownBy(() -> AntimonyReader.read(main))
                .hasMessageContaining("leads back to main.ant");
        Files.writeString(main, "\nimport \"model.xml\"");
        assertThatThrownBy(() -> AntimonyReader.read(main))
                .hasMessageContaining("the import of SBML");
        Files.write(main, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> AntimonyReader.read(main))
                .hasMessageContaining("is not UTF-8 text");
        Files.writeString(models.resolve("part.ant"), "x = = 2");
        Files.writeString(main, "import \"parts/part.ant\"");
        assertThatThrownBy(() -> AntimonyReader.read(main))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.location().toString()).isEqualTo("parts/part.ant:1:5"));
    }

    @Test
    void refusesModelsThatGrowWithoutBound() {
        StringBuilder text = new StringBuilder("model m0\nx = 1\nend\n");
        for (int i = 1; i <= 40; i++) {
            text.append("model m%d\nA: m%d(); B: m%d()\nend\n".formatted(i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> AntimonyReader.read(text.toString(), "m.ant"))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.code()).isEqualTo("antimony.too-large"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "-",
                "sin(",
                "{",
                "\"",
                "A: ",
                "at (",
                "model ",
                "function f(",
                "unit ",
                "\\",
                "$",
                "*/",
                "'"
            })
    void survivesNonsense(String piece) {
        assertThatThrownBy(() -> AntimonyReader.read("x = " + piece.repeat(50_000), "m.ant"))
                .isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> AntimonyReader.read(piece.repeat(50_000), "m.ant"))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void neverFailsOtherwiseOnDamagedText() throws IOException {
        String whole;
        try (var in =
                java.util.Objects.requireNonNull(
                        AntimonyErrorTest.class.getResourceAsStream("mapk-cascade.ant"))) {
            whole = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        var random = new java.util.SplittableRandom(3);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int k = 0; k < 3; k++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, (char) random.nextInt(32, 127));
                    default -> text.insert(at, "();:='$->*+ \n".charAt(random.nextInt(13)));
                }
            }
            try {
                AntimonyReader.read(text.toString(), "m.ant");
            } catch (BadInputException e) {
                refused++;
                assertThat(e.code()).startsWith("antimony.");
                assertThat(e.location().line()).isPositive();
            }
        }
        assertThat(refused).isGreaterThan(100);
    }
}
