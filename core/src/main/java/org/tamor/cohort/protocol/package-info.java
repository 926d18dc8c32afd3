/// What is planned before a virtual study begins, and how it is read from a file.
@NullMarked
package org.tamor.cohort.protocol;

import org.jspecify.annotations.NullMarked;
