package org.tamor.cohort.exposure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.calibrate.ProblemSimulation;
import org.tamor.cohort.TumourModel;
import org.tamor.cohort.protocol.ExposurePlan;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.NearestNames;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.study.Study;

/// The tumours of a plan, compiled once: as they are dosed, at constant levels, and the experiments
/// of people.
///
/// The net rate is `ln(V_b / V_a) / (b - a)`, V the volume on the days a and b of the plan, of the
/// animal in the middle, allotted on the first day of the randomisation on which its true volume
/// has reached the protocol's. Averages are areas by the trapezoidal rule with [#STEP] hours
/// between the points.
final class ExposedTumours {

    /// Hours between the points of an area.
    static final double STEP = 0.25;

    /// Share of the volume at the start below which a tumour has gone.
    private static final double REMAINDER = 1e-9;

    /// Per day: the rate of a tumour that has gone is this or less, below any target.
    private static final double GONE = -2;

    private static final double DAY = 24;
    private static final SolverOptions SOLVER = new SolverOptions(1e-6, 1e-11, 100_000);

    private final Study study;
    private final ExposurePlan plan;
    private final Protocol protocol;
    private final ProblemSimulation problem;
    private final ExposureQuantities quantities;
    private final TumourModel dosed;
    private final TumourModel held;
    private final Simulator people;

    ExposedTumours(Study study, ExposurePlan plan) {
        this.study = study;
        this.plan = plan;
        protocol = plan.protocol();
        problem = ProblemSimulation.of(study.problem(), study.model());
        quantities = new ExposureQuantities(plan, problem);
        dosed = TumourModel.reading(study, protocol, quantities.outputs());
        held = TumourModel.holding(study, protocol, quantities.held());
        people = Simulator.compile(problem.model(), quantities.outputs());
        plan.people()
                .forEach(
                        one ->
                                one.courses()
                                        .forEach(course -> experiment(one, course.experiment())));
    }

    private Experiment experiment(ExposurePlan.People one, String id) {
        return study.experiment(id)
                .orElseThrow(
                        () ->
                                new BadInputException(
                                        "exposure.unknown-experiment",
                                        one.location().withElement(id),
                                        "the study has no experiment or cell "
                                                + id
                                                + "; "
                                                + NearestNames.hint(
                                                        id,
                                                        study.experiments().stream()
                                                                .map(Experiment::id)
                                                                .toList(),
                                                        "see its experiments.tsv and"
                                                                + " designs.tsv")));
    }

    Map<String, Double> vector(Map<String, Double> changes) {
        return dosed.vector(changes);
    }

    /// The tumour of one parameter vector.
    Subject subject(Map<String, Double> vector) {
        return new Subject(vector);
    }

    /// The tumour in the middle of one parameter vector.
    final class Subject {

        private final Map<String, Double> vector;
        private final Map<String, Double> own;
        private final double allotted;
        private final double volume;
        private final Map<String, TimeCourse> courses = new LinkedHashMap<>();
        private final List<ExposureQuantities.Composition> compositions = new ArrayList<>();

        private Subject(Map<String, Double> vector) {
            this.vector = vector;
            own = dosed.middle(vector);
            double[] days =
                    protocol.randomisation().days().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray();
            double[] volumes = dosed.untreated(vector, own, days);
            int at = 0;
            while (at < days.length && volumes[at] < protocol.randomisation().volume()) {
                at++;
            }
            if (at == days.length) {
                throw new NumericalFailureException(
                        "exposure.not-reached",
                        Location.ofFile(protocol.file()).withElement("randomisation"),
                        "the tumour in the middle has %s mm3 on the last day of the randomisation and has not reached %s mm3; choose a smaller volume or later days"
                                .formatted(
                                        Math.round(volumes[at - 1]),
                                        protocol.randomisation().volume()));
            }
            allotted = days[at];
            volume = volumes[at];
            protocol.arms()
                    .forEach(
                            arm ->
                                    courses.put(
                                            arm.name(),
                                            dosed.treated(
                                                    arm.name(), vector, own, allotted, window())));
            for (ExposurePlan.Drug drug : plan.drugs()) {
                compositions.add(quantities.composition(drug, course(drug.arm())));
            }
        }

        private TimeCourse course(String arm) {
            TimeCourse course = courses.get(arm);
            if (course == null) {
                throw new IllegalArgumentException("no arm " + arm);
            }
            return course;
        }

        private double[] window() {
            return points(DAY * plan.from(), DAY * plan.to(), 1 / DAY);
        }

        double allotted() {
            return allotted;
        }

        double volume() {
            return volume;
        }

        /// Free levels of an arm as it is dosed.
        Exposure exposure(String arm) {
            return quantities.exposure(course(arm), DAY * (plan.to() - plan.from()));
        }

        /// Free levels of people.
        Exposure exposure(ExposurePlan.People one) {
            Exposure sum = Exposure.NONE;
            for (ExposurePlan.Course course : one.courses()) {
                sum = sum.plus(exposure(one, course));
            }
            return sum;
        }

        private Exposure exposure(ExposurePlan.People one, ExposurePlan.Course course) {
            Experiment experiment = experiment(one, course.experiment());
            RunResult result =
                    people.run(
                            problem.timeline(experiment),
                            problem.startingValues(experiment, vector),
                            points(course.from(), course.to(), 1),
                            SOLVER);
            return switch (result) {
                case RunResult.Completed completed ->
                        quantities.exposure(completed.timeCourse(), course.every());
                case RunResult.Failed failed ->
                        throw new NumericalFailureException(
                                "exposure.run",
                                one.location().withElement(failed.quantity()),
                                "the experiment "
                                        + experiment.id()
                                        + " could not be simulated beyond hour "
                                        + failed.time()
                                        + ": "
                                        + failed.reason());
            };
        }

        /// Net growth rate of an arm as it is dosed, per day.
        double asDosed(String arm) {
            double[] volumes = course(arm).of(protocol.volume());
            return slope(volumes[0], volumes[volumes.length - 1]);
        }

        /// Net growth rate at constant free levels, per day.
        double rate(double first, double second) {
            Map<String, Double> levels = new LinkedHashMap<>();
            compositions.get(0).addTo(levels, first);
            compositions.get(1).addTo(levels, second);
            double[] volumes =
                    held.held(levels, vector, own, allotted, new double[] {plan.from(), plan.to()})
                            .of(protocol.volume());
            return slope(volumes[0], volumes[1]);
        }

        private double slope(double from, double to) {
            boolean isGone = !(Math.min(from, to) > REMAINDER * volume);
            return isGone
                    ? Math.min(GONE, Math.log(REMAINDER) / plan.to())
                    : Math.log(to / from) / (plan.to() - plan.from());
        }
    }

    /// From one hour to another, [#STEP] hours apart, in another unit.
    private static double[] points(double from, double to, double unit) {
        int steps = (int) Math.ceil((to - from) / STEP - 1e-9);
        double[] points = new double[steps + 1];
        for (int k = 0; k <= steps; k++) {
            points[k] = unit * Math.min(to, from + STEP * k);
        }
        return points;
    }
}
