package org.tamor.format.sedml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// The names by which documents and manifests call files.
final class SourceNames {

    private static final Pattern REMOTE = Pattern.compile("(?i)(https?|ftp|file|urn|data):.*");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\].*");

    private SourceNames() {}

    /// Refuses what is not a relative path.
    static void checkLocal(String name, Location where) {
        if (REMOTE.matcher(name).matches()) {
            throw new BadInputException(
                    "sedml.remote-file",
                    where,
                    "the file "
                            + shown(name)
                            + " is on a network, from which nothing is fetched; put a copy beside the"
                            + " document and name it by its relative path");
        }
        if (name.isBlank()
                || name.startsWith("/")
                || name.startsWith("\\")
                || DRIVE.matcher(name).matches()) {
            throw outside(name, where);
        }
    }

    /// The path from the root of an archive; empty where it leads out of it.
    static Optional<String> normalized(String folder, String name) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (folder + "/" + name.replace('\\', '/')).split("/", -1)) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return Optional.empty();
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
    }

    static BadInputException outside(String name, Location where) {
        return new BadInputException(
                "sedml.outside-folder",
                where,
                "the file '"
                        + shown(name)
                        + "' lies outside the document's folder; put it there and name it from there");
    }

    static BadInputException missing(String file, Location where) {
        return new BadInputException(
                "sedml.missing-file",
                where,
                "there is no file " + shown(file) + "; add it or correct its name");
    }

    private static String shown(String name) {
        String line = name.strip().replaceAll("\\s+", " ");
        return line.length() <= 120 ? line : line.substring(0, 117) + "...";
    }
}
