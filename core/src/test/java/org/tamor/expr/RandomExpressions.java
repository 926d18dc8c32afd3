package org.tamor.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Random expressions over a, b and c, the same for the same generator.
final class RandomExpressions {

    static final List<String> SYMBOLS = List.of("a", "b", "c");

    private static final Operator[] OPERATORS = Operator.values();

    private final RandomGenerator random;
    private final boolean smooth;

    /// @param smooth only operators that are differentiable almost everywhere and numbers for
    ///   values
    RandomExpressions(RandomGenerator random, boolean smooth) {
        this.random = random;
        this.smooth = smooth;
    }

    Expression next(int depth) {
        int pick = random.nextInt(10);
        if (depth <= 1 || pick == 0) {
            return leaf();
        }
        if (pick == 1) {
            return piecewise(depth);
        }
        if (pick == 2 && !smooth) {
            return new Expression.Call("f", arguments(random.nextInt(3), depth));
        }
        Operator operator = OPERATORS[random.nextInt(OPERATORS.length)];
        while (!usable(operator)) {
            operator = OPERATORS[random.nextInt(OPERATORS.length)];
        }
        if (operator == Operator.ROOT && smooth) {
            Expression degree =
                    random.nextBoolean() ? new Expression.Constant(3) : new Expression.Symbol("c");
            return new Expression.Apply(operator, degree, next(depth - 1));
        }
        int most = Math.min(operator.maximumArity(), 4);
        int arity = operator.minimumArity() + random.nextInt(most - operator.minimumArity() + 1);
        return new Expression.Apply(operator, arguments(arity, depth));
    }

    private boolean usable(Operator operator) {
        if (!smooth) {
            return true;
        }
        return switch (operator) {
            case DELAY, RATE_OF, FACTORIAL -> false;
            default -> true;
        };
    }

    private List<Expression> arguments(int count, int depth) {
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(next(depth - 1));
        }
        return arguments;
    }

    private Expression piecewise(int depth) {
        List<Expression.Branch> branches = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            Operator comparison = random.nextBoolean() ? Operator.LESS : Operator.GREATER_OR_EQUAL;
            branches.add(
                    new Expression.Branch(
                            next(depth - 1),
                            new Expression.Apply(comparison, arguments(2, depth - 1))));
        }
        return new Expression.Piecewise(
                branches, random.nextInt(4) == 0 ? Optional.empty() : Optional.of(next(depth - 1)));
    }

    private Expression leaf() {
        return switch (random.nextInt(smooth ? 6 : 9)) {
            case 0, 1, 2, 3 -> new Expression.Symbol(SYMBOLS.get(random.nextInt(SYMBOLS.size())));
            case 4 -> new Expression.Constant(random.nextInt(-3, 4));
            case 5 -> new Expression.Constant(random.nextDouble(-2, 2));
            case 6 -> new Expression.Time();
            case 7 -> new Expression.Truth(random.nextBoolean());
            default -> new Expression.Constant(Math.pow(10, random.nextInt(-300, 300)));
        };
    }
}
