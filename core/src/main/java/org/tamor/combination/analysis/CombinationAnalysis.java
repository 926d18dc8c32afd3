package org.tamor.combination.analysis;

import java.util.List;
import java.util.Optional;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.inference.ConstantExcess;
import org.tamor.combination.inference.SynergyTest;

/// Everything that is said of one block.
///
/// @param unit the response of an untreated well in the canonical units of the data: 1 unless the
///   scale is a raw signal
/// @param scores the primary reference first
/// @param primary its test
/// @param inference its bootstrap, with bands and adjusted probabilities; empty without draws
/// @param surfaces empty without draws or for other than two drugs
/// @param index combination index; empty where the scale has none
/// @param verdict in words and counts
/// @param detailed whether the block got everything
public record CombinationAnalysis(
        CombinationBlock block,
        double unit,
        QualityControl quality,
        List<SingleDrug> drugs,
        List<ModelScore> scores,
        ConstantExcess primary,
        Optional<SynergyTest> inference,
        Optional<FittedSurfaces> surfaces,
        Optional<IndexTable> index,
        Verdict verdict,
        boolean detailed) {

    public CombinationAnalysis {
        drugs = List.copyOf(drugs);
        scores = List.copyOf(scores);
    }

    /// The score under the primary reference.
    public ModelScore primaryScore() {
        return scores.getFirst();
    }

    /// The names of the drugs, `A + B`.
    public String pair() {
        return String.join(" + ", block.data().drugs().stream().map(drug -> drug.name()).toList());
    }

    CombinationAnalysis withScores(List<ModelScore> changed) {
        return new CombinationAnalysis(
                block, unit, quality, drugs, changed, primary, inference, surfaces, index, verdict,
                detailed);
    }
}
