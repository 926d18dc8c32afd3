/// Estimates a PEtab problem's parameters: many local fits within bounds from scattered starts.
///
/// What is minimised is the negative log-likelihood minus the log-prior (the negative
/// log-posterior, so the best point is the maximum a posteriori; without priors it is that of the
/// likelihood), as a function of the parameters on their scales. Every start depends on the seed
/// and its number alone, so results are the same for any number of threads, and a fit that was
/// stopped can be taken up.
@NullMarked
package org.tamor.calibrate.fit;

import org.jspecify.annotations.NullMarked;
