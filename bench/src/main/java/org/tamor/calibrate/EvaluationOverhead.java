package org.tamor.calibrate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.Timeline;

/// One evaluation of PEtab problems beside the runs of the simulator that it consists of: what
/// parameters, conditions, observables, noise and sums cost outside the solver.
///
/// `bench/run org.tamor.calibrate.EvaluationOverhead FOLDER [PROBLEM…]`, where FOLDER holds
/// `NAME/*.yaml`. Times are the shortest of many; evaluations and bare runs take turns. It stands in
/// the package that it measures to reach the runs.
final class EvaluationOverhead {

    private static final List<String> PROBLEMS =
            List.of(
                    "Boehm_JProteomeRes2014",
                    "Fujita_SciSignal2010",
                    "Bachmann_MSB2011",
                    "Lucarelli_CellSystems2018",
                    "Isensee_JCB2018");

    private static final SolverOptions OPTIONS = new SolverOptions(1e-8, 1e-12, 1_000_000);
    private static final double SECONDS = 4;

    private EvaluationOverhead() {}

    /// One run of the simulator.
    private interface Bare {
        void run();
    }

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        List<String> names = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        System.out.printf(
                "%-28s %6s %12s %12s %12s %12s %12s%n",
                "problem", "runs", "evaluate ms", "solver ms", "overhead ms", "gradient ms", "parameters");
        for (String name : names.isEmpty() ? PROBLEMS : names) {
            measure(name, PetabReader.read(folder.resolve(name).resolve(name + ".yaml")));
        }
    }

    private static void measure(String name, PetabProblem problem) {
        PetabEvaluation evaluation = PetabEvaluation.of(problem);
        List<Bare> runs = runs(problem);
        GradientOptions gradients = GradientOptions.AUTOMATIC;
        double whole = Double.POSITIVE_INFINITY;
        double bare = Double.POSITIVE_INFINITY;
        double gradient = Double.POSITIVE_INFINITY;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < SECONDS * 1e9) {
            long start = System.nanoTime();
            evaluation.evaluate(Map.of(), OPTIONS);
            long middle = System.nanoTime();
            runs.forEach(Bare::run);
            long end = System.nanoTime();
            whole = Math.min(whole, (middle - start) * 1e-6);
            bare = Math.min(bare, (end - middle) * 1e-6);
        }
        begin = System.nanoTime();
        while (System.nanoTime() - begin < SECONDS * 1e9) {
            long start = System.nanoTime();
            evaluation.evaluate(Map.of(), OPTIONS, gradients);
            gradient = Math.min(gradient, (System.nanoTime() - start) * 1e-6);
        }
        System.out.printf(
                "%-28s %6d %12.3f %12.3f %12.3f %12.3f %12d%n",
                name,
                runs.size(),
                whole,
                bare,
                whole - bare,
                gradient,
                evaluation.estimated().count());
    }

    private static List<Bare> runs(PetabProblem problem) {
        Map<String, Observable> observables = new HashMap<>();
        problem.observables().forEach(observable -> observables.put(observable.id(), observable));
        ProblemSimulation simulation =
                ProblemSimulation.of(problem, problem.models().getFirst().model());
        MeasuredModel measured = new MeasuredModel(simulation, observables);
        problem.measurements().forEach(measured::add);
        measured.compile();
        List<Bare> runs = new ArrayList<>();
        for (Experiment experiment : problem.experiments()) {
            double[] times =
                    problem.measurements().stream()
                            .filter(m -> m.experiment().equals(experiment.id()))
                            .mapToDouble(Measurement::time)
                            .sorted()
                            .distinct()
                            .toArray();
            if (times.length == 0) {
                continue;
            }
            Map<String, Double> values =
                    simulation.startingValues(experiment, simulation.nominal());
            Timeline timeline = simulation.timeline(experiment);
            runs.add(() -> measured.simulator().run(timeline, values, times, OPTIONS));
        }
        return runs;
    }
}
