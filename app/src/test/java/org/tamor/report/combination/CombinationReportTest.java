package org.tamor.report.combination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.combination.analysis.AnalysisOptions;
import org.tamor.combination.analysis.CombinationStudy;
import org.tamor.combination.analysis.StudyAnalyser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The page, tables and figures of a combination analysis.
class CombinationReportTest {

    private static final Path EMOND =
            Path.of("../../shared/data/emond2024-er-musyc/dose_response_mcf7.csv");
    private static final double[] DOSES = {0, 0.1, 0.3, 1, 3};

    @TempDir private Path folder;

    private static double hill(double dose, double half) {
        return (1 + 0.3 * dose / half) / (1 + dose / half);
    }

    private static CombinationBlock block(String name, String cells, double shift) {
        List<Well> wells = new ArrayList<>();
        int k = 0;
        for (int day = 1; day <= 3; day++) {
            for (double a : DOSES) {
                for (double b : DOSES) {
                    double wobble = 0.01 * Math.sin(k++ * 12.9898);
                    double value = hill(a, 0.5) * hill(b, 1) - (a * b > 0 ? shift : 0) + wobble;
                    wells.add(
                            new Well(
                                    new double[] {a, b},
                                    value,
                                    "p" + day,
                                    "d" + day,
                                    WellRole.TREATED));
                }
            }
        }
        List<Drug> drugs = List.of(new Drug("4-OHT <b>", "uM"), new Drug("rapamycin", "nM"));
        return new CombinationBlock(
                name, cells, 72, CombinationData.of(drugs, ResponseScale.VIABILITY, wells));
    }

    private static CombinationStudy study(int detailed) {
        return StudyAnalyser.analyse(
                List.of(block("first", "MCF-7", 0.1), block("second & more", "T47D", 0)),
                AnalysisOptions.standard().draws(99).threads(2).detailed(detailed),
                done -> {});
    }

    private static List<NamedCsvRecord> table(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }

    private void write(CombinationStudy study) {
        CombinationReport.write(
                study,
                new CombinationReport.Source(
                        List.of("plate.csv"),
                        List.of(List.of("WARNING", "plate.test", "plate.csv:3", "a <well> is odd")),
                        "./tamor combine plate.csv",
                        "test"),
                folder);
    }

    @Test
    void writesTablesWithOneRowForEachBlockAndConvention() throws IOException {
        CombinationStudy study = study(2);
        write(study);

        List<NamedCsvRecord> scores = table(folder.resolve("scores.csv"));
        assertThat(scores).hasSize(2 * study.analyses().getFirst().scores().size());
        NamedCsvRecord primary = scores.getFirst();
        assertThat(primary.getField("role")).isEqualTo("primary");
        assertThat(primary.getField("model")).isEqualTo("Bliss");
        assertThat(primary.getField("verdict")).isEqualTo("synergy");
        assertThat(Double.parseDouble(primary.getField("excess"))).isCloseTo(0.1, within(0.02));
        assertThat(table(folder.resolve("cells.csv"))).hasSize(2 * 16);
        for (NamedCsvRecord cell : table(folder.resolve("cells.csv"))) {
            double expected = Double.parseDouble(cell.getField("expected"));
            assertThat(Double.parseDouble(cell.getField("excess")))
                    .isCloseTo(
                            expected - Double.parseDouble(cell.getField("observed")),
                            within(1e-12));
            assertThat(Double.parseDouble(cell.getField("expected_bliss"))).isEqualTo(expected);
        }
        assertThat(table(folder.resolve("curves.csv"))).hasSize(4);
        assertThat(table(folder.resolve("contrasts.csv"))).hasSize(5);
        assertThat(table(folder.resolve("findings.csv")).getFirst().getField("message"))
                .isEqualTo("a <well> is odd");
    }

    @Test
    void thePageEscapesNamesAndSaysHowManyWereScreened() throws IOException {
        write(study(1));
        String page = Files.readString(folder.resolve("report.html"));

        assertThat(page)
                .contains("second &amp; more")
                .contains("4-OHT &lt;b&gt;")
                .doesNotContain("4-OHT <b>");
        assertThat(page).contains("Only the first 1 blocks").contains("screened");
        assertThat(page).contains("By Bliss: synergy").doesNotContain("{{");
    }

    @Test
    void zeroIsWhiteAndTheColoursAreTheSameForAllBlocks() throws IOException {
        write(study(2));
        JsonMapper json = JsonMapper.builder().build();
        List<Double> limits = new ArrayList<>();
        for (String block : List.of("block01", "block02")) {
            JsonNode option =
                    json.readTree(
                            Files.readString(folder.resolve("figures/" + block + "-matrix.json")));
            JsonNode scale = option.get("visualMap").get(1);
            assertThat(scale.get("min").doubleValue()).isEqualTo(-scale.get("max").doubleValue());
            JsonNode colours = scale.get("inRange").get("color");
            assertThat(colours.get(colours.size() / 2).stringValue()).isEqualTo("#ffffff");
            assertThat(scale.get("text").get(0).stringValue()).startsWith("synergy");
            assertThat(scale.get("text").get(1).stringValue()).startsWith("antagonism");
            limits.add(scale.get("max").doubleValue());
        }
        assertThat(limits.get(0)).isEqualTo(limits.get(1));
        try (Stream<Path> files = Files.list(folder.resolve("figures"))) {
            List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
            assertThat(names)
                    .contains(
                            "all-agreement.json",
                            "all-kappa.csv",
                            "block01-agreement.json",
                            "block01-ci-fa.json",
                            "block01-contour.json",
                            "block01-dose-response.csv",
                            "block01-isobologram.json",
                            "block01-musyc.json");
            assertThat(names.size() % 2).isZero();
        }
    }

    @Test
    void reportsPublishedPlatesOfMcf7() throws IOException {
        assumeTrue(Files.isRegularFile(EMOND), "the plates of Emond 2024 are missing: " + EMOND);
        Map<String, List<Well>> wells = new LinkedHashMap<>();
        Map<String, List<Drug>> drugs = new LinkedHashMap<>();
        Map<String, String> lines = new LinkedHashMap<>();
        for (NamedCsvRecord row : table(EMOND)) {
            String name = row.getField("dataset");
            lines.put(name, row.getField("sample"));
            drugs.put(
                    name,
                    List.of(
                            new Drug(row.getField("drug1"), row.getField("conc_unit_as_labelled")),
                            new Drug(
                                    row.getField("drug2"), row.getField("conc_unit_as_labelled"))));
            wells.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(
                            new Well(
                                    new double[] {
                                        Double.parseDouble(row.getField("conc1")),
                                        Double.parseDouble(row.getField("conc2"))
                                    },
                                    Double.parseDouble(row.getField("effect_fraction_of_control")),
                                    row.getField("batch"),
                                    row.getField("batch"),
                                    WellRole.TREATED));
        }
        List<CombinationBlock> blocks = new ArrayList<>();
        wells.forEach(
                (name, list) ->
                        blocks.add(
                                new CombinationBlock(
                                        name,
                                        lines.getOrDefault(name, ""),
                                        72,
                                        CombinationData.of(
                                                drugs.getOrDefault(name, List.of()),
                                                ResponseScale.VIABILITY,
                                                list))));
        Path target = Path.of(System.getProperty("tamor.pictures", folder.toString()));
        CombinationStudy study =
                StudyAnalyser.analyse(
                        blocks,
                        AnalysisOptions.standard().draws(199).threads(2).detailed(3),
                        done -> {});
        CombinationReport.write(
                study,
                new CombinationReport.Source(List.of(EMOND.toString()), List.of(), "test", "test"),
                target);

        assertThat(study.analyses().size() + study.unusable().size()).isEqualTo(blocks.size());
        assertThat(study.analyses().size()).isEqualTo(8);
        assertThat(study.analyses().stream().filter(a -> a.detailed()).count())
                .isGreaterThanOrEqualTo(1);
    }
}
