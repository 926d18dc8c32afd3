package org.tamor.format.plate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Builds small XLSX workbooks for tests. Texts that are numbers become cells of numbers; one that
/// begins with `<c` is put in as it is.
final class Workbook {

    private static final String MAIN =
            "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATION =
            "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final List<String> sheets = new ArrayList<>();
    private final List<String> relations = new ArrayList<>();

    Workbook sheet(String name, List<List<String>> rows) {
        return sheet(name, rows, "", "");
    }

    /// @param attributes of the entry in the list of sheets, such as `state="hidden"`
    /// @param after XML behind the cells, such as merged ranges
    Workbook sheet(String name, List<List<String>> rows, String attributes, String after) {
        int number = sheets.size() + 1;
        sheets.add(
                "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\" %s/>"
                        .formatted(name, number, number, attributes));
        relations.add(
                "<Relationship Id=\"rId%d\" Target=\"worksheets/sheet%d.xml\"/>"
                        .formatted(number, number));
        StringBuilder xml = new StringBuilder("<worksheet " + MAIN + "><sheetData>");
        for (int row = 1; row <= rows.size(); row++) {
            xml.append("<row r=\"").append(row).append("\">");
            for (int column = 1; column <= rows.get(row - 1).size(); column++) {
                xml.append(cell(row, column, rows.get(row - 1).get(column - 1)));
            }
            xml.append("</row>");
        }
        xml.append("</sheetData>").append(after).append("</worksheet>");
        return part("xl/worksheets/sheet" + number + ".xml", xml.toString());
    }

    private static String cell(int row, int column, String text) {
        String place = (char) ('A' + column - 1) + String.valueOf(row);
        if (text.startsWith("<c")) {
            return text.replaceFirst("<c", "<c r=\"" + place + "\"");
        }
        if (text.isEmpty()) {
            return "";
        }
        return text.matches("-?\\d+(\\.\\d+)?")
                ? "<c r=\"%s\"><v>%s</v></c>".formatted(place, text)
                : "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(place, text);
    }

    Workbook part(String name, String content) {
        parts.put(name, content);
        return this;
    }

    byte[] bytes() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "xl/workbook.xml",
                "<workbook "
                        + MAIN
                        + " "
                        + RELATION
                        + "><sheets>"
                        + String.join("", sheets)
                        + "</sheets></workbook>");
        all.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships>" + String.join("", relations) + "</Relationships>");
        all.putAll(parts);
        return zip(all);
    }

    static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
