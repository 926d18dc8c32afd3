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
    record Assignment(Target target, double value) {}

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
        for (int i = 0; i < stored.length; i++) {
            workspace.store(assignments.get(i).target, stored[i]);
        }
        for (int i = 0; i < stored.length; i++) {
            Target compartment = assignments.get(i).target;
            for (Target species : contents(workspace, compartment)) {
                if (!species.storesAmountOfConcentration()) {
                    double ratio = sizes[i] / workspace.read(compartment, clock);
                    workspace.store(species, workspace.read(species, clock) * ratio);
                }
            }
        }
        workspace.prepare();
        workspace.solveAlgebraic(clock);
    }

    /// By PEtab's rules for conditions.
    static void keepingConcentrations(
            Workspace workspace, List<Assignment> assignments, double clock) {
        workspace.absorbExtents();
        List<Assignment> concentrations = new ArrayList<>();
        for (Assignment assignment : assignments) {
            for (Target species : contents(workspace, assignment.target)) {
                if (species.storesAmountOfConcentration()) {
                    concentrations.add(new Assignment(species, workspace.read(species, clock)));
                }
            }
        }
        for (Assignment assignment : assignments) {
            if (assignment.target.storesAmountOfConcentration()) {
                concentrations.add(assignment);
            } else {
                workspace.store(assignment.target, assignment.value);
            }
        }
        for (Assignment concentration : concentrations) {
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
