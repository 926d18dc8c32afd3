package org.tamor.format.sedml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sbml.XmlCursor;

/// A COMBINE archive: a zip file with a manifest, read into memory.
public final class OmexArchive {

    private static final int MAXIMUM_ENTRIES = 10_000;
    private static final long MAXIMUM_TOTAL = 256L << 20;
    private static final String MANIFEST = "manifest.xml";
    private static final byte[] BEGINNING = {'P', 'K', 3, 4};

    /// What the manifest says of a file.
    private record Content(String path, String format, boolean master) {
        boolean isSedml() {
            return format.toLowerCase(Locale.ROOT).contains("sed-ml")
                    || format.toLowerCase(Locale.ROOT).contains("sedml");
        }
    }

    private final String name;
    private final Map<String, byte[]> files;
    private final List<String> documents;

    private OmexArchive(String name, Map<String, byte[]> files, List<String> documents) {
        this.name = name;
        this.files = Collections.unmodifiableMap(files);
        this.documents = List.copyOf(documents);
    }

    /// Reads an archive.
    ///
    /// @throws BadInputException where it is damaged, has no manifest or no SED-ML document, or
    ///   holds what an archive may not
    public static OmexArchive read(Path file) {
        String name = file.toString();
        Location where = Location.ofFile(name);
        if (!Files.isRegularFile(file)) {
            throw SourceNames.missing(name, where);
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        try {
            checkBeginning(file);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                unpack(zip, name, files);
            }
        } catch (ZipException damage) {
            throw fail(
                    "omex.damaged",
                    where,
                    "the archive is no readable zip file ("
                            + damage.getMessage()
                            + "); make it again");
        } catch (IOException | IllegalArgumentException damage) {
            throw fail(
                    "omex.damaged",
                    where,
                    "the archive cannot be read (" + damage.getMessage() + "); make it again");
        }
        byte[] manifest = files.get(MANIFEST);
        if (manifest == null) {
            throw fail(
                    "omex.no-manifest",
                    where,
                    "the archive has no manifest.xml; add one that lists its files");
        }
        return new OmexArchive(name, files, documents(contents(manifest, name), files, where));
    }

    private static void checkBeginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (!java.util.Arrays.equals(in.readNBytes(BEGINNING.length), BEGINNING)) {
                throw new ZipException("it does not begin as one");
            }
        }
    }

    private static void unpack(ZipFile zip, String name, Map<String, byte[]> files)
            throws IOException {
        if (zip.size() > MAXIMUM_ENTRIES) {
            throw fail(
                    "omex.too-large",
                    Location.ofFile(name),
                    "the archive has more than "
                            + MAXIMUM_ENTRIES
                            + " entries; leave out what the experiment does not need");
        }
        long total = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            Location where = Location.ofFile(name).withElement(shown(entry.getName()));
            String path = safePath(entry.getName(), where);
            if (entry.isDirectory()) {
                continue;
            }
            byte[] bytes;
            try (InputStream in = zip.getInputStream(entry)) {
                bytes = in.readNBytes(SourceFiles.MAXIMUM_BYTES + 1);
            } catch (ZipException problem) {
                String reason = String.valueOf(problem.getMessage());
                if (reason.contains("ncrypted") || reason.contains("compression method")) {
                    throw fail(
                            "omex.encrypted",
                            where,
                            "the entry is encrypted or packed in a way that is"
                                    + " not read here; make the archive without");
                }
                throw problem;
            }
            total += bytes.length;
            if (bytes.length > SourceFiles.MAXIMUM_BYTES || total > MAXIMUM_TOTAL) {
                throw fail(
                        "omex.too-large",
                        where,
                        "the entry unpacks to more than "
                                + (SourceFiles.MAXIMUM_BYTES >> 20)
                                + " MiB, or all to more than "
                                + (MAXIMUM_TOTAL >> 20)
                                + " MiB; leave out what the experiment does not need");
            }
            if (files.put(path, bytes) != null) {
                throw fail(
                        "omex.duplicate-entry",
                        where,
                        "the archive has two entries of this name; keep one");
            }
        }
    }

    private static String safePath(String entry, Location where) {
        boolean absolute =
                entry.startsWith("/") || entry.startsWith("\\") || entry.matches("[A-Za-z]:.*");
        boolean upwards = List.of(entry.split("[/\\\\]", -1)).contains("..");
        Optional<String> path = SourceNames.normalized("", entry);
        if (absolute || upwards || entry.indexOf('\0') >= 0 || path.isEmpty()) {
            throw fail(
                    "omex.unsafe-entry",
                    where,
                    "the entry's name leads out of the archive; make the archive"
                            + " with relative names without '..'");
        }
        return path.get();
    }

    private static List<Content> contents(byte[] manifest, String name) {
        String file = name + "/" + MANIFEST;
        XmlCursor cursor;
        List<Content> contents = new ArrayList<>();
        try {
            cursor = XmlCursor.open(new ByteArrayInputStream(manifest), file);
            if (!cursor.localName().equals("omexManifest")) {
                throw cursor.fail(
                        "omex.manifest",
                        "the root element is '"
                                + XmlCursor.shown(cursor.localName())
                                + "', not 'omexManifest'; correct the manifest");
            }
            cursor.childrenAmongText(element -> {
                if (element.equals("content")) {
                    String location = cursor.required("location");
                    Location where = cursor.location();
                    if (location.equals(".") || location.equals("./")) {
                        return;
                    }
                    String path = safePath(location, where);
                    boolean master = cursor.attribute("master").orElse("").equalsIgnoreCase("true");
                    contents.add(new Content(path, cursor.attribute("format").orElse(""), master));
                }
            });
            cursor.finish();
        } catch (BadInputException problem) {
            throw problem.code().startsWith("sbml.")
                    ? fail(
                            "omex.manifest",
                            problem.location(),
                            String.valueOf(problem.getMessage()).replace("SBML", "a manifest"))
                    : problem;
        }
        return contents;
    }

    /// The documents to run: the masters, or all where none is marked.
    private static List<String> documents(
            List<Content> contents, Map<String, byte[]> files, Location where) {
        List<Content> sedml = contents.stream().filter(Content::isSedml).distinct().toList();
        List<Content> masters = sedml.stream().filter(Content::master).toList();
        List<String> chosen =
                (masters.isEmpty() ? sedml : masters)
                        .stream().map(Content::path).distinct().toList();
        if (chosen.isEmpty()) {
            throw fail(
                    "omex.no-document",
                    where,
                    "the manifest lists no SED-ML document; add one, or simulate"
                            + " the model file itself");
        }
        for (String path : chosen) {
            if (!files.containsKey(path)) {
                throw fail(
                        "omex.missing-file",
                        Location.ofFile(where.file() + "/" + MANIFEST),
                        "the manifest lists " + path + ", which is not in the archive; add it");
            }
        }
        return chosen;
    }

    private static BadInputException fail(String code, Location where, String message) {
        return new BadInputException(code, where, message);
    }

    private static String shown(String entry) {
        return XmlCursor.shown(entry.replace('\0', '?'));
    }

    /// The paths of the SED-ML documents to run.
    public List<String> documents() {
        return documents;
    }

    /// One of the documents.
    public SedmlDocument document(String path) {
        return SedmlReader.read(content(path), name + "/" + path);
    }

    private byte[] content(String path) {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new IllegalArgumentException("no entry " + path);
        }
        return bytes;
    }

    /// The files as a document in the archive names them.
    public SourceFiles besides(String document) {
        int slash = document.lastIndexOf('/');
        String folder = slash < 0 ? "" : document.substring(0, slash);
        return new SourceFiles() {
            @Override
            public byte[] read(String file, Location where) {
                SourceNames.checkLocal(file, where);
                String path =
                        SourceNames.normalized(folder, file)
                                .orElseThrow(() -> SourceNames.outside(file, where));
                if (!files.containsKey(path)) {
                    throw SourceNames.missing(name + "/" + path, where);
                }
                return content(path);
            }

            @Override
            public String describe(String file) {
                return name + "/" + SourceNames.normalized(folder, file).orElse(file);
            }

            @Override
            public Optional<Path> path(String file, Location where) {
                return Optional.empty();
            }
        };
    }
}
