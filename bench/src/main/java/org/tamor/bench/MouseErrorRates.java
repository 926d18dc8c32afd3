package org.tamor.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.IntStream;
import org.tamor.format.tumour.TumourDeclarations;
import org.tamor.format.tumour.TumourReader;
import org.tamor.format.tumour.TumourReading;
import org.tamor.stats.RandomStream;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.VolumeReading;
import org.tamor.tumour.analysis.Design;
import org.tamor.tumour.analysis.Interaction;
import org.tamor.tumour.analysis.InteractionAnalysis;
import org.tamor.tumour.analysis.InteractionScore;
import org.tamor.tumour.analysis.Reference;
import org.tamor.tumour.analysis.SimpleContrasts;
import org.tamor.tumour.analysis.TumourAnalyser;
import org.tamor.tumour.analysis.TumourOptions;
import org.tamor.tumour.metrics.Inhibition;
import org.tamor.tumour.mixed.Contrast;
import org.tamor.tumour.mixed.GrowthModel;
import org.tamor.tumour.power.StudySimulation;
import org.tamor.tumour.power.StudySimulation.PlannedArm;

/// Error rates of the test of interaction in tumour studies, beside those of the test on the last
/// day that is often done: studies without interaction by Bliss that are called interacting, and
/// intervals that miss the truth.
///
/// Arguments: studies per setting without interaction (1000), studies per setting for the intervals
/// (200), a regular expression of settings (all). Every study is written as a table and goes
/// through the reader and the analysis of `tamor mouse`. Animals are killed after the first reading
/// of the limit or more.
public final class MouseErrorRates {

    private static final double[] DAYS = {0, 3, 6, 9, 12, 15, 18, 21, 24, 27};
    private static final double[][] BETWEEN = {{0.12, 0.001}, {0.001, 0.0004}};
    private static final double NOISE = 0.04;
    private static final PrintStream OUT = System.out;

    private MouseErrorRates() {}

    /// What is simulated.
    ///
    /// @param rates per day of control, first drug, second drug
    /// @param excess by which the combination grows slower than Bliss expects
    /// @param animals in each arm
    /// @param limit mm3
    record Setting(String name, double[] rates, double excess, int[] animals, double limit) {

        TumourStudy draw(long seed, long study) {
            double combined = rates[1] + rates[2] - rates[0] - excess;
            return new StudySimulation(Math.log(150), BETWEEN, NOISE, limit)
                    .draw(
                            List.of(
                                    PlannedArm.of("Vehicle", rates[0], animals[0], DAYS),
                                    PlannedArm.of("A", rates[1], animals[1], DAYS),
                                    PlannedArm.of("B", rates[2], animals[2], DAYS),
                                    PlannedArm.of("A+B", combined, animals[3], DAYS)),
                            RandomStream.of(seed, study));
        }
    }

    private static List<Setting> settings(double excess) {
        double[] alike = {0.13, 0.09, 0.08};
        double[] strong = {0.14, 0.06, 0.07};
        double none = Double.POSITIVE_INFINITY;
        int[] six = {6, 6, 6, 6};
        int[] eight = {8, 8, 8, 8};
        int[] twelve = {12, 12, 12, 12};
        int[] unequal = {10, 6, 6, 8};
        return List.of(
                new Setting("no drop-out, n 8", alike, excess, eight, none),
                new Setting("weak drugs, killed at 2000 mm3, n 8", alike, excess, eight, 2000),
                new Setting("weak drugs, killed at 1200 mm3, n 12", alike, excess, twelve, 1200),
                new Setting("strong drugs, killed at 1500 mm3, n 6", strong, excess, six, 1500),
                new Setting("strong drugs, killed at 1500 mm3, n 8", strong, excess, eight, 1500),
                new Setting("strong drugs, killed at 1500 mm3, n 12", strong, excess, twelve, 1500),
                new Setting(
                        "strong drugs, killed at 1500 mm3, n 10/6/6/8",
                        strong,
                        excess,
                        unequal,
                        1500));
    }

    public static void main(String[] arguments) throws IOException {
        int studies = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int intervals = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        String only = arguments.length > 2 ? arguments[2] : "";
        Path folder = Files.createTempDirectory("tamor-mouse");
        OUT.println("# " + Machine.describe());
        OUT.println(
                "setting\texcess\tstudies\tmixed_rejected_percent\town_rates_rejected_percent"
                        + "\tlast_day_rejected_percent\tcovered_percent\tbias_per_day\tleft_percent"
                        + "\tseconds");
        for (Setting setting : settings(0)) {
            if (setting.name.matches(".*(" + only + ").*")) {
                tests(setting, studies);
            }
        }
        for (Setting setting : settings(0.03)) {
            if (setting.name.matches(".*(" + only + ").*")) {
                run(setting, intervals, folder);
            }
        }
    }

    /// What is counted over the studies of a setting.
    private static final class Counts {
        private final AtomicInteger mixed = new AtomicInteger();
        private final AtomicInteger own = new AtomicInteger();
        private final AtomicInteger lastDay = new AtomicInteger();
        private final AtomicInteger covered = new AtomicInteger();
        private final DoubleAdder bias = new DoubleAdder();
        private final DoubleAdder left = new DoubleAdder();

        void add(
                Setting setting,
                TumourStudy study,
                InteractionScore score,
                Optional<Contrast> ownRates,
                Optional<Contrast> onLastDay) {
            mixed.addAndGet(score.probability() <= 0.05 ? 1 : 0);
            own.addAndGet(rejects(ownRates));
            lastDay.addAndGet(rejects(onLastDay));
            covered.addAndGet(score.interval().contains(setting.excess) ? 1 : 0);
            bias.add(score.excess().value() - setting.excess);
            left.add(100.0 * early(study) / study.animals());
        }

        void print(Setting setting, int studies, long start) {
            OUT.printf(
                    "%s\t%s\t%d\t%.1f\t%.1f\t%.1f\t%.1f\t%+.4f\t%.0f\t%.0f%n",
                    setting.name,
                    setting.excess,
                    studies,
                    100.0 * mixed.get() / studies,
                    100.0 * own.get() / studies,
                    100.0 * lastDay.get() / studies,
                    100.0 * covered.get() / studies,
                    bias.sum() / studies,
                    left.sum() / studies,
                    1e-9 * (System.nanoTime() - start));
        }
    }

    private static void tests(Setting setting, int studies) {
        long start = System.nanoTime();
        Counts counts = new Counts();
        Design design = new Design("Vehicle", List.of("A", "B"), "A+B");
        IntStream.range(0, studies)
                .parallel()
                .forEach(
                        number -> {
                            TumourStudy study = setting.draw(20_261, number);
                            double day = Inhibition.lastCommonDay(study, study.arms());
                            double last = SimpleContrasts.lastDay(study, design);
                            counts.add(
                                    setting,
                                    study,
                                    Interaction.score(
                                            GrowthModel.fit(study, day),
                                            design,
                                            Reference.BLISS,
                                            0.95),
                                    SimpleContrasts.ownRates(study, design, day),
                                    SimpleContrasts.onDay(study, design, last));
                        });
        counts.print(setting, studies, start);
    }

    private static void run(Setting setting, int studies, Path folder) {
        long start = System.nanoTime();
        Counts counts = new Counts();
        IntStream.range(0, studies)
                .parallel()
                .forEach(
                        number -> {
                            TumourStudy study = setting.draw(20_262, number);
                            InteractionAnalysis found =
                                    analyse(study, folder.resolve(number + ".csv"));
                            counts.add(
                                    setting,
                                    study,
                                    found.primary(),
                                    found.ownRates(),
                                    found.onLastDay());
                        });
        counts.print(setting, studies, start);
    }

    private static int rejects(Optional<Contrast> contrast) {
        return contrast.isPresent() && contrast.get().probability() <= 0.05 ? 1 : 0;
    }

    private static long early(TumourStudy study) {
        return study.arms().stream()
                .flatMap(arm -> arm.animals().stream())
                .filter(animal -> animal.lastDay() < DAYS[DAYS.length - 1])
                .count();
    }

    /// Through a file, as a user would.
    private static InteractionAnalysis analyse(TumourStudy study, Path file) {
        StringBuilder text = new StringBuilder("Mouse,Day,Treatment,Volume (mm3)\n");
        for (Arm arm : study.arms()) {
            for (Animal animal : arm.animals()) {
                for (VolumeReading one : animal.readings()) {
                    text.append(animal.name())
                            .append(',')
                            .append(one.day())
                            .append(',')
                            .append(arm.name())
                            .append(',')
                            .append(one.volume())
                            .append('\n');
                }
            }
        }
        try {
            Files.writeString(file, text);
            TumourReading reading = TumourReader.read(file, TumourDeclarations.detect());
            Files.delete(file);
            return TumourAnalyser.analyse(
                            reading.study().orElseThrow(),
                            reading.control(),
                            reading.designs(),
                            TumourOptions.standard().draws(0).threads(1),
                            done -> {})
                    .interactions()
                    .getFirst();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
