package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.BadInputException;

/// One mistake each in a copy of a sound study: the message names file, line and remedy.
class StudyReaderErrorsTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            textBlock =
                    """
            # file | text | replacement | expected place | expected words | code
            study.yaml | model.ant | modle.ant | study.yaml:4:11 (location) | did you mean model.ant? | petab.missing-file
            study.yaml | model.ant | ../model.ant | study.yaml:4:11 (location) | outside the folder | petab.outside-folder
            study.yaml | antimony | bngl | study.yaml:4:32 (language) | not read | petab.model-language
            study.yaml | 2.0.0 | 1 | study.yaml:1:1 (format_version) | only version 2 | petab.version
            study.yaml | condition_files | conditon_files | study.yaml:6:1 (conditon_files) | did you mean condition_files | petab.unknown-key
            study.yaml | claim_files | claims_files | study.yaml:18:5 (claims_files) | did you mean claim_files | study.unknown-key
            study.yaml | id: toy | id: [toy | study.yaml | no valid YAML | yaml.syntax
            observables.tsv | \\tN\\t | \\tM\\t | observables.tsv:2:13 (observableFormula) | the name M is not known | petab.unknown-name
            observables.tsv | specific_rate | specific_rat | observables.tsv:4:28 (observableFormula) | did you mean specific_rate? | petab.unknown-name
            observables.tsv | scale * B | scale * B * | observables.tsv:5 | complete it | expression.syntax
            observables.tsv | log-normal | lognormal | observables.tsv:2:19 (noiseDistribution) | log-normal | petab.unknown-word
            observables.tsv | noiseFormula | noise | observables.tsv:1 | noiseFormula is missing | table.missing-column
            observables.tsv | phospho\\t | count\\t | observables.tsv:3 | two observables count | petab.duplicate
            observables.tsv | count\\t | N\\t | observables.tsv:2 | name of a model quantity | petab.duplicate
            conditions.tsv | drug_1\\tdrug | drug_1\\tdurg | conditions.tsv:8:13 (targetId) | did you mean drug? | petab.unknown-name
            conditions.tsv | drug_1\\tdrug | drug_1\\tspecific_rate | conditions.tsv:8 | assignment rule computes | petab.bad-target
            conditions.tsv | drug_1\\tdrug | drug_1\\tkinase | conditions.tsv:8 | parameter table | petab.bad-target
            conditions.tsv | A + 4 | A + C | conditions.tsv:13:9 (targetValue) | the name C | petab.unknown-name
            experiments.tsv | spike | spyke | experiments.tsv:5 | did you mean spike? | petab.unknown-name
            experiments.tsv | 24\\tspike | 0\\toff | experiments.tsv:3 | sets signal twice at 0.0, by on and off | petab.conflict
            experiments.tsv | 24 | 1d | experiments.tsv:5:6 (time) | '1d' is no number | table.bad-number
            measurements.tsv | 210 | -210 | measurements.tsv:2 (measurement) | must be above 0 | petab.bad-measurement
            measurements.tsv | scale_blot | scale_blot;1 | measurements.tsv:3 (observableParameters) | 1 placeholders | petab.placeholders
            measurements.tsv | count\\tbase | count\\tbases | measurements.tsv:2 (experimentId) | did you mean base | petab.unknown-name
            measurements.tsv | 210 | 210\\t\\t\\t\\tx\\ty | measurements.tsv:2 | 12 fields under 7 columns | table.too-many-fields
            measurements-validation.tsv | count | cuont | measurements-validation.tsv:2 (observableId) | did you mean count | petab.unknown-name
            parameters.tsv | kinase\\t0.05 | kinase\\t50 | parameters.tsv:2:8 (lowerBound) | swap them | petab.bad-bounds
            parameters.tsv | scale_blot | unused | measurements.tsv:3 | scale_blot | petab.unknown-name
            parameters.tsv | kinase\\t0.05 | scale_blot\\t0.05 | parameters.tsv:3 | two parameters scale_blot | petab.duplicate
            designs.tsv | 3\\tnM | 3\\tuM | designs.tsv:6:31 (unit) | convert it to nM | study.bad-unit
            designs.tsv | 3\\tnM | 0.3\\tnM | designs.tsv:6:29 (dose) | condition drug_3 sets [3.0] | study.bad-dose
            designs.tsv | 3\\tnM | 3\\t | designs.tsv:6:31 (unit) | a value is missing | table.missing-value
            designs.tsv | on\\toff\\tsilent | no\\toff\\tsilent | designs.tsv:3:12 (factor) | never applies no; name one of rest, on, drug_0, spike | study.bad-design
            designs.tsv | \\td3\\t | \\td__3\\t | designs.tsv:6:26 (label) | single underscores | study.bad-design
            designs.tsv | \\td3\\t | \\td1\\t | designs.tsv:6:26 (label) | two levels d1 | study.duplicate
            designs.tsv | \\tlabel | \\tlable | designs.tsv:1 | did you mean lable? | table.missing-column
            claims.tsv | \\tphospho\\tbase\\t | \\t\\tbase\\t | claims.tsv:3:71 (readout) | a value is missing | table.missing-value
            claims.tsv | \\tphospho\\tbase\\t | \\tphosho\\tbase\\t | claims.tsv:3 (readout) | did you mean phospho? | study.unknown-name
            claims.tsv | \\tphospho\\tbase\\t | \\tphospho\\t\\t | claims.tsv:3:79 (experiments) | a value is missing | table.missing-value
            claims.tsv | \\tphospho\\tbase\\t | \\tphospho\\tbose\\t | claims.tsv:3 (experiments) | did you mean base? | study.unknown-name
            claims.tsv | rate(count, base | rate(count, bse | claims.tsv:2 (expression) | did you mean base? | study.unknown-name
            claims.tsv | rate(count | rat(count | claims.tsv:2 (expression) | did you mean at or rate? | study.bad-claim
            claims.tsv | rate(count, base, 0, 48) | rate(count, base, 0) | claims.tsv:2 (expression) | 3 arguments | study.bad-claim
            claims.tsv | rate(count, base, 0, 48) | rate(count, base, 48, 0) | claims.tsv:2 (expression) | after the first | study.bad-claim
            claims.tsv | rate(count, base, 0, 48) | rate(count, base, 0, N) | claims.tsv:2 (expression) | write a number | study.bad-claim
            claims.tsv | rate(count, base, 0, 48) | at(blot, base, 48) | claims.tsv:2 (expression) | placeholders | study.bad-claim
            claims.tsv | rate(count, base, 0, 48) | count | claims.tsv:2 (expression) | stands alone | study.bad-claim
            claims.tsv | "doses__signal__*", 24 | "doses__*__*", 24 | claims.tsv:4 (expression) | 2 factors open | study.bad-claim
            claims.tsv | "doses__signal__*", 24 | "doses__*__d1", 24 | claims.tsv:4 (expression) | have no doses | study.bad-claim
            claims.tsv | 0.69\\t0.7 | \\t | claims.tsv:2 (lower) | no limit | study.bad-claim
            claims.tsv | 0.69\\t0.7 | 0.7\\t0.69 | claims.tsv:2 | swap them | study.bad-claim
            claims.tsv | S+P | S+Q | claims.tsv:2 | 'Q' is no grade | study.bad-claim
            claims.tsv | calibration | tuning | claims.tsv:2 | neither calibration nor validation | study.bad-claim
            edges.tsv | \\tkinase\\t0 | \\tkinse\\t0 | edges.tsv:2:29 (parameterId) | did you mean kinase? | study.unknown-name
            edges.tsv | \\tkinase\\t0 | \\tspecific_rate\\t0 | edges.tsv:2:29 | rule of the model computes | study.bad-edge
            edges.tsv | \\t+\\t | \\tup\\t | edges.tsv:2 | neither + nor - | study.bad-edge
            provenance.tsv | loss_rate | lose_rate | provenance.tsv:9 | did you mean loss_rate | study.unknown-name
            provenance.tsv | loss_rate\\t0.1 | K\\t5 | provenance.tsv:9 | two rows for K | study.duplicate
            provenance.tsv | loss_rate\\t0.1 | cell\\t1 | model.ant (loss_rate) | no provenance is given for loss_rate | study.no-provenance
            provenance.tsv | phosphatase\\t0.5 | phosphatase\\t0.6 | provenance.tsv:7 (value) | the study uses 0.5 | study.provenance-value
            provenance.tsv | B\\t | F\\t | provenance.tsv:2 | write A, B, C, D or E | study.bad-provenance
            moieties.tsv | \\tB\\t | \\tC\\t | moieties.tsv:3:11 (speciesId) | the species C is not known | study.unknown-name
            moieties.tsv | A\\t1 | A\\t-1 | moieties.tsv:2 | more than 0 | study.bad-moiety
            """)
    void namesThePlaceAndTheRemedy(
            String file, String text, String replacement, String place, String words, String code) throws IOException {
        ToyStudy.copy(folder);
        Path spoilt = folder.resolve(file);
        String before = Files.readString(spoilt);
        String after = replaceFirst(before, tabs(text), tabs(replacement));
        assertThat(after).as("the mistake is made").isNotEqualTo(before);
        Files.writeString(spoilt, after);

        BadInputException failure =
                catchThrowableOfType(BadInputException.class, () -> StudyReader.read(folder));

        assertThat(failure).isNotNull();
        assertThat(failure.location().toString()).contains(place);
        assertThat(failure.getMessage()).contains(words);
        assertThat(failure.code()).isEqualTo(code);
    }

    private static String tabs(String text) {
        return text == null ? "" : text.replace("\\t", "\t");
    }

    private static String replaceFirst(String text, String from, String to) {
        int at = text.indexOf(from);
        return at < 0 ? text : text.substring(0, at) + to + text.substring(at + from.length());
    }

    @Test
    void aMissingFolderIsSaidToBeMissing() {
        BadInputException failure = catchThrowableOfType(
                BadInputException.class, () -> StudyReader.read(folder.resolve("nowhere")));
        assertThat(failure.code()).isEqualTo("study.missing");
        assertThat(failure.getMessage()).contains("study.yaml");
    }

    @Test
    void aLinkOutOfTheFolderIsRefused(@TempDir Path outside) throws IOException {
        ToyStudy.copy(folder);
        Path elsewhere = Files.move(folder.resolve("model.ant"), outside.resolve("model.ant"));
        Files.createSymbolicLink(folder.resolve("model.ant"), elsewhere);
        BadInputException failure =
                catchThrowableOfType(BadInputException.class, () -> StudyReader.read(folder));
        assertThat(failure.code()).isEqualTo("petab.outside-folder");
    }
}
