/// Commands on tumour volumes, real and virtual.
@NullMarked
package org.tamor.cli.tumour;

import org.jspecify.annotations.NullMarked;
