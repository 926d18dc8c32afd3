/// Static exposure of tumours: the constant levels of two drugs at which a tumour of the model
/// stands still, and which doses reach them.
@NullMarked
package org.tamor.cohort.exposure;

import org.jspecify.annotations.NullMarked;
