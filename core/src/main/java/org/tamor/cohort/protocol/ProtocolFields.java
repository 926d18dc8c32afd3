package org.tamor.cohort.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.YamlFile;

/// Numbers and words of a protocol, each refused with its place where it is not what it should be.
final class ProtocolFields {

    private static final int MOST_ENTRIES = 1000;

    private final YamlFile yaml;
    private final String family;

    /// @param family what the codes of errors begin with
    ProtocolFields(YamlFile yaml, String family) {
        this.yaml = yaml;
        this.family = family;
    }

    BadInputException error(String code, String path, String message) {
        return new BadInputException(family + "." + code, yaml.location(path), message);
    }

    /// Refuses entries of a mapping that are not known.
    void checkKeys(String path, Collection<String> known) {
        for (String key : path.isEmpty() ? yaml.content().keySet() : yaml.mapping(path).keySet()) {
            if (!known.contains(key)) {
                throw error(
                        "unknown-key",
                        path + "/" + key,
                        "the entry "
                                + key
                                + " is not known; "
                                + NearestNames.hint(
                                        key, known, "there are " + String.join(", ", known)));
            }
        }
    }

    boolean has(String path) {
        return !yaml.mapping(path).isEmpty();
    }

    int count(String path) {
        int count = yaml.count(path);
        if (count > MOST_ENTRIES) {
            throw error("too-many", path, "more than " + MOST_ENTRIES + " entries; leave some out");
        }
        return count;
    }

    String text(String path, String otherwise) {
        String text = yaml.text(path).strip();
        return text.isEmpty() ? otherwise : text;
    }

    String required(String path, String what) {
        String text = text(path, "");
        if (text.isEmpty()) {
            throw missing(path, what);
        }
        return text;
    }

    BadInputException missing(String path, String what) {
        String parent = path.substring(0, path.lastIndexOf('/'));
        String key = path.substring(path.lastIndexOf('/') + 1);
        return error(
                "missing",
                parent.isEmpty() ? "/" + key : parent,
                "there is no '" + key + "', " + what + "; add it");
    }

    OptionalDouble number(String path) {
        String text = text(path, "");
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException none) {
            // falls through to the message that says what is taken
        }
        throw error("no-number", path, "'" + text + "' is no finite number; write one");
    }

    double requiredNumber(String path, String what) {
        return number(path).orElseThrow(() -> missing(path, what));
    }

    /// A number between two ends, both allowed.
    double between(String path, double otherwise, double low, double high) {
        return within(path, number(path).orElse(otherwise), low, high);
    }

    double within(String path, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw error(
                    "out-of-range",
                    path,
                    plain(value) + " does not lie between " + plain(low) + " and " + plain(high));
        }
        return value;
    }

    /// A whole number between two ends.
    int whole(String path, double otherwise, int low, int high) {
        double value = between(path, otherwise, low, high);
        if (value != Math.rint(value)) {
            throw error("out-of-range", path, plain(value) + " is no whole number; write one");
        }
        return (int) value;
    }

    /// Numbers that ascend.
    List<Double> ascending(String path, double low) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < count(path); i++) {
            String place = path + "/" + i;
            double value =
                    number(place)
                            .orElseThrow(() -> error("no-number", place, "there is no number"));
            if (!numbers.isEmpty() && value <= numbers.getLast()) {
                throw error(
                        "order",
                        place,
                        plain(value)
                                + " stands after "
                                + plain(numbers.getLast())
                                + "; write each once, in ascending order");
            }
            numbers.add(within(place, value, low, 1e5));
        }
        return numbers;
    }

    List<String> texts(String path) {
        return yaml.texts(path);
    }

    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
