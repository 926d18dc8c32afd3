package org.tamor.combination.analysis;

import java.util.List;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.ResponseScale;

/// The drugs of a block, each alone.
///
/// @param unit the response of an untreated well in the canonical units of the data: 1 unless the
///   scale is a raw signal
public record DoseResponses(
        CombinationBlock block, double unit, QualityControl quality, List<SingleDrug> drugs) {

    public DoseResponses {
        drugs = List.copyOf(drugs);
    }

    /// Fits a curve to each drug.
    ///
    /// @param compare whether a robust fit is made beside the other
    /// @throws org.tamor.failure.BadInputException where a drug was never given alone
    static DoseResponses of(CombinationBlock block, AnalysisOptions options, boolean compare) {
        CombinationData data = block.data();
        QualityControl quality = QualityControl.of(data);
        double unit =
                data.scale() == ResponseScale.RAW_SIGNAL && quality.controlMean() > 0
                        ? quality.controlMean()
                        : 1;
        return new DoseResponses(
                block,
                unit,
                quality,
                SingleDrug.all(data, options.fit(), options.level(), compare && !options.robust()));
    }

    /// The canonical response of which a fraction of the control is meant: that of the untreated
    /// wells where there are any.
    public double control() {
        double control = quality.controlMean();
        return control > 0 && block.data().scale().survivorsMultiply() ? control : unit;
    }

    /// The names of the drugs, `A + B`.
    public String names() {
        return String.join(" + ", block.data().drugs().stream().map(drug -> drug.name()).toList());
    }
}
