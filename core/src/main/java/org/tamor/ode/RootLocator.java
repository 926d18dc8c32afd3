package org.tamor.ode;

import java.util.Arrays;

/// Finds where scalar functions of time and state change sign along the steps of an [Integrator].
///
/// After each step, call [#locate] until it returns false: it finds the sign changes between
/// [#time] and the end of the step one after another, earliest first, by the Illinois variant of
/// regula falsi on the integrator's dense output, safeguarded by bisection, to within 100 units in
/// the last place of the time. (Dowell & Jarratt, BIT 11 (1971) 168-174; Hiebert & Shampine,
/// SAND80-0180 (1980).)
///
/// A function that reaches exactly 0 from elsewhere has a root there. One that is 0 at the start,
/// or has just been reported at 0, has no root until it has taken a sign again, so that an event
/// does not fire twice at one place. Functions may jump, such as a condition coded as 1 and -1: the
/// bracket then closes on the jump. The time reported is the end of the final bracket, at which the
/// function has its new sign, or is 0.
///
/// Two roots of one function within a step leave no change of sign and are not seen; limit the step
/// where that matters.
public final class RootLocator {

    private static final int ULPS = 100;

    private final Integrator integrator;
    private final RootFunctions functions;
    private final double[] state;
    private final double[] atStart;
    private final double[] atEnd;
    private final double[] atMiddle;

    /// The last sign other than 0 since the start or the last root; 0 where there was none.
    private final int[] directions;

    private double time;

    public RootLocator(Integrator integrator, RootFunctions functions, int dimension) {
        this.integrator = integrator;
        this.functions = functions;
        state = new double[dimension];
        atStart = new double[functions.count()];
        atEnd = new double[functions.count()];
        atMiddle = new double[functions.count()];
        directions = new int[functions.count()];
    }

    /// Begins at the time and state that the integrator was started with.
    public void start() {
        time = integrator.time();
        integrator.currentState(state);
        functions.evaluate(time, state, atStart);
        Arrays.fill(directions, 0);
    }

    /// Looks for the earliest sign change after [#time] and up to the end of the integrator's last
    /// step.
    ///
    /// If there is one, [#time] and [#direction] tell about it; otherwise [#time] is the end of the
    /// step.
    public boolean locate() {
        Arrays.fill(directions, 0);
        double end = integrator.time();
        if (atStart.length == 0 || !(end > time)) {
            time = Math.max(time, end);
            return false;
        }
        integrator.currentState(state);
        functions.evaluate(end, state, atEnd);
        boolean found = changes(atEnd);
        if (found) {
            end = close(end);
            for (int i = 0; i < directions.length; i++) {
                directions[i] = changed(atStart[i], atEnd[i]) ? (atStart[i] < 0 ? 1 : -1) : 0;
            }
        }
        time = end;
        System.arraycopy(atEnd, 0, atStart, 0, atEnd.length);
        return found;
    }

    /// Shrinks the bracket from [#time] to `end` around the earliest sign change and returns its
    /// end.
    private double close(double end) {
        double low = time;
        double high = end;
        double tolerance = ULPS * Math.ulp(Math.max(Math.abs(low), Math.abs(high)));
        double weightLow = 1;
        double weightHigh = 1;
        int side = 0;
        int slow = 0;
        while (high - low > tolerance) {
            double fraction = slow >= 3 ? 0.5 : secant(weightLow, weightHigh);
            double width = high - low;
            double middle = low + fraction * width;
            middle = Math.min(Math.max(middle, low + 0.5 * tolerance), high - 0.5 * tolerance);
            integrator.interpolate(middle, state);
            functions.evaluate(middle, state, atMiddle);
            if (changes(atMiddle)) {
                System.arraycopy(atMiddle, 0, atEnd, 0, atEnd.length);
                high = middle;
                weightHigh = 1;
                weightLow = side == 1 ? weightLow / 2 : 1;
                side = 1;
            } else {
                System.arraycopy(atMiddle, 0, atStart, 0, atStart.length);
                low = middle;
                weightLow = 1;
                weightHigh = side == -1 ? weightHigh / 2 : 1;
                side = -1;
            }
            slow = high - low > 0.5 * width ? slow + 1 : 0;
        }
        return high;
    }

    /// Where in the bracket, as a fraction, the chord of the function that crosses first is 0.
    private double secant(double weightLow, double weightHigh) {
        double first = 1;
        for (int i = 0; i < atStart.length; i++) {
            if (changed(atStart[i], atEnd[i])) {
                double low = weightLow * Math.abs(atStart[i]);
                double high = weightHigh * Math.abs(atEnd[i]);
                double fraction = low / (low + high);
                first = fraction < first ? fraction : first;
            }
        }
        return first;
    }

    private boolean changes(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (changed(atStart[i], values[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean changed(double from, double to) {
        return (from < 0 && to >= 0) || (from > 0 && to <= 0);
    }

    /// The time of the last root, or the time up to which there is none.
    public double time() {
        return time;
    }

    /// 1 where function i rises through 0 at the last root, -1 where it falls, 0 where it has no
    /// root there.
    public int direction(int i) {
        return directions[i];
    }
}
