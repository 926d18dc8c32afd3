package org.tamor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ways to damage XML that keep it well-formed more often than not.
public final class XmlMutations {

    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][\\w:.-]*)([^<>]*?)(/?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s([\\w:.-]+)\\s*=\\s*\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("<ci>\\s*([^<\\s]+)\\s*</ci>");
    private static final int LARGEST = 400_000;

    private static final List<String> VALUES =
            List.of("", "-1", "1e308", "NaN", "INF", "-INF", "true", "false", "0", "3", "x", " ", "time",
                    "a b", "1.5", "-2147483649", "http://www.sbml.org/sbml/level3/version2/core", "&#0;",
                    "&#xD800;", "&lt;", "&unknown;", "\u00E9");

    private static final String BOMB =
            "<!DOCTYPE sbml [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                    + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>";

    private XmlMutations() {}

    public static List<Mutation> all() {
        return List.of(
                new Mutation("delete an element", (t, _, r) -> element(t, r).map(e -> e.replace(t, "")).orElse(t)),
                new Mutation("repeat an element", XmlMutations::repeat),
                new Mutation("exchange two elements", XmlMutations::exchange),
                new Mutation("move an element", XmlMutations::move),
                new Mutation("replace an element by one of another file", XmlMutations::transplant),
                new Mutation("empty an element", XmlMutations::empty),
                new Mutation("nest an element in itself", XmlMutations::nest),
                new Mutation("rename an element", XmlMutations::rename),
                new Mutation("delete an attribute", (t, _, r) -> attribute(t, r, "")),
                new Mutation("replace an attribute's value", XmlMutations::value),
                new Mutation("replace an attribute's value", XmlMutations::value),
                new Mutation("take over an attribute's value", XmlMutations::takeValue),
                new Mutation("exchange names in formulas", XmlMutations::symbol),
                new Mutation("exchange names in formulas", XmlMutations::symbol),
                new Mutation("huge value", XmlMutations::hugeValue),
                new Mutation("entities", XmlMutations::entities));
    }

    /// A piece of text.
    private record Span(int from, int to) {
        String in(String text) {
            return text.substring(from, to);
        }

        String replace(String text, String by) {
            return text.substring(0, from) + by + text.substring(to);
        }
    }

    /// An element that begins at or after some position, with all that it holds.
    private static Optional<Span> element(String text, SplittableRandom random) {
        Matcher tag = TAG.matcher(text);
        int from = Mutations.at(text, random);
        for (int round = 0; round < 2; round++) {
            for (boolean found = tag.find(round == 0 ? from : 0); found; found = tag.find()) {
                if (tag.group(1).isEmpty() && !tag.group(2).equals("sbml")) {
                    return Optional.of(new Span(tag.start(), end(text, tag)));
                }
            }
        }
        return Optional.empty();
    }

    private static int end(String text, Matcher start) {
        int depth = start.group(4).isEmpty() ? 1 : 0;
        int end = start.end();
        Matcher tag = TAG.matcher(text);
        while (depth > 0 && tag.find(end)) {
            depth += tag.group(1).isEmpty() ? (tag.group(4).isEmpty() ? 1 : 0) : -1;
            end = tag.end();
        }
        return end;
    }

    private static String repeat(String text, String other, SplittableRandom random) {
        return element(text, random)
                .map(e -> {
                    int times = random.nextInt(5) == 0 ? 1 + random.nextInt(1000) : 2;
                    int most = Math.max(1, LARGEST / Math.max(1, e.to - e.from));
                    return e.replace(text, e.in(text).repeat(Math.min(times, most)));
                })
                .orElse(text);
    }

    private static String exchange(String text, String other, SplittableRandom random) {
        Optional<Span> a = element(text, random);
        Optional<Span> b = element(text, random);
        if (a.isEmpty() || b.isEmpty()) {
            return text;
        }
        Span first = a.get().from <= b.get().from ? a.get() : b.get();
        Span second = a.get().from <= b.get().from ? b.get() : a.get();
        if (first.to > second.from) {
            return second.replace(text, first.in(text));
        }
        return first.replace(second.replace(text, first.in(text)), second.in(text));
    }

    private static String move(String text, String other, SplittableRandom random) {
        Optional<Span> moved = element(text, random);
        if (moved.isEmpty()) {
            return text;
        }
        String rest = moved.get().replace(text, "");
        int at = element(rest, random).map(Span::from).orElse(0);
        return rest.substring(0, at) + moved.get().in(text) + rest.substring(at);
    }

    private static String transplant(String text, String other, SplittableRandom random) {
        Optional<Span> target = element(text, random);
        Optional<Span> source = element(other, random);
        return target.isEmpty() || source.isEmpty() ? text : target.get().replace(text, source.get().in(other));
    }

    private static String empty(String text, String other, SplittableRandom random) {
        return element(text, random)
                .map(e -> {
                    String all = e.in(text);
                    int open = all.indexOf('>');
                    int close = all.lastIndexOf("</");
                    return open < 0 || close <= open
                            ? text
                            : e.replace(text, all.substring(0, open + 1) + all.substring(close));
                })
                .orElse(text);
    }

    private static String nest(String text, String other, SplittableRandom random) {
        return element(text, random)
                .map(e -> {
                    String all = e.in(text);
                    int open = all.indexOf('>');
                    int close = all.lastIndexOf("</");
                    if (open < 0 || close <= open) {
                        return text;
                    }
                    int times = random.nextBoolean() ? 2 : 1 << random.nextInt(1, 14);
                    int most = Math.max(1, LARGEST / Math.max(1, open + all.length() - close));
                    int depth = Math.min(times, most);
                    return e.replace(
                            text,
                            all.substring(0, open + 1).repeat(depth)
                                    + all.substring(open + 1, close)
                                    + all.substring(close).repeat(depth));
                })
                .orElse(text);
    }

    private static String rename(String text, String other, SplittableRandom random) {
        Optional<Span> target = element(text, random);
        Optional<Span> model = element(random.nextBoolean() ? text : other, random);
        if (target.isEmpty() || model.isEmpty()) {
            return text;
        }
        Matcher old = TAG.matcher(target.get().in(text));
        Matcher by = TAG.matcher(text.length() >= model.get().to ? model.get().in(text) : "");
        if (!old.lookingAt() || !by.lookingAt()) {
            return text;
        }
        String name = Pattern.quote(old.group(2));
        return target.get()
                .replace(
                        text,
                        target.get().in(text).replaceFirst("^<" + name, "<" + by.group(2))
                                .replaceFirst("</" + name + "\\s*>$", "</" + by.group(2) + ">"));
    }

    private static List<Span> attributeNear(String text, SplittableRandom random) {
        Matcher matcher = ATTRIBUTE.matcher(text);
        if (!matcher.find(Mutations.at(text, random)) && !matcher.find(0)) {
            return List.of();
        }
        return List.of(new Span(matcher.start(), matcher.end()), new Span(matcher.start(2), matcher.end(2)));
    }

    private static String attribute(String text, SplittableRandom random, String by) {
        List<Span> found = attributeNear(text, random);
        return found.isEmpty() ? text : found.get(0).replace(text, by);
    }

    private static String value(String text, String other, SplittableRandom random) {
        List<Span> found = attributeNear(text, random);
        return found.isEmpty() ? text : found.get(1).replace(text, Mutations.one(VALUES, random));
    }

    private static String takeValue(String text, String other, SplittableRandom random) {
        List<Span> target = attributeNear(text, random);
        List<Span> source = attributeNear(text, random);
        return target.isEmpty() ? text : target.get(1).replace(text, source.get(1).in(text));
    }

    private static String hugeValue(String text, String other, SplittableRandom random) {
        List<Span> found = attributeNear(text, random);
        String digit = Mutations.one(List.of("9", "a", "-", " ", "1e", "_"), random);
        return found.isEmpty() ? text : found.get(1).replace(text, digit.repeat(1 << random.nextInt(8, 18)));
    }

    /// Names of formulas, so that circles of definitions come about.
    private static String symbol(String text, String other, SplittableRandom random) {
        List<Span> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(new Span(matcher.start(1), matcher.end(1)));
        }
        if (names.isEmpty()) {
            return text;
        }
        String by = Mutations.one(names, random).in(text);
        List<Span> ids = attributeNear(text, random);
        if (random.nextInt(3) == 0 && !ids.isEmpty()) {
            by = ids.get(1).in(text);
        }
        return Mutations.one(names, random).replace(text, by);
    }

    private static String entities(String text, String other, SplittableRandom random) {
        int root = text.indexOf("<sbml");
        int at = Math.max(0, root);
        String use = Mutations.one(List.of("&d;", "&a;", "&x;", "&amp;", "&#x41;"), random);
        int place = Math.min(text.length(), at + 1 + random.nextInt(Math.max(1, text.length() - at)));
        String used = text.substring(0, place) + use + text.substring(place);
        return random.nextBoolean() ? used.substring(0, at) + BOMB + used.substring(at) : used;
    }
}
