package org.tamor.format.plate.layout;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the texts above a plate say of it.
///
/// @param plate its name; empty where none is given
/// @param hours of the reading; NaN where none is given
/// @param label the text right above it that is neither
record GridHeading(String plate, double hours, String label) {

    private static final Pattern PLATE =
            Pattern.compile(
                    "(?:plate|barcode)(?:\\s*(?:id|name|no\\.?|number))?\\s*[:#=]?\\s*(?!(?:type|reader|format|map|layout|lid)\\b)(\\S.*)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOCK =
            Pattern.compile(
                    "(?:time)\\D*?(\\d+):(\\d\\d)(?::(\\d\\d))?.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_DAY =
            Pattern.compile(".*\\d\\s*[ap]\\.?m\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME =
            Pattern.compile(
                    "(?:time|reading|read)?\\s*(?:at|\\(h\\)|\\[h\\])?\\s*[:=]?\\s*(\\d+(?:[.,]\\d+)?)\\s*(h|hr|hrs|hours?|d|days?|min|s)?",
                    Pattern.CASE_INSENSITIVE);

    static GridHeading of(List<String> headings) {
        String plate = "";
        double hours = Double.NaN;
        String label = "";
        boolean dated =
                headings.stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains("date"));
        for (String heading : headings) {
            String text = heading.strip();
            Matcher named = PLATE.matcher(text);
            boolean clock = CLOCK.matcher(text).matches();
            if (clock && (dated || OF_DAY.matcher(text).matches())) {
                continue;
            }
            double time = hours(text);
            if (named.matches()) {
                plate = named.group(1).strip();
            } else if (!Double.isNaN(time)) {
                hours = time;
            } else {
                label = text;
            }
        }
        return new GridHeading(plate, hours, label);
    }

    private static double hours(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            double seconds = clock.group(3) == null ? 0 : Double.parseDouble(clock.group(3));
            return Double.parseDouble(clock.group(1))
                    + Double.parseDouble(clock.group(2)) / 60
                    + seconds / 3600;
        }
        Matcher time = TIME.matcher(text);
        String lower = text.toLowerCase(Locale.ROOT);
        if (!time.matches() || !lower.contains("time") && time.group(2) == null) {
            return Double.NaN;
        }
        double value = Double.parseDouble(time.group(1).replace(',', '.'));
        String unit = time.group(2) == null ? "h" : time.group(2).toLowerCase(Locale.ROOT);
        return value
                * Map.of("d", 24.0, "m", 1 / 60.0, "s", 1 / 3600.0)
                        .getOrDefault(unit.substring(0, 1), 1.0);
    }

    /// Whether the label names a kind of measurement, not a plate.
    boolean namesReading() {
        return label.toLowerCase(Locale.ROOT)
                .matches(
                        ".*(lumin|fluor|absorb|\\bod ?\\d*|\\bread|\\blabel|channel|ctg|signal).*");
    }
}
