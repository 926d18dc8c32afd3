package org.tamor.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ways to damage formulas and statements of Antimony, and tables.
public final class LanguageMutations {

    private static final Pattern OPERATOR = Pattern.compile("->|:=|==|[-+*/^=;:,()<>'@]");
    private static final Pattern TERM = Pattern.compile("[A-Za-z_]\\w*|\\d+\\.?\\d*");

    private static final List<String> OPERATORS =
            List.of(
                    "+", "-", "*", "/", "^", "=", ":=", "'=", "->", "=>", ";", ":", ",", "(", ")", "==", "&&",
                    "||", "!", "<", ">=", "$", ".", "...", "@", "~", "%", "**");

    private static final List<String> STATEMENTS =
            List.of(
                    "function f(x) f(x) + 1 end\n",
                    "function f(x) g(x) end\nfunction g(x) f(x) end\n",
                    "a := b; b := a;\n",
                    "a = b; b = a;\n",
                    "at time > 1: a = 1e308, b = -a;\n",
                    "at (a > 0 && a < 1): a = a + 1;\n",
                    "model sub(x)\n x := y; y = 1\nend\n",
                    "s1: sub(a); s2: sub(s1.y);\n",
                    "a is b; b is a;\n",
                    "import \"x.ant\"\n",
                    "unit u = 1e308 metre^99;\n",
                    "J0: 1e308 a -> -3 b; k*a;\n",
                    "a := piecewise(b, time > 1e308, c);\n",
                    "a' = 1/a; a = 0;\n",
                    "x has u;\n",
                    "compartment c = 0; species a in c;\n",
                    "delete a;\n",
                    "a := delay(a, 1);\n",
                    "a := rateOf(a);\n");

    private LanguageMutations() {}

    public static List<Mutation> ofAntimony() {
        return List.of(
                new Mutation("replace an operator", LanguageMutations::operator),
                new Mutation("replace an operator", LanguageMutations::operator),
                new Mutation("insert an operator", LanguageMutations::insertOperator),
                new Mutation("insert a statement", LanguageMutations::statement),
                new Mutation("insert a statement", LanguageMutations::statement),
                new Mutation("nest a term in brackets", LanguageMutations::brackets),
                new Mutation("nest a term in functions", LanguageMutations::calls),
                new Mutation("long sum", LanguageMutations::longSum),
                new Mutation("tower of powers", LanguageMutations::powers),
                new Mutation("double through functions", LanguageMutations::doubling));
    }

    /// Fields of tab-separated tables.
    public static List<Mutation> ofTables() {
        return List.of(
                new Mutation("replace an operator", LanguageMutations::operator),
                new Mutation("nest a term in brackets", LanguageMutations::brackets),
                new Mutation("exchange two fields", LanguageMutations::exchangeFields),
                new Mutation("exchange two fields", LanguageMutations::exchangeFields),
                new Mutation("delete a field", (t, _, r) -> field(t, r, "")),
                new Mutation("replace a field", LanguageMutations::replaceField),
                new Mutation("replace a field", LanguageMutations::replaceField));
    }

    private static String at(Pattern pattern, String text, SplittableRandom random, String by) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find(Mutations.at(text, random)) && !matcher.find(0)) {
            return text;
        }
        String whole = by.replace("{}", matcher.group());
        return Mutations.replace(text, matcher.start(), matcher.end(), whole);
    }

    private static String operator(String text, String other, SplittableRandom random) {
        return at(OPERATOR, text, random, Mutations.one(OPERATORS, random));
    }

    private static String insertOperator(String text, String other, SplittableRandom random) {
        return at(TERM, text, random, "{} " + Mutations.one(OPERATORS, random) + " ");
    }

    private static String statement(String text, String other, SplittableRandom random) {
        String statement = Mutations.one(STATEMENTS, random);
        Matcher name = TERM.matcher(text);
        if (name.find(Mutations.at(text, random)) && Character.isLetter(name.group().charAt(0))) {
            statement = statement.replaceAll("\\ba\\b", name.group());
        }
        int line = text.indexOf('\n', Mutations.at(text, random));
        int at = line < 0 ? 0 : line + 1;
        return Mutations.replace(text, at, at, statement);
    }

    private static int depth(SplittableRandom random) {
        return 1 << random.nextInt(1, 15);
    }

    private static String brackets(String text, String other, SplittableRandom random) {
        int depth = depth(random);
        return at(TERM, text, random, "(".repeat(depth) + "{}" + ")".repeat(depth));
    }

    private static String calls(String text, String other, SplittableRandom random) {
        int depth = depth(random);
        String name = Mutations.one(List.of("exp(", "-(", "!(", "sin(1+", "f("), random);
        return at(TERM, text, random, name.repeat(depth) + "{}" + ")".repeat(depth));
    }

    private static String longSum(String text, String other, SplittableRandom random) {
        String operator = Mutations.one(List.of("+", "*", "-", "/", "^", "&&", "<"), random);
        return at(TERM, text, random, "{}" + (operator + "{}").repeat(depth(random)));
    }

    private static String powers(String text, String other, SplittableRandom random) {
        return at(TERM, text, random, "{}^2^-3^{}");
    }

    /// Functions each of which calls the one before twice.
    private static String doubling(String text, String other, SplittableRandom random) {
        int count = random.nextInt(8) == 0 ? 64 : 1 + random.nextInt(8);
        StringBuilder functions = new StringBuilder("function f0(x)\n x*x\nend\n");
        for (int i = 1; i <= count; i++) {
            functions.append("function f%d(x)\n f%d(x) + f%d(x + 1)\nend\n".formatted(i, i - 1, i - 1));
        }
        return functions + at(TERM, text, random, "f" + count + "({})");
    }

    private record Field(int from, int to) {}

    private static Field field(String text, SplittableRandom random) {
        int at = Mutations.at(text, random);
        int from = at;
        while (from > 0 && "\t\n".indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        int to = at;
        while (to < text.length() && "\t\n\r".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return new Field(from, Math.max(from, to));
    }

    private static String field(String text, SplittableRandom random, String by) {
        Field field = field(text, random);
        return Mutations.replace(text, field.from, field.to, by);
    }

    private static String exchangeFields(String text, String other, SplittableRandom random) {
        Field source = field(text, random);
        return field(text, random, text.substring(source.from, source.to));
    }

    private static String replaceField(String text, String other, SplittableRandom random) {
        String by =
                Mutations.one(
                        List.of(
                                "inf", "-inf", "nan", "1e308", "-1", "0", "", "time", "a;b;", "1;2;3", "log10",
                                "lin", "laplace", "uniform", "true", "x + 1", "steady-state", "9".repeat(400),
                                "a".repeat(2000), "../../etc/passwd", "/etc/passwd", "\"", "a\"b"),
                        random);
        return field(text, random, by);
    }
}
