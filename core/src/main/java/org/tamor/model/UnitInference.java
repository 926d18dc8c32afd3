package org.tamor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tamor.expr.Expression;
import org.tamor.expr.Expression.Apply;
import org.tamor.expr.Expression.Branch;
import org.tamor.expr.Expression.Call;
import org.tamor.expr.Expression.Constant;
import org.tamor.expr.Expression.Piecewise;
import org.tamor.expr.Expression.Symbol;
import org.tamor.expr.Expression.Time;
import org.tamor.expr.Expression.Truth;
import org.tamor.expr.Expressions;
import org.tamor.expr.InfixPrinter;
import org.tamor.expr.Operator;

/// Derives the unit of one formula from the units of its symbols and collects what does not fit.
///
/// A number without unit is bare. In a product it counts as dimensionless; in a sum, comparison,
/// minimum, maximum or piecewise beside a quantity with a unit it is reported, unless it is 0,
/// infinite or not a number, which are the same in all units. A formula made of bare numbers alone
/// fits any unit. A symbol whose unit is not declared fits anything.
final class UnitInference {

    /// What is known of a unit.
    sealed interface Derived {
        /// A unit.
        record Known(UnitValue unit) implements Derived {}

        /// A number without unit.
        record Bare() implements Derived {}

        /// Not declared, or not to be derived.
        record Unknown() implements Derived {}
    }

    /// Takes a complaint: the part of the formula concerned and what is wrong.
    @FunctionalInterface
    interface Receiver {
        void mismatch(Expression part, String message);
    }

    private static final Derived BARE = new Derived.Bare();
    private static final Derived UNKNOWN = new Derived.Unknown();
    private static final Derived ONE = new Derived.Known(UnitValue.ONE);
    private static final int MAXIMUM_NODES = 200_000;

    private final ModelIndex index;
    private final QuantityUnits quantities;
    private final UnitNames names;
    private final Map<String, Parameter> locals;
    private final Receiver receiver;
    private final Set<String> undeclared = new TreeSet<>();
    private final Set<String> undefinedUnits = new TreeSet<>();
    private int nodes;

    UnitInference(
            ModelIndex index,
            QuantityUnits quantities,
            UnitNames names,
            List<Parameter> locals,
            Receiver receiver) {
        this.index = index;
        this.quantities = quantities;
        this.names = names;
        this.receiver = receiver;
        this.locals = new TreeMap<>();
        locals.forEach(p -> this.locals.put(p.id(), p));
    }

    /// The symbols met whose unit is not declared, and parts whose unit cannot be derived.
    Set<String> undeclared() {
        return undeclared;
    }

    /// The units of numbers that nobody defines.
    Set<String> undefinedUnits() {
        return undefinedUnits;
    }

    Derived derive(Expression expression) {
        if (++nodes > MAXIMUM_NODES) {
            undeclared.add("a formula of this size");
            return UNKNOWN;
        }
        return switch (expression) {
            case Constant(double value, String unit) -> constant(unit);
            case Truth(boolean value) -> BARE;
            case Time() -> known(quantities.time(), "time");
            case Symbol(String id) -> symbol(id);
            case Call(String function, List<Expression> arguments) -> call(function, arguments);
            case Piecewise(List<Branch> branches, Optional<Expression> otherwise) -> {
                List<Expression> values = new ArrayList<>();
                for (Branch branch : branches) {
                    derive(branch.condition());
                    values.add(branch.value());
                }
                otherwise.ifPresent(values::add);
                yield same(values);
            }
            case Apply(Operator operator, List<Expression> arguments) ->
                    apply(expression, operator, arguments);
        };
    }

    private Derived constant(String unit) {
        if (unit.isEmpty()) {
            return BARE;
        }
        Optional<UnitValue> value = quantities.unit(unit);
        if (value.isEmpty()) {
            undefinedUnits.add(unit);
        }
        return value.<Derived>map(Derived.Known::new).orElse(UNKNOWN);
    }

    private Derived symbol(String id) {
        Parameter local = locals.get(id);
        return known(local == null ? quantities.of(id) : quantities.of(local), id);
    }

    private Derived known(Optional<UnitValue> unit, String what) {
        if (unit.isEmpty()) {
            undeclared.add(what);
        }
        return unit.<Derived>map(Derived.Known::new).orElse(UNKNOWN);
    }

    private Derived call(String name, List<Expression> arguments) {
        Optional<FunctionDefinition> function =
                index.function(name).filter(f -> f.arguments().size() == arguments.size());
        if (function.isEmpty()) {
            arguments.forEach(this::derive);
            undeclared.add(name);
            return UNKNOWN;
        }
        Map<String, Expression> values = new TreeMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            values.put(function.get().arguments().get(i), arguments.get(i));
        }
        return derive(Expressions.substitute(function.get().body(), values));
    }

    private Derived apply(Expression whole, Operator operator, List<Expression> arguments) {
        return switch (operator) {
            case PLUS, MINUS, MIN, MAX, REMAINDER -> same(arguments);
            case NEGATE, ABS, FLOOR, CEILING -> derive(arguments.getFirst());
            case TIMES -> {
                Derived product = BARE;
                for (Expression argument : arguments) {
                    product = product(product, derive(argument), 1);
                }
                yield product;
            }
            case DIVIDE, QUOTIENT ->
                    product(derive(arguments.get(0)), derive(arguments.get(1)), -1);
            case POWER -> power(whole, arguments.get(0), arguments.get(1), false);
            case ROOT -> power(whole, arguments.get(1), arguments.get(0), true);
            case SQRT -> power(whole, arguments.getFirst(), new Constant(2), true);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
                same(arguments);
                yield BARE;
            }
            case AND, OR, XOR, NOT, IMPLIES -> {
                arguments.forEach(this::derive);
                yield BARE;
            }
            case DELAY -> {
                requireUnit(whole, arguments.get(1), quantities.time(), "the delay");
                yield derive(arguments.getFirst());
            }
            case RATE_OF ->
                    product(derive(arguments.getFirst()), known(quantities.time(), "time"), -1);
            default -> {
                for (Expression argument : arguments) {
                    requireUnit(whole, argument, Optional.of(UnitValue.ONE), "the argument");
                }
                yield arguments.stream().allMatch(Constant.class::isInstance) ? BARE : ONE;
            }
        };
    }

    private Derived product(Derived left, Derived right, int exponent) {
        if (left instanceof Derived.Unknown || right instanceof Derived.Unknown) {
            return UNKNOWN;
        } else if (right instanceof Derived.Known(UnitValue unit)) {
            UnitValue first =
                    left instanceof Derived.Known(UnitValue other) ? other : UnitValue.ONE;
            return new Derived.Known(exponent > 0 ? first.times(unit) : first.per(unit));
        }
        return left;
    }

    private void requireUnit(
            Expression whole, Expression part, Optional<UnitValue> expected, String role) {
        if (derive(part) instanceof Derived.Known(UnitValue unit)
                && expected.filter(e -> !e.isLike(unit)).isPresent()) {
            receiver.mismatch(
                    whole,
                    role
                            + " '"
                            + shown(part)
                            + "' is in "
                            + names.describe(unit)
                            + " but must be "
                            + (expected.get().isOne()
                                    ? "dimensionless"
                                    : "in " + names.describe(expected.get())));
        }
    }

    private Derived power(Expression whole, Expression base, Expression exponent, boolean root) {
        requireUnit(
                whole, exponent, Optional.of(UnitValue.ONE), root ? "the degree" : "the exponent");
        Derived unit = derive(base);
        if (!(unit instanceof Derived.Known(UnitValue value)) || value.isOne()) {
            return unit;
        }
        OptionalDouble number = number(exponent);
        if (number.isEmpty()) {
            undeclared.add("the power '" + shown(whole) + "' with a changing exponent");
            return UNKNOWN;
        }
        return new Derived.Known(
                value.power(root ? 1 / number.getAsDouble() : number.getAsDouble()));
    }

    /// The value of an exponent that never changes.
    private OptionalDouble number(Expression expression) {
        return switch (expression) {
            case Constant(double value, String unit) -> OptionalDouble.of(value);
            case Symbol(String id) -> {
                boolean local = locals.containsKey(id);
                Optional<Parameter> parameter =
                        Optional.ofNullable(locals.get(id))
                                .or(() -> index.parameter(id))
                                .filter(Parameter::constant);
                yield parameter.isPresent() && (local || index.initialAssignment(id).isEmpty())
                        ? parameter.get().value()
                        : OptionalDouble.empty();
            }
            case Apply(Operator operator, List<Expression> arguments) -> {
                OptionalDouble first =
                        arguments.isEmpty() ? OptionalDouble.empty() : number(arguments.getFirst());
                OptionalDouble second =
                        arguments.size() == 2 ? number(arguments.get(1)) : OptionalDouble.empty();
                if (operator == Operator.NEGATE && first.isPresent()) {
                    yield OptionalDouble.of(-first.getAsDouble());
                } else if (first.isEmpty() || second.isEmpty()) {
                    yield OptionalDouble.empty();
                }
                yield switch (operator) {
                    case PLUS -> OptionalDouble.of(first.getAsDouble() + second.getAsDouble());
                    case MINUS -> OptionalDouble.of(first.getAsDouble() - second.getAsDouble());
                    case TIMES -> OptionalDouble.of(first.getAsDouble() * second.getAsDouble());
                    case DIVIDE -> OptionalDouble.of(first.getAsDouble() / second.getAsDouble());
                    default -> OptionalDouble.empty();
                };
            }
            default -> OptionalDouble.empty();
        };
    }

    /// The common unit of terms that are added, compared or chosen from.
    private Derived same(List<Expression> terms) {
        List<Derived> units = terms.stream().map(this::derive).toList();
        int first = 0;
        while (first < terms.size() && !(units.get(first) instanceof Derived.Known)) {
            first++;
        }
        if (first == terms.size()) {
            return units.contains(UNKNOWN) ? UNKNOWN : BARE;
        }
        UnitValue unit = ((Derived.Known) units.get(first)).unit();
        for (int i = 0; i < terms.size(); i++) {
            compare(terms.get(first), unit, terms.get(i), units.get(i));
        }
        return units.get(first);
    }

    private void compare(Expression reference, UnitValue unit, Expression term, Derived other) {
        switch (other) {
            case Derived.Known(UnitValue otherUnit) when !otherUnit.isLike(unit) ->
                    receiver.mismatch(
                            term,
                            "'"
                                    + shown(term)
                                    + "' is in "
                                    + names.describe(otherUnit)
                                    + " but '"
                                    + shown(reference)
                                    + "' is in "
                                    + names.describe(unit)
                                    + difference(otherUnit, unit));
            case Derived.Bare() when !unit.isOne() && !isSameInAllUnits(term) ->
                    receiver.mismatch(
                            term,
                            "'"
                                    + shown(term)
                                    + "' has no unit but '"
                                    + shown(reference)
                                    + "' is in "
                                    + names.describe(unit));
            default -> {}
        }
    }

    /// What to add about two units of one dimension.
    static String difference(UnitValue one, UnitValue other) {
        return one.dimension().isLike(other.dimension())
                ? ", which differ by the factor "
                        + UnitValue.shortNumber(one.factor() / other.factor())
                : "";
    }

    private static boolean isSameInAllUnits(Expression term) {
        return term instanceof Constant(double value, String unit)
                        && (value == 0 || !Double.isFinite(value))
                || term instanceof Apply(Operator operator, List<Expression> arguments)
                        && operator == Operator.NEGATE
                        && isSameInAllUnits(arguments.getFirst());
    }

    /// A part of a formula, shortened to fit a message.
    static String shown(Expression expression) {
        String text = InfixPrinter.print(expression);
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
