/// Compares a PEtab problem's model with its measurements: likelihoods, priors, simulated values.
@NullMarked
package org.tamor.calibrate;

import org.jspecify.annotations.NullMarked;
