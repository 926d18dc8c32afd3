package org.tamor.format.nonmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.failure.BadInputException;
import org.tamor.regimen.Dose;
import org.tamor.regimen.RegimenFile;
import org.tamor.regimen.RegimenReader;
import org.tamor.regimen.RegimenWriter;
import org.tamor.regimen.Schedule;

/// Tables of records: what they mean, what is refused, and the way there and back.
@SuppressWarnings("StringConcatToTextBlock") // records, not texts
class NonmemTest {

    private static final String HEADER = "ID,TIME,AMT,RATE,II,ADDL,EVID,CMT,DV,MDV\n";

    @TempDir private Path folder = Path.of("");

    private NonmemData read(String text) {
        try {
            Path file = folder.resolve("records.csv");
            Files.writeString(file, text);
            return NonmemReader.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Dose> doses(String text) {
        NonmemData data = read(text);
        return Schedule.of(data.regimens(), data.regimens().regimens().getFirst()).doses();
    }

    private List<Double> times(String text) {
        return doses(text).stream().map(Dose::time).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,0,100,0,24,6,1,1,.,1\n",
                "1,0,100,50,0,0,1,1,.,1\n1,0.5,.,.,.,.,0,2,3.25,0\n1,24,100,0,24,6,1,1,.,1\n",
                "1,0,100,33.3333333333333,12,9,1,2,.,1\n2,0,1.5E-7,0,0,0,1,1,.,1\n",
                "1,0,100,0,24,2,1,1,.,1\n1,72,.,.,.,.,0,1,0.2,0\n1,72,100,0,0,0,1,1,.,1\n"
                        + "1,72,.,.,.,.,0,1,9.9,0\n",
                "1,0,100,0,24,3,1,1,.,1\n1,96,.,.,.,.,3,1,.,1\n1,96,100,0,24,3,1,1,.,1\n"
                        + "1,100,.,.,.,.,2,1,.,1\n",
                "1,0,5,0,24,4,1,1,.,1\n1,0,7,0,24,4,1,2,.,1\n1,168,5,0,24,4,1,1,.,1\n",
            })
    void canonicalTablesComeBackByteForByte(String records) throws IOException {
        NonmemData data = read(HEADER + records);
        assertThat(NonmemWriter.text(data)).isEqualTo(HEADER + records);

        Path yaml = folder.resolve("regimens.yaml");
        Files.writeString(yaml, RegimenWriter.text(data.regimens()));
        NonmemData through =
                new NonmemData(RegimenReader.read(yaml), data.individuals(), List.of());
        assertThat(NonmemWriter.text(through))
                .as("by way of a regimen file")
                .isEqualTo(HEADER + records);
    }

    /// The example of NONMEM's help on ADDL: both tables are the same doses.
    @Test
    void additionalDosesMeanTheSameAsWrittenOut() {
        String additional =
                "ID TIME AMT ADDL II DV MDV\n1 10. 15. 2 12. . 1\n1 15. . . . 25.7 0\n"
                        + "1 20. 10. 0 0 . 1\n1 36. . . . 30.2 0\n";
        String written =
                "ID TIME AMT ADDL II DV MDV\n"
                    + "1 10. 15. 0 0 . 1\n"
                    + "1 15. . . . 25.7 0\n"
                    + "1 20. 10. 0 0 . 1\n"
                    + "1 22. 15. 0 0 . 1\n"
                    + "1 34. 15. 0 0 . 1\n"
                    + "1 36. . . . 30.2 0\n";
        assertThat(times(additional)).containsExactly(10.0, 20.0, 22.0, 34.0);
        assertThat(NonmemWriter.text(read(additional))).isEqualTo(NonmemWriter.text(read(written)));
    }

    /// A table in another form means the same events after it is written in ours, and stays as it
    /// is from then on.
    @Test
    void otherFormsKeepTheirEvents() {
        String loose =
                "#Version 5, made by hand\n"
                    + "ID\tTIME\tEVID\tAMT\tRATE\tDV\tMDV\tWT\n"
                    + "1\t0\t1\t1D2\t5D1\t.\t1\t70\n"
                    + "1\t24\t1\t100\t\t.\t1\t70\n"
                    + "1\t48\t4\t+100\t0\t.\t1\t70\n"
                    + "1\t49\t0\t.\t.\t.5\t0\t70\n"
                    + "1\t50\t2\t.\t.\t.\t1\t71\n";
        NonmemData data = read(loose);
        assertThat(data.notes()).containsExactly("columns passed over: WT");
        String once = NonmemWriter.text(data);
        assertThat(once)
                .isEqualTo(
                        HEADER
                                + "1,0,100,50,0,0,1,1,.,1\n"
                                + "1,24,100,0,0,0,1,1,.,1\n"
                                + "1,48,.,.,.,.,3,1,.,1\n"
                                + "1,48,100,0,0,0,1,1,.,1\n"
                                + "1,49,.,.,.,.,0,1,0.5,0\n"
                                + "1,50,.,.,.,.,2,1,.,1\n");
        assertThat(NonmemWriter.text(read(once))).isEqualTo(once);
    }

    @Test
    void withoutEvidAnAmountMakesADose() {
        NonmemData data = read("ID,TIME,AMT,DV,MDV\n1,0,100,.,1\n1,1,,2.5,0\n1,2,.,.,1\n");
        assertThat(NonmemWriter.text(data))
                .isEqualTo(
                        HEADER
                                + "1,0,100,0,0,0,1,1,.,1\n"
                                + "1,1,.,.,.,.,0,1,2.5,0\n"
                                + "1,2,.,.,.,.,2,1,.,1\n");
    }

    @Test
    void anInfusionLastsAmountOverRate() {
        assertThat(doses(HEADER + "1,0,100,8,0,0,1,1,.,1\n").getFirst().duration()).isEqualTo(12.5);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    1,0,100,-1,0,0,1,1,.,1 | :2 (RATE) | a parameter of the model | nonmem.modelled-rate
                    1,0,100,-2,0,0,1,1,.,1 | :2 (RATE) | leaves the duration | nonmem.modelled-rate
                    1,0,100,-3,0,0,1,1,.,1 | :2 (RATE) | 0 or more | nonmem.bad-dose
                    1,0,-5,0,0,0,1,1,.,1 | :2 (AMT) | above 0 | nonmem.bad-dose
                    1,0,0,0,0,0,1,1,.,1 | :2 (AMT) | EVID 2 | nonmem.bad-dose
                    1,0,.,5,0,0,1,1,.,1 | :2 (AMT) | above 0 | nonmem.bad-dose
                    1,0,100,0,0,3,1,1,.,1 | :2 (ADDL) | if and only if II | nonmem.additional
                    1,0,100,0,24,0,1,1,.,1 | :2 (ADDL) | if and only if II | nonmem.additional
                    1,0,100,0,24,-1,1,1,.,1 | :2 (ADDL) | if and only if II | nonmem.additional
                    1,0,100,0,24,1.5,1,1,.,1 | :2 (ADDL) | no whole number | nonmem.bad-number
                    1,0,100,0,24,1e8,1,1,.,1 | :2 (ADDL) | more than 100000 | nonmem.additional
                    1,0,100,0,0,0,0,1,.,1 | :2 (AMT) | is no dose (EVID 0) | nonmem.not-a-dose
                    1,0,.,.,.,.,5,1,.,1 | :2 (EVID) | write 0 to 4 | nonmem.bad-event
                    1,0,.,.,.,.,0,1,.,0 | :2 (DV) | takes a dot for 0 | nonmem.no-value
                    1,0,100,0,0,0,1,-1,.,1 | :2 (CMT) | turns a compartment off | nonmem.compartment
                    1,8:30,100,0,0,0,1,1,.,1 | :2 (TIME) | clock times | nonmem.clock
                    1,-1,100,0,0,0,1,1,.,1 | :2 (TIME) | begin at 0 | nonmem.bad-time
                    1,.,100,0,0,0,1,1,.,1 | :2 (TIME) | TIME is missing | nonmem.bad-time
                    1,0,1OO,0,0,0,1,1,.,1 | :2 (AMT) | '1OO' is no number | nonmem.bad-number
                    1,0,100,0,0,0,1,1,.,1,7 | :2 | 11 items under 10 columns | nonmem.too-many-items
                    """)
    void refusesWithThePlaceAndTheReason(String record, String place, String words, String code) {
        refused(HEADER + record + "\n", place, words, code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ID,TIME,AMT;1,5,1;1,4,1 | :3 (TIME) | sort the subject's records | nonmem.bad-time
                    ID,TIME,AMT,EVID;1,5,1,1;1,0,1,4 | :3 (TIME) | an ID of its own | nonmem.bad-time
                    ID,TIME,AMT;1,5,1;2,0,1;1,6,1 | :4 (ID) | takes for a new subject | nonmem.split-subject
                    ID,TIME,AMT,SS,II;1,0,1,1,24 | :2 (SS) | steady state | nonmem.steady-state
                    ID,TIME,AMT,EVID,II,ADDL;1,0,1,1,24,3;1,48,0,3,0,0 | :3 (EVID) | doses of line 2 still go on | nonmem.reset
                    ID,TIME,AMT,EVID,RATE;1,0,10,1,1;1,5,0,3,0 | :3 (EVID) | still go on | nonmem.reset
                    ID,TIME,AMT,DV;1,0,1,.;1,0,.,2;1,0,5,. | :4 (TIME) | before or after both | nonmem.order
                    ID,TIME,AMT;1,0,1;1,0,5 | :3 | is given twice | regimen.overlap
                    ID,TIME,DV;1,0,1 | :1 | AMT is missing | nonmem.missing-column
                    ID,TIME,AMT,AMT;1,0,1,1 | :1 (AMT) | two columns | nonmem.duplicate-column
                    ID,DATE,TIME,AMT;1,0,0,1 | :1 (DATE) | dates are not read | nonmem.date
                    1,0,100,1 | :1 | names no column | nonmem.no-header
                    ID,TIME,AMT | records.csv: | no records | nonmem.empty
                    """)
    void refusesWholeTables(String lines, String place, String words, String code) {
        refused(lines.replace(';', '\n') + "\n", place, words, code);
    }

    private void refused(String text, String place, String words, String code) {
        BadInputException failure = catchThrowableOfType(BadInputException.class, () -> read(text));
        assertThat(failure).isNotNull();
        assertThat(failure.describe()).contains("records.csv").contains(place).contains(words);
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void rulesAreRefused() throws IOException {
        Path yaml = folder.resolve("rules.yaml");
        Files.writeString(
                yaml,
                """
                amounts: mg
                drugs: {a: {routes: {oral: gut}}}
                regimens:
                  r:
                    doses: [{drug: a, amount: 5 mg, route: oral, every: 1 d, doses: 3}]
                    rules:
                      - {hold: a, while: volume > 1500}
                """);
        RegimenFile file = RegimenReader.read(yaml);
        BadInputException failure =
                catchThrowableOfType(
                        BadInputException.class, () -> NonmemWriter.text(NonmemData.of(file)));
        assertThat(failure.describe())
                .contains("rules.yaml:7")
                .contains("cannot look at volume > 1500")
                .contains("--to petab");
    }
}
