package org.tamor.format.nonmem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.InputFolder;

/// The lines of a table of records, taken apart.
///
/// The first line names the columns. Items are parted by commas, tabs or blanks; nothing between
/// two commas or tabs, and a dot, are missing values. Numbers may have Fortran's D for the
/// exponent. Lines that begin with a letter, `#` or `@` are passed over, as with `IGNORE=@`.
final class NonmemTable {

    private static final Set<String> KNOWN =
            Set.of("ID", "TIME", "AMT", "RATE", "II", "ADDL", "EVID", "CMT", "DV", "MDV", "SS");
    private static final Set<String> DATES = Set.of("DATE", "DAT1", "DAT2", "DAT3");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eEdD][+-]?\\d{1,4})?");
    private static final String MISSING = ".";

    private final String file;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Set<String> passedOver = new TreeSet<>();
    private int ignored;

    private NonmemTable(String file) {
        this.file = file;
    }

    static NonmemTable read(Path path) {
        NonmemTable table = new NonmemTable(path.toString());
        int number = 0;
        for (String text : InputFolder.text(path).split("\\R", -1)) {
            number++;
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            if (table.columns.isEmpty()) {
                table.header(text, number);
            } else if (Character.isLetter(text.strip().charAt(0)) || text.strip().startsWith("@")) {
                table.ignored++;
            } else {
                table.lines.add(table.line(text, number));
            }
        }
        if (table.lines.isEmpty()) {
            throw new BadInputException(
                    "nonmem.empty",
                    Location.ofFile(table.file),
                    "there are no records; write a line of names such as ID,TIME,AMT and one line"
                            + " for each record");
        }
        return table;
    }

    private static List<String> items(String text) {
        char separator = text.indexOf(',') >= 0 ? ',' : text.indexOf('\t') >= 0 ? '\t' : ' ';
        String[] parts =
                separator == ' '
                        ? text.strip().split("\\s+")
                        : text.split(String.valueOf(separator), -1);
        return Arrays.stream(parts)
                .map(String::strip)
                .map(part -> part.isEmpty() ? MISSING : part)
                .toList();
    }

    private void header(String text, int number) {
        Location where = Location.ofLine(file, number);
        for (String item : items(text)) {
            String name = item.toUpperCase(Locale.ROOT);
            if (!Character.isLetter(name.charAt(0))) {
                throw new BadInputException(
                        "nonmem.no-header",
                        where,
                        "'"
                                + item
                                + "' names no column; begin with a line such as ID,TIME,AMT,EVID");
            }
            if (DATES.contains(name)) {
                throw new BadInputException(
                        "nonmem.date",
                        where.withElement(name),
                        "dates are not read; write TIME in hours and remove " + name);
            }
            if (columns.put(name, columns.size()) != null) {
                throw new BadInputException(
                        "nonmem.duplicate-column",
                        where.withElement(name),
                        "there are two columns " + name + "; remove one");
            }
            if (!KNOWN.contains(name)) {
                passedOver.add(name);
            }
        }
        for (String needed : List.of("TIME", "AMT")) {
            if (!columns.containsKey(needed)) {
                throw new BadInputException(
                        "nonmem.missing-column",
                        where,
                        "the column " + needed + " is missing; add it");
            }
        }
    }

    private Line line(String text, int number) {
        List<String> items = items(text);
        if (items.size() > columns.size()
                && items.subList(columns.size(), items.size()).stream()
                        .anyMatch(item -> !item.equals(MISSING))) {
            throw new BadInputException(
                    "nonmem.too-many-items",
                    Location.ofLine(file, number),
                    "the line has "
                            + items.size()
                            + " items under "
                            + columns.size()
                            + " columns; correct it");
        }
        return new Line(number, items);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    String file() {
        return file;
    }

    /// What was not read.
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!passedOver.isEmpty()) {
            notes.add("columns passed over: " + String.join(", ", passedOver));
        }
        if (ignored > 0) {
            notes.add("lines passed over because they begin with a letter or @: " + ignored);
        }
        return notes;
    }

    /// One line of the table.
    final class Line {

        private final int number;
        private final List<String> items;

        private Line(int number, List<String> items) {
            this.number = number;
            this.items = items;
        }

        /// The number in a column; empty where it is missing.
        OptionalDouble optional(String column) {
            Integer index = columns.get(column);
            String item = index == null || index >= items.size() ? MISSING : items.get(index);
            if (item.equals(MISSING)) {
                return OptionalDouble.empty();
            }
            if (column.equals("TIME") && item.indexOf(':') > 0) {
                throw error(
                        "nonmem.clock", column, "clock times are not read; write TIME in hours");
            }
            double value =
                    NUMBER.matcher(item).matches()
                            ? Double.parseDouble(item.replace('D', 'E').replace('d', 'e'))
                            : Double.NaN;
            if (!Double.isFinite(value)) {
                throw error(
                        "nonmem.bad-number",
                        column,
                        "'" + item + "' is no number; write one, or a dot where it is missing");
            }
            return OptionalDouble.of(value);
        }

        /// The number in a column; 0 where it is missing, as NONMEM takes it.
        double number(String column) {
            return optional(column).orElse(0);
        }

        /// The whole number in a column; 0 where it is missing.
        int whole(String column) {
            double value = number(column);
            if (value != Math.rint(value) || Math.abs(value) > 1e9) {
                throw error(
                        "nonmem.bad-number",
                        column,
                        NonmemWriter.number(value) + " is no whole number; correct it");
            }
            return (int) value;
        }

        Location location() {
            return Location.ofLine(file, number);
        }

        BadInputException error(String code, String column, String message) {
            return new BadInputException(code, location().withElement(column), message);
        }
    }
}
