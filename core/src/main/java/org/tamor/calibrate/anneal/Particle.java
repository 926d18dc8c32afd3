package org.tamor.calibrate.anneal;

/// A member of a population.
///
/// @param position treated as read-only
@SuppressWarnings("ArrayRecordComponent")
public record Particle(double[] position, AnnealingPath.Terms terms) {}
