package org.tamor.regimen;

/// A time without doses, `from <= t < to`, in hours.
///
/// @param drug that is left out; [DoseRule#EVERY_DRUG] for all
public record Holiday(String drug, double from, double to) {

    boolean leavesOut(Dose dose) {
        return (drug.equals(DoseRule.EVERY_DRUG) || drug.equals(dose.drug()))
                && from <= dose.time()
                && dose.time() < to;
    }
}
