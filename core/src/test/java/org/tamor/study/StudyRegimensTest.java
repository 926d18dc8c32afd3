package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.ProjectFiles;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.Experiment;

/// Regimens of a study: the doses that its experiments and cells get.
class StudyRegimensTest {

    private static final String REGIMENS =
            """
            amounts: nmol
            drugs: {substrate: {routes: {pipette: A}}}
            regimens:
              none:
                given_in: [plain]
                doses: []
              daily:
                doses: [{drug: substrate, amount: 4 nmol, route: pipette, every: 1 d, doses: 2}]
              growing:
                doses:
                  - {drug: substrate, amount: 4 nmol, route: pipette, start: 1 d}
                  - {drug: substrate, amount: 8 nmol, route: pipette, start: 2 d}
            """;

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void copyStudy() throws IOException {
        ToyStudy.copy(folder);
        Files.writeString(folder.resolve("regimens.yaml"), REGIMENS);
        change(
                "study.yaml",
                "    design_files",
                "    regimen_files: [regimens.yaml]\n    design_files");
        Path designs = folder.resolve("designs.tsv");
        Files.writeString(
                designs,
                Files.readString(designs)
                        + "given\tplain\tnone\tnone\tnone\t\t\n"
                        + "given\tplain\tnone\tdaily\tdaily\t\t\n"
                        + "given\tplain\tnone\tgrowing\tgrowing\t\t\n");
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private List<String> periods(String experiment) {
        List<String> periods = new ArrayList<>();
        for (Experiment.Period period :
                StudyReader.read(folder).experiment(experiment).orElseThrow().periods()) {
            periods.add(period.time() + " " + String.join("+", period.conditions()));
        }
        return periods;
    }

    @Test
    void aRegimenStandsInTheCellInPlaceOfTheFactors() {
        assertThat(periods("plain")).containsExactly("0.0 on");
        assertThat(periods("given__none")).containsExactly("0.0 on");
        assertThat(periods("given__daily")).containsExactly("0.0 on+daily", "24.0 daily");
        assertThat(periods("given__growing"))
                .containsExactly("0.0 on", "24.0 growing_1", "48.0 growing_2");
    }

    @Test
    void aFactorsOwnDosesGoWhenTheLevelsCome() throws IOException {
        change("regimens.yaml", "    given_in: [plain]\n", "");
        change("regimens.yaml", "  daily:\n", "  daily:\n    given_in: [plain]\n");
        change("designs.tsv", "plain\tnone", "plain\tdaily");
        assertThat(periods("plain")).containsExactly("0.0 on+daily", "24.0 daily");
        assertThat(periods("given__growing"))
                .containsExactly("0.0 on", "24.0 growing_1", "48.0 growing_2");
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    regimens.yaml | given_in: [plain] | given_in: [plan] | regimens.yaml:4:3 | did you mean plain? | study.unknown-name
                    regimens.yaml | pipette: A | pipette: C | regimens.yaml:8 | sets C, which is no parameter | petab.unknown-name
                    regimens.yaml | pipette: A | pipette: specific_rate | regimens.yaml:8 | assignment rule computes | petab.bad-target
                    regimens.yaml | daily: | spike: | regimens.yaml:8 | name spike is also that | study.duplicate
                    designs.tsv | growing\\tgrowing | growin\\tgrowing | designs.tsv:12 | did you mean growing? | study.unknown-name
                    designs.tsv | plain\\tnone\\tdaily | plain\\tnone\\tdrug_1 | designs.tsv:11 | the regimen drug_1 is not known | study.unknown-name
                    study.yaml | [regimens.yaml] | [regimen.yaml] | study.yaml:17 | did you mean regimens.yaml? | petab.missing-file
                    """)
    void namesThePlaceAndTheRemedy(
            String file, String from, String to, String place, String words, String code)
            throws IOException {
        change(file, from.replace("\\t", "\t"), to.replace("\\t", "\t"));
        BadInputException failure =
                catchThrowableOfType(BadInputException.class, () -> StudyReader.read(folder));
        assertThat(failure).isNotNull();
        assertThat(failure.describe()).contains(place).contains(words);
        assertThat(failure.code()).isEqualTo(code);
    }

    /// What the xenografts got when their doses were written out by hand.
    @Test
    void theXenograftsAreDosedFiveDaysAWeek() {
        Study study = StudyReader.read(ProjectFiles.tamoxifenStudy());
        List<Double> days = new ArrayList<>();
        for (int week = 1; week <= 4; week++) {
            for (int day = 0; day < 5; day++) {
                days.add(24.0 * (7 * week + day));
            }
        }
        for (String arm : List.of("vehicle", "tam", "cci", "tam_cci")) {
            String id = "mice__myr_akt__pellet__" + arm;
            assertThat(
                            study.experiment(id).orElseThrow().periods().stream()
                                    .filter(period -> period.conditions().contains("mouse_" + arm))
                                    .map(Experiment.Period::time))
                    .as(id)
                    .isEqualTo(days);
        }
        assertThat(study.experiment("man_tamoxifen").orElseThrow().periods()).hasSize(121);
    }
}
