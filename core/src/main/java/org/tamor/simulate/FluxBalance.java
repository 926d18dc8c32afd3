package org.tamor.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.linear.LinearConstraint;
import org.hipparchus.optim.linear.LinearConstraintSet;
import org.hipparchus.optim.linear.LinearObjectiveFunction;
import org.hipparchus.optim.linear.NonNegativeConstraint;
import org.hipparchus.optim.linear.Relationship;
import org.hipparchus.optim.linear.SimplexSolver;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.model.FluxBalanceProblem;
import org.tamor.model.FluxBalanceProblem.Side;
import org.tamor.model.Reaction;
import org.tamor.model.Species;

/// Solves `max or min c v` subject to `S v = 0` and bounds on v by the simplex method; S is the
/// stoichiometry of the species that are no boundary species (Orth, Thiele & Palsson, Nat.
/// Biotechnol. 28 (2010) 245-248). Stoichiometries and bounds are those at time 0.
public final class FluxBalance {

    /// @param fluxes by reaction; where several are optimal, one of them
    public record Solution(Map<String, Double> fluxes, double objective) {
        public Solution {
            fluxes = Map.copyOf(fluxes);
        }
    }

    /// The code of the failure where no fluxes fulfil the constraints or the objective has no limit.
    public static final String NO_OPTIMUM = "simulate.no-optimum";

    private final FluxBalanceProblem problem;
    private final List<Reaction> reactions;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<Output> quantities = new ArrayList<>();
    private final List<LinearConstraint> constraints = new ArrayList<>();

    private FluxBalance(FluxBalanceProblem problem) {
        this.problem = problem;
        reactions = problem.model().reactions();
        for (Reaction reaction : reactions) {
            columns.put(reaction.id(), columns.size());
        }
    }

    /// @throws NumericalFailureException where no fluxes fulfil the constraints or the objective has
    ///   no limit
    public static Solution solve(FluxBalanceProblem problem) {
        return new FluxBalance(problem).solve();
    }

    private Solution solve() {
        double[] values = evaluate();
        addBalances(values);
        addBounds(values);
        double[] weights = new double[reactions.size()];
        for (FluxBalanceProblem.Term term : problem.objective().terms()) {
            weights[column(term.reaction())] += term.coefficient();
        }
        try {
            PointValuePair optimum =
                    new SimplexSolver()
                            .optimize(
                                    new LinearObjectiveFunction(weights, 0),
                                    new LinearConstraintSet(constraints),
                                    problem.objective().maximize()
                                            ? GoalType.MAXIMIZE
                                            : GoalType.MINIMIZE,
                                    new NonNegativeConstraint(false));
            double[] point = optimum.getPoint();
            Map<String, Double> fluxes = new HashMap<>();
            columns.forEach((reaction, column) -> fluxes.put(reaction, point[column]));
            return new Solution(fluxes, optimum.getValue());
        } catch (MathIllegalStateException failure) {
            throw new NumericalFailureException(
                    NO_OPTIMUM,
                    Location.UNKNOWN.withElement(problem.objective().id()),
                    "the flux balance has no optimum (" + failure.getMessage() + ")");
        }
    }

    private int column(String reaction) {
        Integer column = columns.get(reaction);
        if (column == null) {
            throw new BadInputException(
                    "simulate.flux-balance",
                    Location.UNKNOWN.withElement(reaction),
                    "the model has no reaction '" + reaction + "'; correct the flux balance");
        }
        return column;
    }

    /// The stoichiometries, reaction by reaction, then the bounds, at time 0.
    private double[] evaluate() {
        for (Reaction reaction : reactions) {
            reaction.reactants().forEach(this::addStoichiometry);
            reaction.products().forEach(this::addStoichiometry);
        }
        problem.bounds().forEach(bound -> add(bound.value()));
        RunResult result =
                Simulator.compile(problem.model(), quantities)
                        .run(
                                Timeline.plain(),
                                Map.of(),
                                new double[] {0},
                                SolverOptions.DEFAULT);
        return switch (result) {
            case RunResult.Completed(TimeCourse course) -> {
                double[] values = new double[quantities.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = course.values()[i][0];
                }
                yield values;
            }
            case RunResult.Failed(double _, String quantity, String reason) ->
                    throw new NumericalFailureException(
                            "simulate.flux-balance",
                            Location.UNKNOWN.withElement(quantity),
                            reason);
        };
    }

    private void addStoichiometry(Reaction.SpeciesReference reference) {
        add(
                reference
                        .stoichiometryMath()
                        .orElseGet(() ->
                                reference.id().isEmpty()
                                        ? new Expression.Constant(reference.stoichiometry())
                                        : new Expression.Symbol(reference.id())));
    }

    private void add(Expression value) {
        quantities.add(new Output("quantity " + quantities.size(), value));
    }

    private void addBalances(double[] values) {
        Map<String, double[]> rows = new HashMap<>();
        for (Species species : problem.model().species()) {
            if (!species.boundary() && !species.constant()) {
                rows.put(species.id(), new double[reactions.size()]);
            }
        }
        int next = 0;
        for (Reaction reaction : reactions) {
            int column = column(reaction.id());
            for (Reaction.SpeciesReference reactant : reaction.reactants()) {
                addEntry(rows, reactant.species(), column, -values[next++]);
            }
            for (Reaction.SpeciesReference product : reaction.products()) {
                addEntry(rows, product.species(), column, values[next++]);
            }
        }
        for (Species species : problem.model().species()) {
            double[] row = rows.get(species.id());
            if (row != null) {
                constraints.add(new LinearConstraint(row, Relationship.EQ, 0));
            }
        }
    }

    private static void addEntry(
            Map<String, double[]> rows, String species, int column, double value) {
        double[] row = rows.get(species);
        if (row != null) {
            row[column] += value;
        }
    }

    private void addBounds(double[] values) {
        int next = values.length - problem.bounds().size();
        for (FluxBalanceProblem.FluxBound bound : problem.bounds()) {
            double value = values[next++];
            double[] row = new double[reactions.size()];
            row[column(bound.reaction())] = 1;
            if (Double.isNaN(value)) {
                throw new BadInputException(
                        "simulate.flux-balance",
                        Location.UNKNOWN.withElement(bound.reaction()),
                        "a bound of the flux of " + bound.reaction() + " has no value; give it");
            }
            if (Double.isFinite(value)) {
                constraints.add(new LinearConstraint(row, relationship(bound.side()), value));
            } else if (value > 0 != (bound.side() == Side.UPPER)) {
                throw new BadInputException(
                        "simulate.flux-balance",
                        Location.UNKNOWN.withElement(bound.reaction()),
                        "the flux of " + bound.reaction() + " must be infinite; correct its bound");
            }
        }
    }

    private static Relationship relationship(Side side) {
        return switch (side) {
            case LOWER -> Relationship.GEQ;
            case UPPER -> Relationship.LEQ;
            case BOTH -> Relationship.EQ;
        };
    }
}
