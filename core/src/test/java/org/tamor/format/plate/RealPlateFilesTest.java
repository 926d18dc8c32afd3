package org.tamor.format.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.SharedData;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.format.sheet.Finding;

/// Published tables as they were found. How many wells a file has and what their responses sum to
/// were computed from the files by another program, which also compared every dose.
class RealPlateFilesTest {

    @ParameterizedTest
    @CsvSource({
        "golden-synergyfinder/NCATS_screening_data.csv, 2, 2400, 0, 55388.03978, VIABILITY_PERCENT",
        "golden-synergyfinder/ONEIL_screening_data.csv, 2, 200, 0, 7123.040353, INHIBITION_PERCENT",
        "golden-synergyfinder/mathews_screening_data.csv, 2, 72, 0, 4601.733746, VIABILITY_PERCENT",
        "golden-synergyfinder/tidycomb_template_input.csv, 5, 62, 0, 1880.428995,"
                + " INHIBITION_PERCENT",
        "golden-python-synergy/dataset_2d.csv, 1, 108, 0, 52.54045, VIABILITY",
        "golden-python-synergy/dataset_3d.csv, 1, 648, 0, 350.67042, VIABILITY",
        "golden-python-synergy/dataset_hill.csv, 1, 18, 0, 10.22467, VIABILITY",
        "golden-python-synergy/test_combination_datasets.csv, 20, 2056, 0, 891.184409, VIABILITY",
        "golden-braidrm/additiveExample.csv, 1, 64, 0, 46.45190789, INHIBITION",
        "golden-braidrm/antagonisticExample.csv, 1, 64, 0, 39.45688463, INHIBITION",
        "golden-braidrm/incompleteExample.csv, 1, 64, 0, 27.83491569, INHIBITION",
        "golden-braidrm/oppositionalExample.csv, 1, 64, 0, 20.17725157, INHIBITION",
        "golden-braidrm/protectiveExample.csv, 1, 64, 0, 15.74051085, INHIBITION",
        "golden-braidrm/synergisticExample.csv, 1, 64, 0, 50.50169382, INHIBITION",
        "golden-harbron-loewe/bigl_directAntivirals.csv, 11, 3520, 0, 12986243.93, RAW_SIGNAL",
        "golden-harbron-loewe/checkerboard_exp1.csv, 1, 960, 0, 295.040086, VIABILITY",
        "nci-almanac/almanac_subset_five_lines.csv, 103, 34036, 0, 3001508.437, GROWTH_PERCENT",
        "oneil2016/combination_matrices_other_lines.csv, 475, 5339, 53, 2876.179, VIABILITY",
        "oneil2016/single_agent_er_lines.csv, 114, 5472, 0, 77590, INHIBITION_PERCENT",
        "mathews-griner-tmd8/matrices_pi3k_mtor_er.csv, 22, 792, 0, 39881.18454, VIABILITY_PERCENT",
        "visage-bi2536-th588/raw_mcf7_zr751.csv, 2, 360, 0, 15004020, RAW_SIGNAL",
        "emond2024-er-musyc/dose_response_mcf7.csv, 8, 1760, 0, 897.7040076, VIABILITY",
        "combofm-matrices/matrices_8x8.csv, 16, 1088, 0, 18038.83646, INHIBITION_PERCENT",
        "chou-talalay/chou1994_833K_paclitaxel_cisplatin_topotecan.csv, 1, 34, 0, 22.25,"
                + " INHIBITION",
        "chou-talalay/tsai1989_etoposide_cisplatin.csv, 1, 66, 0, 24.59, INHIBITION",
        "golden-musyc-meyer2019/rates_dasatinib_osimertinib.csv, 1, 119, 0, -0.7088690438,"
                + " PROLIFERATION_RATE",
        "golden-musyc-meyer2019/rates_linsitinib_osimertinib.csv, 1, 110, 0, 0.9720278513,"
                + " PROLIFERATION_RATE",
        "golden-musyc-meyer2019/rates_plx4720_dpi.csv, 8, 1231, 1, 17.4147366, PROLIFERATION_RATE",
    })
    void isReadWhole(
            String file, int blocks, int wells, int missing, double sum, ResponseScale scale) {
        PlateReading reading =
                PlateReader.read(List.of(SharedData.require("data/" + file)), Recipe.detect());

        assertThat(reading.usable()).as("%s", reading.findings()).isTrue();
        assertThat(reading.blocks()).hasSize(blocks);
        assertThat(reading.blocks()).allMatch(block -> block.data().scale() == scale);
        assertThat(reading.blocks().stream().mapToInt(block -> block.data().wells().size()).sum())
                .isEqualTo(wells);
        assertThat(reading.blocks().stream().mapToInt(block -> block.data().missing().size()).sum())
                .isEqualTo(missing);
        assertThat(sum(reading)).isCloseTo(sum, within(1e-8 * Math.abs(sum)));
    }

    private static double sum(PlateReading reading) {
        return reading.blocks().stream()
                .flatMap(block -> block.data().wells().stream())
                .mapToDouble(Well::response)
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "golden-python-synergy/dataset_sham_2d.csv, plate.scale-unclear, 2, 3, scale",
        "golden-braidrm/coactiveExample.csv, plate.scale-unclear, 2, 4, scale",
        "golden-harbron-loewe/ray_data.csv, plate.scale-unclear, 2, 3, scale",
        "golden-mixlow/a549_vincristine_topotecan.csv, plate.response-unclear, 1, 6, response",
        "golden-synergyfinder/ncats_10023_responses.csv, plate.map-missing, 1, 1, map",
        "golden-synergyfinder/ncats_10023_metadata.csv, plate.layout-unknown, 1, 1, recipe",
        "golden-synergyfinder/ncats_10023_calc.csv, plate.layout-unknown, 1, 1, recipe",
        "emond2024-er-musyc/spheroid_timecourse_mcf7.csv, plate.missing-column, 1, 1, dose1",
        "hmslincs-gr/gcsi_v1.3_gr_metrics_er_lines.csv, plate.layout-unknown, 1, 1, recipe",
    })
    void isRefusedWithWhatToDeclare(String file, String code, int row, int column, String says) {
        PlateReading reading =
                PlateReader.read(List.of(SharedData.require("data/" + file)), Recipe.detect());

        assertThat(reading.blocks()).isEmpty();
        assertThat(reading.findings())
                .filteredOn(finding -> finding.severity() == Finding.Severity.PROBLEM)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo(code);
                            assertThat(finding.location().line()).isEqualTo(row);
                            assertThat(finding.location().column()).isEqualTo(column);
                            assertThat(finding.message()).contains(says);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "golden-python-synergy/dataset_sham_2d.csv | scale: viability | 108",
                "golden-braidrm/coactiveExample.csv | scale: inhibition | 64",
                "golden-mixlow/a549_vincristine_topotecan.csv | columns: {response: resp_raw} |"
                        + " 648",
            })
    void isReadOnceThatIsDeclared(String file, String recipe, int wells, @TempDir Path folder)
            throws IOException {
        Path written = Files.writeString(folder.resolve("recipe.yaml"), recipe);
        PlateReading reading =
                PlateReader.read(List.of(SharedData.require("data/" + file)), Recipe.read(written));

        assertThat(reading.usable()).as("%s", reading.findings()).isTrue();
        assertThat(reading.blocks().stream().mapToInt(block -> block.data().wells().size()).sum())
                .isEqualTo(wells);
    }

    /// The same experiment in the two layouts of the GR calculator: counts with the mean of their
    /// controls beside them, and all counts stacked.
    @Test
    void growthRateLayoutsAgree() {
        List<CombinationBlock> beside =
                PlateReader.read(
                                List.of(
                                        SharedData.require(
                                                "data/golden-gr-metrics/input_case_a.csv")),
                                Recipe.detect())
                        .blocks();
        List<CombinationBlock> stacked =
                PlateReader.read(
                                List.of(
                                        SharedData.require(
                                                "data/golden-gr-metrics/input_case_c.csv")),
                                Recipe.detect())
                        .blocks();

        assertThat(beside).hasSize(48);
        assertThat(stacked).hasSize(48);
        assertThat(treated(beside)).isEqualTo(treated(stacked)).isNotZero();
        assertThat(beside).allMatch(RealPlateFilesTest::hasTimeZero);
        assertThat(stacked).allMatch(RealPlateFilesTest::hasTimeZero);
    }

    private static double treated(List<CombinationBlock> blocks) {
        return blocks.stream()
                .flatMap(block -> block.data().wells().stream())
                .filter(well -> well.doses()[0] > 0)
                .mapToDouble(Well::response)
                .sum();
    }

    private static boolean hasTimeZero(CombinationBlock block) {
        return block.data().wells().stream().anyMatch(well -> well.role() == WellRole.TIME_ZERO);
    }
}
