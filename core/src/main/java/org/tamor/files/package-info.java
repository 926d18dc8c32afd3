/// Writing files so that each appears complete or not at all.
@NullMarked
package org.tamor.files;

import org.jspecify.annotations.NullMarked;
