package org.tamor.format.sbml;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// XML documents in UTF-8.
final class Utf8Text {

    private static final Pattern ENCODING =
            Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8Text() {}

    /// Whether a document that begins so is UTF-8 by its declaration or, without one, by default.
    static boolean isUtf8(byte[] begin) {
        if (begin.length >= 2 && (begin[0] == 0 || begin[1] == 0 || begin[0] == (byte) 0xFE || begin[0] == (byte) 0xFF)) {
            return false;
        }
        Matcher encoding = ENCODING.matcher(new String(begin, StandardCharsets.ISO_8859_1));
        return !encoding.find()
                || encoding.group(1).toUpperCase(Locale.ROOT).equals("UTF-8")
                || encoding.group(1).toUpperCase(Locale.ROOT).equals("UTF8");
    }

    /// Decodes, failing with a [java.nio.charset.CharacterCodingException] at bytes that are no
    /// UTF-8; a byte order mark is left out.
    static Reader reader(InputStream stream) throws IOException {
        Reader reader =
                new BufferedReader(
                        new InputStreamReader(
                                stream,
                                StandardCharsets.UTF_8
                                        .newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPORT)
                                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }
}
