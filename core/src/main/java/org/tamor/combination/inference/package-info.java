/// Scores of measured combinations with their identity, and what they are worth: tests, bands, contrasts.
@NullMarked
package org.tamor.combination.inference;

import org.jspecify.annotations.NullMarked;
