package org.tamor.combination.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.curve.CurveFit;
import org.tamor.combination.inference.Interval;
import org.tamor.combination.inference.ScoreIdentity;
import org.tamor.combination.inference.SynergyTest;
import org.tamor.combination.surface.MusycFit;

/// Says in sentences what the scores of a block amount to.
final class VerdictWriter {

    /// An excess that matters, on the canonical axis.
    private static final double SMALL = 0.05;

    private final CombinationData data;
    private final List<SingleDrug> singles;
    private final List<ModelScore> scores;
    private final Optional<FittedSurfaces> surfaces;
    private final Optional<SynergyTest> inference;
    private final double unit;
    private final double control;

    VerdictWriter(
            CombinationData data,
            DoseResponses alone,
            List<ModelScore> scores,
            Optional<FittedSurfaces> surfaces,
            Optional<SynergyTest> inference) {
        this.data = data;
        this.singles = alone.drugs();
        this.scores = scores;
        this.surfaces = surfaces;
        this.inference = inference;
        unit = alone.unit();
        control = alone.control();
    }

    Verdict verdict() {
        NextPlate next = NextPlate.of(scores, control);
        return new Verdict(
                headline(),
                names(Direction.SYNERGY),
                names(Direction.ANTAGONISM),
                names(Direction.NEITHER),
                names(Direction.UNDEFINED),
                flips(),
                surfaces.map(this::efficacyAndPotency).orElse(List.of()),
                next,
                advice(next));
    }

    private String headline() {
        ModelScore first = scores.getFirst();
        Interval excess = first.excess();
        String numbers =
                Wording.points(excess, data.scale())
                        + ", "
                        + Wording.probability(first.probability());
        String name = first.identity().model();
        return switch (first.direction()) {
            case SYNERGY -> "By %s: synergy, %s.".formatted(name, numbers);
            case ANTAGONISM -> "By %s: antagonism, %s.".formatted(name, numbers);
            default ->
                    Math.max(-excess.low(), excess.high()) < SMALL
                            ? "By %s: no interaction larger than 5 %s, %s."
                                    .formatted(name, Wording.hundredths(data.scale()), numbers)
                            : "By %s: undecided, %s; the interval leaves room for %s of more than 5 %s."
                                    .formatted(
                                            name,
                                            numbers,
                                            room(excess),
                                            Wording.hundredths(data.scale()));
        };
    }

    private static String room(Interval excess) {
        boolean synergy = excess.high() > SMALL;
        boolean antagonism = excess.low() < -SMALL;
        return synergy && antagonism
                ? "synergy and for antagonism"
                : synergy ? "synergy" : "antagonism";
    }

    private List<String> names(Direction direction) {
        return scores.stream()
                .filter(score -> score.basis() != ModelScore.Basis.BORROWED)
                .filter(score -> score.direction() == direction)
                .map(VerdictWriter::name)
                .toList();
    }

    /// The model, and what sets the score apart from others of the same model.
    static String name(ModelScore score) {
        String text = score.identity().model();
        if (score.identity().source() == ScoreIdentity.Source.MEASURED) {
            text += " (measured single drugs)";
        }
        return score.assumption().isEmpty() ? text : text + " (" + score.assumption() + ")";
    }

    private List<String> flips() {
        List<String> flips = new ArrayList<>();
        inference.ifPresent(test -> mixed(flips, test));
        compare(
                flips,
                "the reference",
                score -> isPlain(score) && !score.key().startsWith("loewe-"));
        compare(flips, "the ceiling rule of Loewe", score -> score.key().startsWith("loewe"));
        compare(
                flips,
                "the scale",
                score -> score.key().equals("bliss") || score.key().startsWith("bliss-gr-"));
        for (String key : List.of("bliss", "hsa")) {
            compare(
                    flips,
                    "whether measured or fitted single drugs are taken (" + key + ")",
                    score -> score.key().equals(key) || score.key().equals(key + "-measured"));
        }
        flips.addAll(cautions());
        return flips;
    }

    /// Synergy at some doses and antagonism at others, which a mean hides.
    private void mixed(List<String> flips, SynergyTest test) {
        List<SynergyTest.CellTest> above = differing(test, 1);
        List<SynergyTest.CellTest> below = differing(test, -1);
        if (!above.isEmpty() && !below.isEmpty()) {
            flips.add(
                    "It depends on the doses: %s, most at %s; %s, most at %s. The mean over all doses hides both."
                            .formatted(
                                    counted(above.size(), "synergy"),
                                    place(above.getFirst()),
                                    counted(below.size(), "antagonism"),
                                    place(below.getFirst())));
        }
    }

    /// Combinations that differ from the reference by themselves, the farthest first.
    private static List<SynergyTest.CellTest> differing(SynergyTest test, int sign) {
        return test.cells().stream()
                .filter(cell -> cell.probability() < 0.05 && sign * cell.excess().estimate() > 0)
                .sorted(Comparator.comparingDouble(cell -> -sign * cell.excess().estimate()))
                .toList();
    }

    private static String counted(int count, String what) {
        return what + " at " + count + (count == 1 ? " combination" : " combinations");
    }

    private String place(SynergyTest.CellTest cell) {
        return Wording.mixture(cell.doses(), data.drugs())
                + " ("
                + Wording.points(cell.excess().estimate() / unit)
                + ")";
    }

    private List<String> cautions() {
        List<String> cautions = new ArrayList<>();
        for (SingleDrug single : singles) {
            String name = single.drug().name();
            switch (single.fit().shape()) {
                case BIPHASIC, NON_MONOTONE ->
                        cautions.add(
                                "%s alone %s; fitted references describe it by one step, so look at the scores with measured single drugs too."
                                        .formatted(
                                                name,
                                                single.fit().shape() == CurveFit.Shape.BIPHASIC
                                                        ? "acts in two phases"
                                                        : "rises and falls"));
                case FLAT ->
                        cautions.add(
                                name
                                        + " alone has no effect at the tested doses: dose"
                                        + " equivalence then expects of the pair what the other"
                                        + " drug does alone.");
                case SIGMOID -> {}
            }
        }
        return cautions;
    }

    private static boolean isPlain(ModelScore score) {
        return score.identity().source() == ScoreIdentity.Source.FITTED
                && !score.key().startsWith("bliss-gr-");
    }

    /// Only references with a test of their own are compared: an interval that is borrowed from
    /// another tells nothing.
    private void compare(List<String> flips, String what, Predicate<ModelScore> which) {
        List<ModelScore> group =
                scores.stream()
                        .filter(which)
                        .filter(score -> score.basis() == ModelScore.Basis.OWN_TEST)
                        .toList();
        List<String> parts = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            List<String> own =
                    group.stream()
                            .filter(score -> score.direction() == direction)
                            .map(
                                    score ->
                                            name(score)
                                                    + " "
                                                    + Wording.points(score.excess().estimate()))
                            .toList();
            if (!own.isEmpty() && direction != Direction.UNDEFINED) {
                parts.add(direction.text() + " by " + Wording.list(own));
            }
        }
        if (parts.size() > 1) {
            flips.add("It depends on " + what + ": " + String.join("; ", parts) + ".");
        }
    }

    private List<String> efficacyAndPotency(FittedSurfaces fitted) {
        List<String> sentences = new ArrayList<>();
        List<Drug> drugs = data.drugs();
        MusycFit fit = fitted.musycFit();
        SurfaceParameter beta = fitted.musyc().get(0);
        double strongest = Math.min(fit.parameters()[1], fit.parameters()[2]);
        sentences.add(
                "Efficacy: "
                        + sentence(
                                beta,
                                "the pair goes to %s of the control at high doses, the stronger drug alone to %s"
                                        .formatted(
                                                Wording.percent(fit.parameters()[3]),
                                                Wording.percent(strongest))));
        for (int i = 0; i < 2; i++) {
            SurfaceParameter alpha = fitted.musyc().get(1 + i);
            String fold = Wording.number(Math.pow(10, Math.abs(alpha.estimate().value())));
            boolean more = alpha.estimate().value() >= 0;
            sentences.add(
                    "Potency: "
                            + sentence(
                                    alpha,
                                    "%s makes %s %s-fold %s potent"
                                            .formatted(
                                                    drugs.get(i).name(),
                                                    drugs.get(1 - i).name(),
                                                    fold,
                                                    more ? "more" : "less")));
        }
        return sentences;
    }

    private static String sentence(SurfaceParameter parameter, String fact) {
        String numbers =
                "%s %s".formatted(parameter.name(), Wording.number(parameter.estimate().value()))
                        + (Double.isNaN(parameter.interval().low())
                                ? ""
                                : ", interval %s to %s"
                                        .formatted(
                                                Wording.number(parameter.interval().low()),
                                                Wording.number(parameter.interval().high())));
        if (!parameter.isDetermined()) {
            return "not determined by these data (%s); %s."
                    .formatted(numbers, parameter.estimate().reason());
        }
        return switch (parameter.direction()) {
            case SYNERGY -> "synergy; %s (%s).".formatted(fact, numbers);
            case ANTAGONISM -> "antagonism; %s (%s).".formatted(fact, numbers);
            case NEITHER -> "no change beyond noise (%s).".formatted(numbers);
            case UNDEFINED -> "%s; no interval was computed (%s).".formatted(fact, numbers);
        };
    }

    private List<String> advice(NextPlate next) {
        List<String> advice = new ArrayList<>();
        for (NextPlate.Dispute dispute : next.doses()) {
            advice.add(
                    "%s tells references apart: %s expects %s of the control, %s expects %s; measured %s."
                            .formatted(
                                    Wording.mixture(dispute.doses(), data.drugs()),
                                    dispute.lowModel(),
                                    Wording.percent(dispute.low()),
                                    dispute.highModel(),
                                    Wording.percent(dispute.high()),
                                    Wording.percent(dispute.observed())));
        }
        advice.add(
                "A design as this finds an excess of 10 %s with a power of %s; with a power of 80 %% it finds one of %s %s."
                        .formatted(
                                Wording.hundredths(data.scale()),
                                Wording.percent(next.power()),
                                Wording.number(100 * next.detectable()),
                                Wording.hundredths(data.scale())));
        if (scores.getFirst().direction() == Direction.NEITHER && next.times() > 1) {
            int now = data.biologicalReplicates().size();
            advice.add(
                    "To find the measured excess of %s with a power of 80 %%, about %s times as many replicates are needed (now %d)."
                            .formatted(
                                    Wording.points(scores.getFirst().excess().estimate()),
                                    Wording.number(Math.ceil(10 * next.times()) / 10),
                                    now));
        }
        if (data.biologicalReplicates().size() < 3) {
            advice.add(
                    "With %d biological replicate%s the numbers speak about these plates only; three or more days tell how the effect varies."
                            .formatted(
                                    data.biologicalReplicates().size(),
                                    data.biologicalReplicates().size() == 1 ? "" : "s"));
        }
        return advice;
    }
}
