package org.tamor.format.sheet;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Reads one worksheet.
final class XlsxSheet {

    /// Last column and row of a worksheet.
    private static final int MAXIMUM_COLUMN = 16_384;

    private static final int MAXIMUM_ROW = 1_048_576;

    private final String file;
    private final String name;
    private final List<String> texts;
    private final XlsxStyles styles;
    private final List<Sheet.Row> rows = new ArrayList<>();
    private final List<String> merged = new ArrayList<>();
    private int cellCount;

    XlsxSheet(String file, String name, List<String> texts, XlsxStyles styles) {
        this.file = file;
        this.name = name;
        this.texts = texts;
        this.styles = styles;
    }

    Sheet read(XMLStreamReader xml) throws XMLStreamException {
        List<Cell> cells = new ArrayList<>();
        int row = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
                int next = number(xml.getAttributeValue(null, "r"), row + 1, MAXIMUM_ROW);
                if (next <= row) {
                    throw new IllegalArgumentException("rows out of order");
                }
                row = next;
                cells = new ArrayList<>();
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("c")) {
                int column = column(xml.getAttributeValue(null, "r"), cells.size() + 1);
                if (column <= cells.size()) {
                    throw new IllegalArgumentException("cells out of order");
                }
                while (cells.size() < column - 1) {
                    add(cells, new Cell("", row, cells.size() + 1, Cell.Kind.TEXT));
                }
                add(cells, cell(xml, row, column));
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("mergeCell")) {
                merged.add(String.valueOf(xml.getAttributeValue(null, "ref")));
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("row")) {
                rows.add(new Sheet.Row(row, cells));
            }
        }
        return new Sheet(file, name, rows);
    }

    /// The ranges of merged cells, such as `A1:A8`.
    List<String> merged() {
        return merged;
    }

    private void add(List<Cell> cells, Cell cell) {
        cells.add(cell);
        if (++cellCount > SheetReader.MAXIMUM_CELLS) {
            throw new BadInputException(
                    "plate.too-large",
                    Location.ofFile(file),
                    "more than " + SheetReader.MAXIMUM_CELLS + " cells; split the workbook");
        }
    }

    private Cell cell(XMLStreamReader xml, int row, int column) throws XMLStreamException {
        @Nullable String type = xml.getAttributeValue(null, "t");
        @Nullable String style = xml.getAttributeValue(null, "s");
        String value = "";
        boolean formula = false;
        boolean hasValue = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
                break;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "f" -> formula = true;
                case "v" -> {
                    value = xml.getElementText();
                    hasValue = true;
                }
                case "is" -> value = XlsxWorkbook.richText(xml, "is");
                default -> {
                    // extensions hold no value
                }
            }
        }
        if (formula && !hasValue) {
            return new Cell("", row, column, Cell.Kind.UNCALCULATED);
        }
        return cell(type == null ? "n" : type, style, value.strip(), row, column);
    }

    private Cell cell(String type, @Nullable String style, String value, int row, int column) {
        return switch (type) {
            case "s" -> new Cell(shared(value), row, column, Cell.Kind.TEXT);
            case "str", "inlineStr" -> new Cell(value, row, column, Cell.Kind.TEXT);
            case "b" -> new Cell(value.equals("1") ? "TRUE" : "FALSE", row, column, Cell.Kind.TEXT);
            case "e" -> new Cell(value, row, column, Cell.Kind.ERROR);
            case "d" -> new Cell(value, row, column, Cell.Kind.DATE);
            default -> {
                Cell.Kind number = styles.isDate(style) ? Cell.Kind.DATE : Cell.Kind.NUMBER;
                yield new Cell(value, row, column, value.isEmpty() ? Cell.Kind.TEXT : number);
            }
        };
    }

    private String shared(String index) {
        return texts.get(Integer.parseInt(index)).strip();
    }

    private static int number(@Nullable String text, int otherwise, int maximum) {
        int value = text == null ? otherwise : Integer.parseInt(text);
        if (value < 1 || value > maximum) {
            throw new IllegalArgumentException("beyond the last row");
        }
        return value;
    }

    /// The column of a reference such as `BC12`.
    private static int column(@Nullable String reference, int otherwise) {
        if (reference == null) {
            return otherwise;
        }
        int column = 0;
        for (int i = 0;
                i < reference.length()
                        && reference.charAt(i) >= 'A'
                        && reference.charAt(i) <= 'Z'
                        && i < 4;
                i++) {
            column = column * 26 + reference.charAt(i) - 'A' + 1;
        }
        if (column < 1 || column > MAXIMUM_COLUMN) {
            throw new IllegalArgumentException("no reference of a cell");
        }
        return column;
    }
}
