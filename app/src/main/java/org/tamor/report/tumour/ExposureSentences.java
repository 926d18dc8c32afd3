package org.tamor.report.tumour;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tamor.cohort.exposure.Reached;
import org.tamor.cohort.exposure.StaticCurve;
import org.tamor.cohort.exposure.StaticExposure;
import org.tamor.cohort.exposure.StaticExposureRunner;
import org.tamor.cohort.protocol.ExposurePlan;
import org.tamor.report.figure.Numbers;

/// What a static exposure says, in words.
public final class ExposureSentences {

    private ExposureSentences() {}

    /// The sentences, the most important first.
    public static List<String> of(StaticExposure found) {
        ExposurePlan plan = found.plan();
        List<String> sentences = new ArrayList<>();
        String goal = goal(plan);
        if (found.untreated() <= plan.target()) {
            sentences.add(
                    "Without either drug the tumour already "
                            + goal
                            + ": its net rate is "
                            + rate(found.untreated())
                            + ".");
        } else if (!found.curve().exists()) {
            sentences.add(
                    "No static exposure exists within the searched range ("
                            + range(plan, plan.first(), found.surface().first())
                            + "; "
                            + range(plan, plan.second(), found.surface().second())
                            + "): the least net rate there is "
                            + rate(least(found))
                            + ".");
        } else {
            sentences.add(alone(plan, plan.first(), found.curve().firstAlone(), goal));
            sentences.add(alone(plan, plan.second(), found.curve().secondAlone(), goal));
            if (found.curve().branches().size() > 1 || isFolded(found.curve())) {
                sentences.add(
                        "The curve has more than one part: more drug does not slow the tumour"
                                + " everywhere.");
            }
        }
        found.band().ifPresent(band -> sentences.add(band(band)));
        found.reached().forEach(one -> sentences.add(reached(plan, one)));
        return sentences;
    }

    private static boolean isFolded(StaticCurve curve) {
        return curve.firstAlone().size() > 1 || curve.secondAlone().size() > 1;
    }

    private static String goal(ExposurePlan plan) {
        return plan.target() == 0 ? "stands still" : "has a net rate of " + rate(plan.target());
    }

    private static double least(StaticExposure found) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] row : found.surface().rates()) {
            for (double rate : row) {
                least = Math.min(least, rate);
            }
        }
        return least;
    }

    private static String rate(double perDay) {
        return Numbers.text(perDay) + " per day";
    }

    private static String range(ExposurePlan plan, ExposurePlan.Drug drug, double[] levels) {
        return "%s %s to %s %s"
                .formatted(
                        drug.name(),
                        Numbers.text(levels[1]),
                        Numbers.text(levels[levels.length - 1]),
                        plan.unit());
    }

    private static String alone(
            ExposurePlan plan, ExposurePlan.Drug drug, List<Double> levels, String goal) {
        return levels.isEmpty()
                ? "No level of " + drug.name() + " alone within the range does it."
                : "With %s alone the tumour %s at %s %s, free."
                        .formatted(drug.name(), goal, numbers(levels), plan.unit());
    }

    private static String numbers(List<Double> values) {
        return values.stream().map(Numbers::text).collect(Collectors.joining(" and "));
    }

    private static String band(StaticExposure.Band band) {
        return "%s of %d parameter vectors have a static exposure within the range%s."
                .formatted(
                        Numbers.probability(band.weight()),
                        band.vectors() - band.failed(),
                        band.failed() == 0
                                ? ""
                                : "; " + band.failed() + " more could not be simulated");
    }

    private static String reached(ExposurePlan plan, Reached one) {
        boolean isStatic = one.rate() <= plan.target();
        StringBuilder text = new StringBuilder(one.name());
        text.append(isStatic ? " reaches it on average" : " does not reach it on average");
        text.append(" (net rate at constant average levels ").append(rate(one.rate()));
        if (one.isArm()) {
            text.append(", as dosed ").append(rate(one.asDosed()));
        }
        text.append(")");
        if (one.multiples().isEmpty()) {
            text.append("; no multiple of its exposure between ")
                    .append(Numbers.text(StaticExposureRunner.LEAST_MULTIPLE))
                    .append(" and ")
                    .append(Numbers.text(StaticExposureRunner.LARGEST_MULTIPLE))
                    .append(isStatic ? " is just static" : " does");
        } else {
            text.append("; ")
                    .append(numbers(one.multiples()))
                    .append(" times its exposure is just static");
        }
        if (!Double.isNaN(one.share())) {
            text.append("; static for ").append(Numbers.probability(one.share())).append(" of the");
            text.append(" vectors");
        }
        return text.append(".").toString();
    }
}
