package org.tamor.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.jit.Discontinuity;
import org.tamor.jit.FormulaGradient;

/// How the times at which comparisons change move with theta, and what that does to sensitivities.
///
/// A difference g(t, y; p) that crosses 0 at time tau moves it by
///
/// `dtau = -(g_y S + g_p S_p) / (g_t + g_y f)`
///
/// with S and f just before. Where the rates change from f to f+ there, the state does not but its
/// sensitivity at a fixed time does: `S+ = S + (f - f+) dtau` (Rozenvasser, Autom. Remote Control 28
/// (1967) 1059-1066; Galan, Feehery & Barton, Appl. Numer. Math. 31 (1999) 17-47).
final class ShiftedTimes {

    /// A relative change of rates that is none.
    private static final double SAME = 1e-9;

    private final Tangent tangent;
    private final Workspace workspace;
    private final List<Discontinuity> discontinuities;
    private final double[] before;
    private final double[] after;

    /// By comparison, where it has changed since events were last looked at.
    private final boolean[] changed;

    private final @Nullable LinearForm[] forms;
    private final int[] shifts;

    ShiftedTimes(Tangent tangent) {
        this.tangent = tangent;
        workspace = tangent.workspace;
        discontinuities = workspace.model.discontinuities();
        before = new double[workspace.y.length];
        after = new double[workspace.y.length];
        changed = new boolean[discontinuities.size()];
        forms = new LinearForm[changed.length];
        shifts = new int[changed.length];
    }

    /// Comparisons have changed at the workspace's state.
    ///
    /// @param now which
    /// @param timeBefore a time just before, at which they had not, and the state then
    /// @return whether rates may have changed
    boolean cross(boolean[] now, double timeBefore, double[] stateBefore, double clock) {
        workspace.rightHandSide.evaluate(timeBefore, stateBefore, before);
        boolean inRates = false;
        for (int i = 0; i < now.length; i++) {
            changed[i] = now[i];
            if (now[i]) {
                forms[i] = form(cause(i, now), clock);
                shifts[i] = tangent.keep(forms[i]);
                inRates |= discontinuities.get(i).inRates();
            }
        }
        if (inRates) {
            bend(clock);
        }
        return inRates;
    }

    /// What has moved a comparison: one that its difference reads, where that has changed at the same
    /// time, so that the difference did not cross 0 but jump over it; else itself.
    private int cause(int comparison, boolean[] now) {
        for (int part : tangent.equations.comparisonsOfDifference(comparison)) {
            if (now[part]) {
                return cause(part, now);
            }
        }
        return comparison;
    }

    private LinearForm form(int comparison, double clock) {
        FormulaGradient gradient = tangent.equations.difference(comparison);
        LinearForm sum = tangent.form();
        tangent.add(sum, gradient, 1, clock);
        LinearForm result = sum.copy();
        if (result.size() == 0) {
            return result;
        }
        double rate =
                gradient.byTime().map(d -> workspace.evaluate(d, clock)).orElse(0.0);
        for (int k = 0; k < gradient.slots().size(); k++) {
            int slot = gradient.slots().get(k);
            if (slot < tangent.states) {
                rate += workspace.evaluate(gradient.derivatives().get(k), clock) * before[slot];
            }
        }
        if (rate == 0 || !Double.isFinite(rate)) {
            throw failure("a condition changes at a threshold that is only touched, where the time of"
                    + " the change has no derivative");
        }
        result.scale(-1 / rate);
        return result;
    }

    /// Changes the sensitivities where the rates change.
    private void bend(double clock) {
        workspace.rightHandSide.evaluate(clock, workspace.y, after);
        boolean jumps = false;
        for (int i = 0; i < tangent.states; i++) {
            double size = Math.max(Math.abs(before[i]), Math.abs(after[i]));
            jumps |= Math.abs(after[i] - before[i]) > SAME * size;
        }
        if (!jumps) {
            return;
        }
        Optional<Integer> shift = common(null);
        if (shift.isEmpty()) {
            throw failure("several conditions change the rates at the same time, but not by the same"
                    + " parameters; there is no derivative here, only one for each side");
        }
        for (int i = 0; i < tangent.states; i++) {
            if (after[i] != before[i]) {
                tangent.combine(
                        i, tangent.form().add(i, 1).add(shift.get(), before[i] - after[i]));
            }
        }
    }

    /// The shift that the changed comparisons of the rates, or those given, have in common; empty
    /// where they differ.
    private Optional<Integer> common(int @Nullable [] given) {
        LinearForm first = null;
        int shift = Tangent.ZERO;
        for (int k = 0; k < (given == null ? changed.length : given.length); k++) {
            int i = given == null ? k : given[k];
            LinearForm one = forms[i];
            if (!changed[i] || one == null || given == null && !discontinuities.get(i).inRates()) {
                continue;
            }
            if (first == null) {
                first = one;
                shift = shifts[i];
            } else if (!first.agrees(one) || !one.agrees(first)) {
                return Optional.empty();
            }
        }
        return Optional.of(shift);
    }

    /// The register of the shift of the time at which an event's trigger has changed.
    int ofTrigger(int event) {
        return common(tangent.equations.comparisonsOfTrigger(event))
                .orElseThrow(() ->
                        failure("several conditions of the trigger of event "
                                + workspace.model.events().get(event).id()
                                + " change at the same time, but not by the same parameters; there is"
                                + " no derivative here"));
    }

    /// Takes no notice any more of the changes.
    void forget() {
        Arrays.fill(changed, false);
    }

    private static NumericalFailureException failure(String reason) {
        return new NumericalFailureException(
                "sensitivity.not-differentiable", Location.UNKNOWN, reason);
    }
}
