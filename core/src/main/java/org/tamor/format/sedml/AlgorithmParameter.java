package org.tamor.format.sedml;

import java.util.OptionalInt;
import org.tamor.failure.Location;

/// A setting of a method.
///
/// @param kisao the number of the KiSAO term; empty where none is given
public record AlgorithmParameter(OptionalInt kisao, String value, Location where) {}
