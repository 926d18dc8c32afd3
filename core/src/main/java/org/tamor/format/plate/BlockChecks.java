package org.tamor.format.plate;

import java.util.List;
import java.util.function.Predicate;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.WellRole;
import org.tamor.failure.Location;
import org.tamor.format.plate.DraftBlock.DraftWell;
import org.tamor.format.sheet.Findings;

/// What a block lacks for an analysis.
final class BlockChecks {

    private final Findings findings;

    BlockChecks(Findings findings) {
        this.findings = findings;
    }

    void check(DraftBlock block, String name, ResponseScale scale) {
        Location where = block.wells().getFirst().measurement().where();
        Location place = where.element().contains("!") ? where : where.withElement(name);
        List<DraftWell> treated = block.treated();
        if (treated.isEmpty()) {
            findings.problem(
                    "plate.no-readings", place, "no treated well of the block has a reading");
            return;
        }
        if (block.drugs().size() < 2) {
            findings.warn(
                    "plate.no-combination",
                    place,
                    "the block has one drug only; a dose-response can be fitted, no synergy");
        } else if (treated.stream().noneMatch(well -> well.drugsPresent() > 1)) {
            findings.warn(
                    "plate.no-combination",
                    place,
                    "no well has two drugs at doses above 0; there is no synergy to measure");
        }
        for (int i = 0; i < block.drugs().size() && block.drugs().size() > 1; i++) {
            int drug = i;
            if (treated.stream()
                    .noneMatch(well -> well.drugsPresent() == 1 && well.doses()[drug] > 0)) {
                findings.warn(
                        "plate.no-monotherapy",
                        place,
                        "no well has "
                                + block.drugs().get(i).name()
                                + " alone; what is expected of a combination rests on it");
            }
        }
        long blanks =
                block.wells().stream()
                        .filter(well -> well.measurement().role() == WellRole.BLANK)
                        .count();
        if (blanks > 0 && scale == ResponseScale.RAW_SIGNAL) {
            findings.warn(
                    "plate.blanks-not-subtracted",
                    place,
                    blanks
                            + " blank wells were read; they are not subtracted from the signal, so"
                            + " that what is left of the cells looks larger; subtract them before");
        }
        checkControls(block, scale, place, treated);
        checkGrowth(block, scale, place, treated);
    }

    /// Whether the untreated cells grew after the drugs were added, where time-zero wells say so.
    private void checkGrowth(
            DraftBlock block, ResponseScale scale, Location place, List<DraftWell> treated) {
        double start = mean(block.wells(), well -> well.measurement().role() == WellRole.TIME_ZERO);
        double end = mean(treated, DraftWell::isControl);
        if (scale == ResponseScale.RAW_SIGNAL && end <= start) {
            findings.warn(
                    "plate.control-not-growing",
                    place,
                    "the untreated cells did not grow: %s when the drugs were added, %s at the end; a growth rate can't be computed"
                            .formatted(start, end));
        }
    }

    /// Says which blocks have no time-zero wells where others have.
    void checkTimeZero(List<DraftBlock> blocks, List<String> names) {
        boolean some = blocks.stream().anyMatch(BlockChecks::hasTimeZero);
        for (int i = 0; i < blocks.size() && some; i++) {
            if (!hasTimeZero(blocks.get(i))) {
                findings.warn(
                        "plate.no-time-zero",
                        blocks.get(i).wells().getFirst().measurement().where(),
                        "the block "
                                + names.get(i)
                                + " has no time-zero wells, which other blocks have; there is no"
                                + " growth rate for it");
            }
        }
    }

    private static boolean hasTimeZero(DraftBlock block) {
        return block.wells().stream()
                .anyMatch(
                        well ->
                                well.measurement().role() == WellRole.TIME_ZERO
                                        && well.isMeasured());
    }

    private static double mean(List<DraftWell> wells, Predicate<DraftWell> which) {
        return wells.stream()
                .filter(which.and(DraftWell::isMeasured))
                .mapToDouble(well -> well.measurement().response())
                .average()
                .orElse(Double.NaN);
    }

    private void checkControls(
            DraftBlock block, ResponseScale scale, Location place, List<DraftWell> treated) {
        boolean raw = scale == ResponseScale.RAW_SIGNAL;
        if (treated.stream().noneMatch(DraftWell::isControl)) {
            if (raw) {
                findings.problem(
                        "plate.no-control",
                        place,
                        "raw signals need untreated control wells (all doses 0); add them");
            } else {
                findings.warn(
                        "plate.no-control",
                        place,
                        "the block has no untreated control (all doses 0); the response without"
                                + " drug rests on the scale");
            }
        }
        if (raw) {
            block.wells().stream()
                    .filter(well -> well.measurement().response() < 0)
                    .forEach(
                            well ->
                                    findings.warn(
                                            "plate.negative-signal",
                                            well.measurement().where(),
                                            "the signal "
                                                    + well.measurement().response()
                                                    + " is below 0; it may be corrected for a blank"
                                                    + " already"));
        }
    }
}
