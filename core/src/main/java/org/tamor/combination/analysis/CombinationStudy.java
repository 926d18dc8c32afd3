package org.tamor.combination.analysis;

import java.util.List;

/// The analyses of all blocks, and what only several blocks tell.
///
/// @param analyses in the order of the blocks
/// @param alone blocks in which no drugs were combined: dose-responses only
/// @param unusable blocks that could not be analysed, and why
/// @param contrasts between two cell lines or times under the same drugs, of blocks in detail
/// @param flips how the verdict on the same drugs and cells depends on the hours, one sentence each
public record CombinationStudy(
        AnalysisOptions options,
        List<CombinationAnalysis> analyses,
        List<DoseResponses> alone,
        List<Unusable> unusable,
        List<CellLineContrast> contrasts,
        List<String> flips) {

    public CombinationStudy {
        analyses = List.copyOf(analyses);
        alone = List.copyOf(alone);
        unusable = List.copyOf(unusable);
        contrasts = List.copyOf(contrasts);
        flips = List.copyOf(flips);
    }

    /// A block without an analysis.
    public record Unusable(String block, String code, String reason) {}
}
