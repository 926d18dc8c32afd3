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
/// parameters, conditions, observables, noise and sums cost outside the solver; and the gradient
/// forward, backward and as chosen.
///
/// `bench/run org.tamor.calibrate.EvaluationOverhead FOLDER [PROBLEM…]`, where FOLDER holds
/// `NAME/*.yaml`. Times are the shortest and the median of many; the kinds of work take turns. It
/// stands in the package that it measures to reach the runs.
final class EvaluationOverhead {

    private static final List<String> PROBLEMS =
            List.of(
                    "Boehm_JProteomeRes2014",
                    "Fujita_SciSignal2010",
                    "Bachmann_MSB2011",
                    "Lucarelli_CellSystems2018",
                    "Isensee_JCB2018");

    private static final SolverOptions OPTIONS = new SolverOptions(1e-8, 1e-12, 1_000_000);
    private static final double SECONDS = 8;
    private static final int WARM_UP = 3;

    private EvaluationOverhead() {}

    /// One kind of work and how long it took each time, in ms.
    private record Work(Runnable runnable, List<Double> times) {

        Work(Runnable runnable) {
            this(runnable, new ArrayList<>());
        }

        void time() {
            long start = System.nanoTime();
            runnable.run();
            times.add((System.nanoTime() - start) * 1e-6);
        }

        double shortest() {
            return times.stream().skip(skipped()).min(Double::compare).orElseThrow();
        }

        double median() {
            return times.stream()
                    .skip(skipped())
                    .sorted()
                    .toList()
                    .get((times.size() - skipped()) / 2);
        }

        private int skipped() {
            return Math.min(WARM_UP, times.size() - 1);
        }
    }

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        List<String> names = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        System.out.printf(
                "%-28s %5s %11s   %s%n",
                "problem",
                "runs",
                "parameters",
                "shortest and median ms of: evaluation, its bare runs, gradient, forward, adjoint;"
                        + " shortest overhead");
        for (String name : names.isEmpty() ? PROBLEMS : names) {
            measure(name, PetabReader.read(folder.resolve(name).resolve(name + ".yaml")));
        }
    }

    private static void measure(String name, PetabProblem problem) {
        PetabEvaluation evaluation = PetabEvaluation.of(problem);
        List<Runnable> runs = runs(problem);
        List<Work> works =
                List.of(
                        new Work(() -> evaluation.evaluate(Map.of(), OPTIONS)),
                        new Work(() -> runs.forEach(Runnable::run)),
                        gradient(evaluation, GradientMethod.AUTOMATIC),
                        gradient(evaluation, GradientMethod.FORWARD),
                        gradient(evaluation, GradientMethod.ADJOINT));
        for (List<Work> together : List.of(works.subList(0, 2), works.subList(2, works.size()))) {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < SECONDS * 1e9) {
                together.forEach(Work::time);
            }
        }
        System.out.printf("%-28s %5d %11d  ", name, runs.size(), evaluation.estimated().count());
        works.forEach(work -> System.out.printf(" %9.3f %9.3f", work.shortest(), work.median()));
        System.out.printf(" %9.3f%n", works.getFirst().shortest() - works.get(1).shortest());
    }

    private static Work gradient(PetabEvaluation evaluation, GradientMethod method) {
        GradientOptions options = GradientOptions.of(method);
        return new Work(() -> evaluation.evaluate(Map.of(), OPTIONS, options));
    }

    private static List<Runnable> runs(PetabProblem problem) {
        Map<String, Observable> observables = new HashMap<>();
        problem.observables().forEach(observable -> observables.put(observable.id(), observable));
        ProblemSimulation simulation =
                ProblemSimulation.of(problem, problem.models().getFirst().model());
        MeasuredModel measured = new MeasuredModel(simulation, observables);
        problem.measurements().forEach(measured::add);
        measured.compile();
        List<Runnable> runs = new ArrayList<>();
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
