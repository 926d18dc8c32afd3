package org.tamor.format.plate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.combination.ResponseScale;
import org.tamor.failure.Location;
import org.tamor.format.sheet.Findings;

/// Finds the scale of the response of a reading, or says why it must be declared.
final class ScaleDetection {

    private final Findings findings;

    ScaleDetection(Findings findings) {
        this.findings = findings;
    }

    /// The declared scale, checked against the numbers, else the one that all blocks with clear
    /// evidence agree on.
    Optional<ResponseScale> scale(List<DraftBlock> blocks, Recipe recipe) {
        if (recipe.scale().isPresent()) {
            ResponseScale declared = recipe.scale().get();
            blocks.forEach(block -> check(block, declared));
            return recipe.scale();
        }
        Map<ResponseScale, DraftBlock> clear = new LinkedHashMap<>();
        int agreeing = 0;
        for (DraftBlock block : blocks) {
            Optional<ResponseScale> scale = ScaleEvidence.of(block).scale();
            if (scale.isPresent()) {
                clear.putIfAbsent(scale.get(), block);
                agreeing++;
            }
        }
        if (clear.isEmpty()) {
            findings.problem(
                    "plate.scale-unclear",
                    where(blocks.getFirst()),
                    "what the response means is not clear ("
                            + ScaleEvidence.of(blocks.getFirst()).described()
                            + "); declare the scale, one of "
                            + ScaleNames.all());
            return Optional.empty();
        }
        if (clear.size() > 1) {
            mixed(clear);
            return Optional.empty();
        }
        ResponseScale found = clear.keySet().iterator().next();
        DraftBlock witness = clear.values().iterator().next();
        findings.note(
                "plate.scale-detected",
                where(witness),
                "the response is read as "
                        + ScaleNames.of(found)
                        + " (clear in "
                        + agreeing
                        + " of "
                        + blocks.size()
                        + " blocks; here "
                        + ScaleEvidence.of(witness).described()
                        + "); declare the scale if that is wrong");
        blocks.forEach(block -> check(block, found));
        return Optional.of(found);
    }

    private void mixed(Map<ResponseScale, DraftBlock> clear) {
        StringBuilder seen = new StringBuilder();
        DraftBlock last = clear.values().iterator().next();
        for (Map.Entry<ResponseScale, DraftBlock> entry : clear.entrySet()) {
            last = entry.getValue();
            seen.append(seen.isEmpty() ? "" : "; ")
                    .append(ScaleNames.of(entry.getKey()))
                    .append(" at ")
                    .append(where(last));
        }
        findings.problem(
                "plate.scale-mixed",
                where(last),
                "blocks seem to be on different scales: "
                        + seen
                        + ". Bring them to one, or declare the scale of all");
    }

    private void check(DraftBlock block, ResponseScale declared) {
        ScaleEvidence evidence = ScaleEvidence.of(block);
        if (evidence.contradicts(declared)) {
            findings.problem(
                    "plate.scale-contradicts",
                    where(block),
                    "the numbers can't be "
                            + ScaleNames.of(declared)
                            + ": "
                            + evidence.described());
        } else if (evidence.movesAgainst(declared)) {
            findings.warn(
                    "plate.scale-doubtful",
                    where(block),
                    "read as "
                            + ScaleNames.of(declared)
                            + ", but the numbers move the other way: "
                            + evidence.described());
        } else if (evidence.looksOtherThan(declared)) {
            findings.warn(
                    "plate.scale-doubtful",
                    where(block),
                    "read as "
                            + ScaleNames.of(declared)
                            + ", but the numbers do not look like it: "
                            + evidence.described());
        }
    }

    private static Location where(DraftBlock block) {
        return block.wells().getFirst().measurement().where();
    }
}
