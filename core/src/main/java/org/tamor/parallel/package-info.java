/// Independent tasks on several threads, and who hears how far they are.
@NullMarked
package org.tamor.parallel;

import org.jspecify.annotations.NullMarked;
