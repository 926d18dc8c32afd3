package org.tamor.combination.curve;

/// Areas under dose-response curves and the scores of drug sensitivity made of them.
public final class Sensitivity {

    private static final int PANELS = 512;

    private Sensitivity() {}

    /// The mean of values over log dose, trapezoidal.
    static double meanOverLogDose(double[] doses, double[] values) {
        double sum = 0;
        for (int k = 1; k < doses.length; k++) {
            sum += 0.5 * (values[k] + values[k - 1]) * Math.log(doses[k] / doses[k - 1]);
        }
        return sum / Math.log(doses[doses.length - 1] / doses[0]);
    }

    /// The normalised area under a canonical curve over log dose: 1 for a drug without effect.
    public static double areaUnder(DoseResponse curve, double leastDose, double mostDose) {
        double step = Math.log(mostDose / leastDose) / PANELS;
        double sum = 0;
        for (int i = 0; i <= PANELS; i++) {
            double weight = i == 0 || i == PANELS ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * curve.value(leastDose * Math.exp(i * step));
        }
        return sum / (3 * PANELS);
    }

    /// The area above the curve, `E0 - areaUnder`: 0 for a drug without effect.
    public static double areaAbove(DoseResponse curve, double leastDose, double mostDose) {
        return curve.baseline() - areaUnder(curve, leastDose, mostDose);
    }

    /// The relative inhibition RI (Malyutina et al., PLoS Comput. Biol. 15 (2019) e1006752): the normalised
    /// area under the inhibition in percent over log10 dose,
    /// `RI = ymin + (ymax - ymin)/(l (c2 - c1)) log10((1 + 10^(l(c2-m)))/(1 + 10^(l(c1-m))))`.
    ///
    /// @param least ymin, inhibition at low dose, percent
    /// @param most ymax
    /// @param slope l
    /// @param logHalfDose m, log10 of the half dose
    /// @param logFrom c1, log10 of the least dose
    /// @param logTo c2
    public static double relativeInhibition(
            double least,
            double most,
            double slope,
            double logHalfDose,
            double logFrom,
            double logTo) {
        double area = log10OfOnePlus(slope * (logTo - logHalfDose))
                - log10OfOnePlus(slope * (logFrom - logHalfDose));
        return least + (most - least) / slope * area / (logTo - logFrom);
    }

    /// `log10(1 + 10^x)` without overflow.
    private static double log10OfOnePlus(double x) {
        return x > 0
                ? x + Math.log1p(Math.pow(10, -x)) / Math.log(10)
                : Math.log1p(Math.pow(10, x)) / Math.log(10);
    }

    /// [#relativeInhibition(double, double, double, double, double, double)] of a canonical Hill curve.
    public static double relativeInhibition(Hill curve, double leastDose, double mostDose) {
        return relativeInhibition(
                100 * (1 - curve.baseline()),
                100 * (1 - curve.limit()),
                curve.slope(),
                Math.log10(curve.halfDose()),
                Math.log10(leastDose),
                Math.log10(mostDose));
    }
}
