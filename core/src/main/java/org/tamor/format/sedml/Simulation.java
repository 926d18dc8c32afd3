package org.tamor.format.sedml;

import org.tamor.failure.Location;

/// How a model is simulated.
public sealed interface Simulation {

    String id();

    Algorithm algorithm();

    Location where();

    /// Evenly spaced outputs over time.
    ///
    /// @param steps outputs after the first
    record UniformTimeCourse(
            String id,
            double initialTime,
            double outputStart,
            double outputEnd,
            int steps,
            Algorithm algorithm,
            Location where)
            implements Simulation {}

    /// From the present state over a span of time, with one output at its end.
    record OneStep(String id, double step, Algorithm algorithm, Location where)
            implements Simulation {}

    /// The state in which nothing changes.
    record SteadyState(String id, Algorithm algorithm, Location where) implements Simulation {}

    /// Whatever its algorithm says.
    record Analysis(String id, Algorithm algorithm, Location where) implements Simulation {}
}
