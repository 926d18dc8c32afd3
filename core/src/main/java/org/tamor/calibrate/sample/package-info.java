/// Draws parameter vectors from the posterior distribution of a problem.
///
/// Several chains walk at once, each on a ladder of temperatures. What a chain proposes is learnt
/// from all chains during the burn-in and then frozen, so that the draws that are kept come from a
/// Markov chain with a fixed kernel. Random numbers belong to a chain, a temperature and a block of
/// generations, never to a thread.
@NullMarked
package org.tamor.calibrate.sample;

import org.jspecify.annotations.NullMarked;
