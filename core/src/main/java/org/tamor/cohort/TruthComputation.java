package org.tamor.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.tamor.cohort.protocol.PlannedArm;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.combination.Evaluation;
import org.tamor.failure.TamorException;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;
import org.tamor.stats.RandomStream;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.analysis.Design;
import org.tamor.tumour.analysis.DesignDetection;
import org.tamor.tumour.analysis.Interaction;
import org.tamor.tumour.analysis.Reference;
import org.tamor.tumour.mixed.GrowthModel;
import org.tamor.tumour.mixed.Likelihood;
import org.tamor.tumour.survival.EventTime;
import org.tamor.tumour.survival.KaplanMeier;
import org.tamor.tumour.survival.Progression;

/// Computes what is true of a protocol and a parameter vector.
///
/// Animals are engrafted, measured and allotted as in a study, in many cohorts of which a few
/// animals each are taken by chance; each of these lives once in every arm. From its true volumes,
/// with no error, no killing and no loss, [TrueMeans] computes each quantity by its definition. The
/// standard error is that of the jackknife over cohorts, `s^2 = (K - 1)/K sum_k (x_(k) - mean)^2`
/// with x_(k) computed without cohort k.
///
/// The limit is what the analysis estimates when it is given all these animals as they would have
/// been measured: the value that a study tends to as its arms grow. Rates come from the mixed model
/// that bends, excesses from the straight one, medians from the curve of Kaplan and Meier.
final class TruthComputation {

    /// Animals of one cohort; more would share the cohort's day of allotment.
    private static final int OF_COHORT = 5;

    /// Numbers of studies below 0 belong to the truth.
    private static final long FIRST = -1;

    private static final long CHOICE = -2;

    private final Protocol protocol;
    private final StudyConduct conduct;
    private final Map<String, Double> vector;
    private final List<Design> designs;

    TruthComputation(Protocol protocol, StudyConduct conduct, Map<String, Double> vector) {
        this.protocol = protocol;
        this.conduct = conduct;
        this.vector = vector;
        List<String> arms = protocol.arms().stream().map(PlannedArm::name).toList();
        designs = DesignDetection.designs(arms, protocol.control());
    }

    /// An animal that lived once in every arm.
    ///
    /// @param lives in the order of the arms
    /// @param courses what is true of them, likewise
    record Twins(int cohort, List<VirtualAnimal> lives, List<TrueCourse> courses) {

        Twins {
            lives = List.copyOf(lives);
            courses = List.copyOf(courses);
        }
    }

    Truth compute(int threads, Progress progress) {
        int taken = Math.min(OF_COHORT, protocol.allotted());
        int cohorts = (protocol.truthAnimals() + taken - 1) / taken;
        List<Callable<List<Twins>>> tasks = new ArrayList<>();
        for (int k = 0; k < cohorts; k++) {
            int cohort = k;
            tasks.add(() -> cohort(cohort, taken));
        }
        List<Twins> population = new ArrayList<>();
        ParallelTasks.run(tasks, threads, "animals for the truth", progress)
                .forEach(population::addAll);
        Map<Quantity, Double> truth = means(population);
        Map<Quantity, Double> errors = errors(population, cohorts);
        Map<Quantity, Double> limits = limits(population);
        List<Truth.Value> values = new ArrayList<>();
        truth.forEach(
                (quantity, value) ->
                        values.add(
                                new Truth.Value(
                                        quantity,
                                        value,
                                        errors.getOrDefault(quantity, Double.NaN),
                                        limits.getOrDefault(quantity, Double.NaN))));
        return new Truth(values, population.size(), cohorts);
    }

    private List<Twins> cohort(int cohort, int taken) {
        long number = FIRST - cohort;
        List<Tumour.Allotted> chosen = new ArrayList<>(conduct.chosen(vector, number));
        RandomStream stream = RandomStream.of(protocol.seed() + CHOICE, number);
        TumourStudy plain = new TumourStudy("", List.of(), 0, protocol.measurement().detection());
        List<Twins> twins = new ArrayList<>();
        for (int i = 0; i < taken; i++) {
            Tumour.Allotted one = chosen.remove(stream.nextInt(chosen.size()));
            List<VirtualAnimal> lives = new ArrayList<>();
            for (int arm = 0; arm < protocol.arms().size(); arm++) {
                lives.add(conduct.follow(one, arm, vector, number));
            }
            List<TrueCourse> courses =
                    lives.stream()
                            .map(
                                    life ->
                                            TrueCourse.of(
                                                    plain,
                                                    life.inTruth(),
                                                    protocol.analysis().progression()))
                            .toList();
            twins.add(new Twins(cohort, lives, courses));
        }
        return twins;
    }

    private Map<Quantity, Double> means(List<Twins> population) {
        return new TrueMeans(protocol, designs, population).all();
    }

    private Map<Quantity, Double> errors(List<Twins> population, int cohorts) {
        Map<Quantity, List<Double>> without = new LinkedHashMap<>();
        for (int k = 0; k < cohorts; k++) {
            int left = k;
            means(population.stream().filter(twins -> twins.cohort() != left).toList())
                    .forEach(
                            (quantity, value) ->
                                    without.computeIfAbsent(quantity, key -> new ArrayList<>())
                                            .add(value));
        }
        Map<Quantity, Double> errors = new LinkedHashMap<>();
        without.forEach(
                (quantity, values) -> {
                    if (values.size() == cohorts) {
                        double mean =
                                values.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .average()
                                        .orElse(0);
                        double squares =
                                values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
                        errors.put(quantity, Math.sqrt((cohorts - 1.0) / cohorts * squares));
                    }
                });
        return errors;
    }

    private Map<Quantity, Double> limits(List<Twins> population) {
        Map<Quantity, Double> limits = new LinkedHashMap<>();
        TumourStudy measured = measured(population);
        double[] days = protocol.measurement().dayArray();
        for (int k = 2; k < days.length; k++) {
            double[] used = Arrays.copyOf(days, k + 1);
            byModel(measured, days[k], true).ifPresent(model -> rates(model, used, limits));
            byModel(measured, days[k], false).ifPresent(model -> excesses(model, limits));
        }
        medians(measured, days[days.length - 1], limits);
        return limits;
    }

    private void medians(TumourStudy measured, double last, Map<Quantity, Double> limits) {
        for (Arm arm : measured.arms()) {
            List<EventTime> times =
                    arm.animals().stream()
                            .map(one -> Progression.of(one, protocol.analysis().progression()))
                            .toList();
            Evaluation median = KaplanMeier.of(times, protocol.analysis().level()).median();
            if (median.isDefined()) {
                limits.put(
                        new Quantity(Quantity.Kind.MEDIAN_PROGRESSION, arm.name(), last),
                        median.value());
            }
        }
    }

    /// Empty where the animals that are left allow no fit.
    private static Optional<GrowthModel> byModel(TumourStudy measured, double day, boolean bent) {
        try {
            return Optional.of(GrowthModel.fit(measured, day, bent, Likelihood.RESTRICTED));
        } catch (TamorException unfit) {
            return Optional.empty();
        }
    }

    private void rates(GrowthModel model, double[] days, Map<Quantity, Double> limits) {
        double control = slope(model, protocol.control(), days);
        for (String arm : model.arms()) {
            double rate = slope(model, arm, days);
            double day = model.until();
            limits.put(new Quantity(Quantity.Kind.RATE, arm, day), rate);
            limits.put(new Quantity(Quantity.Kind.RATE_VERSUS_CONTROL, arm, day), rate - control);
        }
    }

    private static double slope(GrowthModel model, String arm, double[] days) {
        double[] alone = new double[model.arms().size()];
        alone[model.index(arm)] = 1;
        return model.fit().contrast(model.slopeWeights(alone, days)).estimate();
    }

    private void excesses(GrowthModel model, Map<Quantity, Double> limits) {
        double level = protocol.analysis().level();
        for (Design design : designs) {
            for (Reference reference : Reference.values()) {
                Evaluation excess = Interaction.score(model, design, reference, level).excess();
                if (excess.isDefined()) {
                    limits.put(
                            new Quantity(
                                    Estimate.kind(reference), design.combination(), model.until()),
                            excess.value());
                }
            }
        }
    }

    private TumourStudy measured(List<Twins> population) {
        Map<String, List<Animal>> byArm = new TreeMap<>();
        for (Twins twins : population) {
            for (VirtualAnimal life : twins.lives()) {
                byArm.computeIfAbsent(life.arm(), arm -> new ArrayList<>()).add(life.asMeasured());
            }
        }
        List<Arm> arms =
                protocol.arms().stream()
                        .map(arm -> new Arm(arm.name(), byArm.getOrDefault(arm.name(), List.of())))
                        .toList();
        return new TumourStudy("", arms, 0, protocol.measurement().detection());
    }
}
