package org.tamor.cohort;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tamor.calibrate.ProblemSimulation;
import org.tamor.cohort.protocol.PlannedArm;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.cohort.protocol.Variability;
import org.tamor.expr.Evaluator;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.NearestNames;
import org.tamor.simulate.Timeline;
import org.tamor.study.Study;

/// What is done to an animal, as a timeline for the simulator.
///
/// An experiment of the study is cut in two at the hour at which treatment starts there: what comes
/// before is done from the engraftment on, the same in all arms; what comes from then on is moved
/// to the day on which the animal is allotted. The animal's own quantities hold from the
/// engraftment on, so that cells come from one culture and steady states before it are shared.
final class TreatmentTimelines {

    private final ProblemSimulation problem;
    private final Protocol protocol;
    private final Map<String, Timeline> byArm = new LinkedHashMap<>();
    private final Map<String, Double> constants = new HashMap<>();

    TreatmentTimelines(Study study, Protocol protocol, ProblemSimulation problem) {
        this.problem = problem;
        this.protocol = protocol;
        for (PlannedArm arm : protocol.arms()) {
            byArm.put(arm.name(), problem.timeline(experiment(study, arm)));
        }
        problem.model()
                .parameters()
                .forEach(
                        parameter -> {
                            if (parameter.constant() && parameter.value().isPresent()) {
                                constants.put(parameter.id(), parameter.value().getAsDouble());
                            }
                        });
        byArm.values().forEach(this::forgetChanged);
        byArm.keySet().forEach(this::checkBeginning);
        byArm.values().forEach(this::checkVariability);
    }

    /// What an experiment sets is no constant.
    private void forgetChanged(Timeline timeline) {
        timeline.preEquilibration().forEach(setting -> constants.remove(setting.target()));
        timeline.interventions()
                .forEach(one -> one.settings().forEach(set -> constants.remove(set.target())));
    }

    private Experiment experiment(Study study, PlannedArm arm) {
        return study.experiment(arm.experiment())
                .orElseThrow(
                        () ->
                                bad(
                                        "unknown-experiment",
                                        arm.name(),
                                        "the study has no experiment or cell "
                                                + arm.experiment()
                                                + "; "
                                                + NearestNames.hint(
                                                        arm.experiment(),
                                                        study.experiments().stream()
                                                                .map(Experiment::id)
                                                                .toList(),
                                                        "see its experiments.tsv and"
                                                                + " designs.tsv")));
    }

    private BadInputException bad(String code, String element, String message) {
        return new BadInputException(
                "trial." + code, Location.ofFile(protocol.file()).withElement(element), message);
    }

    private Timeline first() {
        return byArm.values().iterator().next();
    }

    private List<Timeline.Intervention> before(Timeline timeline) {
        return timeline.interventions().stream()
                .filter(one -> one.time() < protocol.treatmentHour())
                .toList();
    }

    /// Animals can only be allotted to arms that are alike until treatment starts.
    private void checkBeginning(String arm) {
        Timeline timeline = byArm.getOrDefault(arm, first());
        boolean alike =
                timeline.start() == first().start()
                        && timeline.preEquilibration().equals(first().preEquilibration())
                        && before(timeline).equals(before(first()));
        if (!alike) {
            throw bad(
                    "arms-differ",
                    arm,
                    "the experiments of "
                            + byArm.keySet().iterator().next()
                            + " and "
                            + arm
                            + " differ before hour "
                            + protocol.treatmentHour()
                            + ", when treatment starts; animals can be allotted only to arms with"
                            + " the same tumours, so plan a study for each");
        }
        double last =
                before(timeline).stream()
                        .mapToDouble(Timeline.Intervention::time)
                        .max()
                        .orElse(timeline.start());
        double allotted = timeline.start() + 24 * protocol.randomisation().days().getFirst();
        if (!(protocol.treatmentHour() > timeline.start()) || last > allotted) {
            throw bad(
                    "treatment-hour",
                    "treatment_hour",
                    "the experiments do something at hour "
                            + last
                            + ", before treatment starts there, but tumours may be allotted from"
                            + " hour "
                            + allotted
                            + " on; choose a treatment_hour after the engraftment and later days");
        }
    }

    /// A quantity that the treatment sets again would lose the animal's value.
    private void checkVariability(Timeline timeline) {
        for (Variability one : protocol.variability()) {
            for (Timeline.Intervention intervention : timeline.interventions()) {
                if (intervention.time() > timeline.start()
                        && intervention.settings().stream()
                                .anyMatch(setting -> setting.target().equals(id(one)))) {
                    throw new BadInputException(
                            "trial.set-again",
                            one.location().withElement(one.name()),
                            one.name()
                                    + " is set again at hour "
                                    + intervention.time()
                                    + " of an experiment, so that an animal cannot keep a value of"
                                    + " its own");
                }
            }
        }
    }

    String id(Variability variability) {
        return problem.modelId(variability.name());
    }

    double start() {
        return first().start();
    }

    /// The value that the arms set at engraftment, by a parameter vector; NaN where they set none
    /// or it depends on the state.
    double setAtEngraftment(String id, Map<String, Double> vector) {
        for (Timeline.Setting setting : atEngraftment()) {
            if (setting.target().equals(id)) {
                return evaluated(setting.value(), vector) instanceof Expression.Constant constant
                        ? constant.value()
                        : Double.NaN;
            }
        }
        return Double.NaN;
    }

    private List<Timeline.Setting> atEngraftment() {
        List<Timeline.Intervention> all = first().interventions();
        return all.isEmpty() || all.getFirst().time() > start()
                ? List.of()
                : all.getFirst().settings();
    }

    /// An expression of constants as its value; others as they are.
    private Expression evaluated(Expression expression, Map<String, Double> values) {
        Set<String> symbols = Expressions.symbols(expression);
        if (!symbols.stream().allMatch(id -> values.containsKey(id) || constants.containsKey(id))) {
            return expression;
        }
        return new Expression.Constant(
                Evaluator.evaluate(
                        expression,
                        id -> values.getOrDefault(id, constants.getOrDefault(id, Double.NaN))),
                "");
    }

    /// The timeline of one animal.
    ///
    /// @param own the animal's quantities by model id
    /// @param day of allotment, after engraftment
    Timeline of(String arm, Map<String, Double> vector, Map<String, Double> own, double day) {
        Timeline base = byArm.getOrDefault(arm, first());
        double shift = start() + 24 * day - protocol.treatmentHour();
        List<Timeline.Intervention> moved = new ArrayList<>();
        moved.add(new Timeline.Intervention(start(), engraftment(vector, own)));
        for (Timeline.Intervention one : base.interventions()) {
            if (one.time() >= protocol.treatmentHour()) {
                moved.add(new Timeline.Intervention(one.time() + shift, one.settings()));
            } else if (one.time() > start()) {
                moved.add(one);
            }
        }
        return new Timeline(base.preEquilibration(), start(), moved);
    }

    /// The control's timeline with constant levels from the start of treatment on, whatever the arm
    /// does to these quantities later.
    ///
    /// @param levels by model id
    Timeline held(
            Map<String, Double> levels,
            Map<String, Double> vector,
            Map<String, Double> own,
            double day) {
        Timeline base = of(protocol.control(), vector, own, day);
        double treated = start() + 24 * day;
        List<Timeline.Intervention> kept = new ArrayList<>();
        for (Timeline.Intervention one : base.interventions()) {
            if (one.time() < treated) {
                kept.add(one);
            }
        }
        List<Timeline.Setting> constant = new ArrayList<>();
        levels.forEach(
                (id, level) ->
                        constant.add(new Timeline.Setting(id, new Expression.Constant(level, ""))));
        kept.add(new Timeline.Intervention(treated, constant));
        for (Timeline.Intervention one : base.interventions()) {
            List<Timeline.Setting> others =
                    one.settings().stream()
                            .filter(setting -> !levels.containsKey(setting.target()))
                            .toList();
            if (one.time() >= treated && !others.isEmpty()) {
                kept.add(new Timeline.Intervention(one.time(), others));
            }
        }
        return new Timeline(base.preEquilibration(), base.start(), kept);
    }

    /// The animal until it is allotted.
    Timeline untreated(Map<String, Double> vector, Map<String, Double> own) {
        List<Timeline.Intervention> kept = new ArrayList<>();
        kept.add(new Timeline.Intervention(start(), engraftment(vector, own)));
        before(first()).stream().filter(one -> one.time() > start()).forEach(kept::add);
        return new Timeline(first().preEquilibration(), start(), kept);
    }

    private List<Timeline.Setting> engraftment(
            Map<String, Double> vector, Map<String, Double> own) {
        Map<String, Double> known = new HashMap<>(vector);
        known.putAll(own);
        Map<String, Expression> replaced = new HashMap<>();
        own.forEach((id, value) -> replaced.put(id, new Expression.Constant(value, "")));
        List<Timeline.Setting> settings = new ArrayList<>();
        own.forEach(
                (id, value) ->
                        settings.add(new Timeline.Setting(id, new Expression.Constant(value, ""))));
        for (Timeline.Setting setting : atEngraftment()) {
            if (!own.containsKey(setting.target())) {
                Expression value = evaluated(setting.value(), known);
                settings.add(
                        new Timeline.Setting(
                                setting.target(), Expressions.substitute(value, replaced)));
            }
        }
        return settings;
    }
}
