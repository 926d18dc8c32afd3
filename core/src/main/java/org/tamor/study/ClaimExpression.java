package org.tamor.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tamor.expr.Bindings;
import org.tamor.expr.Evaluator;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.InfixParser;
import org.tamor.expr.Operator;
import org.tamor.expr.Syntax;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.Observable;

/// The expression of a claim, its names checked against the study.
///
/// PEtab mathematics over the results of the study. Besides arithmetic there are, with times in
/// hours:
///
/// - `at(obs, exp, t)` the value of an observable in an experiment,
/// - `fold(obs, exp, t1, t2)` = at(t2)/at(t1), `rate(obs, exp, t1, t2)` = 24 ln(fold)/(t2 - t1) per
///   day,
/// - `maximum`, `minimum`, `timeofmax`, `auc` of (obs, exp, t1, t2),
/// - `gr(obs, exp, reference, t0, t)` = 2^(log2(x(t)/x(t0)) / log2(r(t)/r(t0))) - 1, the growth
///   rate inhibition value of Hafner et al., Nature Methods 13:521 (2016),
/// - `ec50(obs, "cell with *", t)`, `emax(...)`, `ic50abs(obs, "cell with *", t, level)` of the
///   [HillCurve] through a dose series.
///
/// What cannot be computed makes the whole expression undecided, with the reason; nothing is ever
/// NaN or infinite.
final class ClaimExpression {

    private static final Set<Operator> TRUTHS =
            Set.of(
                    Operator.EQUAL,
                    Operator.NOT_EQUAL,
                    Operator.LESS,
                    Operator.LESS_OR_EQUAL,
                    Operator.GREATER,
                    Operator.GREATER_OR_EQUAL,
                    Operator.AND,
                    Operator.OR,
                    Operator.XOR,
                    Operator.NOT);

    private final Expression expression;
    private final List<Request> requests;

    private ClaimExpression(Expression expression, List<Request> requests) {
        this.expression = expression;
        this.requests = List.copyOf(requests);
    }

    /// What an expression reads: values of an observable of some experiments, at single times or
    /// all over a window.
    ///
    /// @param window whether `times` are the two ends of a window
    record Request(
            String observable, List<String> experiments, List<Double> times, boolean window) {
        Request {
            experiments = List.copyOf(experiments);
            times = List.copyOf(times);
        }
    }

    /// Parses and checks an expression.
    static ClaimExpression parse(String text, Location where, Study study) {
        Expression expression = InfixParser.parse(text, where.withElement(""), Syntax.CLAIM);
        Checker checker = new Checker(study, where);
        checker.check(expression);
        return new ClaimExpression(expression, checker.requests);
    }

    List<Request> requests() {
        return requests;
    }

    /// Whether the expression is a comparison or a combination of such, not a number.
    boolean isTruth() {
        return expression instanceof Expression.Truth
                || (expression instanceof Expression.Apply apply
                        && TRUTHS.contains(apply.operator()));
    }

    /// The value; 1 and 0 for true and false.
    ///
    /// @throws Undecided where it cannot be computed
    double evaluate(ClaimFunctions functions) {
        double value = value(expression, functions);
        if (!Double.isFinite(value)) {
            throw new Undecided("the expression has no finite value");
        }
        return value;
    }

    private static double value(Expression expression, ClaimFunctions functions) {
        return switch (expression) {
            case Expression.Call call -> functions.call(call);
            case Expression.Piecewise piecewise -> {
                for (Expression.Branch branch : piecewise.branches()) {
                    if (value(branch.condition(), functions) != 0) {
                        yield value(branch.value(), functions);
                    }
                }
                if (piecewise.otherwise().isEmpty()) {
                    throw new Undecided("no branch of piecewise holds");
                }
                yield value(piecewise.otherwise().get(), functions);
            }
            case Expression.Apply(Operator operator, List<Expression> arguments)
                    when operator == Operator.AND || operator == Operator.OR -> {
                boolean decisive = operator == Operator.OR;
                for (Expression argument : arguments) {
                    if ((value(argument, functions) != 0) == decisive) {
                        yield decisive ? 1 : 0;
                    }
                }
                yield decisive ? 0 : 1;
            }
            case Expression.Apply apply -> {
                List<Expression> numbers = new ArrayList<>();
                for (Expression argument : apply.arguments()) {
                    numbers.add(new Expression.Constant(value(argument, functions)));
                }
                yield finite(
                        constant(new Expression.Apply(apply.operator(), numbers)),
                        apply.operator(),
                        numbers);
            }
            default -> constant(expression);
        };
    }

    private static double finite(double value, Operator operator, List<Expression> numbers) {
        if (!Double.isFinite(value)) {
            String operands =
                    numbers.stream()
                            .map(number ->
                                    number instanceof Expression.Constant constant
                                            ? "" + constant.value()
                                            : "?")
                            .collect(Collectors.joining(", "));
            String name = operator.name().toLowerCase(Locale.ROOT);
            throw new Undecided(name + " of " + operands + " is not a finite number");
        }
        return value;
    }

    /// The value of an expression without names.
    static double constant(Expression expression) {
        Bindings none =
                symbol -> {
                    throw new IllegalArgumentException(symbol);
                };
        return Evaluator.evaluate(expression, none);
    }

    /// The text of a quoted argument or the id of a plain one; empty for anything else.
    static Optional<String> name(Expression argument) {
        Optional<String> text = Expressions.text(argument);
        if (text.isPresent()) {
            return text;
        }
        return argument instanceof Expression.Symbol(String id)
                ? Optional.of(id)
                : Optional.empty();
    }

    /// Checks names and collects requests.
    private static final class Checker {

        private final Study study;
        private final Location where;
        private final List<Request> requests = new ArrayList<>();

        Checker(Study study, Location where) {
            this.study = study;
            this.where = where;
        }

        void check(Expression expression) {
            switch (expression) {
                case Expression.Call call -> checkCall(call);
                case Expression.Symbol(String id) ->
                        throw error(
                                "study.bad-claim",
                                "'"
                                        + id
                                        + "' stands alone; write what to read of it, such as at("
                                        + id
                                        + ", experiment, 24)");
                case Expression.Time() ->
                        throw error(
                                "study.bad-claim",
                                "'time' means nothing in a claim; write a number of hours");
                case Expression.Apply apply
                        when apply.operator() == Operator.RATE_OF
                                || apply.operator() == Operator.DELAY ->
                        throw error(
                                "study.bad-claim",
                                "rateOf and delay mean nothing in a claim; use rate(...) or at(...)");
                default -> Expressions.children(expression).forEach(this::check);
            }
        }

        private void checkCall(Expression.Call call) {
            ClaimFunction function =
                    ClaimFunction.of(call.function())
                            .orElseThrow(() ->
                                    error(
                                            "study.bad-claim",
                                            "there is no function "
                                                    + call.function()
                                                    + "; "
                                                    + NearestNames.hint(
                                                            call.function(),
                                                            new TreeSet<>(ClaimFunction.labels()),
                                                            "use "
                                                                    + String.join(
                                                                            ", ",
                                                                            ClaimFunction
                                                                                    .labels()))));
            List<ClaimFunction.Argument> kinds = function.arguments();
            if (call.arguments().size() != kinds.size()) {
                throw error(
                        "study.bad-claim",
                        function.label()
                                + " takes "
                                + kinds.stream()
                                        .map(ClaimFunction.Argument::words)
                                        .collect(Collectors.joining(", "))
                                + "; the claim gives it "
                                + call.arguments().size()
                                + " arguments");
            }
            String observable = "";
            List<String> experiments = new ArrayList<>();
            List<Double> times = new ArrayList<>();
            boolean window = false;
            for (int i = 0; i < kinds.size(); i++) {
                Expression argument = call.arguments().get(i);
                ClaimFunction.Argument kind = kinds.get(i);
                switch (kind) {
                    case OBSERVABLE -> observable = observable(named(argument, function, kind));
                    case EXPERIMENT -> experiments.add(experiment(named(argument, function, kind)));
                    case SERIES -> experiments.addAll(series(named(argument, function, kind)));
                    case LEVEL -> level(number(argument, function, kind));
                    case FROM, TO, TIME -> times.add(number(argument, function, kind));
                }
                window |= kind == ClaimFunction.Argument.FROM;
            }
            if (times.size() == 2 && times.get(0) >= times.get(1)) {
                throw error(
                        "study.bad-claim",
                        "the second time of "
                                + function.label()
                                + " must be after the first; correct them");
            }
            for (String experiment : experiments) {
                checkStart(experiment, times);
            }
            requests.add(new Request(observable, experiments, times, window));
        }

        private void checkStart(String experimentId, List<Double> times) {
            double start = study.experiment(experimentId).orElseThrow().start();
            for (double time : times) {
                if (time < start) {
                    throw error(
                            "study.bad-claim",
                            "the time "
                                    + time
                                    + " is before experiment "
                                    + experimentId
                                    + " starts at "
                                    + start
                                    + "; correct it");
                }
            }
        }

        private String named(
                Expression argument, ClaimFunction function, ClaimFunction.Argument kind) {
            return name(argument)
                    .orElseThrow(() ->
                            error(
                                    "study.bad-claim",
                                    function.label()
                                            + " needs "
                                            + kind.words()
                                            + " here; write its name"));
        }

        private String observable(String id) {
            Observable observable =
                    study.observable(id)
                            .orElseThrow(() ->
                                    unknown(
                                            "observable",
                                            id,
                                            study.problem().observables().stream()
                                                    .map(Observable::id)
                                                    .toList()));
            if (!observable.placeholders().isEmpty()) {
                throw error(
                        "study.bad-claim",
                        "the observable "
                                + id
                                + " has placeholders, so it has no value of its own; read one without");
            }
            return id;
        }

        private String experiment(String id) {
            if (study.experiment(id).isEmpty()) {
                throw unknown("experiment", id, ids());
            }
            return id;
        }

        private List<String> ids() {
            return study.experiments().stream().map(experiment -> experiment.id()).toList();
        }

        private List<String> series(String pattern) {
            List<String> cells =
                    study.cells(pattern).stream().map(Design.Cell::experiment).toList();
            if (cells.isEmpty()) {
                throw unknown("dose series", pattern, ids());
            }
            try {
                DoseSeries.of(study, pattern);
            } catch (IllegalArgumentException e) {
                throw error(
                        "study.bad-claim",
                        e.getMessage() + "; write * once, for a factor with doses");
            }
            return cells;
        }

        private void level(double level) {
            if (!(level > 0)) {
                throw error("study.bad-claim", "the level must be above 0, such as 0.5");
            }
        }

        private double number(
                Expression argument, ClaimFunction function, ClaimFunction.Argument kind) {
            if (!Expressions.symbols(argument).isEmpty()
                    || !Expressions.functions(argument).isEmpty()
                    || Expressions.containsTime(argument)) {
                throw error(
                        "study.bad-claim",
                        function.label() + " needs " + kind.words() + " here; write a number");
            }
            double value = constant(argument);
            if (!Double.isFinite(value)) {
                throw error(
                        "study.bad-claim",
                        kind.words() + " of " + function.label() + " is not finite; correct it");
            }
            return value;
        }

        private BadInputException unknown(String kind, String name, Collection<String> known) {
            return error(
                    "study.unknown-name",
                    "the "
                            + kind
                            + " "
                            + name
                            + " is not known; "
                            + NearestNames.hint(name, known, "correct the name"));
        }

        private BadInputException error(String code, String message) {
            return new BadInputException(code, where, message);
        }
    }
}
