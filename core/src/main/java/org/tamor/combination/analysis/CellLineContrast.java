package org.tamor.combination.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Drug;
import org.tamor.combination.inference.InferenceOptions;
import org.tamor.combination.inference.Resensitisation;
import org.tamor.combination.inference.SynergyContrast;

/// Two cell lines (or two times) under the same drugs: whether the pair works better in one of
/// them.
///
/// @param first name of a block
/// @param second name of the other
/// @param what sets them apart, in words
/// @param contrast of the excesses, first less second
/// @param folds of re-sensitisation, in either block
public record CellLineContrast(
        String first, String second, String what, SynergyContrast contrast, List<Fold> folds) {

    public CellLineContrast {
        folds = List.copyOf(folds);
    }

    /// By how much a dose of the partner lowers the IC50 of a drug in a block.
    ///
    /// @param partnerDose the highest tested one that alone leaves three quarters of the control
    public record Fold(
            String block, String drug, Drug partner, double partnerDose, Resensitisation value) {}

    private static final int MOST_DRAWS = 499;
    private static final double MILD = 0.75;

    /// Compares two blocks of the same drugs.
    static CellLineContrast of(
            CombinationBlock first, CombinationBlock second, AnalysisOptions options) {
        InferenceOptions inference = options.inference();
        SynergyContrast contrast =
                SynergyContrast.of(
                        first.data(),
                        second.data(),
                        ReferenceCatalogue.primary(options.primary(), first.data().scale()).model(),
                        inference);
        List<Fold> folds = new ArrayList<>();
        if (first.data().drugs().size() == 2) {
            InferenceOptions fewer = inference.draws(Math.min(MOST_DRAWS, inference.draws()));
            folds.addAll(folds(first, fewer));
            folds.addAll(folds(second, fewer));
        }
        return new CellLineContrast(
                first.name(), second.name(), difference(first, second), contrast, folds);
    }

    private static String difference(CombinationBlock first, CombinationBlock second) {
        if (!first.cellLine().equals(second.cellLine())) {
            return first.cellLine() + " less " + second.cellLine();
        }
        return Wording.number(first.hours()) + " h less " + Wording.number(second.hours()) + " h";
    }

    private static List<Fold> folds(CombinationBlock block, InferenceOptions options) {
        List<Fold> folds = new ArrayList<>();
        for (int drug = 0; drug < 2; drug++) {
            int partner = 1 - drug;
            OptionalDouble dose = mildDose(block, partner);
            if (dose.isPresent() && isRow(block, drug, dose.getAsDouble())) {
                folds.add(
                        new Fold(
                                block.name(),
                                block.data().drugs().get(drug).name(),
                                block.data().drugs().get(partner),
                                dose.getAsDouble(),
                                Resensitisation.of(
                                        block.data(), drug, dose.getAsDouble(), options)));
            }
        }
        return folds;
    }

    /// The highest dose of the partner in a mixture that alone leaves most of the cells: beside a
    /// dose that kills by itself, little is left to be halved.
    private static OptionalDouble mildDose(CombinationBlock block, int partner) {
        TreeSet<Double> mixed = new TreeSet<>();
        double control = Double.NaN;
        for (DoseCell cell : block.data().cells()) {
            if (cell.isCombination()) {
                mixed.add(cell.dose(partner));
            }
            control = cell.drugsPresent() == 0 ? cell.mean() : control;
        }
        double least = MILD * control;
        return block.data().cells().stream()
                .filter(cell -> cell.dose(1 - partner) == 0 && mixed.contains(cell.dose(partner)))
                .filter(cell -> cell.mean() >= least)
                .mapToDouble(cell -> cell.dose(partner))
                .max();
    }

    /// Whether enough doses of the drug were tested beside that dose of the partner.
    private static boolean isRow(CombinationBlock block, int drug, double partnerDose) {
        return block.data().cells().stream()
                        .filter(cell -> cell.dose(1 - drug) == partnerDose && cell.dose(drug) > 0)
                        .count()
                >= 3;
    }
}
