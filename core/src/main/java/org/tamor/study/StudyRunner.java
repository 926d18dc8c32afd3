package org.tamor.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.ModelNames;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.PetabParameter;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.Timeline;

/// Runs studies: all experiments, then the claims, the measurements and the moieties, then the
/// claims again over draws of the uncertain parameters.
///
/// Results do not depend on the number of threads. A run that fails is kept as failed; what needs
/// it is undecided.
public final class StudyRunner {

    private static final int MOIETY_EXPERIMENTS = 6;

    private final Study study;
    private final RunOptions options;
    private final Progress progress;
    private final StudySimulation simulation;
    private final Simulator simulator;
    private final ClaimJudge judge;
    private final Map<String, Double> values;
    private final Map<String, Double> pinned;

    private StudyRunner(Study study, RunOptions options, Progress progress) {
        this.study = study;
        this.options = options;
        this.progress = progress;
        simulation = StudySimulation.of(study);
        judge = new ClaimJudge(study);
        pinned = pinned(study, options);
        values = new TreeMap<>(simulation.nominal());
        simulator = Simulator.compile(simulation.model(), simulation.outputs());
        options.overrides().forEach(this::override);
    }

    /// Runs a study.
    ///
    /// @throws BadInputException where the options name unknown edges or parameters
    /// @throws java.util.concurrent.CancellationException where the calling thread is interrupted
    public static StudyResults run(Study study, RunOptions options, Progress progress) {
        return new StudyRunner(study, options, progress).run();
    }

    private static Map<String, Double> pinned(Study study, RunOptions options) {
        Map<String, Double> pinned = new TreeMap<>();
        List<String> known = study.edges().stream().map(Edge::id).toList();
        for (String id : options.cuts()) {
            Edge edge =
                    study.edges().stream()
                            .filter(candidate -> candidate.id().equals(id))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new BadInputException(
                                                    "run.unknown-edge",
                                                    Location.UNKNOWN.withElement(id),
                                                    "the study has no edge "
                                                            + id
                                                            + "; "
                                                            + NearestNames.hint(
                                                                    id,
                                                                    known,
                                                                    "it has "
                                                                            + String.join(
                                                                                    ", ", known))));
            edge.cuts().forEach(cut -> pinned.put(cut.parameter(), cut.value()));
        }
        return pinned;
    }

    private void override(String id, double value) {
        String target = simulation.modelId(id);
        if (!simulator.isSettable(target) || !Double.isFinite(value)) {
            throw new BadInputException(
                    "run.unknown-parameter",
                    Location.UNKNOWN.withElement(id),
                    "cannot set "
                            + id
                            + " to "
                            + value
                            + "; "
                            + NearestNames.hint(
                                    id,
                                    ModelNames.of(List.of(simulation.model())).targets(),
                                    "name a parameter of the study and a finite value"));
        }
        values.put(target, value);
    }

    private StudyResults run() {
        Map<String, Experiment> experiments = new LinkedHashMap<>();
        experiments.put("", new Experiment("", List.of()));
        study.experiments().forEach(experiment -> experiments.put(experiment.id(), experiment));
        Map<String, double[]> times = OutputTimes.plan(study, judge.cases(), options.claimsOnly());
        List<Callable<RunResult>> tasks = new ArrayList<>();
        times.forEach(
                (id, when) -> {
                    Timeline timeline =
                            simulation.timeline(
                                    experiments.getOrDefault(id, new Experiment(id, List.of())));
                    tasks.add(
                            () -> simulator.run(timeline, values, pinned, when, options.solver()));
                });
        List<RunResult> results =
                ParallelTasks.run(tasks, options.threads(), "experiments", progress);
        Map<String, RunResult> runs = new LinkedHashMap<>();
        int next = 0;
        for (String id : times.keySet()) {
            runs.put(id, results.get(next++));
        }
        Readings readings = new Readings(runs);
        List<ClaimResult> claims = judge.judge(readings);
        Optional<Judged> judged = judged();
        Optional<ClaimSpreads> spreads = judged.map(Judged::spreads);
        return new StudyResults(
                study,
                options,
                runs,
                spreads.map(one -> one.with(claims)).orElse(claims),
                spreads.flatMap(ClaimSpreads::weightsGivenSentences).flatMap(this::reweighted),
                judged.map(Judged::dependences).orElse(List.of()),
                options.claimsOnly()
                        ? List.of()
                        : new MeasurementComparison(study, readings).fits(),
                options.claimsOnly() ? List.of() : moieties(experiments, times),
                information(runs));
    }

    /// Checks the moieties on a few experiments, evenly chosen.
    private List<MoietyBalance> moieties(
            Map<String, Experiment> experiments, Map<String, double[]> times) {
        if (study.moieties().isEmpty() || times.isEmpty()) {
            return List.of();
        }
        MoietyLedger ledger = MoietyLedger.of(simulation.model(), study.moieties());
        List<String> ids = List.copyOf(times.keySet());
        int count = Math.min(MOIETY_EXPERIMENTS, ids.size());
        List<Callable<List<MoietyBalance>>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = ids.get((int) ((long) i * ids.size() / count));
            Timeline timeline =
                    simulation.timeline(
                            experiments.getOrDefault(id, new Experiment(id, List.of())));
            double[] when = times.getOrDefault(id, new double[0]);
            tasks.add(() -> ledger.check(id, timeline, values, pinned, when, options.solver()));
        }
        List<MoietyBalance> balances = new ArrayList<>();
        ParallelTasks.run(tasks, options.threads(), "moieties", progress).forEach(balances::addAll);
        return balances;
    }

    /// The claims on every draw, or on every vector of the ensemble.
    private record Judged(ClaimSpreads spreads, List<ClaimDependence> dependences) {}

    /// Empty without draws.
    private Optional<Judged> judged() {
        List<Map<String, Double>> drawn = drawn();
        if (drawn.isEmpty() || study.claims().isEmpty()) {
            return Optional.empty();
        }
        ClaimEvaluator evaluator =
                ClaimEvaluator.of(study, simulation, simulator, judge, options.solver());
        drawn.forEach(vector -> vector.putAll(options.overrides()));
        List<List<ClaimEvaluator.Outcome>> outcomes =
                evaluator.outcomes(drawn, pinned, options.threads(), progress);
        boolean intact = pinned.isEmpty() && options.overrides().isEmpty();
        ClaimSpreads spreads =
                ClaimSpreads.of(
                        study.claims(),
                        outcomes,
                        options.ensemble().map(Ensemble::weights),
                        intact);
        if (intact && options.sentenceEnsemble().isPresent()) {
            List<Map<String, Double>> given = vectors(options.sentenceEnsemble().get());
            given.forEach(vector -> vector.putAll(options.overrides()));
            spreads =
                    spreads.given(
                            evaluator.outcomes(given, pinned, options.threads(), progress),
                            options.sentenceEnsemble().get().weights());
        }
        return Optional.of(
                new Judged(
                        spreads,
                        ClaimDependence.of(
                                study,
                                drawn,
                                outcomes,
                                options.ensemble().map(Ensemble::weights))));
    }

    private Optional<Ensemble> reweighted(double[] weights) {
        return options.sentenceEnsemble()
                .or(options::ensemble)
                .map(ensemble -> ensemble.reweighted(weights));
    }

    /// The parameter vectors that the claims are judged on, by the table's ids.
    private List<Map<String, Double>> drawn() {
        if (options.ensemble().isPresent()) {
            return vectors(options.ensemble().get());
        }
        List<Map<String, Double>> drawn = new ArrayList<>();
        List<PetabParameter> parameters = study.problem().parameters();
        if (parameters.stream().anyMatch(PetabParameter::estimate)) {
            for (int member = 0; member < options.draws(); member++) {
                drawn.add(ParameterDraws.draw(parameters, options.seed(), member));
            }
        }
        return drawn;
    }

    private static List<Map<String, Double>> vectors(Ensemble ensemble) {
        List<Map<String, Double>> vectors = new ArrayList<>();
        for (int member = 0; member < ensemble.members().size(); member++) {
            vectors.add(ensemble.values(member));
        }
        return vectors;
    }

    private Map<String, String> information(Map<String, RunResult> runs) {
        Map<String, String> information = new LinkedHashMap<>();
        Package own = StudyRunner.class.getPackage();
        String version = own == null ? null : own.getImplementationVersion();
        information.put("tamor", version == null ? "development" : version);
        information.put("java", Runtime.version().toString());
        information.put("study", study.id());
        information.put("model", study.model().id());
        information.put("states", Integer.toString(simulator.states()));
        information.put("reactions", Integer.toString(study.model().reactions().size()));
        information.put("experiments", Integer.toString(runs.size()));
        long failed = runs.values().stream().filter(run -> run instanceof RunResult.Failed).count();
        information.put("failed_experiments", Long.toString(failed));
        information.put(
                "relative_tolerance", Double.toString(options.solver().relativeTolerance()));
        information.put(
                "absolute_tolerance", Double.toString(options.solver().absoluteTolerance()));
        information.put("cut_edges", String.join(" ", options.cuts()));
        information.put("overrides", options.overrides().toString());
        information.put(
                "draws",
                options.ensemble()
                        .map(ensemble -> ensemble.members().size() + " vectors of an ensemble")
                        .orElse(Integer.toString(options.draws())));
        information.put("seed", Long.toString(options.seed()));
        return information;
    }
}
