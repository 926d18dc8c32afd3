package org.tamor.tumour.metrics;

/// The response of one animal by the modified RECIST rules of mouse trials (Gao et al., Nat. Med.
/// 21 (2015) 1318-1325).
public enum ResponseCategory {
    CR("complete response"),
    PR("partial response"),
    SD("stable disease"),
    PD("progressive disease"),
    /// No reading after day 10.
    NOT_EVALUABLE("not evaluable");

    private final String text;

    ResponseCategory(String text) {
        this.text = text;
    }

    /// The words for a reader.
    public String text() {
        return text;
    }

    /// The category of a best response and a best average response, both percent change of the
    /// volume: CR below -95 and -40, PR below -50 and -20, SD below 35 and 30, else PD.
    public static ResponseCategory of(double best, double bestAverage) {
        if (best < -95 && bestAverage < -40) {
            return CR;
        }
        if (best < -50 && bestAverage < -20) {
            return PR;
        }
        return best < 35 && bestAverage < 30 ? SD : PD;
    }
}
