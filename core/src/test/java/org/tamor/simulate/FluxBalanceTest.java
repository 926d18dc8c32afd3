package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tamor.expr.Expression;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.model.FluxBalanceProblem;
import org.tamor.model.FluxBalanceProblem.FluxBound;
import org.tamor.model.FluxBalanceProblem.Objective;
import org.tamor.model.FluxBalanceProblem.Side;
import org.tamor.model.FluxBalanceProblem.Term;

/// Uptake of at most 10 of A, which 2 A -> B turns into B, which leaves: at most 5 can leave.
class FluxBalanceTest {

    private static FluxBalanceProblem problem(double least) {
        return new FluxBalanceProblem(
                AntimonyReader.read(
                        """
                        model m
                          compartment c = 1; species A in c = 0, B in c = 0; limit = 10
                          uptake: -> A; 0
                          turn: 2 A -> B; 0
                          leave: B -> ; 0
                        end
                        """,
                        "test.ant"),
                List.of(
                        new FluxBound("uptake", Side.UPPER, new Expression.Symbol("limit")),
                        new FluxBound("uptake", Side.LOWER, new Expression.Constant(0)),
                        new FluxBound("leave", Side.LOWER, new Expression.Constant(least))),
                new Objective("most", true, List.of(new Term("leave", 3))));
    }

    @Test
    void findsTheLargestFlux() {
        FluxBalance.Solution solution = FluxBalance.solve(problem(0));
        assertThat(solution.objective()).isCloseTo(15, within(1e-9));
        assertThat(solution.fluxes().get("uptake")).isCloseTo(10, within(1e-9));
        assertThat(solution.fluxes().get("turn")).isCloseTo(5, within(1e-9));
    }

    @Test
    void contradictoryBoundsFail() {
        assertThatExceptionOfType(NumericalFailureException.class)
                .isThrownBy(() -> FluxBalance.solve(problem(6)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(FluxBalance.NO_OPTIMUM));
    }
}
