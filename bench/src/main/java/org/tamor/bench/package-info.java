/// Measurements outside the default build: speed beside peers' programs in one run, robustness
/// against broken files, error rates of statistical tests.
@NullMarked
package org.tamor.bench;

import org.jspecify.annotations.NullMarked;
