/// Random streams, draws from probability distributions, quantiles, and diagnostics of Markov chains.
///
/// A stream belongs to a member of an ensemble, never to a thread: what a member draws depends on
/// the seed and the member's number alone, so results are the same for any number of threads.
@NullMarked
package org.tamor.stats;

import org.jspecify.annotations.NullMarked;
