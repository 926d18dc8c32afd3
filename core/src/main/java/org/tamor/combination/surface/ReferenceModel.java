package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.curve.DoseResponse;

/// What to expect of drugs that do not interact, from the curve of each.
///
/// Responses are canonical: they fall with effect. The curves share a baseline E0 unless a peer's way
/// is reproduced. With a single dose above 0 every model returns that drug's own response.
public sealed interface ReferenceModel
        permits HighestSingleAgent,
                Bliss,
                ResponseAdditivity,
                Loewe,
                ExplicitMean,
                HillSurface,
                ConcentrationAddition,
                BraidAdditivity {

    /// The field's name of the model, with the rule that sets it apart.
    String name();

    /// Whether a drug combined with itself comes out as no interaction.
    boolean isShamCompliant();

    /// The expected canonical response.
    ///
    /// @param curves one per drug
    /// @param doses one per drug, 0 or more
    Evaluation expected(DoseResponse[] curves, double[] doses);
}
