package org.tamor.calibrate.anneal;

import java.util.Optional;

/// A way from one distribution to another: `reference(z) bridge(z)^b` with b from 0 to 1.
///
/// Positions are in coordinates where the prior is the standard normal distribution, so that all of
/// them have one scale. May be used by several threads.
public interface AnnealingPath {

    int dimension();

    /// A normal distribution about as wide as the densities on the way are; empty where none is
    /// known.
    default Optional<NormalReference> expected() {
        return Optional.empty();
    }

    /// Whether the densities widen on the way. Draws of a narrow density have not been where the
    /// weights of a wide one are large, so the weights take too few members for effective enough:
    /// such a way is gone in short steps with several sweeps each, and members step further than
    /// the population is wide. The draws at its end are good; the ratio of the integrals comes out
    /// too small, as the mean of one over a likelihood does.
    default boolean widens() {
        return false;
    }

    /// Both densities at a position.
    Terms terms(double[] position);

    /// The same, but empty where it shows before the work is done that the density with a power is
    /// less than asked for.
    ///
    /// @param least a logarithm
    default Optional<Terms> terms(double[] position, double power, double least) {
        return Optional.of(terms(position));
    }

    /// Logarithms of the densities at a position; finite, or minus infinity where a density is 0 or
    /// cannot be computed.
    ///
    /// @param logReference known up to a constant
    record Terms(double logReference, double logBridge) {

        public static final Terms NONE =
                new Terms(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

        /// The logarithm of the density where the bridge counts with a power.
        public double logDensity(double power) {
            return power == 0 || logReference == Double.NEGATIVE_INFINITY
                    ? logReference
                    : logReference + power * logBridge;
        }
    }
}
