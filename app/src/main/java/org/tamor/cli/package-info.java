/// The command line: one class a command, and the mapping of failures to exit codes.
@NullMarked
package org.tamor.cli;

import org.jspecify.annotations.NullMarked;
