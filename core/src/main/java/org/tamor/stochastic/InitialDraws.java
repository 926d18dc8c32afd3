package org.tamor.stochastic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.jit.CompiledModel;

/// Starting values of a model whose initial assignments draw from distributions.
final class InitialDraws {

    private InitialDraws() {}

    /// Writes state and parameters (not prepared), drawing each value once what it needs is known.
    static void initialize(CompiledModel model, List<Draw> draws, Trajectory trajectory) {
        Map<String, Double> drawn = new HashMap<>();
        List<Draw> left = new ArrayList<>(draws);
        model.initialize(0, drawn, trajectory.y, trajectory.p);
        while (!left.isEmpty()) {
            boolean progress = false;
            for (Draw draw : List.copyOf(left)) {
                if (!draw.lacksArgument(0, trajectory.y, trajectory.p)) {
                    drawn.put(
                            model.parameters().get(draw.parameter()),
                            draw.value(0, trajectory.y, trajectory.p, trajectory.stream()));
                    left.remove(draw);
                    progress = true;
                }
            }
            if (!progress) {
                throw new BadInputException(
                        "stochastic.distribution",
                        Location.UNKNOWN.withElement(left.getFirst().element()),
                        "the arguments of the draw have no value; give them values that do not"
                                + " depend on the draw itself");
            }
            model.initialize(0, drawn, trajectory.y, trajectory.p);
        }
    }
}
