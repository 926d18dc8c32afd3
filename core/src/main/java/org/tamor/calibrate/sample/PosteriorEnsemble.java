package org.tamor.calibrate.sample;

import java.util.ArrayList;
import java.util.List;
import org.tamor.calibrate.ensemble.Ensemble;

/// Makes an ensemble of draws.
public final class PosteriorEnsemble {

    private PosteriorEnsemble() {}

    /// So many draws of all chains, evenly spaced; all draws where there are no more.
    public static Ensemble of(PosteriorSample sample, PetabPosterior posterior, int size) {
        List<Ensemble.Member> members = new ArrayList<>();
        double total = sample.chains().stream().mapToInt(List::size).sum();
        for (List<PosteriorSample.Draw> chain : sample.chains()) {
            for (PosteriorSample.Draw draw : chain) {
                double[] values = new double[draw.position().length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = posterior.coordinates().get(i).linear(draw.position()[i]);
                }
                members.add(
                        new Ensemble.Member(
                                1 / total,
                                posterior.logPosterior(draw.position(), draw.logLikelihood()),
                                values));
            }
        }
        Ensemble all = new Ensemble(posterior.ids(), members);
        return members.size() <= size ? all : all.resampled(size);
    }
}
