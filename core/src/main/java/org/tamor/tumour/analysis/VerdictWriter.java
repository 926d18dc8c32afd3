package org.tamor.tumour.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tamor.combination.Evaluation;
import org.tamor.combination.analysis.Direction;
import org.tamor.combination.inference.Interval;
import org.tamor.tumour.mixed.Contrast;

/// Says in sentences what the scores of a combination amount to.
final class VerdictWriter {

    private final Design design;
    private final List<InteractionScore> scores;
    private final List<InteractionAnalysis.CoursePoint> course;
    private final List<DropOut> dropOut;
    private final double level;

    VerdictWriter(
            Design design,
            List<InteractionScore> scores,
            List<InteractionAnalysis.CoursePoint> course,
            List<DropOut> dropOut,
            double level) {
        this.design = design;
        this.scores = scores;
        this.course = course;
        this.dropOut = dropOut;
        this.level = level;
    }

    String headline() {
        InteractionScore first = scores.getFirst();
        String pair = Wording.list(design.singles());
        if (!first.excess().isDefined()) {
            return "%s by %s: no value, %s."
                    .formatted(pair, first.reference().text(), first.excess().reason());
        }
        String numbers =
                "expected less observed growth is %s, %s"
                        .formatted(
                                Wording.perDay(first.interval()),
                                Wording.probability(first.probability()));
        String index =
                "the volume on day %s is %s times the expected one (%s to %s)"
                        .formatted(
                                Wording.number(first.day()),
                                Wording.number(first.index().estimate()),
                                Wording.number(first.index().low()),
                                Wording.number(first.index().high()));
        String word =
                switch (first.direction()) {
                    case SYNERGY -> "synergy";
                    case ANTAGONISM -> "antagonism";
                    default -> "undecided";
                };
        return "%s by %s: %s; %s; %s."
                .formatted(pair, first.reference().text(), word, numbers, index);
    }

    /// What would say otherwise.
    List<String> flips(Optional<Contrast> ownRates, Optional<Contrast> bent, Evaluation curvature) {
        List<String> flips = new ArrayList<>();
        byReference(flips);
        byTime(flips);
        Direction direction = scores.getFirst().direction();
        if (scores.getFirst().reference() == Reference.BLISS) {
            ownRates.ifPresent(
                    contrast ->
                            compare(
                                    flips,
                                    direction,
                                    contrast,
                                    "each animal's own growth rate instead of the mixed model (arms"
                                            + " may vary differently)"));
            bent.ifPresent(
                    contrast ->
                            compare(
                                    flips,
                                    direction,
                                    contrast,
                                    "growth rates that change with time instead of exponential"
                                            + " growth"));
            Interval bootstrap = scores.getFirst().bootstrap();
            if (!Double.isNaN(bootstrap.low()) && Direction.of(bootstrap) != direction) {
                flips.add(
                        "The interval from simulated studies, %s, says %s."
                                .formatted(
                                        Wording.perDay(bootstrap), Direction.of(bootstrap).text()));
            }
        }
        if (curvature.isDefined() && curvature.value() < 0.01) {
            flips.add(
                    "Growth is not exponential (%s): the rates are means over the days used, so that other"
                                    .formatted(Wording.probability(curvature.value()))
                            + " days give other numbers.");
        }
        return flips;
    }

    private void byReference(List<String> flips) {
        List<String> parts = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            List<String> names =
                    scores.stream()
                            .filter(score -> score.direction() == direction)
                            .map(score -> score.reference().text())
                            .toList();
            if (!names.isEmpty()) {
                parts.add(direction.text() + " by " + Wording.list(names));
            }
        }
        if (parts.size() > 1) {
            flips.add("It depends on the reference: " + String.join("; ", parts) + ".");
        }
    }

    private void byTime(List<String> flips) {
        List<InteractionScore> own =
                course.stream()
                        .map(InteractionAnalysis.CoursePoint::score)
                        .filter(score -> score.reference() == scores.getFirst().reference())
                        .sorted(Comparator.comparingDouble(InteractionScore::day))
                        .toList();
        long directions = own.stream().map(InteractionScore::direction).distinct().count();
        if (directions > 1) {
            flips.add("It depends on the days used: " + String.join(", ", stretches(own)) + ".");
        }
    }

    /// `neither up to day 10, synergy up to day 17 to 24`: neighbours that say the same go
    /// together.
    private static List<String> stretches(List<InteractionScore> sorted) {
        List<String> stretches = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            if (i < sorted.size() && sorted.get(i).direction() == sorted.get(from).direction()) {
                continue;
            }
            String days = Wording.number(sorted.get(from).day());
            if (i - 1 > from) {
                days += " to " + Wording.number(sorted.get(i - 1).day());
            }
            stretches.add(sorted.get(from).direction().text() + " up to day " + days);
            from = i;
        }
        return stretches;
    }

    private void compare(List<String> flips, Direction direction, Contrast other, String instead) {
        Interval interval = other.interval(level);
        if (Direction.of(interval) != direction) {
            flips.add(
                    "With %s it is %s: %s."
                            .formatted(
                                    instead,
                                    Direction.of(interval) == Direction.NEITHER
                                            ? "undecided"
                                            : Direction.of(interval).text(),
                                    Wording.perDay(interval)));
        }
    }

    /// Which animals left, and what a test on the last day makes of it.
    List<String> dropOut(double lastDay, Optional<Contrast> onLastDay) {
        List<String> sentences = new ArrayList<>();
        for (DropOut arm : dropOut) {
            if (arm.early() == 0) {
                continue;
            }
            String rates =
                    Double.isNaN(arm.earlyRate()) || Double.isNaN(arm.stayedRate())
                            ? ""
                            : "; these grew by %s per day, those that stayed by %s"
                                    .formatted(
                                            Wording.number(arm.earlyRate()),
                                            Wording.number(arm.stayedRate()));
            sentences.add(
                    "%s: %d of %d animals left before the study's last day%s%s, their last volumes were %s mm3 on average."
                            .formatted(
                                    arm.arm(),
                                    arm.early(),
                                    arm.animals(),
                                    arm.forSize() > 0
                                            ? " (%d for the size of the tumour)"
                                                    .formatted(arm.forSize())
                                            : "",
                                    rates,
                                    Wording.number(Math.rint(arm.earlyVolume()))));
        }
        onLastDay.ifPresent(
                contrast ->
                        sentences.add(
                                "A test of the volumes on day %s, the last with two animals in every arm, would say %s (log volume %s, %s)%s."
                                        .formatted(
                                                Wording.number(lastDay),
                                                word(contrast),
                                                Wording.signed(contrast.estimate()),
                                                Wording.probability(contrast.probability()),
                                                sentences.isEmpty()
                                                        ? ""
                                                        : "; it looks only at the animals that were"
                                                                + " left, and where large tumours"
                                                                + " have left it is biased")));
        return sentences;
    }

    private String word(Contrast contrast) {
        Direction direction = Direction.of(contrast.interval(level));
        return direction == Direction.NEITHER ? "neither synergy nor antagonism" : direction.text();
    }

    List<String> advice(InteractionAnalysis.Plan plan) {
        List<String> advice = new ArrayList<>();
        InteractionScore first = scores.getFirst();
        advice.add(
                "%s animals in each arm, measured on the same days, find an excess of %s per day with a power of 80 %%."
                        .formatted(
                                Wording.number(plan.animals()), Wording.number(plan.detectable())));
        if (first.direction() != Direction.SYNERGY
                && first.direction() != Direction.ANTAGONISM
                && first.excess().isDefined()) {
            advice.add(
                    plan.needed().isDefined()
                            ? "To find the measured excess of %s per day with that power, %s animals in each arm are needed."
                                    .formatted(
                                            Wording.signed(first.excess().value()),
                                            Wording.number(plan.needed().value()))
                            : "To find the measured excess of %s per day, %s would be needed."
                                    .formatted(
                                            Wording.signed(first.excess().value()),
                                            plan.needed().reason()));
        }
        return advice;
    }
}
