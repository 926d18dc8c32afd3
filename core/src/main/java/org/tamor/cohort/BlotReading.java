package org.tamor.cohort;

/// What a blot of a tumour reads.
///
/// @param hour after the start of treatment
/// @param measured as the blot reads it
/// @param truth as the model has it
public record BlotReading(
        String animal, String arm, double hour, String observable, double measured, double truth) {}
