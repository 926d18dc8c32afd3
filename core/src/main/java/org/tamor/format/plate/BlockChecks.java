package org.tamor.format.plate;

import java.util.List;
import org.tamor.combination.ResponseScale;
import org.tamor.failure.Location;
import org.tamor.format.plate.DraftBlock.DraftWell;

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
        checkControls(block, scale, place, treated);
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
