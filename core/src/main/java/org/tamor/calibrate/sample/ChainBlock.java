package org.tamor.calibrate.sample;

import java.util.ArrayList;
import java.util.List;
import org.tamor.stats.RandomStream;
import org.tamor.stats.Seeds;

/// Some generations of one chain: in each, one step at every temperature and then an exchange
/// between every second pair of neighbouring temperatures, even and odd pairs in turn.
///
/// An exchange between inverse temperatures a and b is accepted with the probability `min(1, exp((a
/// - b) (lb - la)))` for log-likelihoods la and lb (Geyer 1991; that pairs take turns lets
///   positions travel along the ladder: Syed, Bouchard-Cote, Deligiannidis and Doucet, J. R. Stat.
///   Soc. B 84 (2022) 321-350).
final class ChainBlock {

    private static final int ARCHIVE_INTERVAL = 10;

    private final LogDensity target;
    private final List<Proposal> proposals;
    private final double[] inverseTemperatures;
    private final Walker[] walkers;
    private final RandomStream[] streams;
    private final RandomStream exchanges;
    private final ChainCounts counts;
    private final List<List<double[]>> visited = new ArrayList<>();
    private final List<Walker> kept = new ArrayList<>();

    /// What came out of a block.
    ///
    /// @param visited positions for the archive of each temperature
    /// @param kept the draws
    record Result(
            List<Walker> walkers,
            List<List<double[]>> visited,
            List<Walker> kept,
            ChainCounts counts) {}

    /// @param walkers where the chain stands at each temperature, the coldest first
    ChainBlock(
            LogDensity target,
            List<Proposal> proposals,
            double[] inverseTemperatures,
            List<Walker> walkers,
            long seed,
            int chain,
            long block) {
        this.target = target;
        this.proposals = proposals;
        this.inverseTemperatures = inverseTemperatures;
        this.walkers = walkers.toArray(Walker[]::new);
        long own = Seeds.ofMember(seed, chain);
        streams = new RandomStream[this.walkers.length];
        for (int t = 0; t < streams.length; t++) {
            streams[t] = RandomStream.of(Seeds.ofMember(own, t + 1), block);
            visited.add(new ArrayList<>());
        }
        exchanges = RandomStream.of(Seeds.ofMember(own, 0), block);
        counts = new ChainCounts(streams.length);
    }

    /// @param first the number of the first generation, from 1
    /// @param burnIn the number of the last generation of the burn-in
    Result run(long first, int generations, long burnIn, int thinning) throws InterruptedException {
        for (long g = first; g < first + generations; g++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            for (int t = 0; t < walkers.length; t++) {
                step(t);
            }
            for (int t = (int) (g % 2); t + 1 < walkers.length; t += 2) {
                exchange(t);
            }
            if (g <= burnIn && g % ARCHIVE_INTERVAL == 0) {
                for (int t = 0; t < walkers.length; t++) {
                    visited.get(t).add(walkers[t].position());
                }
            }
            if (g > burnIn && (g - burnIn) % thinning == 0) {
                kept.add(walkers[0]);
            }
        }
        return new Result(List.of(walkers), visited, kept, counts);
    }

    private void step(int t) {
        Walker now = walkers[t];
        Proposal.Step step = proposals.get(t).from(now.position(), streams[t]);
        double limit = Math.log(streams[t].nextOpenDouble());
        boolean accepted = false;
        if (step.logFactor() > Double.NEGATIVE_INFINITY) {
            double logPrior = target.logPrior(step.position());
            if (logPrior > Double.NEGATIVE_INFINITY) {
                Walker next =
                        new Walker(
                                step.position(), logPrior, target.logLikelihood(step.position()));
                counts.evaluated(next.logLikelihood() > Double.NEGATIVE_INFINITY);
                double b = inverseTemperatures[t];
                accepted = limit < next.logDensity(b) - now.logDensity(b) + step.logFactor();
                if (accepted) {
                    walkers[t] = next;
                }
            }
        }
        counts.stepped(t, step, accepted);
    }

    private void exchange(int t) {
        double difference =
                (inverseTemperatures[t] - inverseTemperatures[t + 1])
                        * (walkers[t + 1].logLikelihood() - walkers[t].logLikelihood());
        boolean accepted = Math.log(exchanges.nextOpenDouble()) < difference;
        if (accepted) {
            Walker colder = walkers[t];
            walkers[t] = walkers[t + 1];
            walkers[t + 1] = colder;
        }
        counts.exchanged(t, accepted);
    }
}
