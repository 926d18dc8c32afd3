package org.tamor.study.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The comparison as comma-separated text, and its verdicts.
public final class ComparisonTables {

    private ComparisonTables() {}

    /// For each question that has two or more answers: the verdict of the measurements, then that
    /// of measurements and sentences.
    public static List<MechanismVerdict> verdicts(List<MechanismEvidence> evidence) {
        Map<String, List<MechanismEvidence>> byQuestion = new LinkedHashMap<>();
        for (MechanismEvidence one : evidence) {
            byQuestion
                    .computeIfAbsent(one.mechanism().question(), question -> new ArrayList<>())
                    .add(one);
        }
        List<MechanismVerdict> verdicts = new ArrayList<>();
        byQuestion.forEach(
                (question, competing) -> {
                    if (competing.size() > 1) {
                        verdicts.add(MechanismVerdict.of(competing, false));
                        if (!competing.getFirst().sentences().isEmpty()) {
                            verdicts.add(MechanismVerdict.of(competing, true));
                        }
                    }
                });
        return verdicts;
    }

    /// One row for each mechanism.
    public static String comparison(
            List<MechanismEvidence> evidence, List<MechanismVerdict> verdicts) {
        StringBuilder text =
                new StringBuilder(
                        "question,mechanismId,parameters,bestLogLikelihood,aic,bic,"
                                + "logMarginalLikelihood,standardError,probability,"
                                + "logMarginalLikelihoodWithSentences,standardErrorWithSentences,"
                                + "probabilityWithSentences,settled\n");
        Map<String, Integer> position = new LinkedHashMap<>();
        for (MechanismEvidence one : evidence) {
            String question = one.mechanism().question();
            int index = position.merge(question, 1, Integer::sum) - 1;
            text.append('"').append(question.replace("\"", "\"\"")).append("\",");
            text.append(one.mechanism().id()).append(',').append(one.parameters()).append(',');
            text.append(one.bestLogLikelihood()).append(',').append(one.akaike()).append(',');
            text.append(one.measurements() > 0 ? Double.toString(one.schwarz()) : "").append(',');
            for (boolean withSentences : new boolean[] {false, true}) {
                text.append(one.logMarginal(withSentences)).append(',');
                text.append(one.error(withSentences)).append(',');
                text.append(probability(verdicts, question, withSentences, index)).append(',');
            }
            text.append(one.rested()).append('\n');
        }
        return text.toString();
    }

    private static String probability(
            List<MechanismVerdict> verdicts, String question, boolean withSentences, int index) {
        return verdicts.stream()
                .filter(one -> one.question().equals(question))
                .filter(one -> one.withSentences() == withSentences)
                .findFirst()
                .map(one -> Double.toString(one.probabilities().get(index)))
                .orElse("");
    }

    /// One row for each mechanism and sentence: the probability of the sentence under the posterior
    /// of the measurements.
    public static String sentences(List<MechanismEvidence> evidence) {
        StringBuilder text = new StringBuilder("mechanismId,claimId,probability\n");
        for (MechanismEvidence one : evidence) {
            one.sentences()
                    .forEach(
                            (claim, share) ->
                                    text.append(one.mechanism().id())
                                            .append(',')
                                            .append(claim)
                                            .append(',')
                                            .append(share)
                                            .append('\n'));
        }
        return text.toString();
    }
}
