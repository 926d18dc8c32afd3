/// Reports on parameters: fits, profiles, samples, predictions, validations, mechanisms.
@NullMarked
package org.tamor.report.calibration;

import org.jspecify.annotations.NullMarked;
