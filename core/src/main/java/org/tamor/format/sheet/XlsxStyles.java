package org.tamor.format.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Which cell formats of a workbook show a number as a date.
final class XlsxStyles {

    private final List<Boolean> dates;

    private XlsxStyles(List<Boolean> dates) {
        this.dates = dates;
    }

    static XlsxStyles read(@Nullable XMLStreamReader xml) throws XMLStreamException {
        List<Boolean> dates = new ArrayList<>();
        Map<String, String> codes = new HashMap<>();
        boolean cellFormats = false;
        while (xml != null && xml.hasNext()) {
            xml.next();
            if (xml.isEndElement() && xml.getLocalName().equals("cellXfs")) {
                cellFormats = false;
            }
            if (!xml.isStartElement()) {
                continue;
            }
            String id = String.valueOf(xml.getAttributeValue(null, "numFmtId"));
            switch (xml.getLocalName()) {
                case "numFmt" ->
                        codes.put(id, String.valueOf(xml.getAttributeValue(null, "formatCode")));
                case "cellXfs" -> cellFormats = true;
                case "xf" -> {
                    if (cellFormats) {
                        dates.add(isDate(id, codes.getOrDefault(id, "")));
                    }
                }
                default -> {
                    // fonts, fills and borders say nothing about numbers
                }
            }
        }
        return new XlsxStyles(dates);
    }

    /// The built-in formats 14-22 and 45-47 are dates and times (ECMA-376, 18.8.30).
    private static boolean isDate(String id, String code) {
        if (id.matches("1[4-9]|2[0-2]|4[5-7]")) {
            return true;
        }
        String plain =
                code.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "").replaceAll("[sS]\\.0+", "");
        return plain.matches(".*[dmyhDMYH].*") && !plain.matches(".*[0#].*");
    }

    boolean isDate(@Nullable String style) {
        try {
            int index = style == null ? -1 : Integer.parseInt(style);
            return index >= 0 && index < dates.size() && dates.get(index);
        } catch (NumberFormatException damaged) {
            return false;
        }
    }
}
