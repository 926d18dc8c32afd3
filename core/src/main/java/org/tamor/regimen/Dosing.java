package org.tamor.regimen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tamor.expr.Expression;
import org.tamor.expr.Operator;
import org.tamor.failure.Location;
import org.tamor.format.petab.Condition;
import org.tamor.format.petab.Experiment;

/// A regimen as conditions and periods of a PEtab experiment.
///
/// A dose D into the state A at time t is the condition `A = A + D` from t on. An infusion sets its
/// rate parameter to D/T at t and to 0 at t + T. A rule with factor f and condition c turns D into
/// `D * piecewise(f, c, 1)`; a lasting one reads `m > 0.5 || c` in place of c and sets its memory m
/// to `piecewise(1, m > 0.5 || c, 0)`. Formulas of a condition are evaluated with the state just
/// before it, so a rule sees the model as it is when the dose falls due. What a delay of cycles
/// becomes: see [DelayedCycles].
///
/// @param conditions one for each different set of changes: called like the regimen where there is
///   one, else the regimen's id, an underscore and a number from 1
/// @param periods in the unit of time of the model
public record Dosing(List<Condition> conditions, List<Experiment.Period> periods) {

    public Dosing {
        conditions = List.copyOf(conditions);
        periods = List.copyOf(periods);
    }

    public static Dosing of(RegimenFile file, Regimen regimen) {
        return new Translation(file, regimen).dosing();
    }

    /// Collects what changes when.
    private static final class Translation {

        private final RegimenFile file;
        private final Regimen regimen;
        private final TreeMap<Double, Map<String, Expression>> changes = new TreeMap<>();
        private final Map<Double, Location> places = new LinkedHashMap<>();

        private Translation(RegimenFile file, Regimen regimen) {
            this.file = file;
            this.regimen = regimen;
        }

        private Dosing dosing() {
            List<Dose> doses = new ArrayList<>(Schedule.of(file, regimen).doses());
            if (regimen.delay().isPresent()) {
                CycleDelay delay = regimen.delay().get();
                List<Dose> moving =
                        doses.stream().filter(dose -> delay.governs(dose.drug())).toList();
                doses.removeAll(moving);
                delayed(new DelayedCycles(regimen, delay), moving);
            }
            doses.forEach(dose -> give(dose, Optional.empty()));
            doses.stream().filter(Dose::isInfusion).forEach(this::stop);
            Map<Map<String, Expression>, Integer> kinds = new LinkedHashMap<>();
            changes.values().forEach(change -> kinds.putIfAbsent(change, kinds.size() + 1));
            Map<Map<String, Expression>, Condition> conditions = new LinkedHashMap<>();
            List<Experiment.Period> periods = new ArrayList<>();
            changes.forEach(
                    (time, change) -> {
                        Location place = places.getOrDefault(time, regimen.location());
                        Condition condition =
                                conditions.computeIfAbsent(
                                        change,
                                        key ->
                                                condition(
                                                        kinds.size(),
                                                        kinds.getOrDefault(key, 0),
                                                        key,
                                                        place));
                        periods.add(
                                new Experiment.Period(
                                        time / file.hoursPerTimeUnit(),
                                        List.of(condition.id()),
                                        place));
                    });
            return new Dosing(List.copyOf(conditions.values()), periods);
        }

        private Condition condition(
                int kinds, int number, Map<String, Expression> change, Location place) {
            String id = kinds == 1 ? regimen.id() : regimen.id() + "_" + number;
            return new Condition(
                    id,
                    change.entrySet().stream()
                            .map(
                                    entry ->
                                            new Condition.Change(
                                                    entry.getKey(), entry.getValue(), place))
                            .toList());
        }

        /// Doses at all times to which they may move, with the looks between them.
        private void delayed(DelayedCycles cycles, List<Dose> moving) {
            List<DelayedCycles.Candidate> candidates = cycles.candidates(moving);
            for (DelayedCycles.Candidate one : candidates) {
                Expression share = choice(1, one.due(), 0);
                give(
                        one.dose(),
                        Optional.of(
                                cycles.reduction()
                                        .<Expression>map(
                                                reduced ->
                                                        new Expression.Apply(
                                                                Operator.TIMES, share, reduced))
                                        .orElse(share)));
            }
            candidates.stream()
                    .map(DelayedCycles.Candidate::dose)
                    .filter(Dose::isInfusion)
                    .forEach(this::stop);
            cycles.decisions(moving)
                    .forEach(one -> cycles.remember(one, at(one.time(), one.location())));
        }

        /// @param share of the dose that is given; empty for all of it
        private void give(Dose dose, Optional<Expression> share) {
            Map<String, Expression> now = at(dose.time(), dose.location());
            Drug.Route route = file.route(dose.drug(), dose.route());
            Expression given = governed(dose, dose.isInfusion() ? dose.rate() : dose.amount());
            if (share.isPresent()) {
                given = new Expression.Apply(Operator.TIMES, given, share.get());
            }
            if (!dose.isInfusion()) {
                Expression before =
                        now.getOrDefault(route.into(), new Expression.Symbol(route.into()));
                now.put(route.into(), new Expression.Apply(Operator.PLUS, before, given));
            } else if (share.isPresent() && now.containsKey(route.rate())) {
                Expression other = now.getOrDefault(route.rate(), given);
                now.put(route.rate(), new Expression.Apply(Operator.PLUS, other, given));
            } else {
                now.put(route.rate(), given);
            }
            for (DoseRule rule : regimen.rules()) {
                if (rule.isLasting() && rule.governs(dose.drug())) {
                    now.put(rule.memory(), choice(1, applies(rule), 0));
                }
            }
        }

        /// Ends an infusion, unless the next one begins at that time.
        private void stop(Dose dose) {
            at(dose.end(), dose.location())
                    .putIfAbsent(
                            file.route(dose.drug(), dose.route()).rate(),
                            new Expression.Constant(0));
        }

        /// The changes at a time; times that differ by rounding only are one.
        private Map<String, Expression> at(double time, Location place) {
            Double near = changes.ceilingKey(time - DoseTiming.SHORT);
            double key = near != null && near < time + DoseTiming.SHORT ? near : time;
            places.putIfAbsent(key, place);
            return changes.computeIfAbsent(key, fresh -> new TreeMap<>());
        }

        private Expression governed(Dose dose, double amount) {
            Expression result = new Expression.Constant(amount);
            for (DoseRule rule : regimen.rules()) {
                if (rule.governs(dose.drug())) {
                    result =
                            new Expression.Apply(
                                    Operator.TIMES,
                                    result,
                                    choice(rule.factor(), applies(rule), 1));
                }
            }
            return result;
        }

        private static Expression applies(DoseRule rule) {
            if (!rule.isLasting()) {
                return rule.condition();
            }
            return new Expression.Apply(
                    Operator.OR,
                    new Expression.Apply(
                            Operator.GREATER,
                            new Expression.Symbol(rule.memory()),
                            new Expression.Constant(0.5)),
                    rule.condition());
        }

        private static Expression choice(double then, Expression condition, double otherwise) {
            return new Expression.Piecewise(
                    List.of(new Expression.Branch(new Expression.Constant(then), condition)),
                    Optional.of(new Expression.Constant(otherwise)));
        }
    }
}
