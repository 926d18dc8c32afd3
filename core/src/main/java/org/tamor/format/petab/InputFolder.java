package org.tamor.format.petab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// The folder of a problem: nothing outside it is read.
public final class InputFolder {

    /// The largest text file that is read, in bytes.
    public static final int MAXIMUM_BYTES = 64 << 20;

    private final Path folder;

    private InputFolder(Path folder) {
        this.folder = folder;
    }

    /// The folder that holds a file.
    public static InputFolder of(Path file) {
        Path parent = file.getParent();
        return new InputFolder(parent == null ? Path.of("") : parent);
    }

    public Path path() {
        return folder;
    }

    /// The existing file that `name` stands for.
    ///
    /// @param where the place that names it
    public Path resolve(String name, Location where) {
        if (name.contains("://")) {
            throw new BadInputException(
                    "petab.remote-file",
                    where,
                    "the file " + name + " is on a network; put a copy into the folder");
        }
        Path relative;
        try {
            relative = Path.of(name.replace('\\', '/'));
        } catch (InvalidPathException e) {
            throw new BadInputException(
                    "petab.bad-path", where, "'" + name + "' is no file name; correct it");
        }
        Path file = folder.resolve(relative).normalize();
        if (name.isBlank() || relative.isAbsolute() || !isInside(file)) {
            throw new BadInputException(
                    "petab.outside-folder",
                    where,
                    "the file '"
                            + name
                            + "' lies outside the folder; put it into the folder and name it from there");
        }
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(
                    "petab.missing-file",
                    where,
                    "there is no file "
                            + file
                            + "; "
                            + NearestNames.hint(name, siblings(file), "add it or remove its name"));
        }
        return file;
    }

    private boolean isInside(Path file) {
        try {
            Path root = folder.toAbsolutePath().normalize();
            if (!file.toAbsolutePath().normalize().startsWith(root)) {
                return false;
            }
            return !Files.exists(file) || file.toRealPath().startsWith(root.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> siblings(Path file) {
        Path parent = file.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.limit(1000).map(entry -> folder.relativize(entry).toString()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// The text of a UTF-8 file without byte order mark.
    public static String text(Path file) {
        Location where = Location.ofFile(file.toString());
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAXIMUM_BYTES + 1);
        } catch (IOException e) {
            throw new BadInputException(
                    "file.unreadable",
                    where,
                    "the file cannot be read; check that it exists and may be read");
        }
        if (bytes.length > MAXIMUM_BYTES) {
            throw new BadInputException(
                    "file.too-large",
                    where,
                    "the file is larger than " + (MAXIMUM_BYTES >> 20) + " MiB; split it");
        }
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadInputException(
                    "file.not-utf8",
                    Location.ofLine(file.toString(), firstBadLine(bytes)),
                    "the file is no UTF-8 text; save it as UTF-8");
        }
    }

    private static int firstBadLine(byte[] bytes) {
        int line = 1;
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                byte[] part = Arrays.copyOfRange(bytes, start, i);
                if (!Arrays.equals(
                        new String(part, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8),
                        part)) {
                    return line;
                }
                line++;
                start = i + 1;
            }
        }
        return 0;
    }
}
