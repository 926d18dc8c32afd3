package org.tamor.tumour.metrics;

import java.util.List;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.survival.KaplanMeier;

/// The customary measures of one arm against the control.
///
/// @param day of the measures that take one day: the last on which half of both arms was still
///   measured
/// @param treatedOverControl T/C in percent: ratio of the geometric means of the volume relative to
///   the first
/// @param growthInhibition TGI in percent: `100 (1 - dT / dC)`, d the change of the mean volume
///   since day 0
/// @param growthDelay T - C in days: difference of the median times to progression
/// @param logCellKill `(T - C) / (3.32 Td)`, Td the doubling time of the control
/// @param rateInhibition percent: 100 (1 - mean rate of the treated animals over that of the
///   control)
/// @param areaRatio mean of the animals' rates from areas, treated over control, percent
public record Inhibition(
        String arm,
        double day,
        Evaluation treatedOverControl,
        Evaluation growthInhibition,
        Evaluation growthDelay,
        Evaluation logCellKill,
        Evaluation rateInhibition,
        Evaluation areaRatio) {

    /// Doublings in a power of ten.
    private static final double DOUBLINGS = Math.log(10) / Math.log(2);

    private static final String NO_DAY = "no day on which half of both arms was measured";

    public static Inhibition of(
            TumourStudy study,
            Arm treated,
            Arm control,
            List<AnimalResponse> responses,
            KaplanMeier treatedTimes,
            KaplanMeier controlTimes) {
        double day = lastCommonDay(study, List.of(treated, control));
        Evaluation delay = delay(treatedTimes, controlTimes);
        double rate = mean(responses, control.name(), false);
        return new Inhibition(
                treated.name(),
                day,
                ratio(100 * relative(study, treated, day), relative(study, control, day), NO_DAY),
                growthInhibition(treated, control, day),
                delay,
                logCellKill(delay, rate),
                inhibition(mean(responses, treated.name(), false), rate),
                ratio(
                        100 * mean(responses, treated.name(), true),
                        mean(responses, control.name(), true),
                        "the control did not grow"));
    }

    /// The last day of a reading on which at least half of the animals of every arm, and two, were
    /// still measured, then or later; NaN where there is none after day 0.
    public static double lastCommonDay(TumourStudy study, List<Arm> arms) {
        double last = Double.NaN;
        for (double day : study.days()) {
            boolean all =
                    arms.stream()
                            .allMatch(
                                    arm -> {
                                        int left = DaySummary.atRisk(arm, day);
                                        return left >= 2 && 2 * left >= arm.animals().size();
                                    });
            last = all && day > 0 ? day : last;
        }
        return last;
    }

    private static double relative(TumourStudy study, Arm arm, double day) {
        double mean =
                arm.animals().stream()
                        .filter(one -> one.volumeAt(day).isPresent())
                        .mapToDouble(
                                one ->
                                        study.logarithm(one.volumeAt(day).getAsDouble())
                                                - study.logarithm(one.baseline()))
                        .average()
                        .orElse(Double.NaN);
        return Math.exp(mean);
    }

    private static Evaluation growthInhibition(Arm treated, Arm control, double day) {
        double growth = growth(control, day);
        return growth > 0
                ? Evaluation.ok(100 * (1 - growth(treated, day) / growth))
                : Evaluation.undefined(
                        Status.UNDEFINED_MODEL,
                        Double.isNaN(growth) ? NO_DAY : "the control did not grow");
    }

    private static double growth(Arm arm, double day) {
        return arm.animals().stream()
                .filter(one -> one.volumeAt(day).isPresent())
                .mapToDouble(one -> one.volumeAt(day).getAsDouble() - one.baseline())
                .average()
                .orElse(Double.NaN);
    }

    private static Evaluation delay(KaplanMeier treated, KaplanMeier control) {
        if (!control.median().isDefined()) {
            return Evaluation.undefined(
                    Status.OUT_OF_RANGE_BOTH, "fewer than half of the controls progressed");
        }
        return treated.median().isDefined()
                ? Evaluation.ok(treated.median().value() - control.median().value())
                : Evaluation.undefined(
                        Status.OUT_OF_RANGE_WEAK,
                        "fewer than half of the treated animals progressed");
    }

    private static Evaluation logCellKill(Evaluation delay, double rate) {
        if (!delay.isDefined()) {
            return delay;
        }
        return rate > 0
                ? Evaluation.ok(delay.value() * rate / Math.log(2) / DOUBLINGS)
                : Evaluation.undefined(Status.UNDEFINED_MODEL, "the control did not grow");
    }

    private static Evaluation inhibition(double treated, double control) {
        return control > 0 && !Double.isNaN(treated)
                ? Evaluation.ok(100 * (1 - treated / control))
                : Evaluation.undefined(Status.UNDEFINED_MODEL, "the control did not grow");
    }

    private static Evaluation ratio(double above, double below, String reason) {
        return below > 0 && !Double.isNaN(above)
                ? Evaluation.ok(above / below)
                : Evaluation.undefined(Status.UNDEFINED_MODEL, reason);
    }

    private static double mean(List<AnimalResponse> responses, String arm, boolean area) {
        return responses.stream()
                .filter(response -> response.arm().equals(arm))
                .map(response -> area ? response.areaRate() : response.rate())
                .filter(Evaluation::isDefined)
                .mapToDouble(Evaluation::value)
                .average()
                .orElse(Double.NaN);
    }
}
