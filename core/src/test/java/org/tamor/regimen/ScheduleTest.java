package org.tamor.regimen;

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

/// What regimens expand to.
class ScheduleTest {

    @TempDir private Path folder = Path.of("");

    private List<Double> times(String line) {
        return RegimenFixture.schedule(
                        folder,
                        "doses:\n  - {drug: tamoxifen, amount: 1 nmol/kg, route: sc, " + line + "}")
                .doses()
                .stream()
                .map(Dose::time)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    start: 2 d                                               | 48
                    at: [0 d, 12 h, 1 wk]                                    | 0 12 168
                    every: 8 h, doses: 4                                     | 0 8 16 24
                    every: 1 d, until: 3 d                                   | 0 24 48
                    every: 20 min, doses: 4                                  | 0 0.3333333333333333 0.6666666666666666 1
                    start: 7 d, every: 1 d, days: 5 on 2 off, cycles: 1      | 168 192 216 240 264
                    days: 2 on 1 off, cycles: 3                              | 0 24 72 96 144 168
                    days: '1,8,15 of 28', doses: 4                           | 0 168 336 672
                    days: '1-2,5 of 7', until: 8 d                           | 0 24 96 168
                    every: 12 h, days: 1 on 6 off, cycles: 2                 | 0 12 168 180
                    every: 2 d, days: 1-5 of 7, cycles: 2                    | 0 48 96 168 216 264
                    every: 1 d, doses: 5, missed: '[2, 5]'                   | 0 48 72
                    """)
    void linesExpandToTimes(String line, String expected) {
        List<Double> wanted = List.of(expected.split(" ")).stream().map(Double::valueOf).toList();
        assertThat(times(line.replace("'[", "[").replace("]'", "]").replace("'", "\"")))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "134600 nmol/kg, 134600",
        "0.1 umol/kg, 100",
        "50 mg/kg, 134589.5020188425",
        "1 mg, 134589.5020188425",
        "100 mg/m2, 134589.5020188425",
        "2.692 nmol, 134.6",
        "0 mg, 0"
    })
    void amountsTurnIntoTheUnitOfTheModel(String amount, double expected) {
        Dose dose =
                RegimenFixture.schedule(
                                folder,
                                "doses: [{drug: tamoxifen, amount: " + amount + ", route: sc}]")
                        .doses()
                        .getFirst();
        assertThat(dose.amount()).isCloseTo(expected, within(1e-9 * expected));
    }

    @Test
    void aHolidayLeavesOutOneDrugOrAll() {
        String doses =
                """
                doses:
                  - {drug: tamoxifen, amount: 1 mg, route: sc, every: 1 d, doses: 5}
                  - {drug: temsirolimus, amount: 1 nmol, route: iv, every: 1 d, doses: 5}
                holidays:
                """;
        Schedule one =
                RegimenFixture.schedule(
                        folder, doses + "  - {drug: tamoxifen, from: 1 d, to: 3 d}");
        assertThat(one.doses()).hasSize(8);
        assertThat(one.planned()).isEqualTo(10);
        assertThat(RegimenFixture.schedule(folder, doses + "  - {from: 1 d, to: 3 d}").doses())
                .hasSize(6);
    }

    @Test
    void aShareOfTheDosesIsMissedByTheSeed() {
        String line = "every: 1 d, doses: 40, missed: {share: 25 %, seed: ";
        List<Double> first = times(line + "7}");
        assertThat(first).hasSize(30).isEqualTo(times(line + "7}"));
        assertThat(first).isNotEqualTo(times(line + "8}"));
    }

    /// Each dose is missed as often as any other: 4000 seeds, one dose of four; the standard
    /// deviation of a count is 27.
    @Test
    void everyDoseIsAsLikelyToBeMissed() {
        int[] missed = new int[4];
        for (int seed = 0; seed < 4000; seed++) {
            for (int number : new MissedDoses.Share(0.25, seed).among(4)) {
                missed[number - 1]++;
            }
        }
        assertThat(missed)
                .satisfies(
                        counts -> {
                            for (int count : counts) {
                                assertThat(count).isCloseTo(1000, within(110));
                            }
                        });
    }

    @Test
    void whatIsWrittenReadsBackTheSame() throws IOException {
        RegimenFile file =
                RegimenFixture.file(
                        folder,
                        """
                        title: 'a "quoted" one'
                        given_in: [xeno]
                        end: 60 d
                        doses:
                          - {drug: tamoxifen, amount: 50 mg/kg, route: sc, start: 7 d, days: 5 on 2 off, cycles: 4, missed: [3]}
                          - {drug: temsirolimus, amount: 100 nmol/kg, route: iv, over: 30 min, at: [1 d, 9 d]}
                          - {drug: tamoxifen, amount: 1 mg/kg, route: sc, start: 40 d, every: 8 h, until: 41 d, missed: {share: 50 %, seed: 3}}
                        holidays: [{drug: tamoxifen, from: 14 d, to: 15 d}]
                        rules:
                          - {hold: all, while: weight < 0.8}
                          - {reduce: tamoxifen, to: 50 %, once: depot > 10, memory: reduced}
                        """);
        Path again = folder.resolve("again.yaml");
        Files.writeString(again, RegimenWriter.text(file));
        RegimenFile read = RegimenReader.read(again);
        assertThat(RegimenWriter.text(read)).isEqualTo(RegimenWriter.text(file));
        assertThat(Schedule.of(read, read.regimens().getFirst()).doses())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("location")
                .isEqualTo(Schedule.of(file, file.regimens().getFirst()).doses());
    }
}
