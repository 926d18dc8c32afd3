/// From a study to a verdict: interaction of drugs by several references, what it depends on, what
/// to do next.
@NullMarked
package org.tamor.tumour.analysis;

import org.jspecify.annotations.NullMarked;
