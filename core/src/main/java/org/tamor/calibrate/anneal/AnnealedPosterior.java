package org.tamor.calibrate.anneal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tamor.calibrate.sample.PosteriorSample;

/// What came of annealing to a posterior, in the terms of samplers and as a table.
public final class AnnealedPosterior {

    private AnnealedPosterior() {}

    /// The members of each island as the draws of a chain.
    public static PosteriorSample sample(AnnealedSample annealed, PriorCoordinates coordinates) {
        List<List<PosteriorSample.Draw>> chains = new ArrayList<>();
        for (List<Particle> island : annealed.islands()) {
            chains.add(island.stream().map(member -> draw(member, coordinates)).toList());
        }
        return new PosteriorSample(
                chains,
                annealed.evaluations(),
                annealed.failures(),
                List.of(1.0),
                Map.of("last stage", annealed.stages().getLast().acceptance()));
    }

    private static PosteriorSample.Draw draw(Particle member, PriorCoordinates coordinates) {
        double[] position = coordinates.ofPosterior(member.position());
        return new PosteriorSample.Draw(
                position,
                coordinates.posterior().logPrior(position),
                member.terms().logDensity(1) - PriorCoordinates.logPrior(member.position()));
    }

    /// One row for each stage.
    public static String stages(AnnealedSample annealed) {
        StringBuilder text =
                new StringBuilder("power,sweeps,acceptance,stepSize,memory,worstMemory\n");
        for (Stage stage : annealed.stages()) {
            text.append(stage.power()).append(',').append(stage.sweeps()).append(',');
            text.append(stage.acceptance()).append(',').append(stage.stepSize()).append(',');
            text.append(stage.memory()).append(',').append(stage.worstMemory()).append('\n');
        }
        return text.toString();
    }
}
