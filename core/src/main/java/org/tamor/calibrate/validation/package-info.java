/// How well an ensemble foretells measurements: those it was fitted to, those of one group at a
/// time as if they had not been there, and those it has never seen.
@NullMarked
package org.tamor.calibrate.validation;

import org.jspecify.annotations.NullMarked;
