package org.tamor.format.plate;

import java.util.List;
import org.tamor.combination.CombinationBlock;
import org.tamor.format.sheet.Finding;

/// What was read, and how.
///
/// @param blocks empty where a [Finding.Severity#PROBLEM] was found
/// @param recipe the mapping as detected and declared: with it the files read the same way again
public record PlateReading(List<CombinationBlock> blocks, List<Finding> findings, Recipe recipe) {

    public PlateReading {
        blocks = List.copyOf(blocks);
        findings = List.copyOf(findings);
    }

    /// Whether nothing stands in the way of an analysis.
    public boolean usable() {
        return findings.stream()
                .noneMatch(finding -> finding.severity() == Finding.Severity.PROBLEM);
    }
}
