package org.tamor.format.sedml;

import java.nio.file.Path;
import java.util.Optional;
import org.tamor.failure.Location;

/// Where an experiment's files lie: a folder or an archive.
public interface SourceFiles {

    /// The most bytes that a file may have.
    int MAXIMUM_BYTES = 64 << 20;

    /// Reads a file that is named from the experiment's document.
    ///
    /// @param where the place that names it
    byte[] read(String name, Location where);

    /// What to call a file in messages.
    String describe(String name);

    /// The file in the file system; empty where it lies in an archive.
    Optional<Path> path(String name, Location where);
}
