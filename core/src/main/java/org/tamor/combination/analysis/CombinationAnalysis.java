package org.tamor.combination.analysis;

import java.util.List;
import java.util.Optional;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.inference.ConstantExcess;
import org.tamor.combination.inference.SynergyTest;

/// Everything that is said of one block.
///
/// @param alone each drug by itself
/// @param scores the primary reference first
/// @param primary its test
/// @param inference its bootstrap, with bands and adjusted probabilities; empty without draws
/// @param surfaces empty without draws or for other than two drugs
/// @param index combination index; empty where the scale has none
/// @param verdict in words and counts
/// @param detailed whether the block got everything
public record CombinationAnalysis(
        DoseResponses alone,
        List<ModelScore> scores,
        ConstantExcess primary,
        Optional<SynergyTest> inference,
        Optional<FittedSurfaces> surfaces,
        Optional<IndexTable> index,
        Verdict verdict,
        boolean detailed) {

    public CombinationAnalysis {
        scores = List.copyOf(scores);
    }

    /// The score under the primary reference.
    public ModelScore primaryScore() {
        return scores.getFirst();
    }

    public CombinationBlock block() {
        return alone.block();
    }

    /// The response of an untreated well in the canonical units of the data.
    public double unit() {
        return alone.unit();
    }

    public QualityControl quality() {
        return alone.quality();
    }

    public List<SingleDrug> drugs() {
        return alone.drugs();
    }

    /// The names of the drugs, `A + B`.
    public String pair() {
        return alone.names();
    }

    /// The block's name, with its drugs where it does not say them.
    public String title() {
        String name = block().name();
        return name.contains(block().data().drugs().getFirst().name())
                ? name
                : name + ": " + pair();
    }

    CombinationAnalysis withScores(List<ModelScore> changed) {
        return new CombinationAnalysis(
                alone, changed, primary, inference, surfaces, index, verdict, detailed);
    }
}
