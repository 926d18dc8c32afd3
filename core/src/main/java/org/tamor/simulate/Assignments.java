package org.tamor.simulate;

import java.util.ArrayList;
import java.util.List;
import org.tamor.jit.Target;

/// Sets several quantities at once.
///
/// What happens to the contents of a compartment whose size is set differs. In SBML amounts are
/// what a species has, and a concentration is set by way of the old size (test suite case 1779). In
/// PEtab's conditions a concentration that is set is one with the new size, and one that is not set
/// stays (test suite v2 cases 12, 16, 22).
final class Assignments {

    /// @param value as the model's expressions read the target
    /// @param tangent the register of the value's derivative, see [Tangent]
    record Assignment(Target target, double value, int tangent) {
        /// A value that does not depend on what is differentiated by.
        Assignment(Target target, double value) {
            this(target, value, Tangent.ZERO);
        }
    }

    private Assignments() {}

    /// By SBML's rules for events.
    static void keepingAmounts(Workspace workspace, List<Assignment> assignments, double clock) {
        workspace.absorbExtents();
        double[] stored = new double[assignments.size()];
        double[] sizes = new double[assignments.size()];
        for (int i = 0; i < stored.length; i++) {
            Target target = assignments.get(i).target;
            stored[i] = workspace.toStored(target, assignments.get(i).value, clock);
            sizes[i] = workspace.read(target, clock);
        }
        Tangent tangent = workspace.tangent;
        int[] sizeTangents =
                tangent == null ? new int[0] : assign(tangent, assignments, clock);
        for (int i = 0; i < stored.length; i++) {
            workspace.store(assignments.get(i).target, stored[i]);
        }
        for (int i = 0; i < stored.length; i++) {
            Target compartment = assignments.get(i).target;
            for (Target species : contents(workspace, compartment)) {
                if (!species.storesAmountOfConcentration()) {
                    double size = workspace.read(compartment, clock);
                    double ratio = sizes[i] / size;
                    if (tangent != null) {
                        double concentration = workspace.read(species, clock);
                        LinearForm sum = tangent.form().add(species.slot(), ratio);
                        sum.add(sizeTangents[i], concentration / size);
                        sum.add(compartment.slot(), -concentration * ratio / size);
                        tangent.combine(species.slot(), sum);
                    }
                    workspace.store(species, workspace.read(species, clock) * ratio);
                }
            }
        }
        workspace.prepare();
        workspace.solveAlgebraic(clock);
    }

    /// Sets the registers of what is stored; returns those of what was read before.
    private static int[] assign(
            Tangent tangent, List<Assignment> assignments, double clock) {
        int[] stored = new int[assignments.size()];
        int[] read = new int[stored.length];
        for (int i = 0; i < stored.length; i++) {
            Assignment assignment = assignments.get(i);
            stored[i] =
                    tangent.stored(
                            assignment.target, assignment.value, assignment.tangent, clock);
            read[i] = tangent.read(assignment.target, clock);
        }
        for (int i = 0; i < stored.length; i++) {
            tangent.store(assignments.get(i).target, stored[i]);
        }
        return read;
    }

    /// By PEtab's rules for conditions.
    static void keepingConcentrations(
            Workspace workspace, List<Assignment> assignments, double clock) {
        workspace.absorbExtents();
        Tangent tangent = workspace.tangent;
        List<Assignment> concentrations = new ArrayList<>();
        for (Assignment assignment : assignments) {
            for (Target species : contents(workspace, assignment.target)) {
                if (species.storesAmountOfConcentration()) {
                    int register =
                            tangent == null ? Tangent.ZERO : tangent.read(species, clock);
                    concentrations.add(
                            new Assignment(species, workspace.read(species, clock), register));
                }
            }
        }
        for (Assignment assignment : assignments) {
            if (assignment.target.storesAmountOfConcentration()) {
                concentrations.add(assignment);
            } else {
                workspace.store(assignment.target, assignment.value);
                if (tangent != null) {
                    tangent.store(assignment.target, assignment.tangent);
                }
            }
        }
        for (Assignment concentration : concentrations) {
            if (tangent != null) {
                tangent.store(
                        concentration.target,
                        tangent.stored(
                                concentration.target,
                                concentration.value,
                                concentration.tangent,
                                clock));
            }
            workspace.store(
                    concentration.target,
                    workspace.toStored(concentration.target, concentration.value, clock));
        }
        workspace.prepare();
        workspace.solveAlgebraic(clock);
    }

    private static List<Target> contents(Workspace workspace, Target target) {
        return workspace.model.isCompartment(target.id())
                ? workspace.model.concentrationsIn(target.id())
                : List.of();
    }
}
