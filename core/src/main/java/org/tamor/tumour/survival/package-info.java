/// Times to an event with censoring: Kaplan-Meier, log-rank test, hazard ratio.
@NullMarked
package org.tamor.tumour.survival;

import org.jspecify.annotations.NullMarked;
