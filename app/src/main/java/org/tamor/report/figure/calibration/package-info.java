/// Figures of fits, profiles, samples, predictions and validations.
@NullMarked
package org.tamor.report.figure.calibration;

import org.jspecify.annotations.NullMarked;
