package org.tamor.conformance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tamor.failure.BadInputException;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;

/// SBML models in a folder or a zip archive, such as the curated branch of BioModels.
///
/// Nothing is unpacked: an archive's entries are read one by one, none beyond the size that the
/// reader allows. An archive with a name that leads out of it is refused as a whole.
public final class ModelCollection {

    private static final int MAXIMUM_MODELS = 100_000;

    /// A model that can be read when its turn comes.
    public interface Entry {

        /// The file's name, without folder.
        String name();

        /// @throws BadInputException where it cannot be read
        Model read();
    }

    private final List<Entry> entries;

    private ModelCollection(List<Entry> entries) {
        this.entries = entries.stream().sorted(Comparator.comparing(Entry::name)).toList();
    }

    /// Finds the files `*.xml` and `*.sbml` of a zip archive, or of a folder and the zip archives in it.
    ///
    /// @throws BadInputException where there are none
    public static ModelCollection open(Path place) {
        if (!Files.exists(place)) {
            throw fail("conformance.no-cases", place, "there is no such file or folder");
        }
        List<Entry> entries = Files.isDirectory(place) ? inFolder(place) : inArchive(place);
        if (entries.isEmpty()) {
            throw fail(
                    "conformance.no-cases",
                    place,
                    "there are no SBML files (.xml, .sbml) here; give a folder or a zip archive of some");
        }
        return new ModelCollection(entries);
    }

    public List<Entry> entries() {
        return entries;
    }

    private static List<Entry> inFolder(Path folder) {
        List<Entry> entries = new ArrayList<>();
        PetabFolders.list(folder, file -> isModel(PetabFolders.name(file)))
                .forEach(file -> entries.add(new FileEntry(file)));
        PetabFolders.list(folder, file -> isArchive(PetabFolders.name(file)))
                .forEach(file -> entries.addAll(inArchive(file)));
        return entries;
    }

    private static List<Entry> inArchive(Path archive) {
        List<Entry> entries = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (leadsOut(entry.getName())) {
                    throw fail(
                            "conformance.zip",
                            archive,
                            "the entry '"
                                    + shown(entry.getName())
                                    + "' leads out of the archive, which can be an attack; make the archive anew");
                }
                if (!entry.isDirectory() && isModel(entry.getName())) {
                    entries.add(new ZippedEntry(archive, entry.getName()));
                }
                if (entries.size() > MAXIMUM_MODELS) {
                    throw fail(
                            "conformance.zip",
                            archive,
                            "more than " + MAXIMUM_MODELS + " models; split the archive");
                }
            }
        } catch (IOException | IllegalArgumentException damage) {
            throw fail(
                    "conformance.zip",
                    archive,
                    "this is no zip archive that can be read ("
                            + damage.getMessage()
                            + "); give a folder or a zip archive of SBML files");
        }
        return entries;
    }

    /// Whether an entry's name is absolute or climbs above the archive's root.
    static boolean leadsOut(String name) {
        String path = name.replace('\\', '/');
        return path.startsWith("/")
                || path.matches("[A-Za-z]:.*")
                || List.of(path.split("/", -1)).contains("..")
                || path.indexOf('\0') >= 0;
    }

    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 80 ? line : line.substring(0, 77) + "...";
    }

    private static boolean isModel(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".xml") || lower.endsWith(".sbml");
    }

    private static boolean isArchive(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private static BadInputException fail(String code, Path place, String message) {
        return new BadInputException(code, Location.ofFile(place.toString()), message);
    }

    private record FileEntry(Path file) implements Entry {
        @Override
        public String name() {
            return PetabFolders.name(file);
        }

        @Override
        public Model read() {
            return SbmlReader.read(file);
        }
    }

    private record ZippedEntry(Path archive, String path) implements Entry {
        @Override
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public Model read() {
            try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
                ZipEntry entry = zip.getEntry(path);
                if (entry == null) {
                    throw fail("conformance.zip", archive, "the entry " + path + " is gone");
                }
                try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
                    return SbmlReader.read(in, name());
                }
            } catch (IOException damage) {
                throw fail(
                        "conformance.zip",
                        archive,
                        "the entry "
                                + shown(path)
                                + " cannot be unpacked ("
                                + damage.getMessage()
                                + "); make the archive anew");
            }
        }
    }

    /// Simulates models and returns the outcomes in their order.
    ///
    /// @param secondsPerModel after which a model counts as failed
    /// @param finished is told of each outcome as it comes, by one thread at a time
    public static List<ModelOutcome> simulate(
            List<Entry> entries,
            int threads,
            double secondsPerModel,
            Consumer<ModelOutcome> finished) {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<ModelOutcome>> futures = new ArrayList<>();
            for (Entry entry : entries) {
                futures.add(
                        workers.submit(
                                () -> {
                                    ModelOutcome outcome = simulate(entry, secondsPerModel);
                                    synchronized (finished) {
                                        finished.accept(outcome);
                                    }
                                    return outcome;
                                }));
            }
            List<ModelOutcome> outcomes = new ArrayList<>();
            for (Future<ModelOutcome> future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException(
                    "conformance.stopped", Location.UNKNOWN, "the run was interrupted");
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    private static ModelOutcome simulate(Entry entry, double seconds) throws InterruptedException {
        return TimeLimit.within(
                seconds,
                () -> ModelTrial.of(entry),
                ModelOutcome.failed(entry.name(), 0, "not finished after " + seconds + " seconds"),
                failure -> ModelOutcome.failed(entry.name(), 0, "unexpected: " + failure));
    }
}
