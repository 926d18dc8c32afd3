package org.tamor.format.sedml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Files beside a document in the file system; nothing outside its folder is read.
public final class FolderFiles implements SourceFiles {

    private final Path folder;

    private FolderFiles(Path folder) {
        this.folder = folder;
    }

    /// The files beside a document.
    public static FolderFiles beside(Path document) {
        Path parent = document.getParent();
        return new FolderFiles(parent == null ? Path.of("") : parent);
    }

    /// Reads a document or archive that a person named.
    public static byte[] read(Path file) {
        return bytes(file, Location.ofFile(file.toString()));
    }

    @Override
    public byte[] read(String name, Location where) {
        return bytes(resolve(name, where), where);
    }

    @Override
    public String describe(String name) {
        try {
            return folder.resolve(name).normalize().toString();
        } catch (InvalidPathException e) {
            return name;
        }
    }

    @Override
    public Optional<Path> path(String name, Location where) {
        return Optional.of(resolve(name, where));
    }

    private Path resolve(String name, Location where) {
        SourceNames.checkLocal(name, where);
        Path file;
        try {
            Path relative = Path.of(name.replace('\\', '/'));
            file = folder.resolve(relative).normalize();
            if (relative.isAbsolute() || !isInside(file)) {
                throw SourceNames.outside(name, where);
            }
        } catch (InvalidPathException e) {
            throw new BadInputException(
                    "sedml.bad-path", where, "'" + name + "' is no file name; correct it");
        }
        if (!Files.isRegularFile(file)) {
            throw SourceNames.missing(file.toString(), where);
        }
        return file;
    }

    private boolean isInside(Path file) {
        try {
            Path root = folder.toAbsolutePath().normalize();
            return file.toAbsolutePath().normalize().startsWith(root)
                    && (!Files.exists(file) || file.toRealPath().startsWith(root.toRealPath()));
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] bytes(Path file, Location where) {
        if (!Files.isRegularFile(file)) {
            throw SourceNames.missing(file.toString(), where);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES) {
                throw new BadInputException(
                        "sedml.too-large",
                        Location.ofFile(file.toString()),
                        "the file is larger than " + (MAXIMUM_BYTES >> 20) + " MiB; split it");
            }
            return bytes;
        } catch (IOException e) {
            throw new BadInputException(
                    "file.unreadable",
                    Location.ofFile(file.toString()),
                    "the file cannot be read; check that it may be read");
        }
    }
}
