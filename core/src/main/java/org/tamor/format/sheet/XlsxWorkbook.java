package org.tamor.format.sheet;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tamor.failure.Location;

/// The worksheets of an XLSX workbook (ECMA-376, part 1): cells as the workbook stores them.
/// Formulas are not calculated; their saved results are read. Document type declarations, and so
/// entities, are refused.
final class XlsxWorkbook {

    private static final String RELATIONS =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// The same in workbooks that are saved as "Strict Open XML".
    private static final String STRICT_RELATIONS =
            "http://purl.oclc.org/ooxml/officeDocument/relationships";

    /// The content can't be read as a workbook.
    private static final class DamageException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;

        DamageException(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    private record Entry(String name, String relation, boolean hidden) {}

    private final String file;
    private final Remarks remarks;
    private final Map<String, byte[]> parts;

    private XlsxWorkbook(String file, Map<String, byte[]> parts, Remarks remarks) {
        this.file = file;
        this.parts = parts;
        this.remarks = remarks;
    }

    /// The worksheets in their order; none, with a problem remarked, where the file is damaged.
    static List<Sheet> read(String file, byte[] bytes, Remarks remarks) {
        Optional<Map<String, byte[]>> parts = ZipParts.read(file, bytes, remarks);
        if (parts.isEmpty()) {
            return List.of();
        }
        try {
            return new XlsxWorkbook(file, parts.get(), remarks).sheets();
        } catch (DamageException damage) {
            remarks.problem(
                    damage.code, Location.ofFile(file), String.valueOf(damage.getMessage()));
        } catch (XMLStreamException | RuntimeException damage) {
            if (damage instanceof org.tamor.failure.BadInputException tooLarge) {
                throw tooLarge;
            }
            remarks.problem(
                    "plate.damaged-workbook",
                    Location.ofFile(file),
                    "the workbook is damaged and can't be read; open it in a spreadsheet and save"
                            + " it again");
        }
        return List.of();
    }

    private List<Sheet> sheets() throws XMLStreamException, DamageException {
        if (!parts.containsKey("xl/workbook.xml")) {
            throw new DamageException(
                    "plate.not-xlsx",
                    "this is a zip file and no XLSX workbook; give the file inside, or save as XLSX"
                            + " or CSV");
        }
        Map<String, String> targets = relations();
        List<String> texts = sharedStrings();
        XlsxStyles styles =
                XlsxStyles.read(
                        parts.containsKey("xl/styles.xml") ? reader("xl/styles.xml") : null);
        List<Sheet> sheets = new ArrayList<>();
        for (Entry entry : entries()) {
            String target = targets.getOrDefault(entry.relation, "");
            if (!target.contains("worksheets/")) {
                continue;
            }
            if (!parts.containsKey(target)) {
                throw new DamageException(
                        "plate.damaged-workbook",
                        "the sheet '" + entry.name + "' is missing in the workbook; save it again");
            }
            XlsxSheet worksheet = new XlsxSheet(file, entry.name, texts, styles);
            Sheet sheet = worksheet.read(reader(target));
            if (sheet.rows().stream().allMatch(Sheet.Row::isBlank)) {
                continue;
            }
            if (!worksheet.merged().isEmpty()) {
                remarks.warn(
                        "plate.merged-cells",
                        sheet.at(1, 1),
                        "merged cells ("
                                + String.join(", ", worksheet.merged().stream().limit(5).toList())
                                + "): only the first of them holds the content, the others are"
                                + " read as empty");
            }
            if (entry.hidden) {
                remarks.warn(
                        "plate.hidden-sheet",
                        sheet.at(1, 1),
                        "the sheet '" + entry.name + "' is hidden in the workbook, and read");
            }
            sheets.add(sheet);
        }
        if (sheets.isEmpty()) {
            throw new DamageException("plate.empty", "the workbook has no cell with content");
        }
        return sheets;
    }

    private List<Entry> entries() throws XMLStreamException, DamageException {
        List<Entry> entries = new ArrayList<>();
        XMLStreamReader xml = reader("xl/workbook.xml");
        while (xml.hasNext()) {
            xml.next();
            if (xml.isStartElement() && xml.getLocalName().equals("sheet")) {
                String state = xml.getAttributeValue(null, "state");
                entries.add(
                        new Entry(
                                text(xml.getAttributeValue(null, "name")),
                                text(xml.getAttributeValue(RELATIONS, "id"))
                                        + text(xml.getAttributeValue(STRICT_RELATIONS, "id")),
                                state != null && !state.equals("visible")));
            }
        }
        return entries;
    }

    private Map<String, String> relations() throws XMLStreamException, DamageException {
        Map<String, String> targets = new LinkedHashMap<>();
        if (!parts.containsKey("xl/_rels/workbook.xml.rels")) {
            return targets;
        }
        XMLStreamReader xml = reader("xl/_rels/workbook.xml.rels");
        while (xml.hasNext()) {
            xml.next();
            if (xml.isStartElement() && xml.getLocalName().equals("Relationship")) {
                String target = text(xml.getAttributeValue(null, "Target"));
                targets.put(
                        text(xml.getAttributeValue(null, "Id")),
                        target.startsWith("/") ? target.substring(1) : "xl/" + target);
            }
        }
        return targets;
    }

    private List<String> sharedStrings() throws XMLStreamException, DamageException {
        List<String> texts = new ArrayList<>();
        if (!parts.containsKey("xl/sharedStrings.xml")) {
            return texts;
        }
        XMLStreamReader xml = reader("xl/sharedStrings.xml");
        while (xml.hasNext()) {
            xml.next();
            if (xml.isStartElement() && xml.getLocalName().equals("si")) {
                texts.add(richText(xml, "si"));
            }
        }
        return texts;
    }

    /// The text of all runs of an element, without phonetic hints.
    static String richText(XMLStreamReader xml, String end) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int phonetic = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("rPh")) {
                    phonetic++;
                } else if (xml.getLocalName().equals("t") && phonetic == 0) {
                    text.append(xml.getElementText());
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (xml.getLocalName().equals("rPh")) {
                    phonetic--;
                } else if (xml.getLocalName().equals(end)) {
                    break;
                }
            }
        }
        return text.toString();
    }

    private XMLStreamReader reader(String part) throws XMLStreamException, DamageException {
        byte[] content = parts.getOrDefault(part, new byte[0]);
        String plain = new String(content, StandardCharsets.ISO_8859_1).replace("\0", "");
        if (plain.contains("<!DOCTYPE") || plain.contains("<!ENTITY")) {
            throw new DamageException(
                    "plate.xml-entities",
                    "the workbook declares XML entities, which no spreadsheet does; it is not"
                            + " read");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(new ByteArrayInputStream(content));
    }

    private static String text(@org.jspecify.annotations.Nullable String attribute) {
        return attribute == null ? "" : attribute;
    }
}
