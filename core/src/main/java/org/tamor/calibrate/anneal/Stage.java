package org.tamor.calibrate.anneal;

/// What happened between one power of the bridge and the next.
///
/// @param power of the bridge, from 0 to 1
/// @param sweeps steps of each member
/// @param acceptance the share of accepted steps
/// @param stepSize of the last sweep
/// @param memory the mean over coordinates of the correlation with where the members started
/// @param worstMemory the largest of these
public record Stage(
        double power,
        int sweeps,
        double acceptance,
        double stepSize,
        double memory,
        double worstMemory) {}
