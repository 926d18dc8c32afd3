package org.tamor.regimen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.expr.Expression;
import org.tamor.expr.Operator;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// All times at which a delayed regimen may have something to do, and what it does there.
///
/// The schedule may have moved by S = 0, look, 2 look, ... hours. Each dose of the plan is a
/// candidate at its time plus S, given where the parameter `shift` has the value S; the beginning
/// of cycle c is a decision at its time plus S. With m the shift, w the time waited, k the number
/// of delays and r the condition, a decision at which m = S sets
///
/// - where r: w = 0;
/// - else, where w + look is at most the longest wait: m = S + look, w = w + look;
/// - else m = -1, and nothing is given any more;
/// - k = k + 1 where not r and w = 0.
///
/// A dose at the beginning of its cycle needs r as well, any other w = 0: while a cycle waits, the
/// last doses of the one before would fall due again at its shift.
final class DelayedCycles {

    private static final double HALF_AN_HOUR = 0.5;
    private static final double ENDED = -1;

    private final Regimen regimen;
    private final CycleDelay delay;
    private final double start;
    private final double length;

    DelayedCycles(Regimen regimen, CycleDelay delay) {
        this.regimen = regimen;
        this.delay = delay;
        List<DoseTiming.Repeated> timings = new ArrayList<>();
        for (DoseLine line : regimen.lines()) {
            if (delay.governs(line.drug())) {
                if (!(line.timing() instanceof DoseTiming.Repeated timing)
                        || !timing.cycle().repeats()) {
                    throw bad(
                            line.location(),
                            "only cycles can be delayed, and these doses have none; give them days"
                                    + " such as 5 on 2 off, or name in the delay a drug that has"
                                    + " cycles");
                }
                timings.add(timing);
                if (timing.start() != timings.getFirst().start()
                        || timing.cycle().days() != timings.getFirst().cycle().days()) {
                    throw bad(
                            line.location(),
                            "doses that are delayed together need cycles of one length that begin"
                                    + " together; make start and days alike, or delay one drug");
                }
                if (line.duration() > delay.look() + DoseTiming.SHORT) {
                    throw bad(
                            line.location(),
                            "an infusion that takes longer than the time between two looks cannot"
                                    + " be delayed; infuse it faster or look less often");
                }
            }
        }
        for (DoseRule rule : regimen.rules()) {
            if (rule.isLasting()
                    && (rule.drug().equals(DoseRule.EVERY_DRUG) || delay.governs(rule.drug()))) {
                throw bad(
                        rule.location(),
                        "a rule with 'once' does not go with a delay of the same drug, whose doses"
                                + " have no fixed times; write it with 'while', or use the steps of"
                                + " the delay");
            }
        }
        start = timings.getFirst().start();
        length = timings.getFirst().cycle().hours();
    }

    private static BadInputException bad(Location location, String message) {
        return new BadInputException("regimen.bad-delay", location, message);
    }

    /// A dose that is given where its condition holds.
    ///
    /// @param dose at its moved time
    record Candidate(Dose dose, Expression due) {}

    /// A look at a time.
    record Decision(double time, double shift, Location location) {}

    private int cycle(double time) {
        return (int) Math.floor((time - start + DoseTiming.SHORT) / length);
    }

    private boolean isBeginning(double time) {
        double within = time - start - cycle(time) * length;
        return within < DoseTiming.SHORT;
    }

    /// How far the schedule may move: each cycle by the longest wait, and not beyond the end.
    private List<Double> shifts(List<Dose> doses) {
        double last = doses.stream().mapToDouble(Dose::time).max().orElse(start);
        double most = (cycle(last) + 1) * delay.longest();
        double bound = Math.min(most, regimen.end().orElse(Double.POSITIVE_INFINITY) - start);
        List<Double> shifts = new ArrayList<>();
        for (int k = 0; k * delay.look() <= bound + DoseTiming.SHORT; k++) {
            shifts.add(k * delay.look());
            if ((double) shifts.size() * doses.size() > DoseTiming.MOST_DOSES) {
                throw bad(
                        delay.location(),
                        "doses and possible delays make more than "
                                + DoseTiming.MOST_DOSES
                                + " times; look less often, or end the regimen earlier");
            }
        }
        return shifts;
    }

    private boolean isOver(double from, double to) {
        double end = regimen.end().orElse(Double.POSITIVE_INFINITY);
        return from >= end - DoseTiming.SHORT || to > end + DoseTiming.SHORT;
    }

    /// Every dose at every time to which it may move.
    ///
    /// @param doses of the plan, those that are delayed
    List<Candidate> candidates(List<Dose> doses) {
        List<Candidate> candidates = new ArrayList<>();
        for (double shift : shifts(doses)) {
            for (Dose dose : doses) {
                Dose moved =
                        new Dose(
                                dose.time() + shift,
                                dose.drug(),
                                dose.route(),
                                dose.amount(),
                                dose.duration(),
                                dose.location());
                if (!isOver(moved.time(), moved.end())) {
                    Expression due =
                            isBeginning(dose.time())
                                    ? and(isShifted(shift), delay.recovered())
                                    : and(
                                            isShifted(shift),
                                            less(
                                                    new Expression.Symbol(delay.waited()),
                                                    HALF_AN_HOUR));
                    candidates.add(new Candidate(moved, due));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(one -> one.dose().time()));
        checkInfusions(candidates);
        return candidates;
    }

    /// A candidate sets the rate even where it is not due, so none may fall into another's
    /// infusion.
    private void checkInfusions(List<Candidate> candidates) {
        Map<String, Dose> last = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            Dose dose = candidate.dose();
            Dose before = last.put(dose.drug() + " " + dose.route(), dose);
            if (before != null
                    && before.isInfusion()
                    && dose.time() > before.time() + DoseTiming.SHORT
                    && dose.time() < before.end() - DoseTiming.SHORT) {
                throw bad(
                        dose.location(),
                        "delayed infusions of "
                                + dose.drug()
                                + " may overlap at "
                                + dose.time()
                                + " h; infuse faster, or look at the hour of the day at which all"
                                + " are given");
            }
        }
    }

    /// The beginning of every cycle at every time to which it may move.
    List<Decision> decisions(List<Dose> doses) {
        int cycles = doses.stream().mapToInt(dose -> cycle(dose.time())).max().orElse(-1) + 1;
        List<Decision> decisions = new ArrayList<>();
        for (double shift : shifts(doses)) {
            for (int c = 0; c < cycles; c++) {
                double time = start + c * length + shift;
                if (!isOver(time, time)) {
                    decisions.add(new Decision(time, shift, delay.location()));
                }
            }
        }
        return decisions;
    }

    /// Adds what a decision remembers to the changes of its time.
    void remember(Decision decision, Map<String, Expression> now) {
        Expression waits = and(isShifted(decision.shift()), not(delay.recovered()));
        Expression waited = new Expression.Symbol(delay.waited());
        Expression longer =
                new Expression.Apply(Operator.PLUS, waited, new Expression.Constant(delay.look()));
        Expression goesOn = and(waits, less(longer, delay.longest() + HALF_AN_HOUR));
        now.put(
                delay.shift(),
                choices(
                        List.of(
                                branch(decision.shift() + delay.look(), goesOn),
                                branch(ENDED, waits)),
                        now.getOrDefault(delay.shift(), new Expression.Symbol(delay.shift()))));
        now.put(
                delay.waited(),
                choices(
                        List.of(
                                new Expression.Branch(longer, goesOn),
                                branch(0, isShifted(decision.shift()))),
                        now.getOrDefault(delay.waited(), waited)));
        if (!delay.steps().isEmpty()) {
            Expression count = new Expression.Symbol(delay.step());
            now.put(
                    delay.step(),
                    choices(
                            List.of(
                                    new Expression.Branch(
                                            new Expression.Apply(
                                                    Operator.PLUS,
                                                    count,
                                                    new Expression.Constant(1)),
                                            and(waits, less(waited, HALF_AN_HOUR)))),
                            now.getOrDefault(delay.step(), count)));
        }
    }

    /// The dose as a share of the plan's: 1 before the first delay, then by the steps.
    Optional<Expression> reduction() {
        if (delay.steps().isEmpty()) {
            return Optional.empty();
        }
        Expression count = new Expression.Symbol(delay.step());
        List<Expression.Branch> branches = new ArrayList<>();
        branches.add(branch(1, less(count, 0.5)));
        for (int k = 0; k < delay.steps().size() - 1; k++) {
            branches.add(branch(delay.steps().get(k), less(count, k + 1.5)));
        }
        return Optional.of(choices(branches, new Expression.Constant(delay.steps().getLast())));
    }

    private Expression isShifted(double shift) {
        Expression moved = new Expression.Symbol(delay.shift());
        return and(
                new Expression.Apply(
                        Operator.GREATER, moved, new Expression.Constant(shift - HALF_AN_HOUR)),
                less(moved, shift + HALF_AN_HOUR));
    }

    private static Expression and(Expression one, Expression other) {
        return new Expression.Apply(Operator.AND, one, other);
    }

    private static Expression not(Expression one) {
        return new Expression.Apply(Operator.NOT, one);
    }

    private static Expression less(Expression one, double value) {
        return new Expression.Apply(Operator.LESS, one, new Expression.Constant(value));
    }

    private static Expression.Branch branch(double value, Expression condition) {
        return new Expression.Branch(new Expression.Constant(value), condition);
    }

    private static Expression choices(List<Expression.Branch> branches, Expression otherwise) {
        return new Expression.Piecewise(branches, Optional.of(otherwise));
    }
}
