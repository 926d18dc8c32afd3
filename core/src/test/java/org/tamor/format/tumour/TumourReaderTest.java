package org.tamor.format.tumour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.SharedData;
import org.tamor.failure.BadInputException;
import org.tamor.format.sheet.Finding;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Departure;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.analysis.Design;

/// Layouts of tumour volumes, and what is said of files that cannot be used as they stand.
class TumourReaderTest {

    private static final String HEADER = "Mouse,Day,Treatment,TumorVolume_mm3\n";
    private static final String ROWS =
            """
            1,0,Vehicle,100
            1,7,Vehicle,200
            2,0,Vehicle,110
            2,7,Vehicle,230
            3,0,Drug,105
            3,7,Drug,120
            4,0,Drug,95
            4,7,Drug,90
            """;

    @TempDir private Path folder;

    private TumourReading read(String text) {
        return read(text, TumourDeclarations.detect());
    }

    private TumourReading read(String text, TumourDeclarations declared) {
        try {
            return TumourReader.read(
                    Files.writeString(folder.resolve("study.csv"), text), declared);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static TumourStudy study(TumourReading reading) {
        assertThat(reading.study()).as(reading.findings().toString()).isPresent();
        return reading.study().orElseThrow();
    }

    private static Animal animal(TumourReading reading, int arm, int animal) {
        return study(reading).arms().get(arm).animals().get(animal);
    }

    private static List<String> codes(TumourReading reading) {
        return reading.findings().stream().map(Finding::code).toList();
    }

    @Test
    void aLongTableHasArmsAnimalsAndDays() {
        TumourReading reading = read(HEADER + ROWS);

        assertThat(study(reading).arms()).extracting("name").containsExactly("Vehicle", "Drug");
        assertThat(animal(reading, 1, 0).baseline()).isEqualTo(105);
        assertThat(animal(reading, 1, 0).lastDay()).isEqualTo(7);
        assertThat(reading.control()).isEqualTo("Vehicle");
        assertThat(reading.designs()).isEmpty();
        assertThat(codes(reading)).contains("tumour.unit", "tumour.start", "tumour.no-combination");
    }

    @Test
    void semicolonsDecimalCommasAndTabsReadTheSame() {
        String comma = (HEADER + ROWS).replace(',', ';').replace("100\n", "100,5\n");
        String tab = (HEADER + ROWS).replace(',', '\t').replace("100\n", "100.5\n");

        assertThat(animal(read(comma), 0, 0).baseline()).isEqualTo(100.5);
        assertThat(animal(read(tab), 0, 0).baseline()).isEqualTo(100.5);
    }

    @Test
    void lengthAndWidthGiveTheVolumeOfAnEllipsoidWhicheverIsLonger() {
        String text = "subject,time,group,length (mm),width (mm),body weight (g)\n";
        for (String row : ROWS.lines().toList()) {
            text += row.replaceAll(",\\d+$", ",10,6,21.5\n");
        }
        TumourReading swapped = read(text.replaceFirst("10,6,", "6,10,"));

        assertThat(animal(swapped, 0, 0).baseline()).isEqualTo(180);
        assertThat(animal(swapped, 1, 1).baseline()).isEqualTo(180);
        assertThat(animal(swapped, 1, 1).readings().getFirst().weight()).isEqualTo(21.5);
        assertThat(codes(swapped)).contains("tumour.width-longer");
    }

    @Test
    void aColumnForEachDay() {
        TumourReading reading =
                read(
                        """
                        Treatment,Mouse,Day 0,Day 4,D7
                        Control,1,100,150,200
                        Control,2,110,160,
                        A+B,1,100,90,80
                        A+B,2,100,95,85
                        A,1,100,120,160
                        A,2,100,130,170
                        B,1,100,125,150
                        B,2,100,125,150
                        """);

        assertThat(study(reading).days()).containsExactly(0, 4, 7);
        assertThat(animal(reading, 0, 1).readings()).hasSize(2);
        assertThat(animal(reading, 0, 1).departure()).isEqualTo(Departure.UNKNOWN);
        assertThat(reading.designs())
                .containsExactly(new Design("Control", List.of("A", "B"), "A+B"));
        assertThat(codes(reading)).contains("tumour.numbered-anew", "tumour.not-measured");
    }

    @ParameterizedTest
    @CsvSource({"'',Vehicle 1;Vehicle 2;Drug X 1;Drug X 2", "x,1;2;3;4"})
    void aColumnForEachAnimal(String above, String names) {
        String arms = above == null || above.isEmpty() ? "" : ",Vehicle,,Drug X,\n";
        TumourReading reading =
                read(
                        arms
                                + "Day,"
                                + names.replace(';', ',')
                                + "\n0,100,110,120,130\n7,200,220,150,160\n");

        assertThat(study(reading).arms()).extracting("name").containsExactly("Vehicle", "Drug X");
        assertThat(animal(reading, 1, 1).baseline()).isEqualTo(130);
    }

    @Test
    void treatmentStartsOnTheLastDayUpToZeroOrAsDeclared() {
        String text = HEADER + ROWS.replace(",7,", ",6,").replace(",0,", ",-1,");
        TumourDeclarations none = TumourDeclarations.detect();
        TumourDeclarations declared =
                new TumourDeclarations(
                        none.unit(),
                        OptionalDouble.of(2),
                        none.model(),
                        none.control(),
                        none.arms(),
                        none.without(),
                        none.floor());

        assertThat(study(read(text)).start()).isEqualTo(-1);
        assertThat(animal(read(text), 0, 0).lastDay()).isEqualTo(7);
        assertThat(animal(read(text, declared), 0, 0).firstDay()).isEqualTo(-3);
    }

    @Test
    void unitsAreConvertedAndDoubtIsAsked() {
        String small = ROWS.replaceAll(",(\\d+)\\n", ",0.$1\n");
        String header = HEADER.replace("_mm3", "");

        assertThat(animal(read(HEADER.replace("mm3", "cm3") + small), 0, 0).baseline())
                .isCloseTo(100, within(1e-9));
        TumourReading doubt = read(header + small);
        assertThat(doubt.usable()).isFalse();
        assertThat(codes(doubt)).contains("tumour.unit-missing");
        TumourDeclarations none = TumourDeclarations.detect();
        TumourDeclarations declared =
                new TumourDeclarations(
                        Optional.of("cm3"),
                        none.start(),
                        none.model(),
                        none.control(),
                        none.arms(),
                        none.without(),
                        none.floor());
        assertThat(animal(read(header + small, declared), 0, 0).baseline())
                .isCloseTo(100, within(1e-9));
        assertThat(codes(read(HEADER.replace("mm3", "mm") + ROWS))).contains("tumour.unit-unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "TumorVolume_mm3, Volume (pints), pints",
        "Day, Day [fortnights], fortnights",
    })
    void aUnitThatIsNotKnownIsNamed(String column, String header, String unit) {
        TumourReading reading = read(HEADER.replace(column, header) + ROWS);

        assertThat(reading.usable()).isFalse();
        assertThat(reading.findings())
                .anySatisfy(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("tumour.unit-unknown");
                            assertThat(finding.message()).contains("'" + unit + "'");
                        });
    }

    /// Otherwise 10 mm by 0.8 cm would be 3.2 mm3, or 3.2 cm3.
    @ParameterizedTest
    @CsvSource({
        "Length (mm), Width (cm), mm3, tumour.unit-contradicts",
        "Length (mm), Width (inches), mm3, tumour.unit-unknown",
        "Length (cm), Width (cm), mm3, tumour.unit-contradicts",
    })
    void unitsOfLengthsAgree(String length, String width, String declared, String code) {
        String rows = ROWS.replaceAll("(?m)$", ",8").replaceAll("(?m)^,8$", "");
        TumourDeclarations none = TumourDeclarations.detect();
        TumourReading reading =
                read(
                        "Mouse,Day,Treatment," + length + "," + width + "\n" + rows,
                        new TumourDeclarations(
                                Optional.of(declared),
                                none.start(),
                                none.model(),
                                none.control(),
                                none.arms(),
                                none.without(),
                                none.floor()));

        assertThat(codes(reading)).contains(code);
        assertThat(reading.usable()).isFalse();
    }

    @Test
    void aRemarkBehindTheDayIsNoUnit() {
        TumourReading reading = read(HEADER.replace("Day", "Day (post implantation)") + ROWS);

        assertThat(reading.usable()).isTrue();
        assertThat(codes(reading)).contains("tumour.day");
    }

    @Test
    void weeksAreWeeksInEveryLayout() {
        TumourReading reading =
                read(
                        """
                        week,Vehicle 1,Vehicle 2,Drug 1,Drug 2
                        0,200,210,190,205
                        1,250,260,240,230
                        """);

        assertThat(reading.findings()).noneMatch(one -> one.code().equals("tumour.unit-unknown"));
        assertThat(animal(reading, 0, 0).readings().getLast().day()).isEqualTo(7);
    }

    @Test
    void volumesOfZeroAreCountedAndWhatStandsForThemIsSaid() {
        TumourReading reading = read(HEADER + ROWS.replace(",90\n", ",0\n"));

        assertThat(study(reading).floor()).as("half of the smallest above 0").isEqualTo(47.5);
        assertThat(study(reading).zeros()).isEqualTo(1);
        assertThat(codes(reading)).contains("tumour.zero");
    }

    @Test
    void reasonsTellWhyAnAnimalLeft() {
        String text = HEADER.replace("\n", ",Reason\n");
        for (String row : ROWS.lines().toList()) {
            text +=
                    row
                            + (row.startsWith("2,7")
                                    ? ",tumor burden"
                                    : row.startsWith("3,7") ? ",weight loss" : ",")
                            + "\n";
        }
        TumourReading reading = read(text);

        assertThat(animal(reading, 0, 1).departure()).isEqualTo(Departure.TUMOUR_SIZE);
        assertThat(animal(reading, 1, 0).departure()).isEqualTo(Departure.OTHER);
        assertThat(animal(reading, 1, 1).departure()).isEqualTo(Departure.STUDY_END);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    3,7,Drug,120 | 3,7,Drug,-120     | tumour.negative      | 7:4
                    3,7,Drug,120 | 3,0,Drug,120      | tumour.duplicate     | 7:4
                    3,7,Drug,120 | 3,week,Drug,120   | tumour.no-day        | 7:2
                    3,7,Drug,120 | 3,7,Drug,big      | tumour.not-a-number  | 7:4
                    3,7,Drug,120 | 3,7,Vehicle,120   | tumour.two-arms      | 7:4
                    3,7,Drug,120 | 3,7,,120          | tumour.no-name       | 7:3
                    3,7,Drug,120 | 3,7,Drug,inf      | tumour.infinite      | 7:4
                    """)
    void aProblemNamesItsRowAndColumn(String before, String after, String code, String place) {
        TumourReading reading = read(HEADER + ROWS.replace(before, after));

        assertThat(reading.usable()).isFalse();
        Finding problem =
                reading.findings().stream()
                        .filter(finding -> finding.severity() == Finding.Severity.PROBLEM)
                        .findFirst()
                        .orElseThrow();
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.location().line() + ":" + problem.location().column()).isEqualTo(place);
    }

    @Test
    void measurementsAfterDeathAreRefused() {
        String text =
                HEADER.replace("\n", ",Reason\n")
                        + ROWS.replace("1,0,Vehicle,100\n", "1,0,Vehicle,100,found dead\n");

        assertThat(codes(read(text))).contains("tumour.after-death");
    }

    @Test
    void armsAndControlsThatAreMissingAreNamed() {
        assertThat(codes(read(HEADER + ROWS.replace("Vehicle", "Arm 1"))))
                .contains("tumour.no-control");
        assertThat(
                        codes(
                                read(
                                        HEADER
                                                + ROWS.replace("4,0,Drug", "4,0,Drug2")
                                                        .replace("4,7,Drug", "4,7,Drug2"))))
                .contains("tumour.few-animals");
        assertThat(codes(read("a,b,c\n1,2,3\n"))).contains("tumour.layout-unknown");
        assertThatThrownBy(
                        () ->
                                TumourReader.read(
                                        folder.resolve("absent.csv"), TumourDeclarations.detect()))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void bothSharedDataSetsAreRead() {
        TumourReading lines =
                TumourReader.read(
                        SharedData.require("data/invivosyn-xenografts/LS_1034.csv"),
                        TumourDeclarations.detect());
        assertThat(study(lines).animals()).isEqualTo(41);
        assertThat(lines.designs())
                .containsExactly(
                        new Design(
                                "Vehicle",
                                List.of("Irinotecan", "Rabusertib"),
                                "Irinotecan+Rabusertib"));
        TumourReading breast =
                TumourReader.read(
                        SharedData.require("data/pdx-gao2015/brca_raw_volumes.csv"),
                        TumourDeclarations.detect());
        assertThat(study(breast).arms()).hasSize(22);
        assertThat(study(breast).animals()).isEqualTo(522);
        assertThat(breast.control()).isEqualTo("untreated");
        assertThat(breast.designs())
                .extracting(Design::combination)
                .containsExactlyInAnyOrder(
                        "BYL719 + LEE011", "BYL719 + LJM716", "LJM716 + trastuzumab");
        assertThat(codes(breast)).contains("tumour.no-animals", "tumour.pooled");
    }
}
