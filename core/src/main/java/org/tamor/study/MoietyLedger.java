package org.tamor.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.tamor.expr.Expression;
import org.tamor.expr.Operator;
import org.tamor.model.Event;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// Keeps the books of moieties: parts, such as a receptor, that reactions hand from molecule to molecule.
///
/// The total of a moiety is T = sum over species of count times amount. Each reaction changes it by its net
/// stoichiometry n = sum of count times (products - reactants) per unit of its extent. The model gets, for each moiety, a
/// ledger L with dL/dt = sum of n times rate (and of rate rules on its species, and jumps by events). Then
/// T(t) - L(t) may only change where an intervention sets a species. Reactions with n != 0 make or lose the moiety: those
/// that are meant to are its synthesis and degradation; any other is an error of the model.
final class MoietyLedger {

    private static final String LEDGER = "tamor_ledger_";
    /// 0 while the ledgers are closed: during pre-equilibration they must stand still.
    private static final String OPEN = "tamor_ledgers_open";

    private final Model model;
    private final List<Moiety> moieties;
    private final Map<String, Species> species = new LinkedHashMap<>();
    private final Map<String, List<String>> makers = new LinkedHashMap<>();
    private final Map<String, List<String>> losers = new LinkedHashMap<>();
    private final Simulator simulator;

    private MoietyLedger(Model model, List<Moiety> moieties) {
        this.model = model;
        this.moieties = List.copyOf(moieties);
        model.species().forEach(one -> species.put(one.id(), one));
        simulator = compile();
    }

    static MoietyLedger of(Model model, List<Moiety> moieties) {
        return new MoietyLedger(model, moieties);
    }

    private Simulator compile() {
        List<Parameter> parameters = new ArrayList<>(model.parameters());
        List<Rule> rules = new ArrayList<>(model.rules());
        List<Output> outputs = new ArrayList<>();
        parameters.add(new Parameter(OPEN, OPEN, OptionalDouble.of(0), "", true));
        for (Moiety moiety : moieties) {
            String ledger = LEDGER + moiety.id();
            parameters.add(new Parameter(ledger, ledger, OptionalDouble.of(0), "", false));
            rules.add(new Rule.RateRule(
                    ledger,
                    new Expression.Apply(Operator.TIMES, new Expression.Symbol(OPEN), sum(flows(moiety)))));
            outputs.add(new Output(moiety.id(), total(moiety)));
            outputs.add(new Output(ledger, new Expression.Symbol(ledger)));
        }
        Model extended = new Model(
                model.id(),
                model.name(),
                model.units(),
                model.conversionFactor(),
                model.unitDefinitions(),
                model.functions(),
                model.compartments(),
                model.species(),
                parameters,
                model.initialAssignments(),
                rules,
                model.reactions(),
                model.events().stream().map(this::booked).toList(),
                model.annotations());
        return Simulator.compile(extended, outputs);
    }

    /// How the moiety's total changes, term by term.
    private List<Expression> flows(Moiety moiety) {
        Map<String, Double> counts = counts(moiety);
        List<Expression> flows = new ArrayList<>();
        for (Reaction reaction : model.reactions()) {
            Map<String, Double> net = new LinkedHashMap<>();
            for (Reaction.SpeciesReference product : reaction.products()) {
                add(net, counts, product, 1);
            }
            for (Reaction.SpeciesReference reactant : reaction.reactants()) {
                add(net, counts, reactant, -1);
            }
            double sum = 0;
            for (double change : net.values()) {
                sum += change;
            }
            net.forEach((factor, change) -> flows.add(flow(reaction, factor, change)));
            if (Math.abs(sum) > 1e-12) {
                (sum > 0 ? makers : losers)
                        .computeIfAbsent(moiety.id(), key -> new ArrayList<>())
                        .add(reaction.id());
            }
        }
        for (Rule rule : model.rules()) {
            if (rule instanceof Rule.RateRule(String variable, Expression rate) && counts.containsKey(variable)) {
                flows.add(product(counts.get(variable), amount(variable, rate)));
            }
        }
        return flows;
    }

    /// Adds count times stoichiometry, by the conversion factor that applies ("" for none).
    private void add(
            Map<String, Double> net, Map<String, Double> counts, Reaction.SpeciesReference reference, int sign) {
        Species one = species.get(reference.species());
        Double count = counts.get(reference.species());
        if (one == null || count == null || one.boundary() || one.constant()) {
            return;
        }
        Optional<String> own = one.conversionFactor();
        String factor = own.or(model::conversionFactor).orElse("");
        net.merge(factor, sign * count * reference.stoichiometry(), Double::sum);
        if (net.getOrDefault(factor, 0.0) == 0) {
            net.remove(factor);
        }
    }

    private static Expression flow(Reaction reaction, String factor, double change) {
        Expression rate = new Expression.Symbol(reaction.id());
        return product(
                change,
                factor.isEmpty()
                        ? rate
                        : new Expression.Apply(Operator.TIMES, new Expression.Symbol(factor), rate));
    }

    private static Map<String, Double> counts(Moiety moiety) {
        Map<String, Double> counts = new HashMap<>();
        moiety.shares().forEach(share -> counts.put(share.species(), share.count()));
        return counts;
    }

    private Expression total(Moiety moiety) {
        List<Expression> terms = new ArrayList<>();
        for (Moiety.Share share : moiety.shares()) {
            terms.add(product(share.count(), amount(share.species(), new Expression.Symbol(share.species()))));
        }
        return sum(terms);
    }

    /// The amount that belongs to a value of a species in the sense of formulas.
    private Expression amount(String id, Expression value) {
        Species one = species.get(id);
        return one == null || one.substanceOnly()
                ? value
                : new Expression.Apply(Operator.TIMES, value, new Expression.Symbol(one.compartment()));
    }

    /// The event, with what it does to moieties entered into their ledgers.
    private Event booked(Event event) {
        List<Event.EventAssignment> assignments = new ArrayList<>(event.assignments());
        for (Moiety moiety : moieties) {
            List<Expression> jumps = new ArrayList<>();
            for (Moiety.Share share : moiety.shares()) {
                for (Event.EventAssignment assignment : event.assignments()) {
                    if (assignment.variable().equals(share.species())) {
                        Expression change = new Expression.Apply(
                                Operator.MINUS, assignment.value(), new Expression.Symbol(share.species()));
                        jumps.add(product(share.count(), amount(share.species(), change)));
                    }
                }
            }
            if (!jumps.isEmpty()) {
                Expression ledger = new Expression.Symbol(LEDGER + moiety.id());
                assignments.add(new Event.EventAssignment(
                        LEDGER + moiety.id(), new Expression.Apply(Operator.PLUS, ledger, sum(jumps))));
            }
        }
        return new Event(
                event.id(),
                event.name(),
                event.useValuesFromTriggerTime(),
                event.trigger(),
                event.priority(),
                event.delay(),
                assignments);
    }

    private static Expression product(double count, Expression value) {
        return count == 1 ? value : new Expression.Apply(Operator.TIMES, new Expression.Constant(count), value);
    }

    private static Expression sum(List<Expression> terms) {
        return switch (terms.size()) {
            case 0 -> new Expression.Constant(0);
            case 1 -> terms.getFirst();
            default -> new Expression.Apply(Operator.PLUS, terms);
        };
    }

    /// The timeline with the ledgers opened at its start.
    private static Timeline opened(Timeline timeline) {
        List<Timeline.Intervention> interventions = new ArrayList<>();
        Timeline.Setting open = new Timeline.Setting(OPEN, new Expression.Constant(1));
        interventions.add(new Timeline.Intervention(timeline.start(), List.of(open)));
        interventions.addAll(timeline.interventions());
        return new Timeline(timeline.preEquilibration(), timeline.start(), interventions);
    }

    /// Checks the books over one experiment.
    ///
    /// @param times when to check
    List<MoietyBalance> check(
            String experiment,
            Timeline timeline,
            Map<String, Double> values,
            Map<String, Double> pinned,
            double[] times,
            SolverOptions options) {
        Set<Double> jumps = new TreeSet<>();
        TreeSet<Double> all = new TreeSet<>();
        for (double time : times) {
            all.add(time);
        }
        for (Timeline.Intervention intervention : timeline.interventions()) {
            double time = intervention.time();
            if (time > timeline.start() && time <= all.last()) {
                jumps.add(time);
                all.add(Math.nextDown(time));
                all.add(time);
            }
        }
        double[] when = all.stream().mapToDouble(Double::doubleValue).toArray();
        RunResult run = simulator.run(opened(timeline), values, pinned, when, options);
        return moieties.stream()
                .map(moiety -> switch (run) {
                    case RunResult.Completed(TimeCourse course) -> balance(moiety, experiment, course, jumps);
                    case RunResult.Failed failed ->
                        new MoietyBalance(
                                moiety.id(),
                                experiment,
                                Double.NaN,
                                Double.NaN,
                                Double.NaN,
                                makers.getOrDefault(moiety.id(), List.of()),
                                losers.getOrDefault(moiety.id(), List.of()),
                                "the run failed at t = " + failed.time() + ": " + failed.reason());
                })
                .toList();
    }

    private MoietyBalance balance(Moiety moiety, String experiment, TimeCourse course, Set<Double> jumps) {
        double[] total = course.of(moiety.id());
        double[] ledger = course.of(LEDGER + moiety.id());
        double largest = 0;
        for (double value : total) {
            largest = Math.max(largest, Math.abs(value));
        }
        double error = 0;
        double base = total[0] - ledger[0];
        for (int i = 1; i < total.length; i++) {
            double now = total[i] - ledger[i];
            if (jumps.contains(course.times()[i])) {
                base += now - (total[i - 1] - ledger[i - 1]);
            }
            error = Math.max(error, Math.abs(now - base));
        }
        return new MoietyBalance(
                moiety.id(),
                experiment,
                total[0],
                total[total.length - 1],
                largest == 0 ? error : error / largest,
                makers.getOrDefault(moiety.id(), List.of()),
                losers.getOrDefault(moiety.id(), List.of()),
                "");
    }
}
