package org.tamor.combination;

/// Measurements of one set of drugs on one cell line at one time.
///
/// @param name unique within the reading: the file's own name of the block where it has one
/// @param cellLine empty where the file names none
/// @param hours from the addition of the drugs to the reading; NaN where the file does not say
public record CombinationBlock(String name, String cellLine, double hours, CombinationData data) {}
