package org.tamor.calibrate.fit;

import java.util.List;
import java.util.Optional;

/// A function to be minimised within bounds. May be used by several threads.
public interface Objective {

    /// What each coordinate is.
    List<String> names();

    double[] lower();

    /// Above [#lower] in every coordinate; finite.
    double[] upper();

    /// The value at a point within the bounds.
    Value value(double[] x);

    /// The value with its derivatives.
    Value expand(double[] x);

    /// The same function with its derivatives computed as precisely as the final result needs.
    default Objective refined() {
        return this;
    }

    /// The coordinates of a point of the problem's whole space, where this is a function of some of
    /// its parameters only.
    default double[] coordinates(double[] whole) {
        return whole;
    }

    /// The point of the problem's whole space that belongs to coordinates where the function has a
    /// value.
    default double[] whole(double[] coordinates) {
        return coordinates;
    }

    /// What is known of the function at a point.
    sealed interface Value {}

    /// @param residuals of which the function is half the sum of squares but for slower terms; of
    ///   length 0 where it is nothing of the kind
    /// @param slope present where derivatives were asked for
    @SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
    record Finite(double value, double[] residuals, Optional<Slope> slope) implements Value {}

    /// There is no value: a simulation failed, say. Never a number in its place.
    record Undefined(String reason) implements Value {}

    /// Derivatives at a point.
    ///
    /// @param curvature a symmetric matrix without negative eigenvalues in place of the second
    ///   derivatives; empty where the optimiser has to find its own
    /// @param chord of the residuals; empty where there are none
    @SuppressWarnings("ArrayRecordComponent")
    record Slope(double[] gradient, Optional<double[][]> curvature, Optional<Chord> chord) {}

    /// The transposed derivatives J^T of the residuals at a point.
    @FunctionalInterface
    interface Chord {

        /// About how the gradient changes where the residuals change by d: `J^T d`.
        double[] gradientChange(double[] residualChange);
    }
}
