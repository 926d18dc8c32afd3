package org.tamor.ode;

import java.util.Arrays;

/// Tells the steps of [ZeroCrossing] apart from those that cross 0 where the rates are as smooth
/// there as elsewhere, which a multistep method had better leave as they are: a sudden short step
/// costs it accuracy.
///
/// States that reach 0 in the same part of the step are looked at together, all of them at 0 where
/// the first one is.
final class SlopesAtZero {

    /// The least difference of a rate at 0 from that at the ends of the step, in parts of the
    /// largest.
    private static final double LEAST_DIFFERENCE = 0.2;

    private static final int PARTS = 8;

    private final RightHandSide f;
    private final Tolerances tolerances;
    private final double[] shares;
    private final double[] state;
    private final double[] atZero;
    private final double[] atEnd;
    private final double[] end;

    /// Of f.
    long evaluations;

    SlopesAtZero(RightHandSide f, Tolerances tolerances) {
        this.f = f;
        this.tolerances = tolerances;
        shares = new double[f.dimension()];
        state = new double[f.dimension()];
        atZero = new double[f.dimension()];
        atEnd = new double[f.dimension()];
        end = new double[f.dimension()];
    }

    /// The share of a step after which it should end; 1 where it may stay as it is.
    double share(double from, double to, NordsieckHistory history, double[] correction) {
        double[] before = history.columns[0];
        double[] predicted = history.predicted[0];
        boolean falls = false;
        for (int i = 0; i < before.length; i++) {
            falls |= before[i] > 0 && predicted[i] + correction[i] < 0;
        }
        if (!falls) {
            return 1;
        }
        for (int i = 0; i < end.length; i++) {
            end[i] = predicted[i] + correction[i];
        }
        return findShares(to - from, to, before) ? firstKink(from, to, history) : 1;
    }

    /// Writes the share at which each state reaches 0, 1 where it does not; returns whether one
    /// does.
    private boolean findShares(double size, double to, double[] before) {
        double relative = tolerances.relative();
        double[] absolute = tolerances.absolute();
        Arrays.fill(shares, 1);
        boolean any = false;
        for (int i = 0; i < f.differential(); i++) {
            double share = ZeroCrossing.share(before[i], end[i], relative, absolute[i]);
            if (share < 1 && ZeroCrossing.isStep(size * share, to)) {
                shares[i] = share;
                any = true;
            }
        }
        return any;
    }

    /// The first share at which the rate of a state that reaches 0 is not as between its ends.
    private double firstKink(double from, double to, NordsieckHistory history) {
        double[] before = history.columns[0];
        f.evaluate(to, end, atEnd);
        evaluations++;
        for (int part = 0; part < PARTS; part++) {
            double share = 1;
            for (int i = 0; i < end.length; i++) {
                if (isIn(part, i)) {
                    share = Math.min(share, shares[i]);
                }
            }
            if (share == 1) {
                continue;
            }
            for (int i = 0; i < end.length; i++) {
                state[i] = isIn(part, i) ? 0 : before[i] + share * (end[i] - before[i]);
            }
            f.evaluate(from + share * (to - from), state, atZero);
            evaluations++;
            double first = 1;
            for (int i = 0; i < end.length; i++) {
                double atBegin = history.columns[1][i] / history.scale;
                double largest = Math.max(Math.abs(atBegin), Math.abs(atEnd[i]));
                double straight = atBegin + share * (atEnd[i] - atBegin);
                boolean bends = Math.abs(atZero[i] - straight) > LEAST_DIFFERENCE * largest;
                if (bends && isIn(part, i)) {
                    first = Math.min(first, shares[i]);
                }
            }
            if (first < 1) {
                return first;
            }
        }
        return 1;
    }

    private boolean isIn(int part, int i) {
        return shares[i] < 1 && (int) (shares[i] * PARTS) == part;
    }
}
