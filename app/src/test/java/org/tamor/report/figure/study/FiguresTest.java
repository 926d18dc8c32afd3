package org.tamor.report.figure.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Style;
import org.tamor.report.study.SyntheticStudy;
import org.tamor.study.RunOptions;
import org.tamor.study.StudyResults;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final StudyResults RESULTS = SyntheticStudy.results();
    private static final List<Figure> FIGURES = Figures.draw(RESULTS);

    private static Figure figure(String id) {
        return FIGURES.stream().filter(figure -> figure.id().equals(id)).findFirst().orElseThrow();
    }

    private static JsonNode option(String id) {
        return JSON.readTree(JSON.writeValueAsString(figure(id).option()));
    }

    private static List<JsonNode> series(String id, String type) {
        List<JsonNode> found = new ArrayList<>();
        option(id)
                .get("series")
                .forEach(series -> {
                    if (series.get("type").stringValue().equals(type)) {
                        found.add(series);
                    }
                });
        return found;
    }

    private static Map<String, Object> row(
            Figure figure, String column, Object value, String other, Object otherValue) {
        int first = figure.data().columns().indexOf(column);
        int second = figure.data().columns().indexOf(other);
        List<Object> row =
                figure.data().rows().stream()
                        .filter(cells ->
                                cells.get(first).equals(value)
                                        && cells.get(second).equals(otherValue))
                        .findFirst()
                        .orElseThrow();
        Map<String, Object> named = new java.util.LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            named.put(figure.data().columns().get(i), row.get(i));
        }
        return named;
    }

    private static double number(Map<String, Object> row, String column) {
        return (Double) Objects.requireNonNull(row.get(column), column);
    }

    @Test
    void everyFigureHasDataATitleADescriptionAndRoom() {
        assertThat(FIGURES).hasSize(11);
        for (Figure figure : FIGURES) {
            assertThat(figure.data().rows()).as(figure.id()).isNotEmpty();
            assertThat(figure.title()).isNotBlank();
            assertThat(figure.description()).isNotBlank();
            assertThat(figure.height()).isBetween(100, 1500);
            figure.data()
                    .rows()
                    .forEach(row -> assertThat(row).hasSameSizeAs(figure.data().columns()));
        }
    }

    @Test
    void everyNumericalAxisIsNamedWithItsUnitOrScale() {
        for (String id :
                List.of(
                        "growth",
                        "dose_oht",
                        "signalling",
                        "matrix",
                        "phases",
                        "measured_and_simulated")) {
            for (String direction : List.of("xAxis", "yAxis")) {
                option(id)
                        .get(direction)
                        .forEach(axis -> {
                            if (!axis.get("type").stringValue().equals("category")
                                    || id.equals("matrix")) {
                                assertThat(axis.path("name").stringValue(""))
                                        .as(id + " " + direction)
                                        .isNotBlank();
                            }
                        });
            }
        }
        assertThat(option("growth").get("xAxis").get(0).get("name").stringValue())
                .isEqualTo("time (days)");
        assertThat(option("growth").get("yAxis").get(0).get("name").stringValue())
                .isEqualTo("living cells (cells per plate)");
        assertThat(option("dose_oht").get("xAxis").get(0).get("name").stringValue())
                .isEqualTo("4-hydroxytamoxifen (nM)");
    }

    @Test
    void growthCurvesGoThroughTheSimulatedCounts() {
        JsonNode line = series("growth", "line").getFirst();
        assertThat(line.get("name").stringValue()).isEqualTo("10 nM E2");
        JsonNode last = line.get("data").get(line.get("data").size() - 1);
        double days = last.get(0).doubleValue();
        assertThat(last.get(1).doubleValue())
                .isCloseTo(
                        SyntheticStudy.count(false, 0, 0, 24 * days),
                        within(1e-3 * last.get(1).doubleValue()));
    }

    @Test
    void measuredPointsAreBroughtToTheScaleOfTheCurve() {
        // Repeat 0.9 was simulated as 2 * 0.9 * count: the point is divided by that scale.
        Figure growth = figure("growth");
        Map<String, Object> row = row(growth, "dataset", "counts.csv#0.9", "time_h", 72.0);
        double expected = SyntheticStudy.count(false, 0, 0, 72) * (1 + 0.2 * Math.sin(72 * 0.9));
        assertThat(number(row, "value")).isCloseTo(expected, within(1e-3 * expected));
    }

    @Test
    void pointsKeptAsideAreHollow() {
        for (JsonNode scatter : series("growth", "scatter")) {
            boolean hollow = scatter.get("itemStyle").get("color").stringValue().equals("#ffffff");
            assertThat(hollow).isEqualTo(scatter.get("name").stringValue().endsWith("kept aside"));
        }
        assertThat(figure("growth").caption()).contains("Hollow points: measurements kept aside.");
    }

    @Test
    void saysWhatCouldNotBeDrawn() {
        assertThat(figure("growth").notes())
                .containsExactly(
                        "he_lost: the run failed at t = 12.5 in Akt: the step size fell below its limit");
    }

    @Test
    void doseResponseIsRelativeToDoseZeroAndGrowthRateToItsControl() {
        Map<String, Object> row =
                row(
                        figure("dose_oht"),
                        "experiment",
                        "matrix__parental__oht_100__rapa_0",
                        "curve",
                        "parental");
        double treated = SyntheticStudy.count(false, 100, 0, 120);
        double control = SyntheticStudy.count(false, 0, 0, 120);
        assertThat(number(row, "percent_of_control"))
                .isCloseTo(100 * treated / control, within(1e-3));
        double doublings =
                Math.log(treated / SyntheticStudy.START) / Math.log(control / SyntheticStudy.START);
        assertThat(number(row, "growth_rate_inhibition"))
                .isCloseTo(Math.pow(2, doublings) - 1, within(1e-5));
        assertThat(option("dose_oht").get("grid")).hasSize(2);
        assertThat(option("dose_luc").get("grid")).hasSize(1);
    }

    @Test
    void lineSetsTheColourAndDrugTheDash() {
        JsonNode parental = series("dose_oht", "line").get(0);
        JsonNode rapamycin = series("dose_oht", "line").get(1);
        JsonNode akt = series("dose_oht", "line").get(2);
        assertThat(parental.get("lineStyle").get("color").stringValue()).isEqualTo(Style.BLUE);
        assertThat(akt.get("lineStyle").get("color").stringValue()).isEqualTo(Style.VERMILLION);
        assertThat(parental.get("lineStyle").get("type"))
                .isEqualTo(akt.get("lineStyle").get("type"));
        assertThat(parental.get("lineStyle").get("type"))
                .isNotEqualTo(rapamycin.get("lineStyle").get("type"));
    }

    @Test
    void matrixShowsEveryCellAndItsDepartureFromBliss() {
        List<JsonNode> maps = series("matrix", "heatmap");
        int all = SyntheticStudy.OHT.size() * SyntheticStudy.RAPAMYCIN.size();
        int combined = (SyntheticStudy.OHT.size() - 1) * (SyntheticStudy.RAPAMYCIN.size() - 1);
        assertThat(maps.stream().map(map -> map.get("data").size()))
                .containsExactly(all, combined, all, combined);
        double control = SyntheticStudy.count(true, 0, 0, 120);
        double oht = SyntheticStudy.count(true, 1000, 0, 120) / control;
        double rapamycin = SyntheticStudy.count(true, 0, 10, 120) / control;
        double both = SyntheticStudy.count(true, 1000, 10, 120) / control;
        Figure matrix = figure("matrix");
        List<Object> row =
                matrix.data().rows().stream()
                        .filter(cells ->
                                cells.subList(0, 3).equals(List.of("myr-Akt", 1000.0, 10.0)))
                        .findFirst()
                        .orElseThrow();
        assertThat((Double) row.get(3)).isCloseTo(100 * both, within(1e-3));
        assertThat((Double) row.get(4))
                .isCloseTo(100 * (oht * rapamycin - both), within(1e-3))
                .isPositive();
    }

    @Test
    void conventionsScoreTheMatrixByNumberAndByGrowthRate() {
        Figure conventions = figure("conventions");
        double control = SyntheticStudy.count(true, 0, 0, 120);
        double start = SyntheticStudy.count(true, 0, 0, 0);
        double bliss = 0;
        double strongest = 0;
        int combined = 0;
        for (double oht : SyntheticStudy.OHT) {
            for (double rapamycin : SyntheticStudy.RAPAMYCIN) {
                if (oht > 0 && rapamycin > 0) {
                    double first = SyntheticStudy.count(true, oht, 0, 120) / control;
                    double second = SyntheticStudy.count(true, 0, rapamycin, 120) / control;
                    double both = SyntheticStudy.count(true, oht, rapamycin, 120);
                    bliss += first * second - both / control;
                    strongest +=
                            Math.min(
                                            growthRate(first * control, control, start),
                                            growthRate(second * control, control, start))
                                    - growthRate(both, control, start);
                    combined++;
                }
            }
        }
        assertThat(excess(conventions, "number", "Bliss, measured drugs"))
                .isCloseTo(100 * bliss / combined, within(1e-3));
        assertThat(excess(conventions, "growth rate", "HSA, measured drugs"))
                .isCloseTo(100 * strongest / combined, within(1e-3));
    }

    private static double growthRate(double count, double control, double start) {
        return Math.pow(2, Math.log(count / start) / Math.log(control / start)) - 1;
    }

    private static double excess(Figure conventions, String scale, String convention) {
        return (Double)
                conventions.data().rows().stream()
                        .filter(row ->
                                row.subList(0, 3).equals(List.of("myr-Akt", scale, convention)))
                        .findFirst()
                        .orElseThrow()
                        .get(3);
    }

    @Test
    void excessScaleIsSymmetricWhiteAtZeroAndNamesBothEnds() {
        JsonNode scale = option("matrix").get("visualMap").get(1);
        assertThat(scale.get("min").doubleValue()).isEqualTo(-scale.get("max").doubleValue());
        JsonNode colours = scale.get("inRange").get("color");
        assertThat(colours.get(colours.size() / 2).stringValue()).isEqualTo("#ffffff");
        assertThat(scale.get("text").get(0).stringValue()).contains("synergy");
        assertThat(scale.get("text").get(1).stringValue()).contains("antagonism");
    }

    @Test
    void blotHasAStripAndBarsForEachBandAndALabelForEachLane() {
        JsonNode graphics = option("blots").get("graphic");
        List<String> texts = new ArrayList<>();
        int strips = 0;
        for (JsonNode graphic : graphics) {
            if (graphic.get("type").stringValue().equals("image")) {
                strips++;
                assertThat(graphic.get("style").get("image").stringValue())
                        .startsWith("data:image/svg+xml;base64,");
            } else if (graphic.get("type").stringValue().equals("text")) {
                texts.add(graphic.get("style").get("text").stringValue());
            }
        }
        assertThat(strips).isEqualTo(4);
        assertThat(series("blots", "bar")).hasSize(4);
        assertThat(texts).contains("Akt pS473", "parental", "myr-Akt", "capivasertib 1 \u00b5M");
        Map<String, Object> row =
                row(
                        figure("blots"),
                        "antibody",
                        "S6K1 pT389",
                        "experiment",
                        "arms__myr_akt__vehicle");
        assertThat(number(row, "relative_to_reference")).isCloseTo(2, within(1e-6));
    }

    @Test
    void bandsDarkenWithTheAmount() {
        assertThat(BandImage.darkness(0)).isZero();
        assertThat(BandImage.darkness(1)).isCloseTo(1, within(1e-12));
        assertThat(BandImage.darkness(0.5)).isBetween(BandImage.darkness(0.1), 1.0);
        assertThat(BandImage.svg(new double[] {0.2, Double.NaN}, 100, 30))
                .contains("<path")
                .contains("<rect");
    }

    @Test
    void phasesAddUpToTheWhole() {
        double sum =
                figure("phases").data().rows().stream()
                        .filter(row ->
                                row.get(0).equals("parental") && row.get(1).equals("vehicle"))
                        .mapToDouble(row -> (Double) row.get(5))
                        .sum();
        assertThat(sum).isCloseTo(100, within(0.01));
    }

    @Test
    void barsNameTheirReference() {
        assertThat(figure("luciferase").caption()).endsWith("Reference: parental, vehicle.");
        Map<String, Object> row = row(figure("luciferase"), "group", "parental", "arm", "vehicle");
        assertThat(number(row, "relative_to_reference")).isEqualTo(1);
    }

    @Test
    void mapHasAllNodesSignsAndCutsAndActivitiesOnALogScale() {
        Figure map =
                Figures.draw(
                                SyntheticStudy.results(
                                        RunOptions.standard().withCuts(List.of("s6k_er"))))
                        .stream()
                        .filter(figure -> figure.renderer() == Figure.Renderer.NETWORK)
                        .findFirst()
                        .orElseThrow();
        JsonNode network = JSON.readTree(JSON.writeValueAsString(map.option()));
        List<String> nodes = new ArrayList<>();
        network.get("nodes").forEach(node -> nodes.add(node.get("id").stringValue()));
        assertThat(nodes)
                .containsExactlyInAnyOrder(
                        "PI3K", "Akt", "mTORC1", "rapamycin", "S6K1", "ER", "CyclinD1");
        network.get("edges")
                .forEach(edge -> {
                    assertThat(edge.get("cut").booleanValue())
                            .isEqualTo(edge.get("id").stringValue().equals("s6k_er"));
                    boolean inhibits =
                            List.of("rapa_mtorc1", "s6k_irs")
                                    .contains(edge.get("id").stringValue());
                    assertThat(edge.get("sign").stringValue()).isEqualTo(inhibits ? "-" : "+");
                });
        JsonNode vehicle = network.get("arms").get(0).get("values");
        JsonNode akt = network.get("arms").get(4).get("values");
        assertThat(vehicle.get("Akt").doubleValue()).isZero();
        assertThat(akt.get("Akt").doubleValue()).isCloseTo(2, within(1e-6));
    }

    @Test
    void csvQuotesWhatItMust() {
        DataTable table =
                new DataTable(
                        List.of("a, b", "c"), List.of(List.of("x\"y", 1.5), List.of("", 2.0)));
        assertThat(table.toCsv()).isEqualToNormalizingNewlines("\"a, b\",c\n\"x\"\"y\",1.5\n,2\n");
    }
}
