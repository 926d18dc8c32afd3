/// Figures of tumour volumes, real and virtual.
@NullMarked
package org.tamor.report.figure.tumour;

import org.jspecify.annotations.NullMarked;
