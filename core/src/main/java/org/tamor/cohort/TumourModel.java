package org.tamor.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tamor.calibrate.ProblemSimulation;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.cohort.protocol.Variability;
import org.tamor.expr.Evaluator;
import org.tamor.expr.Expressions;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.ModelNames;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.Observable;
import org.tamor.model.Model;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;
import org.tamor.study.Study;

/// The tumours of animals by the model of a study, compiled once.
///
/// May be used by several threads; what a tumour does depends on the arguments alone.
public final class TumourModel {

    /// Loose beside the error of calipers: on the study of tamoxifen and CCI-779 a volume after
    /// five weeks departs by 4e-6 from that at 1e-6, in a quarter of the time.
    static final SolverOptions SOLVER = new SolverOptions(1e-4, 1e-10, 100_000);

    /// Of tumours at constant levels, whose rate is compared with 0.
    private static final SolverOptions FINE = new SolverOptions(1e-6, 1e-12, 100_000);

    private static final double DAY = 24;

    private final Protocol protocol;
    private final ProblemSimulation problem;
    private final TreatmentTimelines timelines;
    private final Simulator simulator;
    private final Map<String, Observable> read = new LinkedHashMap<>();

    private TumourModel(Study study, Protocol protocol, Set<String> held, List<Output> further) {
        this.protocol = protocol;
        problem = ProblemSimulation.of(study.problem(), study.model());
        observable(study, protocol.volume());
        protocol.blots().observables().forEach(id -> observable(study, id));
        protocol.blots().observables().forEach(this::noise);
        timelines = new TreatmentTimelines(study, protocol, problem);
        List<Output> outputs = new ArrayList<>(further);
        read.forEach((id, one) -> outputs.add(new Output(id, problem.expanded(one.formula()))));
        Model model = new HeldQuantities(held, protocol.file()).in(problem.model());
        simulator = Simulator.compile(model, outputs);
        protocol.variability().forEach(this::check);
    }

    /// Puts a protocol and its study together.
    ///
    /// @throws BadInputException where the study lacks an experiment, an observable or a quantity
    ///   that the protocol names, or the arms differ before treatment starts
    public static TumourModel of(Study study, Protocol protocol) {
        return new TumourModel(study, protocol, Set.of(), List.of());
    }

    /// As [#of], with more to read.
    ///
    /// @param further over the model's ids
    public static TumourModel reading(Study study, Protocol protocol, List<Output> further) {
        return new TumourModel(study, protocol, Set.of(), further);
    }

    /// As [#of], with quantities that nothing changes but what sets them.
    ///
    /// @param held model ids
    public static TumourModel holding(Study study, Protocol protocol, Set<String> held) {
        return new TumourModel(study, protocol, held, List.of());
    }

    private void observable(Study study, String id) {
        Observable found =
                study.observable(id)
                        .orElseThrow(
                                () ->
                                        bad(
                                                "unknown-observable",
                                                id,
                                                "the study has no observable "
                                                        + id
                                                        + "; "
                                                        + NearestNames.hint(
                                                                id,
                                                                study
                                                                        .problem()
                                                                        .observables()
                                                                        .stream()
                                                                        .map(Observable::id)
                                                                        .toList(),
                                                                "see its observables.tsv")));
        if (!found.placeholders().isEmpty()) {
            throw bad(
                    "placeholders",
                    id,
                    "the observable "
                            + id
                            + " has placeholders that only measurements fill; choose another");
        }
        read.put(id, found);
    }

    private BadInputException bad(String code, String element, String message) {
        return new BadInputException(
                "trial." + code, Location.ofFile(protocol.file()).withElement(element), message);
    }

    /// The standard deviation of the logarithm of a blot about its true value.
    double noise(String observable) {
        Observable one = observables(observable);
        boolean known =
                one.noiseDistribution() == Observable.NoiseDistribution.LOG_NORMAL
                        && Expressions.symbols(one.noise()).isEmpty();
        if (!known) {
            throw bad(
                    "blot-noise",
                    observable,
                    "the noise of "
                            + observable
                            + " is not log-normal with a number as its scale; choose another"
                            + " observable for blots");
        }
        return Evaluator.evaluate(one.noise(), id -> Double.NaN);
    }

    private Observable observables(String id) {
        Observable found = read.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no observable " + id);
        }
        return found;
    }

    private void check(Variability one) {
        if (!simulator.isSettable(timelines.id(one))) {
            throw new BadInputException(
                    "trial.unknown-parameter",
                    one.location().withElement(one.name()),
                    "the model has no quantity "
                            + one.name()
                            + " that can be set; "
                            + NearestNames.hint(
                                    one.name(),
                                    ModelNames.of(List.of(problem.model())).targets(),
                                    "name one of its parameters"));
        }
        if (!(median(one, vector(Map.of())) > 0)) {
            throw new BadInputException(
                    "trial.no-median",
                    one.location().withElement(one.name()),
                    one.name() + " has no value above 0 to vary about; declare its 'median'");
        }
    }

    /// The parameter table's values with others in place of some, by model id.
    ///
    /// @param changes by id of the table
    public Map<String, Double> vector(Map<String, Double> changes) {
        Map<String, Double> vector = new TreeMap<>(problem.nominal());
        changes.forEach((id, value) -> vector.put(problem.modelId(id), value));
        return vector;
    }

    /// The value that an animal in the middle has.
    double median(Variability one, Map<String, Double> vector) {
        String id = timelines.id(one);
        if (one.median().isPresent()) {
            return one.median().getAsDouble();
        }
        double set = timelines.setAtEngraftment(id, vector);
        if (!Double.isNaN(set)) {
            return set;
        }
        return vector.containsKey(id)
                ? vector.getOrDefault(id, Double.NaN)
                : problem.model().parameters().stream()
                        .filter(parameter -> parameter.id().equals(id))
                        .filter(parameter -> parameter.value().isPresent())
                        .mapToDouble(parameter -> parameter.value().getAsDouble())
                        .findFirst()
                        .orElse(Double.NaN);
    }

    String id(Variability one) {
        return timelines.id(one);
    }

    /// The quantities of an animal in the middle, by model id.
    public Map<String, Double> middle(Map<String, Double> vector) {
        Map<String, Double> own = new LinkedHashMap<>();
        protocol.variability().forEach(one -> own.put(id(one), median(one, vector)));
        return own;
    }

    /// The volumes in mm3 of an animal that is not treated, on days after engraftment.
    public double[] untreated(Map<String, Double> vector, Map<String, Double> own, double[] days) {
        Timeline timeline = timelines.untreated(vector, own);
        return run("an untreated animal", timeline, vector, days, SOLVER).of(protocol.volume());
    }

    /// What is read of an animal of an arm.
    ///
    /// @param allotted day after engraftment
    /// @param days from the start of its treatment
    public TimeCourse treated(
            String arm,
            Map<String, Double> vector,
            Map<String, Double> own,
            double allotted,
            double[] days) {
        double[] shifted = Arrays.stream(days).map(day -> allotted + day).toArray();
        Timeline timeline = timelines.of(arm, vector, own, allotted);
        return run("an animal of " + arm, timeline, vector, shifted, SOLVER);
    }

    /// What is read of an animal of the control arm in which quantities have constant levels from
    /// the start of treatment on.
    ///
    /// @param levels by model id, of quantities that are held
    /// @param allotted day after engraftment
    /// @param days from the start of its treatment
    public TimeCourse held(
            Map<String, Double> levels,
            Map<String, Double> vector,
            Map<String, Double> own,
            double allotted,
            double[] days) {
        double[] shifted = Arrays.stream(days).map(day -> allotted + day).toArray();
        Timeline timeline = timelines.held(levels, vector, own, allotted);
        return run("an animal at constant levels", timeline, vector, shifted, FINE);
    }

    private TimeCourse run(
            String who,
            Timeline timeline,
            Map<String, Double> vector,
            double[] days,
            SolverOptions options) {
        double[] hours = Arrays.stream(days).map(day -> timelines.start() + DAY * day).toArray();
        return switch (simulator.run(timeline, vector, hours, options)) {
            case RunResult.Completed completed -> completed.timeCourse();
            case RunResult.Failed failed ->
                    throw new NumericalFailureException(
                            "trial.run",
                            Location.ofFile(protocol.file()).withElement(failed.quantity()),
                            who
                                    + " could not be simulated beyond hour "
                                    + failed.time()
                                    + ": "
                                    + failed.reason()
                                    + "; narrow its variability");
        };
    }
}
