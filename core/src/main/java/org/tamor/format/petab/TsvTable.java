package org.tamor.format.petab;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tamor.expr.Expression;
import org.tamor.expr.InfixParser;
import org.tamor.expr.Syntax;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// A tab-separated table with a header line. Every complaint names file, line and column.
public final class TsvTable {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final int MAXIMUM_IDENTIFIER = 1000;

    private final String file;
    private final Map<String, Integer> columns;
    private final List<Row> rows;

    private TsvTable(String file, Map<String, Integer> columns) {
        this.file = file;
        this.columns = columns;
        this.rows = new ArrayList<>();
    }

    /// The columns that a table must and may have.
    ///
    /// @param open whether further columns are allowed
    public record Columns(List<String> required, List<String> optional, boolean open) {
        public Columns {
            required = List.copyOf(required);
            optional = List.copyOf(optional);
        }
    }

    public static TsvTable read(Path path, Columns expected) {
        return parse(InputFolder.text(path), path.toString(), expected);
    }

    /// Reads a table with commas in place of tabs.
    public static TsvTable readCommaSeparated(Path path, Columns expected) {
        return parse(InputFolder.text(path), path.toString(), expected, ',');
    }

    static TsvTable parse(String text, String file, Columns expected) {
        return parse(text, file, expected, '\t');
    }

    private static TsvTable parse(String text, String file, Columns expected, char separator) {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(true)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(InputFolder.MAXIMUM_BYTES)
                        .ofCsvRecord(text)) {
            TsvTable table = null;
            for (CsvRecord record : reader) {
                int line = Math.toIntExact(record.getStartingLineNumber());
                checkFields(record, file, line);
                if (table == null) {
                    table = new TsvTable(file, header(record, file, line, expected));
                } else if (record.getFields().stream().anyMatch(field -> !field.isBlank())) {
                    table.add(record, line);
                }
            }
            if (table == null) {
                throw new BadInputException(
                        "table.empty",
                        Location.ofFile(file),
                        "the table is empty; write a header line with "
                                + String.join(", ", expected.required()));
            }
            return table;
        } catch (CsvParseException e) {
            String message = e.getMessage() == null ? "" : e.getMessage();
            throw new BadInputException(
                    "table.syntax",
                    Location.ofLine(file, lineIn(message)),
                    "a quotation mark is not closed; correct it");
        } catch (IOException e) {
            throw new BadInputException(
                    "file.unreadable", Location.ofFile(file), "the table cannot be read");
        }
    }

    private static int lineIn(String message) {
        Matcher matcher = Pattern.compile("line (\\d{1,9})").matcher(message);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static void checkFields(CsvRecord record, String file, int line) {
        for (String field : record.getFields()) {
            if (field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0) {
                throw new BadInputException(
                        "table.syntax",
                        Location.ofLine(file, line),
                        "a quoted field goes on over the end of the line; close its quotation mark");
            }
        }
    }

    private static Map<String, Integer> header(
            CsvRecord record, String file, int line, Columns expected) {
        Map<String, Integer> columns = new HashMap<>();
        List<String> names = record.getFields().stream().map(String::strip).toList();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Location where = Location.ofLine(file, line).withElement(name);
            if (name.isEmpty()) {
                throw new BadInputException(
                        "table.unnamed-column",
                        where,
                        "column " + (i + 1) + " has no name; name or remove it");
            }
            if (columns.put(name, i) != null) {
                throw new BadInputException(
                        "table.duplicate-column",
                        where,
                        "there are two columns " + name + "; remove one");
            }
        }
        for (String required : expected.required()) {
            if (!columns.containsKey(required)) {
                throw new BadInputException(
                        "table.missing-column",
                        Location.ofLine(file, line),
                        "the column "
                                + required
                                + " is missing; "
                                + NearestNames.hint(required, unknown(names, expected), "add it")
                                + " (tabs, not spaces, part the columns)");
            }
        }
        for (String name : unknown(names, expected)) {
            List<String> absent =
                    expected.optional().stream()
                            .filter(optional -> !columns.containsKey(optional))
                            .toList();
            boolean misspelt =
                    absent.stream()
                            .anyMatch(candidate -> NearestNames.distance(name, candidate) <= 2);
            if (!expected.open() || misspelt) {
                throw new BadInputException(
                        "table.unknown-column",
                        Location.ofLine(file, line).withElement(name),
                        "the column "
                                + name
                                + " is not known; "
                                + NearestNames.hint(name, absent, "remove it or correct its name"));
            }
        }
        return columns;
    }

    private static List<String> unknown(List<String> names, Columns expected) {
        Set<String> known = new HashSet<>(expected.required());
        known.addAll(expected.optional());
        return names.stream().filter(name -> !known.contains(name)).toList();
    }

    private void add(CsvRecord record, int line) {
        List<String> fields = record.getFields();
        if (fields.size() > columns.size()
                && fields.subList(columns.size(), fields.size()).stream()
                        .anyMatch(field -> !field.isBlank())) {
            throw new BadInputException(
                    "table.too-many-fields",
                    Location.ofLine(file, line),
                    "the row has "
                            + fields.size()
                            + " fields under "
                            + columns.size()
                            + " columns; remove the surplus tabs");
        }
        rows.add(new Row(line, fields));
    }

    public String file() {
        return file;
    }

    /// The names of the columns in the order of the file.
    public List<String> columns() {
        return columns.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /// One line of the table.
    public final class Row {

        private final int line;
        private final List<String> fields;

        private Row(int line, List<String> fields) {
            this.line = line;
            this.fields = fields;
        }

        public Location location() {
            return Location.ofLine(file, line);
        }

        /// The place of a field.
        public Location location(String column) {
            Integer index = columns.get(column);
            if (index == null) {
                return location().withElement(column);
            }
            int start = 1;
            for (int i = 0; i < Math.min(index, fields.size()); i++) {
                start += fields.get(i).length() + 1;
            }
            String field = index < fields.size() ? fields.get(index) : "";
            int blanks = field.length() - field.stripLeading().length();
            return new Location(file, line, start + blanks, column);
        }

        /// The field without surrounding blanks; "" where it or its column is missing.
        public String text(String column) {
            Integer index = columns.get(column);
            return index == null || index >= fields.size() ? "" : fields.get(index).strip();
        }

        /// The field, which must not be blank.
        public String required(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                throw error("table.missing-value", column, "a value is missing; write one");
            }
            return text;
        }

        /// An identifier: letters, digits and underscores, no digit first.
        public String identifier(String column) {
            return identifier(required(column), column);
        }

        /// An identifier, or "" where the field is blank.
        public String optionalIdentifier(String column) {
            String text = text(column);
            return text.isEmpty() ? "" : identifier(text, column);
        }

        /// Identifiers with semicolons between them; none where the field is blank.
        public List<String> identifiers(String column) {
            List<String> result = new ArrayList<>();
            for (String part : parts(column)) {
                result.add(identifier(part, column));
            }
            return result;
        }

        private String identifier(String text, String column) {
            if (text.length() > MAXIMUM_IDENTIFIER || !IDENTIFIER.matcher(text).matches()) {
                String shown = text.length() > 100 ? text.substring(0, 97) + "..." : text;
                throw error(
                        "table.bad-identifier",
                        column,
                        "'"
                                + shown
                                + "' is no identifier; use letters, digits and underscores, no digit first");
            }
            return text;
        }

        /// The parts of a field with semicolons between them; none where the field is blank.
        public List<String> parts(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                return List.of();
            }
            List<String> result = new ArrayList<>();
            for (String part : text.split(";", -1)) {
                if (part.isBlank()) {
                    throw error(
                            "table.missing-value",
                            column,
                            "there is nothing between two semicolons; write a value");
                }
                result.add(part.strip());
            }
            return result;
        }

        /// A finite number.
        public double number(String column) {
            return finite(required(column), column);
        }

        /// A finite number; empty where the field is blank.
        public OptionalDouble optionalNumber(String column) {
            String text = text(column);
            return text.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(finite(text, column));
        }

        /// A number or `inf` or `-inf`.
        public double extendedNumber(String column) {
            return switch (required(column)) {
                case "inf", "+inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                case String text -> finite(text, column);
            };
        }

        /// A finite number, in a field or part of it.
        public double finite(String text, String column) {
            if (text.length() > 400 || !NUMBER.matcher(text).matches()) {
                String shown = text.length() > 60 ? text.substring(0, 57) + "..." : text;
                throw error(
                        "table.bad-number",
                        column,
                        "'" + shown + "' is no number; write one such as 0.5 or 1e-3");
            }
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw error(
                        "table.bad-number",
                        column,
                        "the number " + text + " is too large; check it");
            }
            return value;
        }

        /// `true` or `false`; also 1 and 0, and any case.
        public boolean truth(String column) {
            String text = required(column);
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default ->
                        throw error(
                                "table.bad-truth-value",
                                column,
                                "'" + text + "' is neither true nor false; write one of them");
            };
        }

        /// A formula.
        public Expression expression(String column, Syntax syntax) {
            return InfixParser.parse(required(column), location(column), syntax);
        }

        /// A complaint about a field.
        public BadInputException error(String code, String column, String message) {
            return new BadInputException(code, location(column), message);
        }
    }
}
