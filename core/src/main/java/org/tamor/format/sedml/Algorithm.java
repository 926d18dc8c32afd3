package org.tamor.format.sedml;

import java.util.List;
import java.util.OptionalInt;
import org.tamor.failure.Location;

/// A method of simulation.
///
/// @param kisao the number of the KiSAO term, as 19 for `KISAO:0000019`; empty where none is given
public record Algorithm(
        OptionalInt kisao, String name, List<AlgorithmParameter> parameters, Location where) {

    public Algorithm {
        parameters = List.copyOf(parameters);
    }
}
