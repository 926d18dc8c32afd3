package org.tamor.tumour.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.inference.Interval;
import org.tamor.combination.inference.Multiplicity;
import org.tamor.failure.TamorException;
import org.tamor.stats.RandomStream;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.VolumeReading;
import org.tamor.tumour.mixed.Contrast;
import org.tamor.tumour.mixed.GrowthModel;
import org.tamor.tumour.mixed.Likelihood;
import org.tamor.tumour.power.InteractionPower;
import org.tamor.tumour.power.StudySimulation;
import org.tamor.tumour.power.StudySimulation.PlannedArm;

/// Analyses one combination of a study.
final class InteractionAnalyser {

    private static final int FIRST_DAYS = 3;
    private static final int MOST_PLANNED = 30;
    private static final double WANTED_POWER = 0.8;

    private final TumourStudy study;
    private final Design design;
    private final TumourOptions options;
    private final IntConsumer progress;

    /// @param study of the design's arms only
    InteractionAnalyser(
            TumourStudy study, Design design, TumourOptions options, IntConsumer progress) {
        this.study = study;
        this.design = design;
        this.options = options;
        this.progress = progress;
    }

    /// The arms of a design alone.
    static TumourStudy part(TumourStudy study, Design design) {
        List<Arm> arms =
                study.arms().stream()
                        .filter(
                                arm ->
                                        arm.name().equals(design.control())
                                                || design.singles().contains(arm.name())
                                                || arm.name().equals(design.combination()))
                        .toList();
        return new TumourStudy(study.name(), arms, study.start(), study.floor());
    }

    InteractionAnalysis analyse() {
        double day = options.lastDay(study);
        GrowthModel model = GrowthModel.fit(study, day);
        List<InteractionScore> scores = scores(model);
        List<InteractionAnalysis.CoursePoint> course = course();
        Optional<Contrast> ownRates = SimpleContrasts.ownRates(study, design, day);
        Optional<Contrast> bent = bent(day);
        Evaluation curvature = curvature(day);
        double last = SimpleContrasts.lastDay(study, design);
        Optional<Contrast> onLastDay =
                Double.isNaN(last) ? Optional.empty() : SimpleContrasts.onDay(study, design, last);
        InteractionAnalysis.Plan plan = plan(model, scores.getFirst());
        List<DropOut> dropOut = study.arms().stream().map(arm -> DropOut.of(study, arm)).toList();
        VerdictWriter writer = new VerdictWriter(design, scores, course, dropOut, options.level());
        return new InteractionAnalysis(
                design,
                day,
                model,
                scores,
                course,
                ownRates,
                bent,
                curvature,
                last,
                onLastDay,
                plan,
                new InteractionAnalysis.Verdict(
                        writer.headline(),
                        writer.flips(ownRates, bent, curvature),
                        writer.dropOut(last, onLastDay),
                        writer.advice(plan)));
    }

    private List<InteractionScore> scores(GrowthModel model) {
        List<InteractionScore> scores = new ArrayList<>();
        scores.add(Interaction.score(model, design, options.primary(), options.level()));
        for (Reference reference : Reference.values()) {
            if (reference != options.primary()) {
                scores.add(Interaction.score(model, design, reference, options.level()));
            }
        }
        return options.draws() > 0 ? bootstrapped(model, scores) : scores;
    }

    /// Studentised intervals from studies drawn from the fitted model on the days on which each
    /// animal was measured.
    private List<InteractionScore> bootstrapped(GrowthModel model, List<InteractionScore> scores) {
        StudySimulation simulation =
                new StudySimulation(
                        model.fit().coefficients()[0],
                        model.fit().random(),
                        model.fit().variance(),
                        Double.POSITIVE_INFINITY);
        List<PlannedArm> planned = planned(model);
        double[][] draws =
                IntStream.range(0, options.draws())
                        .parallel()
                        .mapToObj(
                                draw -> {
                                    double[] departures =
                                            departures(simulation, planned, scores, draw);
                                    progress.accept(1);
                                    return departures;
                                })
                        .toArray(double[][]::new);
        List<InteractionScore> changed = new ArrayList<>();
        for (int k = 0; k < scores.size(); k++) {
            int score = k;
            double[] sorted =
                    Arrays.stream(draws)
                            .mapToDouble(draw -> draw[score])
                            .filter(Double::isFinite)
                            .sorted()
                            .toArray();
            changed.add(scores.get(k).withBootstrap(interval(scores.get(k), sorted)));
        }
        return changed;
    }

    private Interval interval(InteractionScore score, double[] sorted) {
        if (!score.excess().isDefined() || sorted.length < 0.9 * options.draws()) {
            return InteractionAnalysis.none(options.level());
        }
        double tail = 0.5 * (1 - options.level());
        double value = score.excess().value();
        return new Interval(
                value,
                value - quantile(sorted, 1 - tail) * score.standardError(),
                value - quantile(sorted, tail) * score.standardError(),
                options.level());
    }

    private static double quantile(double[] sorted, double p) {
        int at = (int) Math.round(p * (sorted.length + 1)) - 1;
        return sorted[Math.clamp(at, 0, sorted.length - 1)];
    }

    private List<PlannedArm> planned(GrowthModel model) {
        List<PlannedArm> planned = new ArrayList<>();
        for (Arm arm : study.arms()) {
            List<double[]> days = new ArrayList<>();
            for (Animal animal : arm.animals()) {
                double[] own =
                        animal.readings().stream()
                                .mapToDouble(VolumeReading::day)
                                .filter(day -> day <= model.until())
                                .toArray();
                if (own.length > 0) {
                    days.add(own);
                }
            }
            planned.add(new PlannedArm(arm.name(), model.rate(arm.name()).estimate(), days));
        }
        return planned;
    }

    /// How many standard errors the scores of one drawn study lie from those of the fitted model;
    /// NaN for a study that cannot be fitted.
    private double[] departures(
            StudySimulation simulation,
            List<PlannedArm> planned,
            List<InteractionScore> scores,
            int draw) {
        double[] departures = new double[scores.size()];
        Arrays.fill(departures, Double.NaN);
        TumourStudy drawn = simulation.draw(planned, RandomStream.of(options.seed(), draw));
        try {
            GrowthModel model = GrowthModel.fit(drawn, Double.POSITIVE_INFINITY);
            GrowthModel dated =
                    new GrowthModel(
                            model.arms(), scores.getFirst().day(), model.bent(), model.fit());
            for (int k = 0; k < departures.length; k++) {
                InteractionScore again =
                        Interaction.score(
                                dated, design, scores.get(k).reference(), options.level());
                departures[k] =
                        (again.excess().value() - scores.get(k).excess().value())
                                / again.standardError();
            }
        } catch (TamorException unfit) {
            return departures;
        }
        return departures;
    }

    private List<InteractionAnalysis.CoursePoint> course() {
        List<List<InteractionScore>> byDay = new ArrayList<>();
        double[] days = study.days();
        for (int i = FIRST_DAYS - 1; i < days.length; i++) {
            double day = days[i];
            boolean all = study.arms().stream().allMatch(arm -> measured(arm, day) >= 2);
            if (all) {
                byDay.add(Interaction.scores(GrowthModel.fit(study, day), design, options.level()));
            }
        }
        List<InteractionAnalysis.CoursePoint> course = new ArrayList<>();
        for (Reference reference : Reference.values()) {
            List<InteractionScore> own =
                    byDay.stream()
                            .flatMap(List::stream)
                            .filter(score -> score.reference() == reference)
                            .toList();
            List<InteractionScore> defined =
                    own.stream().filter(score -> score.excess().isDefined()).toList();
            double[] adjusted =
                    Multiplicity.holm(
                            defined.stream().mapToDouble(InteractionScore::probability).toArray());
            for (InteractionScore score : own) {
                int at = defined.indexOf(score);
                course.add(
                        new InteractionAnalysis.CoursePoint(
                                score, at < 0 ? Double.NaN : adjusted[at]));
            }
        }
        return course;
    }

    private static long measured(Arm arm, double day) {
        return arm.animals().stream().filter(animal -> animal.volumeOn(day).isPresent()).count();
    }

    private Optional<Contrast> bent(double day) {
        try {
            GrowthModel model = GrowthModel.fit(study, day, true, Likelihood.RESTRICTED);
            return Optional.of(model.combination(Interaction.blissWeights(model, design)));
        } catch (TamorException unfit) {
            return Optional.empty();
        }
    }

    /// Likelihood ratio of bent against straight growth of every arm.
    private Evaluation curvature(double day) {
        try {
            GrowthModel bent = GrowthModel.fit(study, day, true, Likelihood.FULL);
            GrowthModel straight = GrowthModel.fit(study, day, false, Likelihood.FULL);
            double ratio = 2 * (bent.fit().logLikelihood() - straight.fit().logLikelihood());
            return Evaluation.ok(
                    1
                            - new ChiSquaredDistribution(study.arms().size())
                                    .cumulativeProbability(Math.max(0, ratio)));
        } catch (TamorException unfit) {
            return Evaluation.undefined(
                    Status.UNDEFINED_MODEL, "too few days to tell bent growth from straight");
        }
    }

    private InteractionAnalysis.Plan plan(GrowthModel model, InteractionScore first) {
        double[] days = Arrays.stream(study.days()).filter(day -> day <= model.until()).toArray();
        InteractionPower power =
                new InteractionPower(
                        model.fit().random(),
                        model.fit().variance(),
                        days,
                        Interaction.blissWeights(model, design),
                        options.level());
        double mean = (double) study.animals() / study.arms().size();
        double excess = first.excess().isDefined() ? first.excess().value() : 0;
        List<double[]> curve = new ArrayList<>();
        for (int n = 2; n <= MOST_PLANNED; n++) {
            curve.add(new double[] {n, power.power(excess, n)});
        }
        return new InteractionAnalysis.Plan(
                Math.rint(mean),
                power.animals(excess, WANTED_POWER),
                power.detectable((int) Math.max(2, Math.rint(mean)), WANTED_POWER),
                curve);
    }
}
