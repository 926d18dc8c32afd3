/// Lets the mechanisms that a study names compete: how likely are measurements and sentences under
/// each?
@NullMarked
package org.tamor.study.comparison;

import org.jspecify.annotations.NullMarked;
