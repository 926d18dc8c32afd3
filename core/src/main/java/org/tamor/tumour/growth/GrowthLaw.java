package org.tamor.tumour.growth;

/// Laws of growth, for the logarithm x of the volume.
public enum GrowthLaw {
    /// `dV/dt = r V`.
    EXPONENTIAL("exponential", 1) {
        @Override
        double at(double x0, double t, double[] p) {
            return x0 + p[0] * t;
        }
    },
    /// `dV/dt = a V ln(K / V)`: the rate falls with the logarithm of the volume.
    GOMPERTZ("Gompertz", 2) {
        @Override
        double at(double x0, double t, double[] p) {
            return p[1] + (x0 - p[1]) * Math.exp(-p[0] * t);
        }
    },
    /// `dV/dt = r V (1 - V / K)`.
    LOGISTIC("logistic", 2) {
        @Override
        double at(double x0, double t, double[] p) {
            return p[1] - Math.log1p(Math.expm1(p[1] - x0) * Math.exp(-p[0] * t));
        }
    },
    /// `dV/dt = l0 V / (1 + (l0 V / l1)^20)^(1/20)`: exponential while small, then by a constant l1
    /// a day (Simeoni et al., Cancer Res. 64 (2004) 1094-1101). The second parameter is ln l1.
    SIMEONI("Simeoni (exponential, then linear)", 2) {
        @Override
        double at(double x0, double t, double[] p) {
            double meet = p[1] - Math.log(p[0]);
            return meet + ExponentialThenLinear.advance(x0 - meet, p[0] * t);
        }
    };

    private final String text;
    private final int parameters;

    GrowthLaw(String text, int parameters) {
        this.text = text;
        this.parameters = parameters;
    }

    /// The name for a reader.
    public String text() {
        return text;
    }

    int parameters() {
        return parameters;
    }

    /// The logarithm of the volume after t days.
    ///
    /// @param x0 at the start
    /// @param p the law's parameters: a rate per day, then ln K or ln l1
    abstract double at(double x0, double t, double[] p);
}
