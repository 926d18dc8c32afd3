package org.tamor.fuzz;

import java.nio.file.Path;
import java.util.List;

/// A kind of file: where undamaged ones are found, how they are damaged, and what is done with
/// them.
///
/// To plug in another format, implement this and add it to [FileKinds#all].
public interface FileKind {

    /// As on the command line, `sbml`.
    String name();

    /// The undamaged files, in an order that does not depend on the machine.
    List<Original> originals();

    /// Ways to damage a file of this kind; [Mutations] has those for any text.
    List<Mutation> mutations();

    /// Reads a file and uses what was read.
    ///
    /// @param content damaged
    /// @param folder an empty folder of one's own
    /// @return how far it came where nothing was thrown
    Outcome attempt(Original original, byte[] content, Path folder) throws java.io.IOException;

    /// An undamaged file.
    interface Original {

        /// Names the file in a report.
        String name();

        byte[] content() throws java.io.IOException;
    }
}
