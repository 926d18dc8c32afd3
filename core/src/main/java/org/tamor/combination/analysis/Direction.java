package org.tamor.combination.analysis;

import org.tamor.combination.inference.Interval;

/// What a convention calls a combination.
public enum Direction {
    SYNERGY("synergy"),
    ANTAGONISM("antagonism"),
    /// The interval of the excess contains 0.
    NEITHER("neither"),
    /// The convention has no value for these data.
    UNDEFINED("no value");

    /// An excess below this share of the control is rounding.
    private static final double ROUNDING = 1e-9;

    private final String text;

    Direction(String text) {
        this.text = text;
    }

    /// The word for a reader.
    public String text() {
        return text;
    }

    /// Which side of 0 an interval of an excess (expected less observed) lies on.
    public static Direction of(Interval excess) {
        if (Double.isNaN(excess.low()) || Double.isNaN(excess.high())) {
            return UNDEFINED;
        }
        if (Math.abs(excess.estimate()) < ROUNDING) {
            return NEITHER;
        }
        return excess.low() > 0 ? SYNERGY : excess.high() < 0 ? ANTAGONISM : NEITHER;
    }
}
