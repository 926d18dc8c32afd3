/// The command line: the program with all its commands, and the mapping of failures to exit codes.
///
/// Each subject has a room of its own beneath, which knows `console` and no other room.
@NullMarked
package org.tamor.cli;

import org.jspecify.annotations.NullMarked;
