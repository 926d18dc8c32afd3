package org.tamor.study.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What the evidence says on one question, in numbers and words.
///
/// The probability of each mechanism where all were as likely before is its share of the marginal
/// likelihoods. A mechanism is preferred where every other one's marginal likelihood is smaller by
/// a factor of 3 or more even after two standard errors of the ratio; strongly by 20 (Kass and
/// Raftery, J. Am. Stat. Assoc. 90 (1995) 773-795).
///
/// @param probabilities in the order of the mechanisms
public record MechanismVerdict(
        String question, boolean withSentences, List<Double> probabilities, String words) {

    private static final double POSITIVE = Math.log(3);
    private static final double STRONG = Math.log(20);

    public MechanismVerdict {
        probabilities = List.copyOf(probabilities);
    }

    /// @param competing two or more that answer the same question
    public static MechanismVerdict of(List<MechanismEvidence> competing, boolean withSentences) {
        double most =
                competing.stream()
                        .mapToDouble(one -> one.logMarginal(withSentences))
                        .max()
                        .orElseThrow();
        double sum =
                competing.stream()
                        .mapToDouble(one -> Math.exp(one.logMarginal(withSentences) - most))
                        .sum();
        List<Double> probabilities =
                competing.stream()
                        .map(one -> Math.exp(one.logMarginal(withSentences) - most) / sum)
                        .toList();
        return new MechanismVerdict(
                competing.getFirst().mechanism().question(),
                withSentences,
                probabilities,
                words(competing, withSentences));
    }

    /// The logarithm of the Bayes factor less two standard errors.
    private static double sure(
            MechanismEvidence best, MechanismEvidence other, boolean withSentences) {
        return best.logMarginal(withSentences)
                - other.logMarginal(withSentences)
                - 2 * Math.hypot(best.error(withSentences), other.error(withSentences));
    }

    private static String words(List<MechanismEvidence> competing, boolean withSentences) {
        MechanismEvidence best =
                competing.stream()
                        .max(
                                Comparator.comparingDouble(
                                        (MechanismEvidence one) -> one.logMarginal(withSentences)))
                        .orElseThrow();
        List<MechanismEvidence> open = new ArrayList<>();
        List<MechanismEvidence> against = new ArrayList<>();
        boolean strong = true;
        for (MechanismEvidence one : competing) {
            if (!one.equals(best)) {
                double sure = sure(best, one, withSentences);
                (sure < POSITIVE ? open : against).add(one);
                strong &= sure >= STRONG;
            }
        }
        StringBuilder words =
                new StringBuilder(
                        withSentences ? "measurements and sentences" : "the measurements");
        if (open.isEmpty()) {
            words.append(strong ? " strongly prefer " : " prefer ").append(name(best));
            words.append(": ").append(best.mechanism().sentence());
        } else {
            words.append(" do not decide between ").append(name(best));
            open.forEach(
                    one ->
                            words.append(" and ")
                                    .append(name(one))
                                    .append(factor(best, one, withSentences)));
        }
        for (int i = 0; i < against.size(); i++) {
            words.append(i == 0 ? "; they speak against " : " and ");
            words.append(name(against.get(i))).append(factor(best, against.get(i), withSentences));
        }
        return words.append(withSentences ? unsettled(competing) : "").toString();
    }

    private static String name(MechanismEvidence one) {
        return "'" + one.mechanism().id() + "'";
    }

    private static String factor(
            MechanismEvidence best, MechanismEvidence other, boolean withSentences) {
        return String.format(
                Locale.ROOT,
                " (logarithm of the Bayes factor %.1f, standard error %.1f)",
                best.logMarginal(withSentences) - other.logMarginal(withSentences),
                Math.hypot(best.error(withSentences), other.error(withSentences)));
    }

    private static String unsettled(List<MechanismEvidence> competing) {
        List<String> unsettled =
                competing.stream()
                        .filter(one -> !one.rested())
                        .map(MechanismVerdict::name)
                        .toList();
        return unsettled.isEmpty()
                ? ""
                : "; for now: not settled are the populations of " + String.join(", ", unsettled);
    }
}
