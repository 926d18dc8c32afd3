package org.tamor.format.sheet;

import java.util.List;
import java.util.regex.Pattern;

/// What parts the whole from the fraction in the numbers of a file.
public enum DecimalMark {
    POINT,
    COMMA,
    /// Nothing in the file says: no number has a mark, or `1,234` may be either.
    UNDECIDED;

    private static final Pattern WITH_POINT = Pattern.compile("[-+]?\\d*\\.\\d+([eE][-+]?\\d+)?");
    private static final Pattern WITH_COMMA = Pattern.compile("[-+]?\\d*,\\d+([eE][-+]?\\d+)?");
    private static final Pattern EITHER = Pattern.compile("[-+]?[1-9]\\d{0,2}([.,]\\d{3})");
    private static final Pattern POINT_LAST = Pattern.compile("[-+]?\\d{1,3}(,\\d{3})+\\.\\d+");
    private static final Pattern COMMA_LAST = Pattern.compile("[-+]?\\d{1,3}(\\.\\d{3})+,\\d+");

    /// The mark that the numbers of the sheets use: decided by those that can be read in one way
    /// only, such as `0,5` or `1.25`. Where they disagree the more frequent one counts and the
    /// others are refused one by one. In a table parted by commas a lone `1.234` is 1234/1000.
    static DecimalMark of(List<Sheet> sheets, String separator) {
        int points = 0;
        int commas = 0;
        int either = 0;
        for (Sheet sheet : sheets) {
            for (Sheet.Row row : sheet.rows()) {
                for (Cell cell : row.cells()) {
                    if (cell.kind() != Cell.Kind.TEXT || cell.text().length() > 40) {
                        continue;
                    }
                    String text = cell.text();
                    if (EITHER.matcher(text).matches()) {
                        either += text.indexOf('.') >= 0 ? 1 : 0;
                        continue;
                    }
                    if (WITH_POINT.matcher(text).matches() || POINT_LAST.matcher(text).matches()) {
                        points++;
                    } else if (WITH_COMMA.matcher(text).matches()
                            || COMMA_LAST.matcher(text).matches()) {
                        commas++;
                    }
                }
            }
        }
        if (points == commas) {
            return points == 0 && either > 0 && separator.equals(",") ? POINT : UNDECIDED;
        }
        return points > commas ? POINT : COMMA;
    }
}
