package org.tamor.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.tamor.format.petab.Experiment;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.Timeline;

/// Judges a study's claims on parameter vectors. May be used by several threads.
public final class ClaimEvaluator {

    private final StudySimulation simulation;
    private final Simulator simulator;
    private final ClaimJudge judge;
    private final SolverOptions solver;
    private final Map<String, Timeline> timelines = new LinkedHashMap<>();
    private final Map<String, double[]> times;

    private ClaimEvaluator(
            Study study,
            StudySimulation simulation,
            Simulator simulator,
            ClaimJudge judge,
            SolverOptions solver) {
        this.simulation = simulation;
        this.simulator = simulator;
        this.judge = judge;
        this.solver = solver;
        Map<String, Experiment> experiments = new HashMap<>();
        study.experiments().forEach(one -> experiments.put(one.id(), one));
        times = OutputTimes.plan(study, judge.cases(), true);
        times.keySet()
                .forEach(
                        id ->
                                timelines.put(
                                        id,
                                        simulation.timeline(
                                                experiments.getOrDefault(
                                                        id, new Experiment(id, List.of())))));
    }

    static ClaimEvaluator of(
            Study study,
            StudySimulation simulation,
            Simulator simulator,
            ClaimJudge judge,
            SolverOptions solver) {
        return new ClaimEvaluator(study, simulation, simulator, judge, solver);
    }

    /// An evaluator of some claims; only what they read is simulated.
    public static ClaimEvaluator of(Study study, List<Claim> claims, SolverOptions solver) {
        StudySimulation simulation = StudySimulation.of(study);
        return new ClaimEvaluator(
                study,
                simulation,
                Simulator.compile(simulation.model(), simulation.outputs()),
                new ClaimJudge(study, claims),
                solver);
    }

    /// What became of a claim on one vector.
    ///
    /// @param required whether the claim's further condition is true, or there is none
    public record Outcome(Verdict verdict, OptionalDouble value, boolean required) {}

    /// The outcomes on each vector, in the order of the claims.
    ///
    /// @param vectors values by the parameter table's ids; nominal ones stand in for those missing
    /// @param pinned values that are held against every condition, by model id
    /// @throws java.util.concurrent.CancellationException where the calling thread is interrupted
    public List<List<Outcome>> outcomes(
            List<Map<String, Double>> vectors,
            Map<String, Double> pinned,
            int threads,
            Progress progress) {
        List<Callable<List<Outcome>>> tasks = new ArrayList<>();
        for (Map<String, Double> vector : vectors) {
            tasks.add(() -> outcomes(vector, pinned));
        }
        return ParallelTasks.run(tasks, threads, "draws", progress);
    }

    /// The outcomes on one vector, in the order of the claims.
    ///
    /// @throws InterruptedException where the calling thread is interrupted
    public List<Outcome> outcomes(Map<String, Double> vector, Map<String, Double> pinned)
            throws InterruptedException {
        Map<String, Double> values = new TreeMap<>(simulation.nominal());
        vector.forEach((id, value) -> values.put(simulation.modelId(id), value));
        Map<String, RunResult> runs = new HashMap<>();
        for (Map.Entry<String, Timeline> entry : timelines.entrySet()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            double[] when = times.getOrDefault(entry.getKey(), new double[0]);
            runs.put(entry.getKey(), simulator.run(entry.getValue(), values, pinned, when, solver));
        }
        Readings readings = new Readings(runs);
        List<ClaimResult> results = judge.judge(readings);
        List<Boolean> required = judge.required(readings);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            outcomes.add(
                    new Outcome(results.get(i).verdict(), results.get(i).value(), required.get(i)));
        }
        return outcomes;
    }
}
