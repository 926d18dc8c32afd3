package org.tamor.study.comparison;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.tamor.calibrate.anneal.AnnealingPath;
import org.tamor.calibrate.anneal.NormalReference;
import org.tamor.calibrate.anneal.PriorCoordinates;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.simulate.SolverOptions;
import org.tamor.study.Claim;
import org.tamor.study.ClaimEvaluator;
import org.tamor.study.SentenceLikelihood;
import org.tamor.study.Study;

/// The way from the posterior of a study's measurements to that of its measurements and sentences.
/// The bridge is how likely the sentences are that count as evidence.
public final class SentencePath implements AnnealingPath {

    private final PriorCoordinates coordinates;
    private final List<Claim> sentences;
    private final ClaimEvaluator evaluator;
    private final NormalReference expected;
    private final List<double[]> starts;

    private SentencePath(
            PriorCoordinates coordinates,
            List<Claim> sentences,
            ClaimEvaluator evaluator,
            List<double[]> starts) {
        this.coordinates = coordinates;
        this.sentences = sentences;
        this.evaluator = evaluator;
        this.starts = starts;
        expected = NormalReference.of(starts);
    }

    /// @param ensemble draws from the posterior of the measurements
    /// @param members how many of them to start with
    /// @throws BadInputException where no sentence counts as evidence, or the ensemble lacks a
    ///   parameter
    public static SentencePath of(
            Study study,
            PriorCoordinates coordinates,
            Ensemble ensemble,
            int members,
            SolverOptions solver) {
        List<Claim> sentences =
                study.claims().stream().filter(claim -> claim.tolerance().isPresent()).toList();
        if (sentences.isEmpty()) {
            throw new BadInputException(
                    "constrain.no-sentences",
                    Location.ofFile(study.folder().toString()),
                    "no claim of the study has a tolerance, so no sentence counts as evidence; give"
                            + " those that should one");
        }
        List<double[]> starts = coordinates.draws(ensemble, members);
        return new SentencePath(
                coordinates, sentences, ClaimEvaluator.of(study, sentences, solver), starts);
    }

    /// The vectors of the ensemble.
    public List<double[]> starts() {
        return List.copyOf(starts);
    }

    @Override
    public int dimension() {
        return coordinates.dimension();
    }

    @Override
    public Optional<NormalReference> expected() {
        return Optional.of(expected);
    }

    @Override
    public Terms terms(double[] position) {
        return terms(position, 1, Double.NEGATIVE_INFINITY).orElse(Terms.NONE);
    }

    /// Sentences are at most certain, so where the measurements alone make a position too unlikely
    /// they need not be simulated.
    @Override
    public Optional<Terms> terms(double[] position, double power, double least) {
        double[] inPosterior = coordinates.ofPosterior(position);
        double logLikelihood = coordinates.posterior().logLikelihood(inPosterior);
        if (logLikelihood == Double.NEGATIVE_INFINITY) {
            return Optional.of(Terms.NONE);
        }
        double logReference = PriorCoordinates.logPrior(position) + logLikelihood;
        return logReference < least
                ? Optional.empty()
                : Optional.of(
                        new Terms(
                                logReference,
                                logSentences(coordinates.posterior().values(inPosterior))));
    }

    private double logSentences(Map<String, Double> values) {
        try {
            List<ClaimEvaluator.Outcome> outcomes = evaluator.outcomes(values, Map.of());
            double sum = 0;
            for (int c = 0; c < sentences.size(); c++) {
                sum += SentenceLikelihood.logarithm(sentences.get(c), outcomes.get(c));
            }
            return sum;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the claims were interrupted");
        }
    }
}
