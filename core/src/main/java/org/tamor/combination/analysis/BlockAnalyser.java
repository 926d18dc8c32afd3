package org.tamor.combination.analysis;

import java.util.List;
import java.util.Optional;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.inference.InferenceOptions;
import org.tamor.combination.inference.SynergyBootstrap;
import org.tamor.combination.inference.SynergyTest;

/// Analyses one block.
final class BlockAnalyser {

    private BlockAnalyser() {}

    /// @param detailed whether bands, surfaces and the tests of all references are made
    /// @throws org.tamor.failure.BadInputException where a drug was never given alone, or nothing
    ///   tells the noise
    static CombinationAnalysis analyse(
            CombinationBlock block, AnalysisOptions options, boolean detailed) {
        CombinationData data = block.data();
        DoseResponses alone = DoseResponses.of(block, options, detailed);
        double unit = alone.unit();
        BlockScorer scorer = new BlockScorer(data, options, unit, detailed);
        List<ModelScore> scores = scorer.scores();
        Optional<SynergyTest> inference =
                detailed && options.draws() > 0
                        ? Optional.of(bootstrap(data, options))
                        : Optional.empty();
        Optional<FittedSurfaces> surfaces =
                detailed ? FittedSurfaces.of(data, options, unit) : Optional.empty();
        return new CombinationAnalysis(
                alone,
                scores,
                scorer.primary(),
                inference,
                surfaces,
                IndexTable.of(data, scores.getFirst().table().curves(), alone.control()),
                new VerdictWriter(data, alone, scores, surfaces, inference).verdict(),
                detailed);
    }

    private static SynergyTest bootstrap(CombinationData data, AnalysisOptions options) {
        InferenceOptions inference = options.inference();
        return SynergyBootstrap.test(
                data,
                ReferenceCatalogue.primary(options.primary(), data.scale()).model(),
                inference);
    }
}
