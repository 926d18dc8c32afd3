/// Damaged files: seeded mutations of real ones, each read and, where that succeeds, simulated.
///
/// Whatever a file holds, reading it may end in two ways only: a model, or a refusal that says what
/// is wrong and where. [FileKind] is the place to plug in another format.
@NullMarked
package org.tamor.fuzz;

import org.jspecify.annotations.NullMarked;
