/// Robustness against damaged files, at length.
@NullMarked
package org.tamor.bench.fuzz;

import org.jspecify.annotations.NullMarked;
