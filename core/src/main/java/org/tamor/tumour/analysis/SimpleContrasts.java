package org.tamor.tumour.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.tamor.combination.Evaluation;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.metrics.AnimalResponse;
import org.tamor.tumour.mixed.Contrast;

/// Simple tests of interaction, beside the mixed model: one number for each animal, then the
/// contrast of the arms' means.
public final class SimpleContrasts {

    private SimpleContrasts() {}

    /// One arm's part in a contrast.
    private record Group(double weight, double[] values) {

        double mean() {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum / values.length;
        }

        double squares() {
            double mean = mean();
            double sum = 0;
            for (double value : values) {
                sum += (value - mean) * (value - mean);
            }
            return sum;
        }
    }

    /// The excess by Bliss from each animal's own growth rate up to a day; arms may vary
    /// differently (Welch, with the degrees of freedom of Satterthwaite). Empty where an arm has
    /// fewer than two rates.
    public static Optional<Contrast> ownRates(TumourStudy study, Design design, double until) {
        Optional<List<Group>> found = groups(study, design, animal -> rate(study, animal, until));
        return found.map(
                groups -> {
                    double estimate = 0;
                    double variance = 0;
                    double freedom = 0;
                    for (Group group : groups) {
                        int n = group.values.length;
                        double own = group.weight * group.weight * group.squares() / (n - 1.0) / n;
                        estimate += group.weight * group.mean();
                        variance += own;
                        freedom += own * own / (n - 1);
                    }
                    return new Contrast(
                            estimate, Math.sqrt(variance), variance * variance / freedom);
                });
    }

    private static OptionalDouble rate(TumourStudy study, Animal animal, double until) {
        Evaluation rate = AnimalResponse.rate(study, animal, until);
        return rate.isDefined() ? OptionalDouble.of(rate.value()) : OptionalDouble.empty();
    }

    /// The interaction in an analysis of variance of the log volumes of the animals that are left
    /// on a day: what is often done, and biased where the large tumours have left. Empty where an
    /// arm has fewer than two animals.
    public static Optional<Contrast> onDay(TumourStudy study, Design design, double day) {
        Optional<List<Group>> found =
                groups(
                        study,
                        design,
                        animal ->
                                animal.volumeOn(day).isPresent()
                                        ? OptionalDouble.of(
                                                study.logarithm(animal.volumeOn(day).getAsDouble()))
                                        : OptionalDouble.empty());
        return found.map(
                groups -> {
                    double estimate = 0;
                    double squares = 0;
                    double weights = 0;
                    int freedom = 0;
                    for (Group group : groups) {
                        estimate += group.weight * group.mean();
                        squares += group.squares();
                        weights += group.weight * group.weight / group.values.length;
                        freedom += group.values.length - 1;
                    }
                    return new Contrast(estimate, Math.sqrt(weights * squares / freedom), freedom);
                });
    }

    /// The last day on which every arm of the design has two animals; NaN where there is none.
    public static double lastDay(TumourStudy study, Design design) {
        double last = Double.NaN;
        for (double day : study.days()) {
            last = onDay(study, design, day).isPresent() ? day : last;
        }
        return last;
    }

    private static Optional<List<Group>> groups(
            TumourStudy study, Design design, Function<Animal, OptionalDouble> number) {
        List<Group> groups = new ArrayList<>();
        add(groups, study, design.control(), 1.0 - design.singles().size(), number);
        design.singles().forEach(single -> add(groups, study, single, 1, number));
        add(groups, study, design.combination(), -1, number);
        return groups.stream().allMatch(group -> group.values.length > 1)
                ? Optional.of(groups)
                : Optional.empty();
    }

    private static void add(
            List<Group> groups,
            TumourStudy study,
            String name,
            double weight,
            Function<Animal, OptionalDouble> number) {
        double[] values =
                study.arm(name).map(Arm::animals).orElse(List.of()).stream()
                        .map(number)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .toArray();
        groups.add(new Group(weight, values));
    }
}
