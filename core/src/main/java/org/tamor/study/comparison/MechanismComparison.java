package org.tamor.study.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.tamor.calibrate.anneal.AnnealedSample;
import org.tamor.calibrate.anneal.Particle;
import org.tamor.calibrate.anneal.PriorCoordinates;
import org.tamor.calibrate.sample.PetabPosterior;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.PetabProblem;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;
import org.tamor.study.Claim;
import org.tamor.study.ClaimEvaluator;
import org.tamor.study.Mechanism;
import org.tamor.study.SentenceLikelihood;
import org.tamor.study.Study;
import org.tamor.study.Verdict;

/// Compares the mechanisms of a study by the marginal likelihoods of its measurements and of its
/// sentences.
///
/// Each mechanism's posterior is annealed by itself. The marginal likelihood of measurements and
/// sentences is that of the measurements times the mean over their posterior of how likely the
/// sentences are.
public final class MechanismComparison {

    private final Study study;
    private final SolverOptions solver;
    private final int threads;
    private final Progress progress;
    private final List<Claim> sentences;

    /// @param progress hears how far the claims of a population are
    public MechanismComparison(Study study, SolverOptions solver, int threads, Progress progress) {
        this.study = study;
        this.solver = solver;
        this.threads = threads;
        this.progress = progress;
        sentences = study.claims().stream().filter(claim -> claim.tolerance().isPresent()).toList();
    }

    /// The evidence for every mechanism of the study, in its order.
    ///
    /// @param annealing carries a population to the posterior of a mechanism
    /// @throws BadInputException where the study names no mechanisms
    public List<MechanismEvidence> run(
            BiFunction<Mechanism, PriorCoordinates, AnnealedSample> annealing) {
        if (study.mechanisms().isEmpty()) {
            throw new BadInputException(
                    "compare.no-mechanisms",
                    Location.ofFile(study.folder().toString()),
                    "the study names no mechanisms that compete; add a table of them"
                            + " (mechanism_files)");
        }
        Map<List<Mechanism.Setting>, MechanismEvidence> known = new HashMap<>();
        List<MechanismEvidence> evidence = new ArrayList<>();
        for (Mechanism mechanism : study.mechanisms()) {
            MechanismEvidence other = known.get(mechanism.settings());
            MechanismEvidence own =
                    other == null ? evidence(mechanism, annealing) : renamed(other, mechanism);
            known.put(mechanism.settings(), own);
            evidence.add(own);
        }
        return evidence;
    }

    private static MechanismEvidence renamed(MechanismEvidence other, Mechanism mechanism) {
        return new MechanismEvidence(
                mechanism,
                other.parameters(),
                other.measurements(),
                other.bestLogLikelihood(),
                other.logMarginal(),
                other.logMarginalError(),
                other.logSentences(),
                other.logSentencesError(),
                other.sentences(),
                other.rested());
    }

    private MechanismEvidence evidence(
            Mechanism mechanism,
            BiFunction<Mechanism, PriorCoordinates, AnnealedSample> annealing) {
        PetabProblem problem = VariantProblem.of(study, mechanism);
        PetabPosterior posterior = PetabPosterior.of(problem, solver);
        PriorCoordinates coordinates = PriorCoordinates.of(posterior);
        AnnealedSample annealed = annealing.apply(mechanism, coordinates);
        double best = Double.NEGATIVE_INFINITY;
        List<Map<String, Double>> vectors = new ArrayList<>();
        for (List<Particle> island : annealed.islands()) {
            for (Particle member : island) {
                best =
                        Math.max(
                                best,
                                member.terms().logDensity(1)
                                        - PriorCoordinates.logPrior(member.position()));
                Map<String, Double> values =
                        posterior.values(coordinates.ofPosterior(member.position()));
                mechanism.settings().forEach(one -> values.remove(one.parameter()));
                vectors.add(values);
            }
        }
        List<List<ClaimEvaluator.Outcome>> outcomes = outcomes(mechanism, vectors);
        double[] byIsland = logSentences(outcomes, annealed);
        return new MechanismEvidence(
                mechanism,
                posterior.dimension(),
                problem.measurements().size(),
                best,
                annealed.logRatio(),
                annealed.logRatioError(),
                logMean(byIsland),
                error(byIsland),
                shares(outcomes),
                annealed.rested());
    }

    private List<List<ClaimEvaluator.Outcome>> outcomes(
            Mechanism mechanism, List<Map<String, Double>> vectors) {
        Map<String, Double> pinned = new LinkedHashMap<>();
        mechanism.settings().forEach(one -> pinned.put(one.parameter(), one.value()));
        return ClaimEvaluator.of(study, sentences, solver)
                .outcomes(vectors, pinned, threads, progress);
    }

    /// By island: the logarithm of the mean over its members.
    private double[] logSentences(
            List<List<ClaimEvaluator.Outcome>> outcomes, AnnealedSample annealed) {
        double[] result = new double[annealed.islands().size()];
        int next = 0;
        for (int island = 0; island < result.length; island++) {
            double[] members = new double[annealed.islands().get(island).size()];
            for (int k = 0; k < members.length; k++) {
                for (int c = 0; c < sentences.size(); c++) {
                    members[k] +=
                            SentenceLikelihood.logarithm(
                                    sentences.get(c), outcomes.get(next).get(c));
                }
                next++;
            }
            result[island] = logMean(members);
        }
        return result;
    }

    private static double logMean(double[] logarithms) {
        double most = Double.NEGATIVE_INFINITY;
        for (double one : logarithms) {
            most = Math.max(most, one);
        }
        double sum = 0;
        for (double one : logarithms) {
            sum += Math.exp(one - most);
        }
        return most + Math.log(sum / logarithms.length);
    }

    private static double error(double[] byIsland) {
        double mean = 0;
        for (double one : byIsland) {
            mean += one / byIsland.length;
        }
        double squares = 0;
        for (double one : byIsland) {
            squares += (one - mean) * (one - mean);
        }
        return Math.sqrt(squares / (byIsland.length - 1) / byIsland.length);
    }

    private Map<String, Double> shares(List<List<ClaimEvaluator.Outcome>> outcomes) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int c = 0; c < sentences.size(); c++) {
            int claim = c;
            long holds =
                    outcomes.stream()
                            .filter(member -> member.get(claim).verdict() == Verdict.HOLDS)
                            .count();
            shares.put(sentences.get(c).id(), holds / (double) outcomes.size());
        }
        return shares;
    }
}
