/// Carries a population of parameter vectors from one distribution to another, and measures the
/// ratio of their integrals on the way: annealed sequential Monte Carlo.
///
/// From the prior to the posterior this gives draws and the marginal likelihood; from one posterior
/// to that of less data, or of another mechanism, the ratio of the two.
@NullMarked
package org.tamor.calibrate.anneal;

import org.jspecify.annotations.NullMarked;
