package org.tamor.combination.inference;

import java.util.Arrays;
import java.util.List;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;

/// The scores of all combinations of a set of measurements under one reference.
///
/// @param curves of the drugs alone, as the reference took them
/// @param cells combinations only
/// @param singleCells how many cells had no more than one drug
public record ScoreTable(
        ScoreIdentity identity, DoseResponse[] curves, List<CellScore> cells, int singleCells) {

    public ScoreTable {
        cells = List.copyOf(cells);
    }

    /// The mean excess over the combinations that have one (over all cells in braidrm's convention).
    public Evaluation mean() {
        double sum = 0;
        int count = 0;
        for (CellScore cell : cells) {
            if (cell.excess().isDefined()) {
                sum += cell.excess().value();
                count++;
            }
        }
        if (count == 0) {
            return Evaluation.undefined(Status.UNDEFINED_MODEL, "no combination has a score");
        }
        int divisor =
                identity.convention() == ScoreIdentity.Convention.BRAIDRM
                        ? count + singleCells
                        : count;
        return Evaluation.ok(sum / divisor);
    }

    /// The mean over the combinations of the positive excesses: synergy that antagonism elsewhere cannot cancel.
    public double synergy() {
        return part(1);
    }

    /// The mean over the combinations of the negative excesses, as a positive number.
    public double antagonism() {
        return part(-1);
    }

    private double part(double sign) {
        return cells.stream()
                .filter(cell -> cell.excess().isDefined())
                .mapToDouble(cell -> Math.max(0, sign * cell.excess().value()))
                .average()
                .orElse(0);
    }

    /// The share of combinations on which the reference says nothing.
    public double undefinedShare() {
        return cells.stream().filter(cell -> !cell.excess().isDefined()).count()
                / (double) Math.max(1, cells.size());
    }

    /// The score at some doses.
    public Evaluation excessAt(double... doses) {
        return cells.stream()
                .filter(cell -> Arrays.equals(cell.doses(), doses))
                .map(CellScore::excess)
                .findFirst()
                .orElseGet(
                        () -> Evaluation.undefined(Status.UNDEFINED_MODEL, "no such combination"));
    }
}
