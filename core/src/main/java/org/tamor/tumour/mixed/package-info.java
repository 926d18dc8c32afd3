/// Linear mixed models by restricted maximum likelihood, with tests that hold in small samples.
@NullMarked
package org.tamor.tumour.mixed;

import org.jspecify.annotations.NullMarked;
