package org.tamor.format.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Reads a file into sheets, by what it holds and not by its name.
public final class SheetReader {

    /// Longest file that is read, in bytes.
    public static final int MAXIMUM_BYTES = 64 << 20;

    static final int MAXIMUM_CELLS = 5_000_000;

    private SheetReader() {}

    /// The sheets of a file; empty, with the problem remarked, where it holds none.
    ///
    /// @throws BadInputException `plate.unreadable`, `plate.too-large`
    public static Optional<SheetFile> read(Path path, SheetFile.Format declared, Remarks remarks) {
        String file = path.toString();
        byte[] bytes = bytes(path);
        if (bytes.length == 0) {
            remarks.problem("plate.empty", Location.ofFile(file), "the file is empty");
            return Optional.empty();
        }
        if (starts(bytes, "PK\u0003\u0004")) {
            List<Sheet> sheets = XlsxWorkbook.read(file, bytes, remarks);
            return sheets.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new SheetFile(
                                    name(path), sheets, "", "", decimal(sheets, "", declared)));
        }
        if (starts(bytes, "\u00D0\u00CF\u0011\u00E0")) {
            refuseCompoundFile(bytes, file, remarks);
            return Optional.empty();
        }
        return text(path, bytes, declared, remarks);
    }

    private static Optional<SheetFile> text(
            Path path, byte[] bytes, SheetFile.Format declared, Remarks remarks) {
        String file = path.toString();
        Optional<TextDecoding.Decoded> decoded =
                TextDecoding.decode(bytes, declared.encoding(), file, remarks);
        if (decoded.isEmpty()) {
            return Optional.empty();
        }
        String text = decoded.get().text();
        char separator =
                declared.separator().isEmpty()
                        ? DelimitedText.separator(text)
                        : declared.separator().charAt(0);
        Sheet sheet = DelimitedText.read(text, separator, file, remarks);
        if (sheet.rows().stream().allMatch(Sheet.Row::isBlank)) {
            remarks.problem(
                    "plate.empty", Location.ofFile(file), "the file has no cell with content");
            return Optional.empty();
        }
        List<Sheet> sheets = List.of(sheet);
        return Optional.of(
                new SheetFile(
                        name(path),
                        sheets,
                        decoded.get().encoding(),
                        String.valueOf(separator),
                        decimal(sheets, String.valueOf(separator), declared)));
    }

    private static DecimalMark decimal(
            List<Sheet> sheets, String separator, SheetFile.Format declared) {
        return declared.decimal() == DecimalMark.UNDECIDED
                ? DecimalMark.of(sheets, separator)
                : declared.decimal();
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    private static byte[] bytes(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new BadInputException(
                    "plate.unreadable",
                    Location.ofFile(path.toString()),
                    "there is no such file; check the name");
        }
        try (InputStream input = Files.newInputStream(path)) {
            boolean large = Files.size(path) > MAXIMUM_BYTES;
            byte[] bytes = large ? new byte[0] : input.readNBytes(MAXIMUM_BYTES + 1);
            if (large || bytes.length > MAXIMUM_BYTES) {
                throw new BadInputException(
                        "plate.too-large",
                        Location.ofFile(path.toString()),
                        "the file is larger than %d MiB; split it".formatted(MAXIMUM_BYTES >> 20));
            }
            return bytes;
        } catch (IOException failure) {
            throw new BadInputException(
                    "plate.unreadable",
                    Location.ofFile(path.toString()),
                    "the file can't be read: " + failure.getMessage());
        }
    }

    private static boolean starts(byte[] bytes, String magic) {
        return bytes.length >= magic.length()
                && new String(bytes, 0, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
    }

    private static void refuseCompoundFile(byte[] bytes, String file, Remarks remarks) {
        String content = new String(bytes, StandardCharsets.ISO_8859_1);
        String encrypted =
                new String(
                        "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE),
                        StandardCharsets.ISO_8859_1);
        if (content.contains(encrypted)) {
            remarks.problem(
                    "plate.encrypted",
                    Location.ofFile(file),
                    "the workbook is protected by a password; save it without one");
        } else {
            remarks.problem(
                    "plate.old-workbook",
                    Location.ofFile(file),
                    "this is a workbook of the old format (.xls); save it as .xlsx or CSV");
        }
    }
}
