package org.tamor.cohort.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.ProjectFiles;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.cohort.protocol.ExposurePlan;
import org.tamor.cohort.protocol.ExposurePlanReader;
import org.tamor.failure.BadInputException;
import org.tamor.parallel.Progress;
import org.tamor.study.Study;
import org.tamor.study.StudyReader;

/// Static exposure of tumours that grow at `growth - effect_A A - effect_B B - both A B` per hour.
class StaticExposureTest {

    private static final double GROWTH = 0.005;
    private static final double A = 0.001;
    private static final double B = 0.0015;
    private static final double BOTH = 0.0005;

    @TempDir private Path folder;

    private static Path source() {
        return ProjectFiles.root().resolve("core/src/test/resources/studies/tumours");
    }

    /// A copy of the study with texts of two files in place of others.
    private Path copy(String name, String from, String to) throws IOException {
        try (Stream<Path> files = Files.list(source())) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                String own = String.valueOf(file.getFileName());
                if (own.equals(name)) {
                    assertThat(text).contains(from);
                    text = text.replace(from, to);
                }
                Files.writeString(folder.resolve(own), text);
            }
        }
        return folder.resolve("exposure.yaml");
    }

    private static StaticExposure run(Path file, Optional<Ensemble> ensemble, int threads) {
        ExposurePlan plan = ExposurePlanReader.read(file);
        Study study = StudyReader.read(plan.protocol().study());
        return new StaticExposureRunner(study, plan, List.of())
                .run(ensemble, threads, Progress.SILENT);
    }

    private static StaticExposure run(Path file) {
        return run(file, Optional.empty(), 1);
    }

    @Test
    void findsTheHyperbolaOfLinearEffects() {
        StaticExposure found = run(source().resolve("exposure.yaml"));

        assertThat(found.untreated()).isCloseTo(24 * GROWTH, within(1e-5));
        assertThat(found.curve().branches()).hasSize(1);
        List<StaticCurve.Point> points = found.curve().branches().getFirst();
        assertThat(points).hasSizeGreaterThan(10);
        for (StaticCurve.Point one : points) {
            double effect = A * one.first() + B * one.second() + BOTH * one.first() * one.second();
            assertThat(effect).as(one.toString()).isCloseTo(GROWTH, within(2e-4 * GROWTH));
        }
        assertThat(found.curve().firstAlone()).hasSize(1);
        assertThat(found.curve().firstAlone().getFirst()).isCloseTo(GROWTH / A, within(1e-3));
        assertThat(found.curve().secondAlone().getFirst()).isCloseTo(GROWTH / B, within(1e-3));
        assertThat(Stream.of(points.getFirst(), points.getLast()))
                .as("the curve runs from axis to axis")
                .anyMatch(one -> one.second() == 0)
                .anyMatch(one -> one.first() == 0);
    }

    @Test
    void simulatedTumoursOnTheCurveStandStill() {
        Path file = source().resolve("exposure.yaml");
        ExposurePlan plan = ExposurePlanReader.read(file);
        ExposedTumours tumours = new ExposedTumours(StudyReader.read(source()), plan);
        ExposedTumours.Subject subject = tumours.subject(tumours.vector(java.util.Map.of()));
        for (StaticCurve.Point one : run(file).curve().branches().getFirst()) {
            assertThat(subject.rate(one.first(), one.second())).isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void followsATargetThatIsNotZero() throws IOException {
        Path file = copy("exposure.yaml", "{from: 5", "{target: -0.024, from: 5");
        StaticCurve curve = run(file).curve();
        assertThat(curve.firstAlone().getFirst()).isCloseTo((GROWTH + 0.001) / A, within(1e-3));
    }

    @Test
    void aDrugWithoutEffectHasNoStaticExposureAlone() throws IOException {
        Path file = copy("model.ant", "effect_A = 0.001", "effect_A = 0");
        Files.writeString(
                folder.resolve("parameters.tsv"),
                Files.readString(folder.resolve("parameters.tsv")).replace("0.0005\t", "0\t"));
        StaticCurve curve = run(file).curve();
        assertThat(curve.firstAlone()).isEmpty();
        assertThat(curve.secondAlone().getFirst()).isCloseTo(GROWTH / B, within(1e-3));
    }

    @Test
    void withoutEffectsNothingIsStatic() throws IOException {
        Path file =
                copy(
                        "model.ant",
                        "effect_A = 0.001, effect_B = 0.0015",
                        "effect_A = 0, effect_B = 0");
        Files.writeString(
                folder.resolve("parameters.tsv"),
                Files.readString(folder.resolve("parameters.tsv")).replace("0.0005\t", "0\t"));
        StaticExposure found = run(file);
        assertThat(found.curve().exists()).isFalse();
        assertThat(found.reached()).allSatisfy(one -> assertThat(one.multiples()).isEmpty());
    }

    @Test
    void saysWhatDosesReach() {
        StaticExposure found = run(source().resolve("exposure.yaml"));

        assertThat(found.reached())
                .extracting(Reached::name)
                .containsExactly("A", "B", "A + B", "both");
        Reached a = found.reached().getFirst();
        assertThat(a.exposure().first()).isCloseTo(1, within(1e-6));
        assertThat(a.exposure().second()).isZero();
        assertThat(a.rate()).isCloseTo(24 * (GROWTH - A), within(1e-5));
        assertThat(a.asDosed()).isCloseTo(a.rate(), within(1e-4));
        assertThat(a.multiples()).hasSize(1);
        assertThat(a.multiples().getFirst()).isCloseTo(5, within(1e-3));
        Reached both = found.reached().get(2);
        double m = (-(A + B) + Math.sqrt((A + B) * (A + B) + 4 * BOTH * GROWTH)) / (2 * BOTH);
        assertThat(both.multiples().getFirst()).isCloseTo(m, within(1e-3));
        assertThat(found.reached().get(3).exposure().first()).isCloseTo(1, within(1e-6));
        assertThat(found.reached().get(3).exposure().second()).isCloseTo(2, within(1e-6));
    }

    @Test
    void bandsFollowTheEnsemble() {
        List<Ensemble.Member> members =
                Stream.of(0.003, 0.004, 0.005, 0.006, 0.007)
                        .map(growth -> new Ensemble.Member(1, Double.NaN, new double[] {growth}))
                        .toList();
        Ensemble ensemble = new Ensemble(List.of("growth"), members);
        StaticExposure one = run(source().resolve("exposure.yaml"), Optional.of(ensemble), 1);
        StaticExposure two = run(source().resolve("exposure.yaml"), Optional.of(ensemble), 3);

        StaticExposure.Band band = one.band().orElseThrow();
        assertThat(band.vectors()).isEqualTo(5);
        assertThat(band.weight()).isEqualTo(1);
        // crossings between nodes are interpolated: half a decade apart here
        assertThat(band.fewest().firstAlone().getFirst()).isCloseTo(3, within(0.3));
        assertThat(band.half().firstAlone().getFirst()).isCloseTo(5, within(0.3));
        assertThat(band.most().firstAlone().getFirst()).isCloseTo(7, within(0.4));
        assertThat(one.interpolation()).isBetween(1.0, 1.1);
        assertThat(two.band().orElseThrow().most()).isEqualTo(band.most());
        assertThat(two.curve()).isEqualTo(one.curve());
    }

    @Test
    void refusesWhatCannotBeHeld() throws IOException {
        Path unknown = copy("exposure.yaml", "held: {A: 1}", "held: {AA: 1}");
        assertThatThrownBy(() -> run(unknown))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no quantity AA");
        Path ruled = copy("exposure.yaml", "held: {A: 1}", "held: {signal: 1}");
        assertThatThrownBy(() -> run(ruled))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("signal is computed by a rule");
    }
}
