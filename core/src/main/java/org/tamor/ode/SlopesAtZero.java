package org.tamor.ode;

/// Tells the steps of [ZeroCrossing] apart from those that cross 0 where the rates are as smooth
/// there as elsewhere, which a multistep method had better leave as they are: a sudden short step
/// costs it accuracy.
final class SlopesAtZero {

    /// The least difference of a rate at 0 from that at the ends of the step, in parts of the
    /// largest.
    private static final double LEAST_DIFFERENCE = 0.2;

    private final RightHandSide f;
    private final Tolerances tolerances;
    private final double[] state;
    private final double[] atZero;
    private final double[] atEnd;
    private final double[] end;

    SlopesAtZero(RightHandSide f, Tolerances tolerances) {
        this.f = f;
        this.tolerances = tolerances;
        state = new double[f.dimension()];
        atZero = new double[f.dimension()];
        atEnd = new double[f.dimension()];
        end = new double[f.dimension()];
    }

    /// The share of a step after which it should end; 1 where it may stay as it is.
    double share(double from, double to, NordsieckHistory history, double[] correction) {
        double[] before = history.columns[0];
        double[] predicted = history.predicted[0];
        double share = ZeroCrossing.share(before, predicted, correction, tolerances);
        if (share == 1 || !ZeroCrossing.isStep((to - from) * share, to)) {
            return 1;
        }
        for (int i = 0; i < end.length; i++) {
            end[i] = predicted[i] + correction[i];
            state[i] = before[i] + share * (end[i] - before[i]);
        }
        f.evaluate(from + share * (to - from), state, atZero);
        f.evaluate(to, end, atEnd);
        for (int i = 0; i < f.differential(); i++) {
            double atBegin = history.columns[1][i] / history.scale;
            double largest = Math.max(Math.abs(atBegin), Math.abs(atEnd[i]));
            double straight = atBegin + share * (atEnd[i] - atBegin);
            boolean crosses = before[i] > 0 && end[i] < 0;
            if (crosses && Math.abs(atZero[i] - straight) > LEAST_DIFFERENCE * largest) {
                return share;
            }
        }
        return 1;
    }
}
