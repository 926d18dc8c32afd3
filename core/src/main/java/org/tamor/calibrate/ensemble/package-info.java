/// Weighted parameter vectors that stand for what is known, and what a model predicts with them.
@NullMarked
package org.tamor.calibrate.ensemble;

import org.jspecify.annotations.NullMarked;
