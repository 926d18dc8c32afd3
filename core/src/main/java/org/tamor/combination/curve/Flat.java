package org.tamor.combination.curve;

/// A drug without effect: the response is the baseline at every dose.
public record Flat(double baseline) implements DoseResponse {

    @Override
    public double value(double dose) {
        return baseline;
    }

    @Override
    public double limit() {
        return baseline;
    }

    @Override
    public double inverse(double response) {
        return response == baseline ? 0 : Double.POSITIVE_INFINITY;
    }
}
