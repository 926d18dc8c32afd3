package org.tamor.combination;

/// What the numbers of a response mean. Declared, never guessed.
public enum ResponseScale {
    /// Fraction of the untreated control: 1 no effect, 0 no cells.
    VIABILITY(-1, 1, 0, true),
    /// 100 times the viability.
    VIABILITY_PERCENT(-1, 0.01, 0, true),
    /// 1 - viability.
    INHIBITION(1, -1, 1, true),
    /// 100 (1 - viability).
    INHIBITION_PERCENT(1, -0.01, 1, true),
    /// Normalised growth rate: 1 no effect, 0 cytostasis, below 0 loss of cells (Hafner 2016).
    GROWTH_RATE(-1, 1, 0, false),
    /// Growth percent of NCI-60: 100 (T - Tz)/(C - Tz), below 0 loss of cells.
    GROWTH_PERCENT(-1, 0.01, 0, false),
    /// Drug-induced proliferation rate, per time (Harris 2016).
    PROLIFERATION_RATE(-1, 1, 0, false),
    /// Logarithm of the fold change of the count, of any base.
    LOG_FOLD(-1, 1, 0, false),
    /// Signal of a reader, falling with effect, control not divided out.
    RAW_SIGNAL(-1, 1, 0, true);

    private final int direction;
    private final double factor;
    private final double offset;
    private final boolean fraction;

    ResponseScale(int direction, double factor, double offset, boolean fraction) {
        this.direction = direction;
        this.factor = factor;
        this.offset = offset;
        this.fraction = fraction;
    }

    /// The canonical response, falling with effect.
    public double canonical(double value) {
        return offset + factor * value;
    }

    /// The value on this scale of a canonical response.
    public double fromCanonical(double canonical) {
        return (canonical - offset) / factor;
    }

    /// +1 where the number grows with effect, -1 where it falls.
    public int direction() {
        return direction;
    }

    /// Whether surviving fractions multiply on this scale, as Bliss independence needs.
    public boolean survivorsMultiply() {
        return fraction;
    }
}
