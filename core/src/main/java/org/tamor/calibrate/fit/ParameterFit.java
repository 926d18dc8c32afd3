package org.tamor.calibrate.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.calibrate.fit.Objective.Finite;
import org.tamor.calibrate.fit.Objective.Undefined;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.PetabParameter;

/// Fits the parameters of a problem: local fits from many starts, the best refined and judged.
public final class ParameterFit {

    /// How many parameters there may be for the Fisher information to be worth its price.
    private static final int MOST_FORWARD = 120;

    /// How many of the best starts are refined.
    private static final int REFINED = 3;

    private static final TrustRegion.Options REFINEMENT =
            new TrustRegion.Options(200, 1e-7, 30, 1e-6);

    private final PetabEvaluation evaluation;
    private final SearchSpace space;
    private final FitOptions options;
    private final FitMethod method;
    private final PosteriorObjective all;
    private final Objective objective;
    private final List<String> eliminated;
    private final Optional<double[]> first;

    private ParameterFit(
            PetabEvaluation evaluation,
            SearchSpace space,
            FitOptions options,
            FitMethod method,
            Optional<double[]> first) {
        this.first = first;
        this.evaluation = evaluation;
        this.space = space;
        this.options = options;
        this.method = method;
        all =
                PosteriorObjective.searching(
                        evaluation, space, options.density(), method == FitMethod.FISHER);
        Hierarchy hierarchy =
                options.hierarchical()
                        ? HierarchySearch.of(
                                evaluation.problem(),
                                space,
                                all.prior(),
                                method == FitMethod.FISHER)
                        : Hierarchy.NONE;
        int count = hierarchy.priors().size();
        boolean nested = count > 0 && count < space.dimension();
        objective = nested ? new HierarchicalObjective(all, hierarchy) : all;
        eliminated =
                nested
                        ? hierarchy.inner().stream().map(k -> space.parameter(k).id()).toList()
                        : List.of();
    }

    /// @throws BadInputException where the problem cannot be fitted, or not by the method asked for
    public static ParameterFit of(PetabEvaluation evaluation, FitOptions options) {
        SearchSpace space = SearchSpace.of(evaluation.problem());
        FitChecks.check(evaluation.problem());
        return new ParameterFit(
                evaluation, space, options, method(evaluation, space, options), Optional.empty());
    }

    /// The same fit whose start 0 begins at given values.
    ///
    /// @param values by id, on the linear scale, moved into the bounds; those not named have their
    ///   nominal values
    /// @throws BadInputException where a value has no logarithm but is estimated on a logarithmic
    ///   scale, or differs from the problem's though it is not estimated (`fit.start-value`)
    public ParameterFit startingAt(Map<String, Double> values) {
        Map<String, Double> all = evaluation.complete(values);
        for (PetabParameter parameter : evaluation.problem().parameters()) {
            double value = all.getOrDefault(parameter.id(), Double.NaN);
            double own = parameter.nominalValue().orElse(value);
            if (!parameter.estimate() && value != own) {
                throw unusable(
                        parameter,
                        value
                                + ", but it is not estimated and is "
                                + own
                                + " in the problem; leave it out, or change the problem");
            }
        }
        double[] point = space.point(all);
        for (int k = 0; k < point.length; k++) {
            if (Double.isNaN(point[k])) {
                throw unusable(
                        space.parameter(k),
                        all.get(space.parameter(k).id())
                                + ", which has no logarithm, the scale it is on; give a positive"
                                + " one");
            }
        }
        return new ParameterFit(evaluation, space, options, method, Optional.of(point));
    }

    private static BadInputException unusable(PetabParameter parameter, String why) {
        return new BadInputException(
                "fit.start-value",
                parameter.location().withElement(parameter.id()),
                "the value to start at is " + why);
    }

    /// Whether start 0 began at the values given for it; no fit can begin where the model cannot be
    /// simulated.
    public boolean isBegunAsGiven(FitResult result) {
        return first.isEmpty()
                || result.starts().stream()
                        .filter(start -> start.index() == 0)
                        .allMatch(start -> Arrays.equals(start.start(), first.get()));
    }

    private static FitMethod method(
            PetabEvaluation evaluation, SearchSpace space, FitOptions options) {
        if (options.method() == FitMethod.EVOLUTION) {
            return FitMethod.EVOLUTION;
        }
        FitMethod wanted = options.method();
        if (wanted == FitMethod.AUTOMATIC) {
            wanted = space.dimension() <= MOST_FORWARD ? FitMethod.FISHER : FitMethod.QUASI_NEWTON;
        }
        Objective objective =
                PosteriorObjective.searching(
                        evaluation, space, options.density(), wanted == FitMethod.FISHER);
        try {
            objective.expand(new StartingPoints(space, options.seed()).point(0));
            return wanted;
        } catch (BadInputException refusal) {
            if (options.method() != FitMethod.AUTOMATIC
                    || !refusal.code().equals("sensitivity.unsupported")) {
                throw refusal;
            }
            return FitMethod.EVOLUTION;
        }
    }

    public FitMethod method() {
        return method;
    }

    public SearchSpace space() {
        return space;
    }

    /// What results depend on besides the program: the problem and those options that change what
    /// becomes of a start.
    public String identity() {
        return String.join(
                " ",
                ProblemIdentity.of(evaluation.problem()),
                method.label(),
                "seed=" + options.seed(),
                "candidates=" + options.candidates(),
                "iterations=" + options.maximumIterations(),
                "density=" + options.density().label(),
                "eliminated=" + eliminated.size(),
                first.map(point -> "first=" + Arrays.hashCode(point)).orElse("first=drawn"));
    }

    /// Runs the starts that are not known yet, refines the best and judges it.
    ///
    /// @param known results of an earlier run with the same [#identity]
    /// @throws NumericalFailureException where no start gave a value
    public FitResult run(
            List<StartResult> known, MultiStart.Listener listener, MultiStart.Limit limit) {
        MultiStart multiStart =
                new MultiStart(
                        objective,
                        new StartingPoints(space, options.seed()),
                        method,
                        options,
                        first);
        List<StartResult> starts =
                multiStart.run(
                        known.stream().filter(one -> one.index() < options.starts()).toList(),
                        listener,
                        limit);
        List<StartResult> ranked = MultiStart.ranked(starts);
        if (ranked.isEmpty()) {
            throw failure(starts);
        }
        return refined(starts, ranked);
    }

    private FitResult refined(List<StartResult> starts, List<StartResult> ranked) {
        Objective fine = objective.refined();
        double[] best = ranked.getFirst().fit().point();
        int bestStart = ranked.getFirst().index();
        Map<Integer, Double> refined = new TreeMap<>();
        double bestValue = Double.POSITIVE_INFINITY;
        for (StartResult start : ranked.subList(0, Math.min(REFINED, ranked.size()))) {
            double[] point = refined(fine, start.fit().point());
            if (all.refined().value(point) instanceof Finite finite) {
                refined.put(start.index(), finite.value());
                if (finite.value() < bestValue) {
                    bestValue = finite.value();
                    best = point;
                    bestStart = start.index();
                }
            }
        }
        Map<String, Double> values = space.values(best);
        Evaluation evaluated = evaluation.evaluate(values, PosteriorObjective.FINAL);
        if (!(evaluated instanceof Evaluation.Completed completed)) {
            throw failure(starts);
        }
        Optional<Double> nominal = nominal(all.refined());
        return new FitResult(
                evaluation,
                space,
                options,
                method,
                eliminated,
                starts,
                refined,
                best,
                bestStart,
                completed,
                all.logPrior(best),
                nominal,
                judgement(fine, best, bestValue, nominal));
    }

    /// The whole point that a local fit with tight tolerances leads to.
    private double[] refined(Objective fine, double[] point) {
        if (method == FitMethod.EVOLUTION) {
            return point;
        }
        LocalFit fit = TrustRegion.minimise(fine, fine.coordinates(point), REFINEMENT);
        return fit.value().isPresent() ? fine.whole(fit.point()) : point;
    }

    /// Says nothing of parameters where the fit has not ended at an optimum.
    private Judgement judgement(
            Objective fine, double[] best, double value, Optional<Double> nominal) {
        if (method == FitMethod.EVOLUTION) {
            return new Judgement.NotJudged("the method has no curvature");
        }
        if (nominal.isPresent() && nominal.get() < value - FitResult.SAME) {
            return new Judgement.NotJudged(
                    "the fit did not reach an optimum: the nominal values are better");
        }
        double promise = TrustRegion.promise(fine, fine.coordinates(best));
        if (promise > FitResult.SAME) {
            return new Judgement.NotJudged(
                    String.format(
                            Locale.ROOT,
                            "the fit did not reach an optimum: a step promises to lower the"
                                    + " objective by %.3g",
                            promise));
        }
        Judgement judgement =
                Identifiability.at(
                        PosteriorObjective.precise(evaluation, space, options.density()),
                        best,
                        options.seed());
        return judgement instanceof Judgement.NotJudged
                ? Identifiability.at(
                        PosteriorObjective.searching(evaluation, space, options.density(), true),
                        best,
                        options.seed())
                : judgement;
    }

    private Optional<Double> nominal(Objective fine) {
        boolean complete =
                evaluation.problem().parameters().stream()
                        .allMatch(parameter -> parameter.nominalValue().isPresent());
        if (!complete) {
            return Optional.empty();
        }
        return switch (fine.value(space.point(evaluation.complete(Map.of())))) {
            case Finite finite -> Optional.of(finite.value());
            case Undefined _ -> Optional.empty();
        };
    }

    private NumericalFailureException failure(List<StartResult> starts) {
        return new NumericalFailureException(
                "fit.no-value",
                Location.ofFile(evaluation.problem().file().toString()),
                "none of "
                        + starts.size()
                        + " starts has a likelihood; the last failure: "
                        + (starts.isEmpty() ? "none began" : starts.getLast().fit().remark())
                        + "; narrow the bounds to where the model can be simulated");
    }
}
