package org.tamor.sedml;

import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sbml.FluxBalanceReader;
import org.tamor.model.FluxBalanceProblem;
import org.tamor.simulate.FluxBalance;

/// Flux balance analysis as a task.
final class FluxBalanceRun {

    private FluxBalanceRun() {}

    /// The optimal fluxes and the optimum that a task asks for.
    static double[] values(ModelRunner runner, ModelState state, Location where) {
        if (!state.isFresh() || !state.pending().isEmpty()) {
            throw new BadInputException(
                    "sedml.unsupported",
                    where,
                    "values are not set before a flux balance analysis here; change the model instead");
        }
        LoadedModel model = runner.loaded();
        FluxBalanceProblem problem = FluxBalanceReader.read(model.tree().bytes(), model.name());
        FluxBalance.Solution solution = FluxBalance.solve(problem);
        double[] values = new double[runner.wanted().size()];
        for (int i = 0; i < values.length; i++) {
            if (!(runner.wanted().get(i) instanceof Expression.Symbol(String id))) {
                throw noFlux(where, "a formula");
            }
            if (id.equals(problem.objective().id())) {
                values[i] = solution.objective();
            } else if (solution.fluxes().containsKey(id)) {
                values[i] = solution.fluxes().getOrDefault(id, Double.NaN);
            } else {
                throw noFlux(where, id);
            }
        }
        return values;
    }

    private static BadInputException noFlux(Location where, String id) {
        return new BadInputException(
                "sedml.target",
                where,
                "a flux balance gives fluxes and its objective, no " + id + "; name a reaction");
    }
}
