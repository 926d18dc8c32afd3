package org.tamor.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Undamaged files, none larger than [#LARGEST] bytes: damage to a large file is damage like any
/// other and takes longer.
final class Corpus {

    static final long LARGEST = 60_000;

    private Corpus() {}

    private record FileOriginal(String name, Path file) implements FileKind.Original {
        @Override
        public byte[] content() throws IOException {
            return Files.readAllBytes(file);
        }
    }

    private record ZippedOriginal(String name, Path archive) implements FileKind.Original {
        @Override
        public byte[] content() throws IOException {
            try (ZipFile zip = new ZipFile(archive.toFile())) {
                ZipEntry entry = zip.getEntry(name);
                try (InputStream in = zip.getInputStream(entry)) {
                    return in.readAllBytes();
                }
            }
        }
    }

    /// The files below a folder whose names satisfy the test, by name; none where there is no
    /// folder.
    static List<Path> files(Path folder, Predicate<String> test) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> test.test(file.getFileName().toString()))
                    .filter(file -> Files.isRegularFile(file) && file.toFile().length() <= LARGEST)
                    .sorted()
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    static List<FileKind.Original> below(Path folder, Predicate<String> test) {
        return files(folder, test).stream()
                .<FileKind.Original>map(file -> new FileOriginal(folder.relativize(file).toString(), file))
                .toList();
    }

    static List<FileKind.Original> inArchive(Path archive) {
        if (!Files.isRegularFile(archive)) {
            return List.of();
        }
        List<FileKind.Original> found = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Collections.list(zip.entries()).stream()
                    .filter(entry -> entry.getName().endsWith(".xml") && entry.getSize() <= LARGEST)
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> found.add(new ZippedOriginal(entry.getName(), archive)));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return found;
    }

    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    }
}
