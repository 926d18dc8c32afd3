package org.tamor.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ways to damage any text: bytes, lines, numbers, names.
public final class Mutations {

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+\\.?\\d*([eE][+-]?\\d+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final int LONGEST_COPY = 20_000;

    private static final List<String> NUMBERS =
            List.of(
                    "1e308", "-1", "NaN", "INF", "inf", "0", "-0.0", "1e-320", "1e999", "-1e308",
                    "2147483648", "99999999999999999999999999", "9007199254740993", "0x10", "1e",
                    "1,5", "", "1/0", "5e-324", "1e15", "3", "0.5", "1e9");

    private static final List<String> BYTES =
            List.of(
                    "\u0000", "\u00FF", "\u00C3(", "\u00EF\u00BB\u00BF", "\u00ED\u00A0\u0080", "\u007F",
                    "\r", "\n", "\t", "\"", "'", "`", "\\", "<", ">", "&", ";", "(", ")", "%", "*/");

    private Mutations() {}

    public static List<Mutation> ofText() {
        return List.of(
                new Mutation("flip a bit", Mutations::flipBit),
                new Mutation("replace bytes", Mutations::replaceBytes),
                new Mutation("insert bytes", Mutations::insertBytes),
                new Mutation("delete a range", Mutations::deleteRange),
                new Mutation("repeat a range", Mutations::repeatRange),
                new Mutation("truncate", (text, _, random) -> text.substring(0, at(text, random))),
                new Mutation("cut the beginning", (t, _, random) -> t.substring(at(t, random))),
                new Mutation("other encoding", Mutations::encode),
                new Mutation("replace a number", Mutations::number),
                new Mutation("replace a number", Mutations::number),
                new Mutation("replace every such number", Mutations::everyNumber),
                new Mutation("exchange two names", Mutations::exchangeNames),
                new Mutation("rename once", Mutations::renameOnce),
                new Mutation("delete a line", Mutations::deleteLine),
                new Mutation("repeat a line", Mutations::repeatLine),
                new Mutation("exchange two lines", Mutations::exchangeLines),
                new Mutation("insert lines of another file", Mutations::insertLines),
                new Mutation("join with another file", Mutations::splice));
    }

    /// A position in the text.
    static int at(String text, SplittableRandom random) {
        return random.nextInt(text.length() + 1);
    }

    static String replace(String text, int from, int to, String by) {
        return text.substring(0, from) + by + text.substring(to);
    }

    static <T> T one(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String flipBit(String text, String other, SplittableRandom random) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        char flipped = (char) (text.charAt(at) ^ 1 << random.nextInt(8));
        return replace(text, at, at + 1, String.valueOf(flipped));
    }

    private static String replaceBytes(String text, String other, SplittableRandom random) {
        int from = at(text, random);
        int to = Math.min(text.length(), from + 1 + random.nextInt(4));
        return replace(text, from, to, one(BYTES, random));
    }

    private static String insertBytes(String text, String other, SplittableRandom random) {
        int at = at(text, random);
        int times = random.nextInt(20) == 0 ? 5000 : 1;
        return replace(text, at, at, one(BYTES, random).repeat(times));
    }

    private static int lengthOfRange(SplittableRandom random) {
        return 1 + random.nextInt(1 << random.nextInt(1, 12));
    }

    private static String deleteRange(String text, String other, SplittableRandom random) {
        int from = at(text, random);
        return replace(text, from, Math.min(text.length(), from + lengthOfRange(random)), "");
    }

    private static String repeatRange(String text, String other, SplittableRandom random) {
        int from = at(text, random);
        int to = Math.min(text.length(), from + lengthOfRange(random));
        String range = text.substring(from, to);
        int times = random.nextInt(4) == 0 ? 1 + random.nextInt(200) : 1;
        return replace(text, to, to, range.repeat(limit(times, range)));
    }

    private static int limit(int times, String range) {
        return Math.max(1, Math.min(times, LONGEST_COPY / Math.max(1, range.length())));
    }

    private static String encode(String text, String other, SplittableRandom random) {
        byte[] bytes =
                switch (random.nextInt(4)) {
                    case 0 -> text.getBytes(StandardCharsets.UTF_16);
                    case 1 -> text.getBytes(StandardCharsets.UTF_16LE);
                    case 2 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
                    default -> text.replace('e', '\u00E9').getBytes(StandardCharsets.ISO_8859_1);
                };
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private record Range(int from, int to) {
        String in(String text) {
            return text.substring(from, to);
        }
    }

    /// A match at or after some position, from the beginning where there is none after it.
    private static Range find(Pattern pattern, String text, SplittableRandom random) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find(at(text, random)) || matcher.find(0)
                ? new Range(matcher.start(), matcher.end())
                : new Range(0, 0);
    }

    private static String number(String text, String other, SplittableRandom random) {
        Range range = find(NUMBER, text, random);
        return replace(text, range.from, range.to, one(NUMBERS, random));
    }

    private static String everyNumber(String text, String other, SplittableRandom random) {
        String number = find(NUMBER, text, random).in(text);
        return number.isEmpty() ? text : text.replace(number, one(NUMBERS, random));
    }

    private static String exchangeNames(String text, String other, SplittableRandom random) {
        Range first = find(NAME, text, random);
        Range second = find(NAME, text, random);
        if (first.to > second.from) {
            return replace(text, second.from, second.to, first.in(text));
        }
        return text.substring(0, first.from)
                + second.in(text)
                + text.substring(first.to, second.from)
                + first.in(text)
                + text.substring(second.to);
    }

    private static String renameOnce(String text, String other, SplittableRandom random) {
        Range range = find(NAME, text, random);
        String source = random.nextBoolean() ? text : other;
        String name = find(NAME, source, random).in(source);
        return replace(text, range.from, range.to, name.isEmpty() ? "x" : name);
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(List.of(text.split("\n", -1)));
    }

    private static String deleteLine(String text, String other, SplittableRandom random) {
        List<String> lines = lines(text);
        lines.remove(random.nextInt(lines.size()));
        return String.join("\n", lines);
    }

    private static String repeatLine(String text, String other, SplittableRandom random) {
        List<String> lines = lines(text);
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        int times = random.nextInt(4) == 0 ? 1 + random.nextInt(500) : 1;
        for (int i = limit(times, line); i > 0; i--) {
            lines.add(at, line);
        }
        return String.join("\n", lines);
    }

    private static String exchangeLines(String text, String other, SplittableRandom random) {
        List<String> lines = lines(text);
        int a = random.nextInt(lines.size());
        int b = random.nextInt(lines.size());
        String line = lines.get(a);
        lines.set(a, lines.get(b));
        lines.set(b, line);
        return String.join("\n", lines);
    }

    private static String insertLines(String text, String other, SplittableRandom random) {
        List<String> lines = lines(text);
        List<String> others = lines(other);
        int from = random.nextInt(others.size());
        int to = Math.min(others.size(), from + 1 + random.nextInt(10));
        lines.addAll(random.nextInt(lines.size() + 1), others.subList(from, to));
        return String.join("\n", lines);
    }

    private static String splice(String text, String other, SplittableRandom random) {
        return text.substring(0, at(text, random)) + other.substring(at(other, random));
    }
}
