package org.tamor.format.sedml;

import org.tamor.format.sbml.XmlCursor;

/// Writes out again what a cursor reads.
final class XmlMarkup {

    private XmlMarkup() {}

    /// Appends the present element with all inside it; the cursor is left at its end tag.
    ///
    /// Prefixes are not kept: each element declares its namespace, and white space around text is
    /// lost.
    static void copy(XmlCursor cursor, StringBuilder out) {
        String name = cursor.localName();
        out.append('<').append(name).append(" xmlns=\"");
        escape(cursor.namespace(), out);
        out.append('"');
        for (int i = 0; i < cursor.attributeCount(); i++) {
            String namespace = cursor.attributeNamespace(i);
            String attribute = cursor.attributeName(i);
            if (!namespace.isEmpty()) {
                out.append(" xmlns:a").append(i).append("=\"");
                escape(namespace, out);
                out.append('"');
                attribute = "a" + i + ":" + attribute;
            }
            out.append(' ').append(attribute).append("=\"");
            escape(cursor.attributeValue(i), out);
            out.append('"');
        }
        out.append('>');
        while (true) {
            escape(cursor.text(), out);
            if (!cursor.atStart()) {
                break;
            }
            copy(cursor, out);
        }
        out.append("</").append(name).append('>');
    }

    static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n', '\t', '\r' -> out.append(' ');
                default -> out.append(text.charAt(i));
            }
        }
    }
}
