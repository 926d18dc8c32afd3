package org.tamor.regimen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.Operator;
import org.tamor.failure.Location;
import org.tamor.format.petab.Condition;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.PetabProblem;
import org.tamor.model.Model;
import org.tamor.model.Rule;

/// Finds the doses in a PEtab problem: the way back from [Dosing].
///
/// A change `A = A + D` with a number D is a dose of the drug `A` by the route `dose`. A change of
/// a parameter p to a number above 0 is an infusion where the model has a rate rule `A' = ... + p`,
/// and lasts until p is set to a number again. Everything else, rules included, is left out and
/// named.
public final class PetabDoses {

    private static final String ROUTE = "dose";

    private final Map<String, Condition> conditions = new HashMap<>();
    private final Map<String, String> fed = new HashMap<>();
    private final Map<String, String> rates = new HashMap<>();
    private final Set<String> targets = new LinkedHashSet<>();
    private final Set<String> others = new LinkedHashSet<>();

    private PetabDoses(PetabProblem problem) {
        problem.conditions().forEach(condition -> conditions.put(condition.id(), condition));
        problem.models().forEach(model -> findRates(model.model()));
    }

    /// What was found.
    ///
    /// @param regimens one for each experiment that has doses, called like it
    /// @param others conditions that do something else as well or instead
    public record Found(RegimenFile regimens, List<String> others) {
        public Found {
            others = List.copyOf(others);
        }
    }

    public static Found in(PetabProblem problem) {
        return new PetabDoses(problem).found(problem);
    }

    /// Notes the parameters that feed one state, and nothing else, at a constant rate.
    private void findRates(Model model) {
        Set<String> parameters = new HashSet<>();
        model.parameters().forEach(parameter -> parameters.add(parameter.id()));
        for (Rule rule : model.rules()) {
            if (rule instanceof Rule.RateRule(String variable, Expression rate)) {
                for (String id : addends(rate)) {
                    if (parameters.contains(id)) {
                        fed.merge(id, variable, (first, second) -> "");
                    }
                }
            }
        }
        fed.values().removeIf(String::isEmpty);
    }

    /// The symbols that stand alone in a sum.
    private static List<String> addends(Expression sum) {
        return switch (sum) {
            case Expression.Symbol(String id) -> List.of(id);
            case Expression.Apply apply when apply.operator() == Operator.PLUS ->
                    apply.arguments().stream().flatMap(part -> addends(part).stream()).toList();
            case Expression.Apply apply when apply.operator() == Operator.MINUS ->
                    addends(apply.argument(0));
            default -> List.of();
        };
    }

    private Found found(PetabProblem problem) {
        Map<Experiment, List<Dose>> doses = new LinkedHashMap<>();
        for (Experiment experiment : problem.experiments()) {
            doses.put(experiment, doses(experiment));
        }
        List<Drug> drugs = new ArrayList<>();
        for (String target : targets) {
            drugs.add(
                    new Drug(
                            target,
                            OptionalDouble.empty(),
                            List.of(
                                    new Drug.Route(
                                            ROUTE,
                                            target,
                                            rates.getOrDefault(target, ""),
                                            drugs.size() + 1))));
        }
        List<Regimen> regimens = new ArrayList<>();
        doses.forEach(
                (experiment, list) -> {
                    if (!list.isEmpty()) {
                        regimens.add(regimen(experiment.id(), list));
                    }
                });
        RegimenFile file =
                new RegimenFile(
                        problem.file().toString(),
                        "",
                        AmountUnit.UNKNOWN,
                        1,
                        Subject.unknown(),
                        drugs,
                        regimens);
        return new Found(file, List.copyOf(others));
    }

    private List<Dose> doses(Experiment experiment) {
        List<Dose> doses = new ArrayList<>();
        Map<String, Dose> open = new HashMap<>();
        for (Experiment.Period period : experiment.periods()) {
            for (String id : period.conditions()) {
                Condition condition = conditions.get(id);
                for (Condition.Change change :
                        condition == null ? List.<Condition.Change>of() : condition.changes()) {
                    if (period.isPreEquilibration() || !add(change, period.time(), open, doses)) {
                        others.add(id + " sets " + change.target());
                    }
                }
            }
        }
        open.values()
                .forEach(
                        dose ->
                                others.add(
                                        "an infusion into "
                                                + dose.drug()
                                                + " in "
                                                + experiment.id()
                                                + " has no end"));
        doses.sort(Comparator.comparingDouble(Dose::time));
        return doses;
    }

    /// Whether the change is a dose, or begins or ends an infusion.
    private boolean add(
            Condition.Change change, double time, Map<String, Dose> open, List<Dose> doses) {
        String target = change.target();
        Optional<Double> added = added(change);
        if (added.isPresent()) {
            targets.add(target);
            doses.add(new Dose(time, target, ROUTE, added.get(), 0, change.location()));
            return true;
        }
        String state = fed.getOrDefault(target, "");
        if (state.isEmpty() || !(change.value() instanceof Expression.Constant constant)) {
            return false;
        }
        Dose running = open.remove(target);
        if (running != null) {
            double duration = time - running.time();
            doses.add(
                    new Dose(
                            running.time(),
                            state,
                            ROUTE,
                            running.amount() * duration,
                            duration,
                            running.location()));
        }
        if (constant.value() > 0) {
            targets.add(state);
            rates.put(state, target);
            open.put(target, new Dose(time, state, ROUTE, constant.value(), 1, change.location()));
        }
        return true;
    }

    /// The number D of a change `A = A + D`, from 0 on.
    private static Optional<Double> added(Condition.Change change) {
        return change.value() instanceof Expression.Apply sum
                        && sum.operator() == Operator.PLUS
                        && sum.arguments().size() == 2
                        && sum.argument(0).equals(new Expression.Symbol(change.target()))
                        && sum.argument(1) instanceof Expression.Constant constant
                        && constant.value() >= 0
                ? Optional.of(constant.value())
                : Optional.empty();
    }

    private static Regimen regimen(String id, List<Dose> doses) {
        List<DoseLine> lines = new ArrayList<>();
        for (DoseRuns.Run run : DoseRuns.of(doses, dose -> false)) {
            Dose dose = run.first();
            lines.add(
                    new DoseLine(
                            dose.drug(),
                            dose.route(),
                            RegimenWriter.number(dose.amount()) + " " + AmountUnit.UNKNOWN.text(),
                            dose.amount(),
                            dose.duration(),
                            run.timing(),
                            MissedDoses.NONE,
                            dose.location()));
        }
        return new Regimen(
                id,
                "",
                List.of(),
                lines,
                List.of(),
                List.of(),
                Optional.empty(),
                OptionalDouble.empty(),
                Location.UNKNOWN);
    }
}
