package org.tamor.combination.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Drug;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.MedianEffect;
import org.tamor.combination.curve.Monotherapies;
import org.tamor.combination.surface.CombinationIndex;

/// The combination index of Chou and Talalay and the dose reduction index of every combination.
/// **Below 1 is synergy.**
///
/// @param index with the median-effect lines of the drugs
/// @param gate flagged where a drug does not kill all cells, so that the index assumes what is not
///   so
/// @param rows in the order of the combinations
public record IndexTable(CombinationIndex index, Evaluation gate, List<Row> rows) {

    public IndexTable {
        rows = List.copyOf(rows);
    }

    /// One combination.
    ///
    /// @param affected fraction affected
    /// @param reductions dose reduction index of each drug: above 1 the mixture needs less of it
    /// @param sham index that the first drug with an effect would have with itself at the same
    ///   effect
    public record Row(
            double[] doses,
            double affected,
            Evaluation index,
            List<Evaluation> reductions,
            Evaluation sham) {}

    /// The table; empty where a drug has no median-effect line or the scale is no fraction of the
    /// control.
    ///
    /// @param unit the response of an untreated well
    public static Optional<IndexTable> of(
            CombinationData data, DoseResponse[] curves, double unit) {
        if (!data.scale().survivorsMultiply()) {
            return Optional.empty();
        }
        Monotherapies alone = Monotherapies.of(data);
        double[][] means = alone.means().means();
        MedianEffect[] lines = new MedianEffect[curves.length];
        for (int i = 0; i < lines.length; i++) {
            double[] affected = new double[means[i].length];
            for (int k = 0; k < affected.length; k++) {
                affected[k] = 1 - means[i][k] / unit;
            }
            Optional<MedianEffect> line = MedianEffect.line(alone.doses()[i], affected);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            lines[i] = line.get();
        }
        CombinationIndex index = new CombinationIndex(lines, true);
        List<Row> rows = new ArrayList<>();
        for (DoseCell cell : data.cells()) {
            if (cell.isCombination()) {
                rows.add(row(index, cell, curves, unit));
            }
        }
        return Optional.of(
                new IndexTable(
                        index,
                        CombinationIndex.gate(
                                inUnits(curves, unit),
                                data.drugs().stream().map(Drug::name).toList()),
                        rows));
    }

    private static DoseResponse[] inUnits(DoseResponse[] curves, double unit) {
        DoseResponse[] scaled = curves.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scaled[i] instanceof Hill hill ? hill.transformed(0, 1 / unit) : scaled[i];
        }
        return scaled;
    }

    private static Row row(
            CombinationIndex index, DoseCell cell, DoseResponse[] curves, double unit) {
        double affected = 1 - cell.mean() / unit;
        List<Evaluation> reductions = new ArrayList<>();
        for (int i = 0; i < curves.length; i++) {
            reductions.add(
                    cell.dose(i) > 0
                            ? index.doseReduction(i, cell.dose(i), affected)
                            : Evaluation.ok(Double.POSITIVE_INFINITY));
        }
        double own = curves[0].inverse(cell.mean());
        Evaluation sham =
                own > 0 && Double.isFinite(own)
                        ? index.sham(inUnits(curves, unit)[0], 0, own)
                        : Evaluation.undefined(
                                Status.OUT_OF_RANGE_WEAK,
                                "the drug alone does not reach the effect");
        return new Row(
                cell.doses(), affected, index.index(cell.doses(), affected), reductions, sham);
    }
}
