/// Commands on parameters: how well they agree with measurements, what the measurements make of them,
/// and what follows from an ensemble.
@NullMarked
package org.tamor.cli.calibration;

import org.jspecify.annotations.NullMarked;
