package org.tamor.stochastic;

/// How trajectories are drawn.
public sealed interface StochasticMethod {

    /// The exact next-reaction method.
    record NextReaction() implements StochasticMethod {}

    /// Explicit tau-leaping.
    ///
    /// @param epsilon the relative change of any propensity that a leap may bring, 0.03 in the
    ///   literature
    record TauLeaping(double epsilon) implements StochasticMethod {
        public TauLeaping {
            if (!(epsilon > 0 && epsilon < 1)) {
                throw new IllegalArgumentException("epsilon must lie between 0 and 1: " + epsilon);
            }
        }
    }

    StochasticMethod EXACT = new NextReaction();
    StochasticMethod TAU_LEAPING = new TauLeaping(0.03);
}
