package org.tamor.format.sheet;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a cell as a number. What may mean two things is refused, with what to do about it.
public final class NumberText {

    private static final Set<String> ABSENT =
            Set.of(
                    "",
                    "na",
                    "n/a",
                    "#n/a",
                    "nan",
                    "null",
                    "none",
                    "-",
                    "--",
                    ".",
                    "missing",
                    "nd",
                    "n.d.",
                    "n.d",
                    "not determined");
    private static final Set<String> OUT_OF_RANGE =
            Set.of(
                    "over",
                    "overflow",
                    "ovrflw",
                    "ovflw",
                    "#sat",
                    "sat",
                    "saturated",
                    "lod",
                    "blq",
                    "#low",
                    "#high",
                    "out of range");

    /// No dose in any unit and no signal of any reader is as large.
    private static final double LARGEST = 1e18;

    private static final Pattern OTHER_MARK = Pattern.compile("[-+]?\\d*[.,]\\d+([eE][-+]?\\d+)?");
    private static final Pattern INFINITE = Pattern.compile("[-+]?inf(inity)?|[-+]?∞");
    private static final Pattern ERROR =
            Pattern.compile("#(DIV/0!|VALUE!|REF!|NAME\\?|NUM!|NULL!)");
    private static final Pattern WITH_UNIT =
            Pattern.compile("[-+]?[\\d.,]+([eE][-+]?\\d+)?\\s*[\\p{L}][\\p{L}/]*");
    private static final Pattern CENSORED = Pattern.compile("[<>≤≥].*");
    private static final Pattern PLAIN =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,4})?");
    private static final Pattern GROUPED =
            Pattern.compile("[-+]?\\d{1,3}([., '’\u00a0\u202f]\\d{3})+([.,]\\d+)?");
    private static final Pattern EITHER = Pattern.compile("[-+]?[1-9]\\d{0,2}[.,]\\d{3}");
    private static final Pattern DATE =
            Pattern.compile(
                    "\\d{1,4}[-/. ](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*([-/."
                        + " ]\\d{2,4})?|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/."
                        + " ]\\d{1,4}|\\d{1,4}[-/]\\d{1,2}[-/]\\d{1,4}(["
                        + " t].*)?|\\d{1,2}\\.\\d{1,2}\\.\\d{2,4}",
                    Pattern.CASE_INSENSITIVE);

    /// A cell as a number.
    public sealed interface Result {}

    public record Value(double number) implements Result {}

    /// No reading, and the words that say so.
    public record Missing(String text) implements Result {

        /// Whether the reader says that there was a signal which it could not measure.
        public boolean outOfRange() {
            String word = text.toLowerCase(Locale.ROOT);
            return OUT_OF_RANGE.contains(word) || CENSORED.matcher(text).matches();
        }
    }

    /// Neither a number nor a word for a missing one.
    public record Refused(String code, String message) implements Result {}

    private NumberText() {}

    /// The number of a cell, for a file with the given decimal mark.
    public static Result read(Cell cell, DecimalMark mark) {
        return switch (cell.kind()) {
            case ERROR ->
                    cell.text().equalsIgnoreCase("#N/A")
                            ? new Missing(cell.text())
                            : errorCell(cell.text());
            case UNCALCULATED ->
                    new Refused(
                            "plate.uncalculated",
                            "a formula without its result; open the file in a spreadsheet and save"
                                    + " it");
            case DATE ->
                    new Refused(
                            "plate.date",
                            "the spreadsheet holds a date here; type the number again in a cell of"
                                    + " format 'Number'");
            case NUMBER -> finite(cell.text());
            case TEXT -> ofText(cell.text(), mark);
        };
    }

    private static Refused errorCell(String text) {
        return new Refused(
                "plate.error-cell",
                "the spreadsheet has an error here (" + text + "); mend its formula");
    }

    private static Result ofText(String written, DecimalMark mark) {
        String text = written.replace('−', '-');
        String word = text.toLowerCase(Locale.ROOT);
        if (ABSENT.contains(word)
                || OUT_OF_RANGE.contains(word)
                || CENSORED.matcher(text).matches()) {
            return new Missing(written);
        }
        if (ERROR.matcher(text).matches()) {
            return errorCell(written);
        }
        if (INFINITE.matcher(word).matches()) {
            return new Refused(
                    "plate.infinite", "'" + written + "' is infinite; leave the cell empty");
        }
        if (DATE.matcher(text).matches()) {
            return new Refused(
                    "plate.date",
                    "'"
                            + written
                            + "' is a date, perhaps made of a number by a spreadsheet; write the"
                            + " number");
        }
        if (mark == DecimalMark.UNDECIDED && EITHER.matcher(text).matches()) {
            return new Refused(
                    "plate.decimal-ambiguous",
                    "'"
                            + written
                            + "' may be "
                            + text.replace(",", ".")
                            + " or "
                            + text.replaceAll("[.,]", "")
                            + "; declare the decimal mark (decimal: \",\" or \".\") in a recipe");
        }
        boolean comma =
                mark == DecimalMark.COMMA
                        || (mark == DecimalMark.UNDECIDED && text.indexOf(',') >= 0);
        String plain = comma && text.indexOf('.') < 0 ? text.replace(',', '.') : text;
        if (PLAIN.matcher(plain).matches() && !(comma && text.indexOf('.') >= 0)) {
            return finite(plain);
        }
        return refused(written, text);
    }

    private static Refused refused(String written, String text) {
        if (GROUPED.matcher(text).matches()) {
            return new Refused(
                    "plate.thousands-separator",
                    "'"
                            + written
                            + "' has a thousands separator, or another decimal mark than the other"
                            + " numbers; write it without");
        }
        if (text.endsWith("%")) {
            return new Refused(
                    "plate.percent-sign",
                    "'"
                            + written
                            + "' has a percent sign; write the number alone and declare a scale of"
                            + " percent");
        }
        if (OTHER_MARK.matcher(text).matches()) {
            return new Refused(
                    "plate.decimal-mixed",
                    "'"
                            + written
                            + "' has another decimal mark than the other numbers of the file; write"
                            + " all with the same");
        }
        if (WITH_UNIT.matcher(text).matches()) {
            return new Refused(
                    "plate.unit-in-cell",
                    "'"
                            + shown(written)
                            + "' has a unit; write the number alone, and the unit in the header or"
                            + " in a column of its own");
        }
        return new Refused(
                "plate.not-a-number",
                "'" + shown(written) + "' is no number; correct it or leave it empty");
    }

    private static Result finite(String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException none) {
            return new Refused(
                    "plate.not-a-number",
                    "'" + shown(text) + "' is no number; correct it or leave it empty");
        }
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            return new Refused(
                    "plate.infinite", "'" + text + "' is infinite; leave the cell empty");
        }
        if (Math.abs(value) > LARGEST) {
            return new Refused(
                    "plate.number-too-large",
                    "'" + text + "' is larger than any dose or signal; correct it");
        }
        return new Value(value + 0.0);
    }

    /// A text short enough for a message, without control characters.
    public static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 40 ? plain : plain.substring(0, 40) + "…";
    }
}
