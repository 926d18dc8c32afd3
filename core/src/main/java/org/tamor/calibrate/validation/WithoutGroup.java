package org.tamor.calibrate.validation;

import java.util.List;
import org.tamor.calibrate.anneal.AnnealedPosterior;
import org.tamor.calibrate.anneal.AnnealedSample;
import org.tamor.calibrate.anneal.AnnealingPath;
import org.tamor.calibrate.anneal.PriorCoordinates;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.sample.ConvergenceGate;
import org.tamor.calibrate.sample.ParameterSummary;
import org.tamor.calibrate.sample.PetabPosterior;
import org.tamor.calibrate.sample.PosteriorEnsemble;
import org.tamor.calibrate.sample.PosteriorSample;
import org.tamor.calibrate.sample.PosteriorSummary;
import org.tamor.format.petab.PetabProblem;
import org.tamor.simulate.SolverOptions;

/// The way from the posterior of all measurements to that of all but one group. The bridge is one
/// over the likelihood of the group: `L_rest L_group (1 / L_group)^b`.
public final class WithoutGroup implements AnnealingPath {

    private final PriorCoordinates rest;
    private final PetabPosterior group;
    private final List<double[]> starts;

    private WithoutGroup(PriorCoordinates rest, PetabPosterior group, List<double[]> starts) {
        this.rest = rest;
        this.group = group;
        this.starts = starts;
    }

    /// @param problem with all measurements
    /// @param ensemble draws from the posterior of all measurements
    /// @param members how many of them to start with
    public static WithoutGroup of(
            PetabProblem problem,
            MeasurementGroup group,
            Ensemble ensemble,
            int members,
            SolverOptions solver) {
        PriorCoordinates rest =
                PriorCoordinates.of(PetabPosterior.of(group.leftOutOf(problem), solver));
        List<double[]> starts = rest.draws(ensemble, members);
        PetabProblem own = problem.withMeasurements(group.measurements());
        return new WithoutGroup(rest, PetabPosterior.of(own, solver), starts);
    }

    /// The vectors of the ensemble.
    public List<double[]> starts() {
        return List.copyOf(starts);
    }

    @Override
    public int dimension() {
        return rest.dimension();
    }

    @Override
    public boolean widens() {
        return true;
    }

    @Override
    public Terms terms(double[] position) {
        double[] inPosterior = rest.ofPosterior(position);
        double logRest = rest.posterior().logLikelihood(inPosterior);
        double logGroup =
                logRest == Double.NEGATIVE_INFINITY ? logRest : group.logLikelihood(inPosterior);
        return logGroup == Double.NEGATIVE_INFINITY
                ? Terms.NONE
                : new Terms(PriorCoordinates.logPrior(position) + logRest + logGroup, -logGroup);
    }

    /// What the end of the way knows.
    ///
    /// @param ensemble all members
    /// @param effective the least effective number of draws of any parameter
    /// @param rHat the largest of any parameter
    public record Outcome(Ensemble ensemble, double effective, double rHat) {}

    /// The draws of a population that has gone the way.
    public Outcome outcome(AnnealedSample annealed) {
        PosteriorSample sample = AnnealedPosterior.sample(annealed, rest);
        PosteriorSummary summary =
                PosteriorSummary.of(
                        sample, rest.posterior().coordinates(), ConvergenceGate.STANDARD);
        Ensemble ensemble = PosteriorEnsemble.of(sample, rest.posterior(), Integer.MAX_VALUE);
        return new Outcome(
                ensemble,
                summary.parameters().stream()
                        .mapToDouble(ParameterSummary::bulkSize)
                        .min()
                        .orElseThrow(),
                summary.parameters().stream()
                        .mapToDouble(ParameterSummary::rHat)
                        .max()
                        .orElseThrow());
    }
}
