package org.tamor.report.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.failure.EnvironmentException;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.study.Figures;
import org.tamor.study.RunOptions;
import org.tamor.study.StudyResults;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private static Path folder;

    private static StudyResults results = SyntheticStudy.results();
    private static String page = "";

    @BeforeAll
    static void write() throws IOException {
        String kept = System.getProperty("tamor.report.folder", "");
        Path target = kept.isEmpty() ? folder : Path.of(kept);
        Report.write(results, target);
        page = Files.readString(target.resolve("report.html"));
        folder = target;
    }

    @Test
    void isNotTooLargeForMail() {
        assertThat(page.length()).isLessThan(6_000_000);
    }

    @Test
    void loadsNothingFromElsewhere() {
        String own = withoutLibraries(page);
        assertThat(
                        Pattern.compile(
                                        "(src|href|action|data|poster)\\s*=\\s*[\"']?\\s*(https?:)?//")
                                .matcher(own)
                                .results())
                .isEmpty();
        assertThat(own)
                .doesNotContain("@import")
                .doesNotContain("url(")
                .doesNotContain("<link")
                .doesNotContain("<iframe");
        assertThat(page).doesNotContainPattern("<script[^>]+src");
    }

    /// The page without the two libraries that are inlined as they are.
    private static String withoutLibraries(String html) {
        return Pattern.compile(
                        "<script>(?!\\(function \\(\\) \\{\\s+'use strict').*?</script>",
                        Pattern.DOTALL)
                .matcher(html)
                .replaceAll("");
    }

    @Test
    void holdsAsManyScriptElementsAsItShould() {
        // One option for each figure, the tables, two libraries and the page's own script: nothing
        // broke out.
        int expected = Figures.draw(results).size() + 4;
        assertThat(Pattern.compile("<script\\b").matcher(withoutLibraryTexts()).results())
                .hasSize(expected);
        assertThat(Pattern.compile("</script>").matcher(page).results()).hasSize(expected);
    }

    private static String withoutLibraryTexts() {
        return Pattern.compile("(<script>)(.*?)(</script>)", Pattern.DOTALL)
                .matcher(page)
                .replaceAll("$1$3");
    }

    @Test
    void escapesWhatTheStudySays() {
        String own = withoutLibraries(page);
        assertThat(own).contains("Tamoxifen &amp; mTOR &lt;synthetic&gt;");
        assertThat(own)
                .doesNotContain("<synthetic>")
                .doesNotContain("<drug>")
                .doesNotContain("<fulvestrant>");
        assertThat(own).contains("on 1\u00a0\u00b5M &lt;drug&gt; &amp; &quot;cells&quot;.");
        assertThat(own).contains("a &lt;note&gt; &amp; more");
    }

    @Test
    void embedsTheSameOptionsAndTablesAsTheFiles() throws IOException {
        JsonNode tables = JSON.readTree(embedded("id=\"tables\""));
        for (Figure figure : Figures.draw(results)) {
            JsonNode file =
                    JSON.readTree(
                            Files.readString(folder.resolve("figures/" + figure.id() + ".json")));
            assertThat(JSON.readTree(embedded("data-option=\"" + figure.id() + "\"")))
                    .isEqualTo(file);
            String csv = Files.readString(folder.resolve("figures/" + figure.id() + ".csv"));
            assertThat(csv).isEqualTo(figure.data().toCsv());
            assertThat(tables.get(figure.id()).stringValue()).isEqualTo(csv);
        }
    }

    private static String embedded(String attribute) {
        Matcher matcher =
                Pattern.compile(
                                "<script type=\"application/json\" "
                                        + attribute
                                        + ">(.*?)</script>",
                                Pattern.DOTALL)
                        .matcher(page);
        assertThat(matcher.find()).as(attribute).isTrue();
        return matcher.group(1);
    }

    @Test
    void hasAllSectionsInOrder() {
        List<String> anchors =
                Pattern.compile("<section id=\"([a-z]+)\"")
                        .matcher(page)
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        assertThat(anchors)
                .containsExactly(
                        "about",
                        "verdicts",
                        "growth",
                        "dose",
                        "combination",
                        "blots",
                        "ere",
                        "cycle",
                        "signalling",
                        "map",
                        "limits",
                        "missed",
                        "provenance",
                        "moieties",
                        "run");
        anchors.forEach(anchor -> assertThat(page).contains("<a href=\"#" + anchor + "\">"));
    }

    @Test
    void givesEveryClaimAVerdictInWordsStudyClaimsFirst() {
        List<String> rows =
                Pattern.compile("<tr id=\"claim-([A-Z0-9]+)\" class=\"([a-z]+)\">")
                        .matcher(page)
                        .results()
                        .map(match -> match.group(1) + " " + match.group(2))
                        .toList();
        assertThat(rows)
                .containsExactly(
                        "A1 holds", "A2 fails", "L1 holds", "D2 undecided", "D1 fails", "P1 holds");
        assertThat(page).contains("Claims that stand on the abstract of the study: 1 of 2 hold");
        assertThat(page).contains("holds in <strong>95 %</strong> of 40");
    }

    @Test
    void namesCutEdgesOnlyWhenThereAreSome() {
        assertThat(page).doesNotContain("Edges cut in this run");
        StudyResults cut =
                SyntheticStudy.results(RunOptions.standard().withCuts(List.of("s6k_er")));
        String banner = new VerdictSection(cut).cutBanner();
        assertThat(banner)
                .contains("<code>s6k_er</code> S6K1 \u2192 ER: S6K1 acts on ER")
                .contains("Still hold</strong> (3)");
    }

    @Test
    void saysHowToMakeItAgain() {
        String html =
                new RunSection(
                                SyntheticStudy.results(
                                        RunOptions.standard()
                                                .withCuts(List.of("s6k_er", "er_d1"))
                                                .withDraws(40, 2004)))
                        .html();
        assertThat(html)
                .contains(
                        "./tamor run studies/synthetic --cut s6k_er,er_d1 --draws 40 --seed 2004 --rtol 1.0E-6 --atol 1.0E-13");
    }

    @Test
    void opensWithHowManyClaimsHold() {
        assertThat(page)
                .contains(
                        "1 of 2 claims that stand on the abstract of the study hold at the chosen parameters, which were ");
    }

    @Test
    void canBeWrittenOfAStudyWithoutAnything(@TempDir Path other) throws IOException {
        Report.write(SyntheticStudy.empty(), other);
        assertThat(Files.readString(other.resolve("report.html")))
                .contains("The study makes no claims.")
                .contains("No moieties were followed.")
                .doesNotContain("<figure");
    }

    @Test
    void saysWhichFolderCannotBeWritten(@TempDir Path other) throws IOException {
        Path file = Files.writeString(other.resolve("taken"), "a file");
        assertThatThrownBy(() -> Report.write(results, file))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void writesOneJsonAndOneCsvForEachFigure() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("figures"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactlyElementsOf(
                            Figures.draw(results).stream()
                                    .flatMap(figure ->
                                            Stream.of(figure.id() + ".csv", figure.id() + ".json"))
                                    .sorted()
                                    .toList());
        }
    }
}
