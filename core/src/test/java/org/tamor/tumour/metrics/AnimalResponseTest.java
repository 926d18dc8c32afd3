package org.tamor.tumour.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tamor.SharedData;
import org.tamor.format.tumour.TumourDeclarations;
import org.tamor.format.tumour.TumourReader;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.Departure;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.VolumeReading;
import org.tamor.tumour.survival.EventTime;
import org.tamor.tumour.survival.KaplanMeier;
import org.tamor.tumour.survival.Progression;

/// Responses and inhibition by hand, and against the breast models of Gao et al. 2015.
class AnimalResponseTest {

    private static Animal animal(double... dayAndVolume) {
        List<VolumeReading> readings = new ArrayList<>();
        for (int i = 0; i < dayAndVolume.length; i += 2) {
            readings.add(new VolumeReading(dayAndVolume[i], dayAndVolume[i + 1], Double.NaN));
        }
        return new Animal("m" + dayAndVolume[1], readings, Departure.STUDY_END, "");
    }

    private static AnimalResponse response(Animal animal) {
        return AnimalResponse.of(study(List.of(new Arm("A", List.of(animal)))), "A", animal);
    }

    private static TumourStudy study(List<Arm> arms) {
        return new TumourStudy("", arms, 0, 1);
    }

    @Test
    void categoriesFollowBothThresholds() {
        assertThat(ResponseCategory.of(-96, -41)).isEqualTo(ResponseCategory.CR);
        assertThat(ResponseCategory.of(-96, -39)).isEqualTo(ResponseCategory.PR);
        assertThat(ResponseCategory.of(-95, -50)).isEqualTo(ResponseCategory.PR);
        assertThat(ResponseCategory.of(-51, -19)).isEqualTo(ResponseCategory.SD);
        assertThat(ResponseCategory.of(-50, -30)).isEqualTo(ResponseCategory.SD);
        assertThat(ResponseCategory.of(34.9, 29.9)).isEqualTo(ResponseCategory.SD);
        assertThat(ResponseCategory.of(35, 0)).isEqualTo(ResponseCategory.PD);
        assertThat(ResponseCategory.of(0, 30)).isEqualTo(ResponseCategory.PD);
    }

    @Test
    void bestResponsesCountAfterDayTenAndTheAverageFromTheStart() {
        AnimalResponse one = response(animal(0, 200, 5, 20, 12, 60, 19, 100));

        assertThat(one.best().value()).as("day 12, not day 5").isCloseTo(-70, within(1e-9));
        assertThat(one.bestAverage().value())
                .as("mean of 0, -90, -70")
                .isCloseTo(-160.0 / 3, within(1e-9));
        assertThat(one.category()).isEqualTo(ResponseCategory.PR);
        assertThat(one.relativeVolume().value()).isEqualTo(0.5);
        assertThat(response(animal(0, 200, 7, 100)).category())
                .isEqualTo(ResponseCategory.NOT_EVALUABLE);
        assertThat(response(animal(0, 0, 14, 100)).best().reason()).contains("first volume is 0");
    }

    @Test
    void ratesOfAnExponentialAreItsRate() {
        double[] data = new double[10];
        for (int i = 0; i < 5; i++) {
            data[2 * i] = 4 * i;
            data[2 * i + 1] = 100 * Math.exp(0.07 * 4 * i);
        }
        AnimalResponse one = response(animal(data));

        assertThat(one.rate().value()).isCloseTo(0.07, within(1e-12));
        assertThat(one.areaRate().value()).isCloseTo(0.07, within(1e-12));
    }

    @Test
    void inhibitionIsThatOfItsDefinitions() {
        Arm control = new Arm("C", List.of(animal(0, 100, 10, 400), animal(0, 200, 10, 800)));
        Arm treated = new Arm("A", List.of(animal(0, 100, 10, 200), animal(0, 200, 10, 400)));
        TumourStudy study = study(List.of(control, treated));
        List<AnimalResponse> responses = new ArrayList<>();
        study.arms()
                .forEach(
                        arm ->
                                arm.animals()
                                        .forEach(
                                                animal ->
                                                        responses.add(
                                                                AnimalResponse.of(
                                                                        study,
                                                                        arm.name(),
                                                                        animal))));
        Inhibition found =
                Inhibition.of(study, treated, control, responses, curve(treated), curve(control));

        assertThat(found.day()).isEqualTo(10);
        assertThat(found.treatedOverControl().value()).isCloseTo(50, within(1e-9));
        assertThat(found.growthInhibition().value())
                .as("100 (1 - 150 / 450)")
                .isCloseTo(100 * (1 - 150.0 / 450), within(1e-9));
        assertThat(found.rateInhibition().value()).isCloseTo(50, within(1e-9));
        assertThat(found.growthDelay().value()).as("10 - 10/3").isCloseTo(20.0 / 3, within(1e-9));
        assertThat(found.logCellKill().value())
                .as("delay over 3.32 doubling times of 5 days")
                .isCloseTo(20.0 / 3 / (5 * Math.log(10) / Math.log(2)), within(1e-9));
    }

    private static KaplanMeier curve(Arm arm) {
        return KaplanMeier.of(
                arm.animals().stream()
                        .map(animal -> Progression.of(animal, new Progression.Fold(2)))
                        .toList(),
                0.95);
    }

    /// Animals whose times are those of Gao's table: best average response, category of its own
    /// best responses, and time to double, which lies on the line between two readings.
    @Test
    void breastModelsOfTheEncyclopediaHaveThePublishedMeasures() throws IOException {
        Path metrics = SharedData.require("data/pdx-gao2015/brca_curve_metrics.csv");
        TumourStudy study =
                TumourReader.read(
                                SharedData.require("data/pdx-gao2015/brca_raw_volumes.csv"),
                                TumourDeclarations.detect())
                        .study()
                        .orElseThrow();
        Map<String, Animal> animals = new HashMap<>();
        study.arms()
                .forEach(
                        arm ->
                                arm.animals()
                                        .forEach(
                                                one ->
                                                        animals.put(
                                                                one.name() + "|" + arm.name(),
                                                                one)));
        int rows = 0;
        int averages = 0;
        int categories = 0;
        int doublings = 0;
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(metrics)) {
            for (NamedCsvRecord row : reader) {
                Animal animal =
                        Objects.requireNonNull(
                                animals.get(
                                        row.getField("model") + "|" + row.getField("treatment")),
                                row.toString());
                AnimalResponse one = AnimalResponse.of(study, "", animal);
                double average = Double.parseDouble(row.getField("best_avg_response"));
                double best = Double.parseDouble(row.getField("best_response"));
                averages += Math.abs(one.bestAverage().value() - average) < 0.2 ? 1 : 0;
                categories +=
                        row.getField("response_category")
                                        .startsWith(ResponseCategory.of(best, average).name())
                                ? 1
                                : 0;
                EventTime time = Progression.of(animal, new Progression.Fold(2));
                double published = Double.parseDouble(row.getField("time_to_double"));
                doublings += Math.abs(time.time() - published) < 0.15 ? 1 : 0;
                rows++;
            }
        }
        assertThat(rows).isEqualTo(522);
        assertThat(averages).as("best average responses").isGreaterThanOrEqualTo(515);
        assertThat(categories).as("categories").isGreaterThanOrEqualTo(517);
        assertThat(doublings).as("times to double").isGreaterThanOrEqualTo(510);
    }
}
