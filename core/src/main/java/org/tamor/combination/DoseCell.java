package org.tamor.combination;

import java.util.Arrays;

/// All wells at one set of doses, on the canonical scale.
///
/// @param doses one per drug
/// @param responses canonical, in the order of [CombinationData#wells()]
public record DoseCell(double[] doses, double[] responses) {

    public DoseCell {
        doses = doses.clone();
        responses = responses.clone();
    }

    @Override
    public double[] doses() {
        return doses.clone();
    }

    @Override
    public double[] responses() {
        return responses.clone();
    }

    public double dose(int drug) {
        return doses[drug];
    }

    public int count() {
        return responses.length;
    }

    public double mean() {
        double sum = 0;
        for (double response : responses) {
            sum += response;
        }
        return sum / responses.length;
    }

    /// Sum of squares about the mean.
    public double spread() {
        double mean = mean();
        double sum = 0;
        for (double response : responses) {
            sum += (response - mean) * (response - mean);
        }
        return sum;
    }

    /// How many drugs have a dose above 0.
    public int drugsPresent() {
        int present = 0;
        for (double dose : doses) {
            present += dose > 0 ? 1 : 0;
        }
        return present;
    }

    public boolean isCombination() {
        return drugsPresent() > 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DoseCell cell
                && Arrays.equals(doses, cell.doses)
                && Arrays.equals(responses, cell.responses);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(doses) + Arrays.hashCode(responses);
    }

    @Override
    public String toString() {
        return "DoseCell[%s -> %s]".formatted(Arrays.toString(doses), Arrays.toString(responses));
    }
}
