package org.tamor.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tamor.cohort.Coverage;
import org.tamor.cohort.Repetition;
import org.tamor.cohort.Trial;
import org.tamor.cohort.TrialRunner;
import org.tamor.cohort.protocol.MeasurementPlan;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.cohort.protocol.ProtocolReader;
import org.tamor.cohort.protocol.Randomisation;
import org.tamor.parallel.Progress;
import org.tamor.study.Study;
import org.tamor.study.StudyReader;

/// How often the intervals of `tamor mouse` hold what is true of virtual studies: a protocol as it
/// stands, with no animal killed or lost, and with each tumour allotted on its own day.
///
/// `bench/run VirtualStudyCoverage PROTOCOL.yaml [STUDIES] [SETTING]` prints a row for each
/// quantity. Every study is one of animals of its own, none is drawn from a common pool.
public final class VirtualStudyCoverage {

    private static final PrintStream OUT =
            new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int STUDIES = 200;
    private static final long SEED = 20_263;

    private VirtualStudyCoverage() {}

    /// A protocol under a name.
    private record Setting(String name, Protocol protocol) {}

    private static Protocol with(
            Protocol protocol, Randomisation randomisation, MeasurementPlan measurement) {
        return new Protocol(
                protocol.file(),
                protocol.title(),
                protocol.study(),
                protocol.volume(),
                protocol.treatmentHour(),
                protocol.arms(),
                protocol.control(),
                randomisation,
                measurement,
                protocol.variability(),
                protocol.blots(),
                protocol.truthAnimals(),
                protocol.repetitions(),
                protocol.seed(),
                protocol.analysis());
    }

    private static List<Setting> settings(Protocol protocol) {
        MeasurementPlan plan = protocol.measurement();
        MeasurementPlan complete =
                new MeasurementPlan(
                        plan.days(),
                        plan.end(),
                        plan.caliperVariation(),
                        plan.rounding(),
                        plan.detection(),
                        Double.POSITIVE_INFINITY,
                        0);
        Randomisation mean = protocol.randomisation();
        Randomisation each =
                new Randomisation(
                        mean.engrafted(),
                        mean.days(),
                        Randomisation.Rule.EACH,
                        mean.volume(),
                        mean.smallest(),
                        mean.largest(),
                        mean.method());
        return List.of(
                new Setting("as planned", protocol),
                new Setting("nobody leaves", with(protocol, mean, complete)),
                new Setting("each on its own day", with(protocol, each, plan)));
    }

    public static void main(String[] arguments) {
        Protocol read = ProtocolReader.read(Path.of(arguments[0]));
        int studies = arguments.length > 1 ? Integer.parseInt(arguments[1]) : STUDIES;
        String only = arguments.length > 2 ? arguments[2] : "";
        Protocol protocol = read.with(studies, SEED, read.analysis());
        Study study = StudyReader.read(protocol.study());
        OUT.println("# " + Machine.describe());
        OUT.println(
                "setting\tquantity\tarm\tstudies\ttruth\tlimit\tmean_estimate\thalf_width"
                        + "\tcovered_percent\tcovered_limit_percent\tdetected_percent\tleft_percent"
                        + "\tseconds");
        for (Setting setting : settings(protocol)) {
            if (setting.name.contains(only)) {
                long start = System.nanoTime();
                Trial trial =
                        new TrialRunner(study, setting.protocol, Optional.empty())
                                .run(Runtime.getRuntime().availableProcessors(), Progress.SILENT);
                print(setting, trial, 1e-9 * (System.nanoTime() - start));
            }
        }
    }

    private static void print(Setting setting, Trial trial, double seconds) {
        double left =
                trial.repetitions().stream().mapToDouble(Repetition::left).average().orElse(0);
        for (Coverage row : trial.coverage()) {
            OUT.printf(
                    Locale.ROOT,
                    "%s\t%s\t%s\t%d\t%.5g\t%.5g\t%.5g\t%.3g\t%.1f\t%.1f\t%.1f\t%.0f\t%.0f%n",
                    setting.name,
                    row.kind().text(),
                    row.arm(),
                    row.studies(),
                    row.truth(),
                    row.limit(),
                    row.estimate(),
                    row.width(),
                    100 * row.covered(),
                    100 * row.coveredLimit(),
                    100 * row.detected(),
                    100 * left,
                    seconds);
        }
    }
}
