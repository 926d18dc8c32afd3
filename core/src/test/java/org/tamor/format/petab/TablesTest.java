package org.tamor.format.petab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.TsvTable.Columns;

/// Tables and YAML files, sound and spoilt.
class TablesTest {

    private static final Columns OPEN = new Columns(List.of("id", "value"), List.of("note"), true);

    private static BadInputException failure(String text) {
        return catchThrowableOfType(BadInputException.class, () -> {
            for (TsvTable.Row row : TsvTable.parse(text, "t.tsv", OPEN).rows()) {
                row.identifier("id");
                row.number("value");
            }
        });
    }

    @Test
    void rowsKeepTheirLines() {
        TsvTable table = TsvTable.parse("id\tvalue\n\na\t1\n\t\nb\t 2.5e-1 \textra\n".replace("\textra", ""), "t.tsv", OPEN);
        assertThat(table.rows()).hasSize(2);
        assertThat(table.rows().get(0).location().line()).isEqualTo(3);
        assertThat(table.rows().get(1).location().line()).isEqualTo(5);
        assertThat(table.rows().get(1).number("value")).isEqualTo(0.25);
        assertThat(table.rows().get(1).location("value").column()).isEqualTo(4);
        assertThat(table.rows().get(1).text("note")).isEmpty();
    }

    @Test
    void quotedFieldsAreRead() {
        TsvTable table = TsvTable.parse("id\tvalue\tnote\na\t1\t\"f(\"\"x*\"\")\"\nb\t2\tf(\"x\")\n", "t.tsv", OPEN);
        assertThat(table.rows().get(0).text("note")).isEqualTo("f(\"x*\")");
        assertThat(table.rows().get(1).text("note")).isEqualTo("f(\"x\")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            nullValues = "-",
            textBlock =
                    """
            ''                                  | t.tsv                 | table.empty
            id                                  | t.tsv:1               | table.missing-column
            id;value;id                         | t.tsv:1 (id)          | table.duplicate-column
            id;value;;x                         | t.tsv:1               | table.unnamed-column
            id;value;noet                       | t.tsv:1 (noet)        | table.unknown-column
            id;value/a;                         | t.tsv:2:3 (value)     | table.missing-value
            id;value/a                          | t.tsv:2:3 (value)     | table.missing-value
            id;value/1a;2                       | t.tsv:2:1 (id)        | table.bad-identifier
            id;value/a;NaN                      | t.tsv:2:3 (value)     | table.bad-number
            id;value/a;1,5                      | t.tsv:2:3 (value)     | table.bad-number
            id;value/a;0x10                     | t.tsv:2:3 (value)     | table.bad-number
            id;value/a;1e999                    | t.tsv:2:3 (value)     | table.bad-number
            id;value/a;"1                       | t.tsv:2               | table.syntax
            id;value/a;"1/b;2"                  | t.tsv:2               | table.syntax
            """)
    void mistakesAreFound(String text, String place, String code) {
        BadInputException failure = failure(text.replace(';', '\t').replace('/', '\n'));
        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.location().toString()).isEqualTo(place);
    }

    @Test
    void otherEncodingsAreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.tsv");
        Files.write(file, "id\tvalue\n\u00e4\t1\n".getBytes(StandardCharsets.ISO_8859_1));
        BadInputException failure =
                catchThrowableOfType(BadInputException.class, () -> TsvTable.read(file, OPEN));
        assertThat(failure.code()).isEqualTo("file.not-utf8");
        assertThat(failure.location().line()).isEqualTo(2);
    }

    @Test
    void aByteOrderMarkIsNoPartOfAName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.tsv");
        Files.writeString(file, "\uFEFFid\tvalue\r\na\t1\r\n");
        assertThat(TsvTable.read(file, OPEN).rows().getFirst().text("id")).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a: &x [1]%nb: *x                | yaml.alias
            - 1                             | yaml.no-mapping
            a: 1%na: 2                      | yaml.syntax
            a: {b                           | yaml.syntax
            a: !!java.net.URL [x]           | yaml.syntax
            """)
    void unsoundYamlIsRefused(String text, String code) {
        BadInputException failure = catchThrowableOfType(
                BadInputException.class, () -> YamlFile.parse(text.replace("%n", "\n"), "p.yaml"));
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void deepYamlIsRefused() {
        BadInputException failure = catchThrowableOfType(
                BadInputException.class, () -> YamlFile.parse("a: " + "[".repeat(200_000), "p.yaml"));
        assertThat(failure.code()).isEqualTo("yaml.too-deep");
    }

    @ParameterizedTest
    @CsvSource({"akt, Akt, 1", "kinase, kinsae, 1", "kinase, kinase, 0", "abc, xyz, 3", "pAkt, pAkt_S473, 5"})
    void distancesOfNames(String left, String right, int distance) {
        assertThat(NearestNames.distance(left, right)).isEqualTo(distance);
    }

    @Test
    void nothingIsSuggestedThatHasLittleInCommon() {
        assertThat(NearestNames.of("mTOR", List.of("cyclinD1", "p27", "mtor", "mTORC1"))).containsExactly("mtor", "mTORC1");
        assertThat(NearestNames.of("xyz", List.of("cyclinD1", "p27"))).isEmpty();
    }
}
