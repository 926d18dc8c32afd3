package org.tamor.format.sbml;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Model;

/// Reads SBML core: Level 1, Level 2 and Level 3.
///
/// Reading checks the form of the file: known elements, attributes that the Level requires,
/// numbers, identifiers that occur once. Whether names resolve and the equations make sense is for
/// [org.tamor.model.ModelValidator].
public final class SbmlReader {

    private static final String ADDRESS = "http://www.sbml.org/sbml/level";

    /// Package Distributions, whose mathematics is read; its statements about uncertainty are
    /// passed over.
    static final String DISTRIBUTIONS = ADDRESS + "3/version1/distrib/version1";

    private static final Pattern CORE =
            Pattern.compile(Pattern.quote(ADDRESS) + "\\d(/version\\d(/core)?)?");

    private SbmlReader() {}

    /// Reads the model of an SBML file.
    public static Model read(Path file) {
        return readDocument(file).model();
    }

    /// Reads a model from a stream, which stays open.
    ///
    /// @param name stands for the file in messages
    public static Model read(InputStream stream, String name) {
        return readDocument(stream, name).model();
    }

    /// Reads an SBML file with what is to be said about it.
    public static SbmlDocument readDocument(Path file) {
        String name = file.toString();
        if (!Files.exists(file)) {
            throw new BadInputException(
                    "sbml.not-found",
                    Location.ofFile(name),
                    "there is no such file; check the path");
        } else if (!Files.isRegularFile(file)) {
            throw new BadInputException(
                    "sbml.not-found",
                    Location.ofFile(name),
                    "this is not a file; give an SBML file");
        }
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return readDocument(
                    stream, name, Optional.ofNullable(file.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new BadInputException(
                    "sbml.not-readable",
                    Location.ofFile(name),
                    "the file cannot be read: " + e.getMessage());
        }
    }

    /// Reads a document from a stream, which stays open.
    ///
    /// @param name stands for the file in messages
    public static SbmlDocument readDocument(InputStream stream, String name) {
        return readDocument(stream, name, Optional.empty());
    }

    /// All that a stream has, but not much more than may be read.
    static byte[] bytes(InputStream stream) throws IOException {
        return stream.readNBytes((int) XmlCursor.MAXIMUM_BYTES + 1);
    }

    private static SbmlDocument readDocument(
            InputStream input, String name, Optional<Path> folder) {
        RecordingInputStream stream = new RecordingInputStream(input);
        XmlCursor cursor = XmlCursor.open(stream, name);
        String namespace = cursor.namespace();
        if (!cursor.localName().equals("sbml") || !namespace.startsWith(ADDRESS)) {
            throw cursor.fail(
                    "sbml.not-sbml",
                    "the root element is '"
                            + XmlCursor.shown(cursor.localName())
                            + "', not 'sbml' of an SBML namespace; give an SBML file");
        }
        int level = cursor.integer(cursor.required("level"), "attribute 'level'");
        int version = cursor.integer(cursor.required("version"), "attribute 'version'");
        checkLevel(cursor, namespace, level, version);
        if (refusePackages(cursor, namespace, level)) {
            return readFlattened(SubmodelFlattener.flatten(all(stream, name), name, folder), name);
        }
        stream.stop();
        ReadContext context = new ReadContext(cursor, level, version, namespace);
        List<Model> models = new ArrayList<>(1);
        context.content(
                Optional.empty(),
                child -> {
                    if (!child.equals("model") || !models.isEmpty()) {
                        throw cursor.unexpected();
                    }
                    models.add(new ModelReader(context).read());
                });
        if (models.isEmpty()) {
            throw cursor.fail("sbml.no-model", "the file holds no model");
        }
        cursor.finish();
        return new SbmlDocument(level, version, models.getFirst(), context.notes());
    }

    private static void checkLevel(XmlCursor cursor, String namespace, int level, int version) {
        String expected =
                switch (level) {
                    case 1 -> version >= 1 && version <= 2 ? ADDRESS + "1" : "";
                    case 2 ->
                            version == 1
                                    ? ADDRESS + "2"
                                    : version <= 5 ? ADDRESS + "2/version" + version : "";
                    case 3 -> version <= 2 ? ADDRESS + "3/version" + version + "/core" : "";
                    default -> "";
                };
        if (expected.isEmpty() || version < 1) {
            throw cursor.fail(
                    "sbml.level",
                    "SBML Level "
                            + level
                            + " Version "
                            + version
                            + " is unknown here; convert the model to Level 3 Version 2 or an earlier one");
        }
        if (!namespace.equals(expected)) {
            throw cursor.fail(
                    "sbml.level",
                    "Level "
                            + level
                            + " Version "
                            + version
                            + " goes with the namespace "
                            + expected
                            + ", the file has "
                            + XmlCursor.shown(namespace));
        }
    }

    private static byte[] all(RecordingInputStream stream, String name) {
        try {
            return stream.all();
        } catch (IOException e) {
            throw new BadInputException(
                    "sbml.not-readable",
                    Location.ofFile(name),
                    "the file cannot be read: " + e.getMessage());
        }
    }

    /// Reads what came out of flattening; places in it are not those in the file.
    private static SbmlDocument readFlattened(byte[] bytes, String name) {
        try {
            return readDocument(new ByteArrayInputStream(bytes), name, Optional.empty());
        } catch (BadInputException failure) {
            throw new BadInputException(
                    failure.code(),
                    Location.ofFile(name).withElement(failure.location().element()),
                    String.valueOf(failure.getMessage()) + " (in the flattened model)");
        }
    }

    /// Refuses packages that the file says are required to understand its mathematics.
    ///
    /// @return whether it requires `comp`
    private static boolean refusePackages(XmlCursor cursor, String core, int level) {
        boolean composed = false;
        for (int i = 0; i < cursor.attributeCount() && level >= 3; i++) {
            String namespace = cursor.attributeNamespace(i);
            String value = cursor.attributeValue(i).strip();
            if (cursor.attributeName(i).equals("required")
                    && !namespace.isEmpty()
                    && !namespace.equals(core)
                    && !namespace.equals(DISTRIBUTIONS)
                    && (value.equals("true") || value.equals("1"))) {
                if (namespace.equals(ModelInstance.COMP)) {
                    composed = true;
                    continue;
                }
                throw cursor.fail(
                        "sbml.package",
                        "the model requires the SBML package '"
                                + cursor.attributePrefix(i)
                                + "' ("
                                + namespace
                                + "), which Tamor does not read; use a model of SBML core");
            }
        }
        return composed;
    }

    /// Whether a namespace is that of SBML core, of whatever Level.
    static boolean isCore(String namespace) {
        return CORE.matcher(namespace).matches();
    }
}
