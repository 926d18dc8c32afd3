package org.tamor.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Measurement;

/// Decides at which times the experiments of a study are recorded.
///
/// An experiment ends at the last time that a measurement, claim or figure asks of it. A cell that
/// nothing asks for ends with the other cells of its design; any other experiment that nothing asks
/// for goes on for a day after its last intervention. Base experiments, and cells drawn over time,
/// are recorded on a regular grid; all at the exact times asked for and after each intervention.
/// Windows that a claim reads as a whole (`maximum`, `auc`, ...) are recorded closely, with the
/// values just before interventions.
final class OutputTimes {

    private static final int WINDOW_POINTS = 200;
    private static final int FIGURE_POINTS = 60;
    private static final int MOST_GRID_POINTS = 72;
    private static final double[] HOURS = {0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 24, 48, 96, 168};
    private static final double DAY = 24;

    private final Study study;
    private final List<ClaimJudge.Case> claims;
    private final Map<String, Asked> asked = new HashMap<>();

    /// What is asked of one experiment.
    private static final class Asked {
        private final Set<Double> times = new TreeSet<>();
        private final List<double[]> windows = new ArrayList<>();
        private boolean drawnOverTime;

        double end() {
            return times.stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(Double.NEGATIVE_INFINITY);
        }
    }

    private OutputTimes(Study study, List<ClaimJudge.Case> claims) {
        this.study = study;
        this.claims = claims;
    }

    /// The times of every experiment that is to be run, in the order of the study; "" stands for
    /// the model as it is.
    ///
    /// @param claimsOnly whether only claims count
    static Map<String, double[]> plan(
            Study study, List<ClaimJudge.Case> claims, boolean claimsOnly) {
        OutputTimes plan = new OutputTimes(study, claims);
        plan.askForClaims();
        if (claimsOnly) {
            return plan.times(true);
        }
        plan.askForMeasurements(study.problem().measurements());
        plan.askForMeasurements(study.validationMeasurements());
        plan.askForFigures();
        return plan.times(false);
    }

    private Asked of(String experiment) {
        return asked.computeIfAbsent(experiment, key -> new Asked());
    }

    private void askForClaims() {
        for (ClaimJudge.Case one : claims) {
            List<ClaimExpression.Request> requests = new ArrayList<>(one.expression().requests());
            one.requirement().ifPresent(requirement -> requests.addAll(requirement.requests()));
            for (ClaimExpression.Request request : requests) {
                for (String experiment : request.experiments()) {
                    Asked of = of(experiment);
                    of.times.addAll(request.times());
                    if (request.window()) {
                        of.windows.add(
                                new double[] {
                                    request.times().get(0), request.times().get(1), WINDOW_POINTS
                                });
                    }
                }
            }
        }
    }

    private void askForMeasurements(List<Measurement> measurements) {
        for (Measurement measurement : measurements) {
            if (Double.isFinite(measurement.time())) {
                of(measurement.experiment()).times.add(measurement.time());
            }
        }
    }

    private void askForFigures() {
        for (Study.FigureFile file : study.figures()) {
            if (file.content().get("figures") instanceof List<?> figures) {
                figures.forEach(this::askForFigure);
            }
        }
    }

    private void askForFigure(Object figure) {
        if (!(figure instanceof Map<?, ?> map)) {
            return;
        }
        Set<Double> times = new TreeSet<>();
        for (String key : List.of("time", "start", "from", "to")) {
            if (map.get(key) instanceof Number number && Double.isFinite(number.doubleValue())) {
                times.add(number.doubleValue());
            }
        }
        Set<String> names = new LinkedHashSet<>();
        collect(map, names);
        for (String name : names) {
            for (String experiment : experiments(name)) {
                Asked of = of(experiment);
                double start = study.experiment(experiment).map(Experiment::start).orElse(0.0);
                times.stream().filter(time -> time >= start).forEach(of.times::add);
                if (map.get("to") instanceof Number to) {
                    of.drawnOverTime = true;
                    if (map.get("from") instanceof Number given) {
                        double from = Math.max(start, given.doubleValue());
                        if (from < to.doubleValue()) {
                            of.windows.add(new double[] {from, to.doubleValue(), FIGURE_POINTS});
                        }
                    }
                }
            }
        }
    }

    private List<String> experiments(String name) {
        if (study.experiment(name).isPresent()) {
            return List.of(name);
        }
        return study.cells(name).stream().map(Design.Cell::experiment).toList();
    }

    private static void collect(Object value, Set<String> names) {
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(entry -> collect(entry, names));
            case List<?> list -> list.forEach(entry -> collect(entry, names));
            case String text -> names.add(text);
            default -> {
                // numbers and truth values name nothing
            }
        }
    }

    private Map<String, double[]> times(boolean onlyAsked) {
        Map<String, Double> designEnds = new HashMap<>();
        Map<String, String> designOf = new HashMap<>();
        for (Design design : study.designs()) {
            double end = Double.NEGATIVE_INFINITY;
            for (Design.Cell cell : design.cells()) {
                designOf.put(cell.experiment(), design.id());
                Asked of = asked.get(cell.experiment());
                end = Math.max(end, of == null ? Double.NEGATIVE_INFINITY : of.end());
            }
            designEnds.put(design.id(), end);
        }
        List<Experiment> experiments = new ArrayList<>(study.experiments());
        if (asked.containsKey("") || experiments.isEmpty()) {
            experiments.add(new Experiment("", List.of()));
        }
        Map<String, double[]> result = new LinkedHashMap<>();
        for (Experiment experiment : experiments) {
            if (onlyAsked && !asked.containsKey(experiment.id())) {
                continue;
            }
            String design = designOf.getOrDefault(experiment.id(), "");
            double others = designEnds.getOrDefault(design, Double.NEGATIVE_INFINITY);
            result.put(experiment.id(), times(experiment, others, design.isEmpty() && !onlyAsked));
        }
        return result;
    }

    private double[] times(Experiment experiment, double designEnd, boolean base) {
        Asked of = asked.getOrDefault(experiment.id(), new Asked());
        double start = experiment.start();
        double end = Math.max(start, of.end());
        if (of.times.isEmpty()) {
            double last =
                    experiment.periods().isEmpty()
                            ? start
                            : Math.max(start, experiment.periods().getLast().time());
            end = Double.isFinite(designEnd) ? Math.max(start, designEnd) : last + DAY;
        }
        TreeSet<Double> times = new TreeSet<>(of.times);
        times.add(start);
        times.add(end);
        if (base || of.drawnOverTime) {
            grid(start, end, step(end - start), times);
        }
        for (Experiment.Period period : experiment.periods()) {
            if (period.time() >= start && period.time() <= end) {
                times.add(period.time());
            }
        }
        for (double[] window : of.windows) {
            grid(window[0], window[1], (window[1] - window[0]) / window[2], times);
            times.add(window[1]);
            for (Experiment.Period period : experiment.periods()) {
                if (period.time() > window[0] && period.time() <= window[1]) {
                    times.add(Math.nextDown(period.time()));
                    times.add(period.time());
                }
            }
        }
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void grid(double from, double to, double step, Set<Double> times) {
        for (int i = 0; from + i * step < to; i++) {
            times.add(from + i * step);
        }
    }

    /// A round step that gives at most [#MOST_GRID_POINTS] intervals.
    private static double step(double length) {
        for (double step : HOURS) {
            if (length >= step && length / step <= MOST_GRID_POINTS) {
                return step;
            }
        }
        double least = Math.max(length, Double.MIN_NORMAL) / MOST_GRID_POINTS;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
