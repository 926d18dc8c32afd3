package org.tamor.files;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A text file that is written under another name and then moved into place.
///
/// A reader, or a person who stops the program, never meets half a file.
public final class WholeFile {

    private WholeFile() {}

    /// Writes the text, in UTF-8, in place of whatever the file held.
    public static void write(Path file, String text) throws IOException {
        write(file, writer -> writer.write(text));
    }

    /// As [#write(Path, String)], for content that is made while it is written.
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                content.writeTo(writer);
            }
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException unsupported) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// What a file is to hold.
    @FunctionalInterface
    public interface Content {
        void writeTo(Writer writer) throws IOException;
    }
}
