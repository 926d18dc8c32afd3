package org.tamor.format.sheet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.tamor.failure.Location;

/// Turns the bytes of a text file into text: by its byte order mark, else as UTF-8, else as
/// Windows-1252, of which ISO 8859-1 is a part.
final class TextDecoding {

    private static final Charset FALLBACK = Charset.forName("windows-1252");

    record Decoded(String text, String encoding) {}

    private TextDecoding() {}

    /// Empty, with a problem remarked, where the bytes are no text.
    static Optional<Decoded> decode(byte[] bytes, String declared, String file, Remarks remarks) {
        if (!declared.isEmpty()) {
            return asDeclared(bytes, declared, file, remarks);
        }
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return strict(bytes, StandardCharsets.UTF_8, file, remarks);
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return strict(bytes, StandardCharsets.UTF_16LE, file, remarks);
        }
        if (starts(bytes, 0xFE, 0xFF)) {
            return strict(bytes, StandardCharsets.UTF_16BE, file, remarks);
        }
        if (isBinary(bytes)) {
            remarks.problem(
                    "plate.binary",
                    Location.ofFile(file),
                    "this is no table of text; save it as CSV or XLSX");
            return Optional.empty();
        }
        try {
            return Optional.of(new Decoded(decodeStrictly(bytes, StandardCharsets.UTF_8), "UTF-8"));
        } catch (CharacterCodingException other) {
            remarks.note(
                    "plate.encoding",
                    Location.ofFile(file),
                    "this is no UTF-8; read as Windows-1252 (Latin-1). Check names with µ, α or"
                            + " accents");
            return Optional.of(new Decoded(new String(bytes, FALLBACK), FALLBACK.name()));
        }
    }

    private static Optional<Decoded> asDeclared(
            byte[] bytes, String declared, String file, Remarks remarks) {
        try {
            return strict(bytes, Charset.forName(declared), file, remarks);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            remarks.problem(
                    "plate.encoding",
                    Location.ofFile(file),
                    "the encoding '"
                            + NumberText.shown(declared)
                            + "' is not known; declare UTF-8 or windows-1252");
            return Optional.empty();
        }
    }

    private static Optional<Decoded> strict(
            byte[] bytes, Charset charset, String file, Remarks remarks) {
        try {
            String text = decodeStrictly(bytes, charset);
            if (text.indexOf('\0') >= 0) {
                remarks.problem(
                        "plate.binary",
                        Location.ofFile(file),
                        "this is no table of text; save it as CSV or XLSX");
                return Optional.empty();
            }
            return Optional.of(new Decoded(text, charset.name()));
        } catch (CharacterCodingException damage) {
            remarks.problem(
                    "plate.encoding",
                    Location.ofFile(file),
                    "the text is no valid " + charset.name() + "; save the file again as UTF-8");
            return Optional.empty();
        }
    }

    private static String decodeStrictly(byte[] bytes, Charset charset)
            throws CharacterCodingException {
        String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean starts(byte[] bytes, int... first) {
        if (bytes.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((bytes[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBinary(byte[] bytes) {
        int controls = 0;
        for (byte value : bytes) {
            if (value == 0) {
                return true;
            }
            if (value > 0
                    && value < 32
                    && value != '\t'
                    && value != '\r'
                    && value != '\n'
                    && value != '\f') {
                controls++;
            }
        }
        return controls * 50L > bytes.length;
    }
}
