package org.tamor.study.comparison;

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
        List<MechanismEvidence> sorted =
                competing.stream()
                        .sorted(
                                Comparator.comparingDouble(
                                                (MechanismEvidence one) ->
                                                        one.logMarginal(withSentences))
                                        .reversed())
                        .toList();
        MechanismEvidence best = sorted.getFirst();
        MechanismEvidence next =
                sorted.stream()
                        .skip(1)
                        .min(Comparator.comparingDouble(one -> sure(best, one, withSentences)))
                        .orElseThrow();
        double difference = best.logMarginal(withSentences) - next.logMarginal(withSentences);
        double error = Math.hypot(best.error(withSentences), next.error(withSentences));
        double sure = sure(best, next, withSentences);
        String evidence = withSentences ? "measurements and sentences" : "the measurements";
        String ratio =
                String.format(
                        Locale.ROOT,
                        "logarithm of the Bayes factor of '%s' over '%s' %.1f, standard error %.1f",
                        best.mechanism().id(),
                        next.mechanism().id(),
                        difference,
                        error);
        List<String> unsettled =
                competing.stream()
                        .filter(one -> !one.rested())
                        .map(one -> "'" + one.mechanism().id() + "'")
                        .toList();
        if (withSentences && !unsettled.isEmpty()) {
            ratio += "; for now, as the population of " + String.join(", ", unsettled);
            ratio += unsettled.size() == 1 ? " has not settled" : " have not settled";
        }
        if (sure < POSITIVE) {
            return evidence
                    + " do not decide between '"
                    + best.mechanism().id()
                    + "' and '"
                    + next.mechanism().id()
                    + "' ("
                    + ratio
                    + ")";
        }
        return evidence
                + (sure < STRONG ? " prefer '" : " strongly prefer '")
                + best.mechanism().id()
                + "': "
                + best.mechanism().sentence()
                + " ("
                + ratio
                + ")";
    }
}
