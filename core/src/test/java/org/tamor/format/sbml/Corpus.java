package org.tamor.format.sbml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tamor.SharedData;

/// The public SBML models that tests read.
final class Corpus {

    /// One SBML file.
    static final class Case {
        private final String name;
        private final byte[] content;

        Case(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        String name() {
            return name;
        }

        InputStream stream() {
            return new ByteArrayInputStream(content);
        }

        SbmlDocument read() {
            return SbmlReader.readDocument(stream(), name);
        }
    }

    private Corpus() {}

    /// The models of the SBML Test Suite's semantic cases.
    static List<Path> semantic() {
        try (Stream<Path> files = Files.walk(SharedData.require("sbml-test-suite/semantic"), 2)) {
            return files.filter(
                            f -> f.getFileName().toString().matches("\\d{5}-sbml-l\\dv\\d\\.xml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Case read(Path file) {
        try {
            return new Case(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A reproducible sample of the curated BioModels.
    static List<Case> bioModels(int count, long seed) {
        Path file = SharedData.require("biomodels/biomodels-curated.zip");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<ZipEntry> entries = new ArrayList<>(Collections.list(zip.entries()));
            entries.removeIf(e -> !e.getName().endsWith(".xml"));
            Collections.shuffle(entries, new Random(seed));
            List<Case> cases = new ArrayList<>();
            for (ZipEntry entry : entries.subList(0, Math.min(count, entries.size()))) {
                try (InputStream in = zip.getInputStream(entry)) {
                    cases.add(new Case(entry.getName(), in.readAllBytes()));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
