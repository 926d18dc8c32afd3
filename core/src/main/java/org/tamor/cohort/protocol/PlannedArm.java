package org.tamor.cohort.protocol;

/// An arm of a virtual study.
///
/// @param experiment of the study on disk, or a cell of its designs, that says what is given
/// @param animals whose tumours are measured
public record PlannedArm(String name, String experiment, int animals) {}
