/// Reports on tumour volumes, real and virtual.
@NullMarked
package org.tamor.report.tumour;

import org.jspecify.annotations.NullMarked;
