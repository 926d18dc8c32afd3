/// What commands of every subject use: progress and tables on the terminal, folders of results, what
/// was typed.
@NullMarked
package org.tamor.cli.console;

import org.jspecify.annotations.NullMarked;
