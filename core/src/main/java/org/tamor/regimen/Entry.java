package org.tamor.regimen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.YamlFile;

/// A mapping in a regimen file and what its fields hold, each complaint with its line.
///
/// @param path of the mapping in the file
record Entry(YamlFile yaml, String path) {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");
    private static final Pattern MEASURE =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*(\\S.*)?");
    private static final Map<String, Double> HOURS =
            Map.of("min", 1 / 60.0, "h", 1.0, "d", 24.0, "wk", 168.0);

    /// A number and what is written behind it.
    record Measure(double value, String unit) {}

    Entry child(String key) {
        return new Entry(yaml, path + "/" + key);
    }

    Location location(String key) {
        return yaml.location(path + "/" + key);
    }

    Location location() {
        return yaml.location(path);
    }

    /// Complains of keys that are not among the known ones.
    void allow(Set<String> known) {
        for (String key : yaml.mapping(path).keySet()) {
            if (!known.contains(key)) {
                throw error(
                        "regimen.unknown-key",
                        key,
                        "the entry "
                                + key
                                + " is not known; "
                                + NearestNames.hint(
                                        key,
                                        known,
                                        "known are " + String.join(", ", sorted(known))));
            }
        }
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }

    boolean has(String key) {
        return yaml.mapping(path).containsKey(key);
    }

    String text(String key) {
        return yaml.text(path + "/" + key).strip();
    }

    String required(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            throw new BadInputException(
                    "regimen.missing", location(), key + " is missing here; add it");
        }
        return text;
    }

    /// The entries of the list under a key; none where the key is missing.
    List<Entry> list(String key) {
        Object value = yaml.mapping(path).get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw error("yaml.wrong-kind", key, "this must be a list (lines with -); write one");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            entries.add(child(key + "/" + i));
        }
        return entries;
    }

    /// The names of the mapping under a key, each an identifier.
    List<String> names(String key) {
        List<String> names = new ArrayList<>(yaml.mapping(path + "/" + key).keySet());
        names.forEach(name -> checkIdentifier(name, key + "/" + name));
        return names;
    }

    /// An identifier of the model.
    String identifier(String key) {
        return checkIdentifier(required(key), key);
    }

    private String checkIdentifier(String name, String key) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw error(
                    "regimen.bad-name",
                    key,
                    "'"
                            + name
                            + "' is no name; use letters, digits and underscores, no digit first");
        }
        return name;
    }

    /// A length of time in hours, 0 or more; empty where the key is missing.
    OptionalDouble hours(String key) {
        String text = text(key);
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(hoursOf(text, key));
    }

    /// A length of time as written in the field of a key, in hours.
    double hoursOf(String text, String key) {
        Optional<Measure> measure = measure(text);
        Double unit = measure.map(found -> HOURS.get(found.unit())).orElse(null);
        if (measure.isEmpty() || unit == null || measure.get().value() < 0) {
            throw error(
                    "regimen.bad-time",
                    key,
                    "'"
                            + text
                            + "' is no time from 0 on; write a number and min, h, d or wk, such as"
                            + " 24 h");
        }
        double value = measure.get().value();
        return unit < 1 ? value / 60 : value * unit;
    }

    /// A whole number from `least` on.
    int whole(String key, int least) {
        return wholeOf(required(key), key, least);
    }

    int wholeOf(String text, String key, int least) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
            throw error(
                    "regimen.bad-number",
                    key,
                    "'" + text + "' is no whole number from " + least + " on; write one");
        }
        return Integer.parseInt(text);
    }

    /// A share between 0 and 1, written in percent.
    double percent(String key) {
        return percentOf(required(key), key);
    }

    /// A share between 0 and 1, written in percent under a key.
    double percentOf(String text, String key) {
        Optional<Measure> measure = measure(text);
        if (measure.isEmpty()
                || !measure.get().unit().equals("%")
                || measure.get().value() < 0
                || measure.get().value() > 100) {
            throw error(
                    "regimen.bad-number",
                    key,
                    "'" + text + "' is no percentage; write one between 0 % and 100 %");
        }
        return measure.get().value() / 100;
    }

    /// A number and its unit, "" where there is none; empty where the text is something else.
    static Optional<Measure> measure(String text) {
        Matcher matcher = MEASURE.matcher(text.strip());
        if (text.length() > 100 || !matcher.matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(matcher.group(1));
        String unit = matcher.group(2);
        return Double.isFinite(value)
                ? Optional.of(new Measure(value, unit == null ? "" : unit.strip()))
                : Optional.empty();
    }

    BadInputException error(String code, String key, String message) {
        return new BadInputException(code, location(key), message);
    }
}
