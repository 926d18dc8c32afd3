package org.tamor.format.sbml;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes indented XML into a string.
final class XmlWriter {

    private final StringBuilder text =
            new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();
    private boolean startTagOpen;

    /// Opens an element inside the present one.
    XmlWriter start(String name) {
        closeStartTag();
        indent();
        text.append('<').append(name);
        open.push(name);
        startTagOpen = true;
        return this;
    }

    /// Adds an attribute to the element just opened.
    XmlWriter attribute(String name, String value) {
        text.append(' ').append(name).append("=\"");
        escape(value);
        text.append('"');
        return this;
    }

    XmlWriter attribute(String name, boolean value) {
        return attribute(name, Boolean.toString(value));
    }

    XmlWriter attribute(String name, double value) {
        return attribute(name, XmlNumbers.format(value));
    }

    /// Adds an attribute unless its value is empty.
    XmlWriter optional(String name, String value) {
        return value.isEmpty() ? this : attribute(name, value);
    }

    /// Closes the present element.
    XmlWriter end() {
        String name = open.pop();
        if (startTagOpen) {
            text.append("/>\n");
            startTagOpen = false;
        } else {
            indent();
            text.append("</").append(name).append(">\n");
        }
        return this;
    }

    /// Writes text into the element just opened, parted by `sep` elements where there are more
    /// parts, and closes it.
    XmlWriter text(String... parts) {
        text.append("> ");
        for (int i = 0; i < parts.length; i++) {
            text.append(i == 0 ? "" : " <sep/> ");
            escape(parts[i]);
        }
        text.append(" </").append(open.pop()).append(">\n");
        startTagOpen = false;
        return this;
    }

    /// Writes an element without content.
    XmlWriter empty(String name) {
        return start(name).end();
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void closeStartTag() {
        if (startTagOpen) {
            text.append(">\n");
            startTagOpen = false;
        }
    }

    private void indent() {
        text.repeat(' ', 2 * open.size());
    }

    private void escape(String value) {
        value.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> text.append("&lt;");
                        case '>' -> text.append("&gt;");
                        case '&' -> text.append("&amp;");
                        case '"' -> text.append("&quot;");
                        case '\t', '\n', '\r' -> text.append("&#").append(c).append(';');
                        default -> text.appendCodePoint(isAllowed(c) ? c : '\uFFFD');
                    }
                });
    }

    /// Whether XML 1.0 can hold the character.
    private static boolean isAllowed(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
