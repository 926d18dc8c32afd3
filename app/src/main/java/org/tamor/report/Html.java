package org.tamor.report;

import java.util.regex.Pattern;
import org.tamor.report.figure.Words;

/// Makes texts safe to stand in HTML.
public final class Html {

    private static final Pattern SCRIPT_END =
            Pattern.compile("</(?=script)", Pattern.CASE_INSENSITIVE);

    private Html() {}

    /// The text with everything escaped that means something in HTML, inside and outside of quoted
    /// attributes.
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /// Prose of a study: micro and Greek signs set, then escaped.
    public static String prose(String text) {
        return escape(Words.prose(text));
    }

    /// JSON that can stand inside a script element: `<` never appears, so no tag can end or open
    /// there.
    public static String embeddedJson(String json) {
        return json.replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /// JavaScript that can stand inside a script element.
    public static String embeddedScript(String script) {
        return SCRIPT_END.matcher(script).replaceAll("<\\\\/");
    }
}
