package org.tamor.combination.inference;

/// An estimate with its interval; infinite ends say that a side is open.
public record Interval(double estimate, double low, double high, double level) {

    /// Whether a value lies within.
    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
