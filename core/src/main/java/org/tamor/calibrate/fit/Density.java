package org.tamor.calibrate.fit;

/// Of what a prior is the density, which decides where the posterior has its maximum.
///
/// A density depends on the coordinate that it belongs to: with z = ln x, `p(z) = p(x) dx/dz = x
/// p(x)`. Intervals and probabilities do not change with the coordinate, maxima do.
public enum Density {
    /// Of the value itself, as PEtab defines it. That of a log-uniform prior is proportional to
    /// 1/x.
    VALUE("value"),
    /// Of the value on the scale that a fit moves it on: the density of the value times the
    /// derivative of the value by the scaled one. That of a log-uniform prior is constant.
    SCALE("scale");

    private final String label;

    Density(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
